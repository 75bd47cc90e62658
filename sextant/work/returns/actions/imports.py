"""Bringing a file in: looked at at once, read by a job, written by that job's last step."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.jobs.actions import after_commit, cancel_job
from sextant.base.jobs.files import plain_name, sha256_of
from sextant.base.jobs.states import WAITING
from sextant.lab.returns.findings import ReturnsError
from sextant.lab.returns.reading import Table, open_table
from sextant.work.returns.actions.collections import collection_for
from sextant.work.returns.models import Collection, ImportFinding, ImportRun
from sextant.work.returns.states import REFUSED


def start_import(
    *,
    file: File,
    mapping: str = "",
    mapping_file: File | None = None,
    year: int | None = None,
    collection: str = "",
    replace: bool = False,
    by: User | None,
) -> ImportRun:
    """Keeps the file, finds out what it is, and queues its reading; a file that cannot be read is refused at once, and not kept."""
    work = ImportRun(file_name=Path(file.name or "").name[:200], mapping=mapping, year=year, replace=replace, by=by, sha256=sha256_of(file))
    work.file.save(plain_name(file), file, save=False)
    try:
        if mapping_file is not None:
            work.mapping_file.save(plain_name(mapping_file), mapping_file, save=False)
        return _queue(work, collection)
    except Exception as refusal:
        for kept in (work.file, work.mapping_file):
            if kept:
                kept.delete(save=False)
        if isinstance(refusal, ReturnsError):
            raise ValidationError(refusal.sentence((get_language() or "en")[:2]), code=refusal.code) from refusal
        raise


@transaction.atomic
def _queue(work: ImportRun, collection: str) -> ImportRun:
    table = open_table(work.file.path, mapping_of(work), work.year)
    work.collection = Collection.objects.select_for_update().get(pk=collection_for(mapping=table.mapping, code=collection, by=work.by).pk)
    work.mapping, work.year = table.mapping.name, table.year
    _refuse_a_second(work, table)
    work.save()
    work.job = after_commit("returns.import_file", by=work.by, import_id=work.pk)
    work.save(update_fields=["job"])
    record(verb="returns.start_import", obj=work, by=work.by, after={"file": work.file_name, "sha256": work.sha256, "year": work.year})
    return work


def mapping_of(work: ImportRun) -> str | None:
    """The mapping that was chosen: a file of the user's, the name of a shipped one, or none (found from the header)."""
    return work.mapping_file.path if work.mapping_file else work.mapping or None


def _refuse_a_second(work: ImportRun, table: Table) -> None:
    """One import at a time into a year: a person may queue several files, a second person waits for the first."""
    for other in work.collection.imports.filter(outcome="", job__state__in=WAITING).select_related("by"):
        same_year = other.year is None or table.year is None or other.year == table.year
        if same_year and (other.sha256 == work.sha256 or other.by_id is None or other.by_id != (work.by.pk if work.by else None)):
            words = {"file": other.file_name, "collection": work.collection.name, "since": timezone.localtime(other.created_at).strftime("%H:%M")}
            raise ValidationError(
                _("%(file)s is being imported into “%(collection)s” since %(since)s; wait until that import has ended, or cancel it.") % words,
                code="import_running",
            )


@transaction.atomic
def refuse_import(work: ImportRun, refusal: ReturnsError) -> ImportRun:
    """Ends an import whose file turned out unreadable; nothing of it was written."""
    work.outcome, work.ended_at = REFUSED, timezone.now()
    work.sentence_en, work.sentence_ru = refusal.sentence("en")[:600], refusal.sentence("ru")[:600]
    work.save(update_fields=["outcome", "ended_at", "sentence_en", "sentence_ru"])
    record(verb="returns.refuse_import", obj=work, by=work.by, after={"code": refusal.code})
    return work


@transaction.atomic
def cancel_import(work: ImportRun, *, by: User | None) -> ImportRun:
    """Stops an import that waits or runs; nothing of it stays."""
    if work.job is None or not work.is_waiting:
        raise ValidationError(_("This import has ended already; there is nothing left to cancel."))
    cancel_job(work.job, by=by)
    record(verb="returns.cancel_import", obj=work, by=by, after={"file": work.file_name})
    return work


@transaction.atomic
def see_findings(work: ImportRun, *, by: User | None) -> ImportRun:
    """Marks the findings of an import as looked at, so that they wait for nobody any more."""
    if work.seen_at is None:
        work.seen_at = timezone.now()
        work.save(update_fields=["seen_at"])
        record(verb="returns.see_findings", obj=work, by=by, after={"findings": ImportFinding.objects.filter(import_run=work).count()})
    return work
