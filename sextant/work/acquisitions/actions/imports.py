"""Catalogues: brought in by a job, put in the place of the one before only when they are whole, put back, removed.

A catalogue that was read whole gets its profile at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
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
from sextant.base.jobs.files import sha256_of
from sextant.work.acquisitions import states
from sextant.work.acquisitions.actions.profiles import start_profile
from sextant.work.acquisitions.models import Collection, Holding, ImportRun, Title

BATCH = 1000
KEPT = 2
"""Imports whose titles stay: the one that stands, and the one before it."""


@dataclass(slots=True)
class Brought:
    """What a job read: titles with their copies by place and day, the counts, and the files of what was found (name of the field, path)."""

    counts: dict[str, int]
    titles: list[tuple[dict[str, Any], dict[tuple[str, date | None], int]]]
    by_rule: list[dict[str, Any]] = field(default_factory=list)
    quarantine: list[dict[str, Any]] = field(default_factory=list)
    accounts: dict[str, dict[str, int]] = field(default_factory=dict)
    files: dict[str, Path] = field(default_factory=dict)
    format: str = "auto"


def start_import(collection: Collection, *, files: dict[str, File | None], kind: str = "auto", by: User | None) -> ImportRun:
    """Keeps the files (`catalogue`, `holdings`, `loans`) and queues their reading; one import of a collection at a time."""
    waiting = [run for run in collection.imports.filter(outcome="").select_related("job") if run.is_waiting]
    if waiting:
        raise ValidationError(_("A catalogue of this collection is being read already; wait for it, or stop it."))
    catalogue = files["catalogue"]
    assert catalogue is not None
    run = ImportRun(collection=collection, catalogue_name=plain_name(catalogue), format=kind, by=by, sha256=sha256_of(catalogue))
    kept: list[Any] = []
    try:
        for name, file in files.items():
            if file:
                getattr(run, name).save(plain_name(file)[-100:], file, save=False)
                kept.append(getattr(run, name))
        with transaction.atomic():
            run.save()
            run.job = after_commit("acquisitions.import_catalogue", by=by, import_id=run.pk)
            run.save(update_fields=["job"])
            record(verb="acquisitions.start_import", obj=run, by=by, after={"file": run.catalogue_name, "sha256": run.sha256})
    except Exception:
        for one in kept:
            one.delete(save=False)
        raise
    return run


def finish_import(run: ImportRun, brought: Brought) -> None:
    """Writes the titles and puts the import in the place of the one before; inside the last step of its job: all of it, or nothing."""
    for part in _batches(brought.titles):
        rows = Title.objects.bulk_create([Title(run=run, **said) for said, _places in part])
        places = [
            Holding(title=row, location=location, added=added, copies=copies)
            for row, (_said, found) in zip(rows, part, strict=True)
            for (location, added), copies in found.items()
        ]
        Holding.objects.bulk_create(places, batch_size=BATCH)
    for name, value in brought.counts.items():
        setattr(run, name, value)
    run.by_rule, run.quarantine, run.accounts = brought.by_rule, brought.quarantine, brought.accounts
    run.format, run.outcome, run.ended_at = brought.format, states.DONE, timezone.now()
    for name, path in brought.files.items():
        with path.open("rb") as handle:
            getattr(run, name).save(path.name, File(handle), save=False)
    run.save()
    record(verb="acquisitions.finish_import", obj=run, by=run.by, after={"read": run.read, "stored": run.stored})
    Collection.objects.filter(pk=run.collection_id).update(current=run)
    _forget_old_titles(run.collection_id)
    start_profile(run.collection, by=run.by)


def refuse_import(run: ImportRun, sentence: dict[str, str]) -> None:
    """A file could not be used at all; what stood before stands on."""
    run.outcome, run.ended_at = states.REFUSED, timezone.now()
    run.sentence_en, run.sentence_ru = sentence["en"][:600], sentence["ru"][:600]
    run.save()
    record(verb="acquisitions.refuse_import", obj=run, by=run.by, after={"file": run.catalogue_name})


@transaction.atomic
def cancel_import(run: ImportRun, *, by: User | None) -> None:
    """Stops an import that waits or runs."""
    if run.job is None or not run.is_waiting:
        raise ValidationError(_("This import has ended already; there is nothing left to cancel."))
    cancel_job(run.job, by=by)
    record(verb="acquisitions.cancel_import", obj=run, by=by, after={"file": run.catalogue_name})


@transaction.atomic
def choose_import(run: ImportRun, *, by: User | None) -> ImportRun:
    """Puts an import that is kept back in its place: what came after it is undone, and may be put back in the same way."""
    collection = Collection.objects.select_for_update(of=("self",)).get(pk=run.collection_id)
    run = ImportRun.objects.get(pk=run.pk)
    if run.outcome != states.DONE or not run.titles.exists():
        raise ValidationError(_("The titles of this import are not kept any more; bring the file in again."))
    before = collection.current_id
    collection.current = run
    collection.save(update_fields=["current"])
    record(verb="acquisitions.choose_import", obj=run, by=by, before={"rows": before}, after={"file": run.catalogue_name})
    return run


@transaction.atomic
def remove_import(run: ImportRun, *, by: User | None) -> None:
    """Takes the titles and files of an import away; its report stays. Where it stood, the one before it stands again."""
    collection = Collection.objects.select_for_update(of=("self",)).get(pk=run.collection_id)
    run = ImportRun.objects.select_for_update(of=("self",)).select_related("job").get(pk=run.pk)
    if run.is_waiting:
        raise ValidationError(_("This import is still being read; stop it first."))
    if run.outcome == states.REMOVED:
        raise ValidationError(_("This import was removed already."))
    run.titles.all().delete()
    if collection.current_id == run.pk:
        earlier = collection.imports.filter(outcome=states.DONE, titles__isnull=False).exclude(pk=run.pk).order_by("-pk").first()
        collection.current = earlier
        collection.save(update_fields=["current"])
    files = [getattr(run, name) for name in run.FILES if getattr(run, name)]
    for name in run.FILES:
        setattr(run, name, "")
    run.outcome = states.REMOVED
    run.save()
    record(verb="acquisitions.remove_import", obj=run, by=by, before={"file": run.catalogue_name, "stored": run.stored})
    transaction.on_commit(lambda: [file.storage.delete(file.name) for file in files])


def _forget_old_titles(collection_id: int) -> None:
    """Titles of imports that can no longer be put back go; their reports and files stay."""
    kept = list(ImportRun.objects.filter(collection=collection_id, outcome=states.DONE).order_by("-pk").values_list("pk", flat=True)[:KEPT])
    Title.objects.filter(run__collection=collection_id).exclude(run__in=kept).delete()


def _batches(rows: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


def plain_name(file: File) -> str:
    """The file's own name without folders, cut to 200 signs; its ending stays, for it tells the format."""
    name = Path((file.name or "file").replace("\\", "/")).name
    return name[-200:]
