"""Working out the figures of staged years: indicators of each library, and of all groups, by the lab."""

import json
import os
import shutil
from collections.abc import Callable, Container, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from sextant.lab.returns import indicators, store
from sextant.lab.returns.groups import size_class
from sextant.lab.returns.peer_groups.protection import Protection
from sextant.lab.returns.rows import ReturnRow
from sextant.lab.returns.sql import By
from sextant.lab.returns.tables import IndicatorRow, indicator_table, variable_table
from sextant.work.returns.models import Collection, LibraryReturn, YearRelease
from sextant.work.returns.queries.protection import rule_of
from sextant.work.returns.reckoning import panel
from sextant.work.returns.reckoning.protecting import protect
from sextant.work.returns.reckoning.staging import Stage, StagedYear

GROUPS: tuple[By, ...] = ("all", "region", "size")


def figure_out(collection: Collection, stage: Stage, watch: Callable[[], None]) -> None:
    """Completes every changed year: Parquet file, fingerprint, indicators of its libraries, figures of its groups."""
    if not stage.changed:
        return
    room = stage.folder / "panel"
    _other_years(collection, stage, room)
    for staged in stage.changed:
        _make_panel(collection, staged, room)
        _indicators(collection, staged)
        watch()
    protection = rule_of(collection)
    _group_figures(stage, room, protection)
    _resize_later_years(collection, stage, room, protection)
    for staged in stage.changed:
        staged.made = store.year_file(room, staged.year)


def _other_years(collection: Collection, stage: Stage, room: Path) -> None:
    """Gives the lab the years held beside those staged: a library without population is sized by an earlier year."""
    room.mkdir(exist_ok=True)
    changed = {staged.year for staged in stage.changed}
    for release in collection.years.exclude(year__in=changed).select_related("collection"):
        source, target = store.year_file(panel.ensured(release), release.year), store.year_file(room, release.year)
        try:
            os.link(source, target)
        except OSError:
            shutil.copy(source, target)


def _make_panel(collection: Collection, staged: StagedYear, room: Path) -> None:
    fingerprint = panel.Fingerprint()
    store.write_year(_counted(fingerprint.over(_all_rows(collection, staged)), staged), room, staged.year)
    staged.fingerprint = fingerprint.hexdigest()


def _all_rows(collection: Collection, staged: StagedYear) -> Iterator[ReturnRow]:
    """The year as it is going to be: what is staged, and of what is held the rest."""
    new = (
        ReturnRow(
            row["key"], row["name"], row["region"], staged.year, row["line"], row["values"], row["statuses"], row["origins"], {}, collection.mapping
        )
        for row in staged.staged_rows()
    )
    rest: Iterator[ReturnRow] = iter(())
    if staged.version:
        rest = (row for row in panel.current_returns(collection, staged.year) if row.unit_id not in staged.keys)
    return chain(new, rest)


def _counted(rows: Iterator[ReturnRow], staged: StagedYear) -> Iterator[ReturnRow]:
    """Counts libraries (under "") and, by variable asked for, those that gave a number."""
    for row in rows:
        staged.collected[""] += 1
        staged.collected.update(row.values.keys())
        staged.collected.update(dict.fromkeys(row.statuses, 0))
        yield row


def _indicators(collection: Collection, staged: StagedYear) -> None:
    """Adds size class and indicators to every staged return; notes returns held whose gaps change by what is new."""
    collected = {code for code in staged.collected if code}
    complete = staged.rows.with_suffix(".complete")
    with complete.open("w", encoding="utf-8") as stream:
        for row in staged.staged_rows():
            row |= computed(row["values"], row["statuses"], collected)
            row["size_class"] = size_class(row["values"].get("population")).code
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
    complete.replace(staged.rows)
    asked_before = set(collection.years.filter(year=staged.year).values_list("variables", flat=True).first() or {})
    if staged.version and collected != asked_before:
        staged.stale = staged.rows.with_suffix(".stale")
        _recompute_others(collection, staged, collected, staged.stale)


