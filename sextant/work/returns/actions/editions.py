"""Editions of published years: asked for with the publication, frozen once, never changed."""

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.jobs.actions import after_commit
from sextant.work.returns.models import Edition, LibraryReturn, YearRelease


@transaction.atomic
def ask_edition(release: YearRelease, *, reason: str = "", by: User | None) -> Edition:
    """Keeps which returns the next edition is made of, and queues its making; where nothing has changed, the last edition stays the last."""
    rows = LibraryReturn.objects.filter(release=release, is_current=True).order_by("library__key")
    members = [list(row) for row in rows.values_list("pk", "library__key", "library__name", "region")]
    last = release.editions.order_by("-version").first()
    if last is not None and last.returns == members:
        return last
    edition = Edition(release=release, version=last.version + 1 if last else 1, reason=reason[:300], returns=members, by=by)
    edition.published_on = timezone.localdate()
    edition.save()
    edition.job = after_commit("returns.make_edition", by=by, edition_id=edition.pk)
    edition.save(update_fields=["job"])
    return edition


@transaction.atomic
def keep_edition(edition: Edition, *, file: File, sha256: str, counts: dict[str, int]) -> Edition:
    """Stores the package of an edition, once for ever."""
    edition = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
    if edition.sha256:
        raise ValidationError(_("This edition is frozen already."))
    edition.sha256, edition.size, edition.outcome = sha256, file.size or 0, "done"
    edition.libraries, edition.cells, edition.cells_changed = counts["libraries"], counts["cells"], counts["cells_changed"]
    edition.file.save(sha256, file, save=False)
    edition.save()
    record(verb="returns.keep_edition", obj=edition.release, after={"version": edition.version, "fingerprint": sha256})
    return edition
