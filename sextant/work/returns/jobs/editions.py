"""Making the data package of a published year."""

import hashlib
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.utils.translation import gettext_lazy as _

from sextant.base.jobs.registry import job
from sextant.base.jobs.run import Run
from sextant.work.returns.actions.editions import keep_edition
from sextant.work.returns.models import Edition
from sextant.work.returns.packages.making import make_package


def digest_of(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@job("returns.make_edition", title=_("Data package of a published year"), tries=2)
def make_edition(run: Run, edition_id: int) -> None:
    """Makes the package and freezes it; one that is there stays as it is."""
    edition = Edition.objects.select_related("release__collection").get(pk=edition_id)
    if edition.sha256:
        return
    room = Path(settings.SEXTANT_HOME) / "lab"
    room.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=room, prefix="edition-") as folder:
        path = Path(folder) / "package.zip"
        counts = make_package(edition, path, run.progress)
        digest = digest_of(path)
        with run.last_step() as result, path.open("rb") as stream:
            keep_edition(edition, file=File(stream, name=digest), sha256=digest, counts=counts)
            result.update({"sha256": digest, **counts})