def _recompute_others(collection: Collection, staged: StagedYear, collected: set[str], target: Path) -> None:
    held = LibraryReturn.objects.filter(release__collection=collection, year=staged.year, is_current=True)
    rows = held.values_list("pk", "library__key", "values", "statuses").iterator(chunk_size=500)
    with target.open("w", encoding="utf-8") as stream:
        for pk, key, values, statuses in rows:
            if key not in staged.keys:
                stream.write(json.dumps({"pk": pk, **computed(values, statuses, collected)}) + "\n")


def computed(values: dict[str, Any], statuses: dict[str, str], collected: set[str]) -> dict[str, Any]:
    """The indicators of one return: those with a value, and the gaps with their status and the variables in the way."""
    results = indicators.for_row(values, statuses, collected)
    return {
        "indicators": {code: result.value for code, result in results.items() if result.value is not None},
        "gaps": {code: [result.status, *result.missing] for code, result in results.items() if result.value is None},
    }


def _group_figures(stage: Stage, room: Path, protection: Protection | None) -> None:
    """Figures of all groups of all changed years; what nobody was asked for is named once a year, for all libraries."""
    years = [staged.year for staged in stage.changed]
    asked = {code for staged in stage.changed for code in staged.collected if code}
    for kind in GROUPS:
        for year, figure in group_figures(room, years, kind, asked):
            stage.years[year].figures.append(figure)
    for staged in stage.changed:
        staged.figures.extend(not_collected(staged.collected))
        protect(staged.figures, room, staged.year, protection)


def not_collected(asked: Container[str]) -> Iterator[dict[str, Any]]:
    """Indicators of a year that nobody could give, with the variables that were not asked for."""
    for code, indicator in indicators.definitions().items():
        absent = [name for name in indicator.inputs if name not in asked]
        if absent:
            yield {"indicator": code, "group_kind": "all", "group": "all", "status": "not_collected", "missing": absent}


def figures_again(release: YearRelease, protection: Protection | None) -> list[dict[str, Any]]:
    """The figures of all groups of a stored year, worked out anew."""
    for other in release.collection.years.select_related("collection"):
        folder = panel.ensured(other)
    found = [figure for kind in GROUPS for _year, figure in group_figures(folder, [release.year], kind, set(release.variables))]
    found.extend(not_collected(release.variables))
    protect(found, folder, release.year, protection)
    return found


def group_figures(folder: Path, years: list[int], kind: By, asked: set[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Figures of one kind of group as rows of `Aggregate`, by year; only what could be computed from the variables asked for."""
    possible = [code for code, indicator in indicators.definitions().items() if asked.issuperset(indicator.inputs)]
    for row in indicator_table(folder, years, kind, possible) if possible else ():
        if row.status != "not_collected":
            yield row.year, _figure(row, kind, is_variable=False)
    for row in variable_table(folder, years, kind, sorted(asked)):
        if row.status != "not_collected":
            yield row.year, _figure(row, kind, is_variable=True)


def _figure(row: IndicatorRow, kind: By, is_variable: bool) -> dict[str, Any]:
    return {
        "is_variable": is_variable,
        "indicator": row.indicator,
        "group_kind": kind,
        "group": row.unit_id,
        "n": row.n or 0,
        "value": row.value,
        "median": row.median,
        "q1": row.q1,
        "q3": row.q3,
        "status": row.status if row.value is not None or row.status != "ok" else "missing",
        "missing": list(row.missing),
    }


def _resize_later_years(collection: Collection, stage: Stage, room: Path, protection: Protection | None) -> None:
    """Later open years without population take the size of their libraries from the years now changed."""
    first = stage.changed[0].year
    changed = {staged.year for staged in stage.changed}
    for release in collection.years.filter(year__gt=first).exclude(year__in=changed):
        if "population" not in release.variables and release.takes_figures:
            found = group_figures(room, [release.year], "size", set(release.variables))
            stage.resized[release.pk] = [figure for _year, figure in found]
            protect(stage.resized[release.pk], room, release.year, protection)
