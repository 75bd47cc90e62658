"""Staging: a file is read, held against what the site has, and worked out to the last figure before anything is written.

What comes out of a file can be large, so the rows wait on disk, one JSON object a line, a file a year.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from sextant.lab.returns import files
from sextant.lab.returns.findings import Finding
from sextant.lab.returns.reading import Reading, Table, read_table
from sextant.lab.returns.rows import ReturnRow
from sextant.work.returns import states
from sextant.work.returns.models import ImportRun, LibraryReturn
from sextant.work.returns.sentences import held_already, year_published

BATCH = 500
Watch = Callable[[int, int], None]


@dataclass(slots=True)
class StagedYear:
    """One year of a file: how it stood when it was read (`version`, 0 for a new one), and the returns that change it."""

    year: int
    rows: Path
    version: int = 0
    is_open: bool = True
    blocked: int = 0
    keys: set[str] = field(default_factory=set)
    collected: Counter[str] = field(default_factory=Counter)
    fingerprint: str = ""
    made: Path | None = None
    stale: Path | None = None
    figures: list[dict[str, Any]] = field(default_factory=list)

    @property
    def libraries(self) -> int:
        """How many libraries the year has then; counted with the fingerprint."""
        return self.collected.get("", 0)

    def staged_rows(self) -> Iterator[dict[str, Any]]:
        """The returns to be written, as they were staged."""
        with self.rows.open(encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)


@dataclass(slots=True)
class Stage:
    """All that an import is about to write."""

    folder: Path
    years: dict[int, StagedYear] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)
    resized: dict[int, list[dict[str, Any]]] = field(default_factory=dict)

    @property
    def changed(self) -> list[StagedYear]:
        """The years that something is written to."""
        return [staged for _year, staged in sorted(self.years.items()) if staged.keys]


def lines_of(table: Table) -> int:
    """How many lines the table has, for the progress bar."""
    with files.opened(table.source) as stream:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(1 << 20), b""))


def read_into(work: ImportRun, table: Table, stage: Stage, watch: Watch) -> None:
    """Reads the whole file and stages what it would change; counts and findings are complete afterwards."""
    total, reading = lines_of(table), read_table(table)
    known = {release.year: release for release in work.collection.years.all()}
    with ExitStack() as stack:
        streams: dict[int, TextIO] = {}
        for batch in _batches(reading):
            held = _held(work, batch, set(known))
            for row in batch:
                if row.year not in stage.years:
                    path = stage.folder / f"{row.year}.jsonl"
                    release = known.get(row.year)
                    version, is_open = (release.version, release.takes_figures) if release else (0, True)
                    stage.years[row.year] = StagedYear(row.year, path, version, is_open)
                    streams[row.year] = stack.enter_context(path.open("w", encoding="utf-8"))
                _stage_row(work, row, held.get((row.unit_id, row.year)), stage, streams[row.year], reading.tally.file)
            watch(reading.tally.read, total)
    stage.counts["lines"], stage.counts["refused"] = reading.tally.read, reading.tally.refused
    closed = [year_published(reading.tally.file, staged.year, staged.blocked) for staged in stage.years.values() if staged.blocked]
    stage.findings = [*closed, *reading.findings, *stage.findings]


def _batches(reading: Reading) -> Iterator[list[ReturnRow]]:
    while batch := list(islice(reading, BATCH)):
        yield batch


def _held(work: ImportRun, batch: Iterable[ReturnRow], years: set[int]) -> dict[tuple[str, int], dict[str, Any]]:
    """What the site has of these libraries and years."""
    wanted = [row for row in batch if row.year in years]
    if not wanted:
        return {}
    rows = LibraryReturn.objects.filter(
        library__collection=work.collection,
        library__key__in={row.unit_id for row in wanted},
        year__in={row.year for row in wanted},
        is_current=True,
    ).values("pk", "library__key", "year", "revision", "values", "statuses", "origins")
    return {(row["library__key"], row["year"]): dict(row) for row in rows}


def _stage_row(work: ImportRun, row: ReturnRow, held: dict[str, Any] | None, stage: Stage, stream: TextIO, file: str) -> None:
    staged = stage.years[row.year]
    stage.counts["returns_read"] += 1
    outcome, differing = _outcome(row, held, replace=work.replace)
    if outcome == states.UNCHANGED:
        stage.counts[outcome] += 1
    elif not staged.is_open:
        staged.blocked += 1
        stage.counts["conflicting"] += 1
    elif not outcome:
        stage.counts["conflicting"] += 1
        if held is not None:
            stage.findings.append(held_already(file, row.line, row.unit_id, row.year, differing, _said(held, differing), _of_row(row, differing)))
    else:
        stage.counts[outcome] += 1
        staged.keys.add(row.unit_id)
        stream.write(json.dumps(_merged(row, held), ensure_ascii=False) + "\n")


def _outcome(row: ReturnRow, held: dict[str, Any] | None, *, replace: bool) -> tuple[str, str]:
    """What becomes of a return, and the first variable that contradicts what is held; no outcome: it is refused."""
    if held is None:
        return states.STORED, ""
    codes = [*row.values, *row.statuses]
    differing = next((code for code in codes if _said(held, code) not in (None, _of_row(row, code))), "")
    if differing:
        return (states.REPLACED if replace else ""), differing
    if any(_said(held, code) is None for code in codes):
        return states.SUPPLEMENTED, ""
    return states.UNCHANGED, ""


def _said(held: dict[str, Any], code: str) -> Any:
    return held["values"].get(code, held["statuses"].get(code))


def _of_row(row: ReturnRow, code: str) -> Any:
    return row.values.get(code, row.statuses.get(code))


def _merged(row: ReturnRow, held: dict[str, Any] | None) -> dict[str, Any]:
    """The return as it is going to stand: what was held, and over it what this file says."""
    before = held or {"values": {}, "statuses": {}, "origins": {}, "pk": None, "revision": 0}
    said = {*row.values, *row.statuses}
    return {
        "key": row.unit_id,
        "name": row.unit_name,
        "region": row.region,
        "line": row.line,
        "attributes": row.attributes,
        "held": before["pk"],
        "revision": before["revision"] + 1,
        **{
            part: {code: value for code, value in before[part].items() if code not in said} | getattr(row, part)
            for part in ("values", "statuses", "origins")
        },
    }
