"""Writing what an import staged: everything in the caller's one transaction, or nothing."""

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from sextant.base.audit.actions import record
from sextant.base.jobs.actions import after_commit
from sextant.lab.returns.findings import Finding
from sextant.work.returns.actions.peers import ask_peers
from sextant.work.returns.models import Aggregate, Collection, ImportFinding, ImportRun, Library, LibraryReturn, YearRelease
from sextant.work.returns.reckoning.staging import Stage, StagedYear
from sextant.work.returns.states import DONE

BATCH = 500
COUNTS = ("lines", "refused", "returns_read", "stored", "supplemented", "unchanged", "replaced", "conflicting")


class Overtaken(Exception):
    """A year changed after the file was held against it; the file has to be held against it again."""


@transaction.atomic
def store_import(work: ImportRun, stage: Stage) -> ImportRun:
    """Writes returns, figures and findings of a staged import; raises `Overtaken` where a year has changed meanwhile."""
    store_years(work, work.collection, stage)
    end_import(work, {name: stage.counts[name] for name in COUNTS}, stage.findings)
    if stage.changed:
        after_commit("returns.index_libraries", by=work.by, collection_id=work.collection_id, years=[staged.year for staged in stage.changed])
    return work


@transaction.atomic
def store_years(work: ImportRun | None, collection: Collection, stage: Stage) -> None:
    """Writes the staged years of a collection; `work` is the import they come from, if any."""
    collection = Collection.objects.select_for_update().get(pk=collection.pk)
    for staged in stage.changed:
        _store_year(work, collection, staged)
    for release_id, figures in stage.resized.items():
        Aggregate.objects.filter(release_id=release_id, group_kind="size").delete()
        _add_figures(release_id, figures)
    _size_without_population(collection, [staged.year for staged in stage.changed])
    ask_peers(collection, [staged.year for staged in stage.changed], by=work.by if work else None)


def end_import(work: ImportRun, counts: dict[str, int], findings: list[Finding]) -> None:
    """Writes down how an import ended, with its findings and one line in the record."""
    ImportFinding.objects.bulk_create((_finding(work, found) for found in findings), batch_size=BATCH)
    work.outcome, work.ended_at, work.findings_count = DONE, timezone.now(), len(findings)
    for name, count in counts.items():
        setattr(work, name, count)
    work.save(update_fields=["outcome", "ended_at", "findings_count", *counts])
    record(verb="returns.store_import", obj=work, by=work.by, after={"file": work.file_name, **counts})


def _store_year(work: ImportRun | None, collection: Collection, staged: StagedYear) -> None:
    release, _made = YearRelease.objects.get_or_create(collection=collection, year=staged.year)
    if release.version != staged.version or not release.takes_figures:
        raise Overtaken
    rows = staged.staged_rows()
    while batch := list(islice(rows, BATCH)):
        _store_batch(work, release, batch)
    if staged.stale is not None:
        with staged.stale.open(encoding="utf-8") as lines:
            _renew_gaps(json.loads(line) for line in lines)
    Aggregate.objects.filter(release=release).delete()
    _add_figures(release.pk, staged.figures)
    release.variables = {code: count for code, count in sorted(staged.collected.items()) if code}
    release.libraries, release.fingerprint, release.version = staged.libraries, staged.fingerprint, staged.version + 1
    release.save(update_fields=["variables", "libraries", "fingerprint", "version"])


def _store_batch(work: ImportRun | None, release: YearRelease, batch: list[dict[str, Any]]) -> None:
    keys = _libraries(release, batch)
    replaced = [row["held"] for row in batch if row["held"]]
    if replaced:
        LibraryReturn.objects.filter(pk__in=replaced).update(is_current=False)
    kept = ("region", "size_class", "values", "statuses", "origins", "indicators", "gaps", "line", "revision")
    LibraryReturn.objects.bulk_create(
        LibraryReturn(library_id=keys[row["key"]], release=release, year=release.year, import_run=work, **{name: row[name] for name in kept})
        for row in batch
    )


def _libraries(release: YearRelease, batch: list[dict[str, Any]]) -> dict[str, int]:
    """Makes libraries that are new and renews names and places by the latest year; returns their keys."""
    held = dict(Library.objects.filter(collection_id=release.collection_id, key__in=[row["key"] for row in batch]).values_list("key", "latest_year"))
    wanted = [row for row in batch if held.get(row["key"], 0) <= release.year]
    Library.objects.bulk_create(
        (
            Library(
                collection_id=release.collection_id,
                key=row["key"],
                name=row["name"][:300] or row["key"],
                region=row["region"][:60],
                attributes=row["attributes"],
                latest_year=release.year,
            )
            for row in wanted
        ),
        update_conflicts=True,
        unique_fields=["collection", "key"],
        update_fields=["name", "region", "attributes", "latest_year"],
    )
    return dict(Library.objects.filter(collection_id=release.collection_id, key__in=[row["key"] for row in batch]).values_list("key", "pk"))


def _renew_gaps(rows: Iterator[dict[str, Any]]) -> None:
    while batch := list(islice(rows, BATCH)):
        held = [LibraryReturn(pk=row["pk"], indicators=row["indicators"], gaps=row["gaps"]) for row in batch]
        LibraryReturn.objects.bulk_update(held, ["indicators", "gaps"], batch_size=100)


def _add_figures(release_id: int, figures: list[dict[str, Any]]) -> None:
    Aggregate.objects.bulk_create((Aggregate(release_id=release_id, **figure) for figure in figures), batch_size=BATCH)


def _size_without_population(collection: Collection, changed: list[int]) -> None:
    """Returns without population take the size class of the latest earlier year that has one."""
    earlier = LibraryReturn.objects.filter(library=OuterRef("library"), is_current=True, year__lt=OuterRef("year"), values__has_key="population")
    found = Coalesce(Subquery(earlier.order_by("-year").values("size_class")[:1]), Value("unknown"))
    for release in collection.years.filter(year__gte=min(changed, default=9999)):
        if release.takes_figures and release.variables.get("population", 0) < release.libraries:
            LibraryReturn.objects.filter(release=release, is_current=True).exclude(values__has_key="population").update(size_class=found)


def _finding(work: ImportRun, found: Finding) -> ImportFinding:
    return ImportFinding(
        import_run=work,
        severity=found.severity,
        code=found.code,
        line=found.line,
        column=found.column[:120],
        value=found.value[:120],
        text_en=found.text_en[:500],
        text_ru=found.text_ru[:500],
        remedy_en=found.remedy_en[:500],
        remedy_ru=found.remedy_ru[:500],
    )
