"""Making a corpus, bringing a file in, and what becomes of it."""

import hashlib
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.jobs.actions import after_commit, cancel_job
from sextant.base.jobs.files import plain_name, sha256_of
from sextant.work.observatory.models import Corpus, ImportRun
from sextant.work.observatory.states import DONE, REFUSED


@transaction.atomic
def save_corpus(corpus: Corpus, *, by: User | None) -> Corpus:
    """Makes a corpus or changes what is said of it; its code stays what it was."""
    corpus.full_clean()
    corpus.save()
    record(verb="observatory.save_corpus", obj=corpus, by=by, after={"code": corpus.code, "name": corpus.name, "until": corpus.until})
    return corpus


def start_import(corpus: Corpus, *, file: File, form: str = "auto", by: User | None) -> ImportRun:
    """Keeps the file and queues its reading. The same file twice is refused: its works are held already."""
    digest = sha256_of(file)
    earlier = corpus.imports.filter(sha256=digest).exclude(outcome=REFUSED).order_by("-id").first()
    if earlier is not None and earlier.state in (DONE, "queued", "running"):
        raise ValidationError(
            _("This very file was brought in on %(day)s as “%(file)s”; its works are held already.")
            % {"day": timezone.localtime(earlier.created_at).strftime("%d.%m.%Y"), "file": earlier.file_name}
        )
    run = ImportRun(corpus=corpus, file_name=Path(file.name or "").name[:200], sha256=digest, format=form, by=by)
    run.file.save(plain_name(file), file, save=False)
    try:
        with transaction.atomic():
            run.save()
            run.job = after_commit("observatory.import_file", by=by, import_id=run.pk)
            run.save(update_fields=["job"])
            record(verb="observatory.start_import", obj=run, by=by, after={"file": run.file_name, "sha256": digest})
    except Exception:
        run.file.delete(save=False)
        raise
    return run


@transaction.atomic
def start_harvest(corpus: Corpus, *, address: str, wish: dict[str, str], by: User | None) -> ImportRun:
    """Queues the harvest of a repository; one at a time from one address."""
    for other in corpus.imports.filter(address=address, outcome="").select_related("job"):
        if other.is_waiting:
            raise ValidationError(_("This repository is being harvested already; wait for it, or stop it."))
    run = ImportRun.objects.create(corpus=corpus, file_name=address[:200], address=address, wish=wish, format="oai", by=by)
    run.job = after_commit("observatory.harvest", by=by, import_id=run.pk)
    run.save(update_fields=["job"])
    record(verb="observatory.start_harvest", obj=run, by=by, after={"address": address, **wish})
    return run


def keep_harvest(run: ImportRun, path: Path) -> None:
    """What was fetched becomes the file of the import; the one of an earlier attempt goes."""
    with path.open("rb") as handle:
        run.sha256 = hashlib.file_digest(handle, "sha256").hexdigest()
        handle.seek(0)
        if run.file:
            run.file.delete(save=False)
        run.file.save(path.name, File(handle), save=False)
    run.save(update_fields=["file", "sha256"])


def finish_import(run: ImportRun, counts: dict[str, Any], findings: list[dict[str, Any]], *, held_already: bool) -> None:
    """What became of the file; inside the last step of its job."""
    for name in ("read", "stored", "repaired", "noted", "refused", "codes"):
        setattr(run, name, counts[name])
    run.format, run.findings, run.held_already = counts["format"] or run.format, findings, held_already
    run.outcome, run.ended_at = DONE, timezone.now()
    run.save()
    record(verb="observatory.finish_import", obj=run, by=run.by, after={name: counts[name] for name in ("read", "stored", "refused")})


def refuse_import(run: ImportRun, sentence: dict[str, str]) -> None:
    """The file could not be read at all; nothing of it is in the store."""
    run.outcome, run.ended_at = REFUSED, timezone.now()
    run.sentence_en, run.sentence_ru = sentence["en"][:600], sentence["ru"][:600]
    run.save()
    record(verb="observatory.refuse_import", obj=run, by=run.by, after={"file": run.file_name})


@transaction.atomic
def cancel_import(run: ImportRun, *, by: User | None) -> None:
    """Stops an import that waits or runs."""
    if run.job is None or not run.is_waiting:
        raise ValidationError(_("This import has ended already; there is nothing left to cancel."))
    cancel_job(run.job, by=by)
    record(verb="observatory.cancel_import", obj=run, by=by, after={"file": run.file_name})
