"""The parts of a store that are counted, told to an engine as tables.

`old` and `new` are records of imports that were counted before, and were not; `merges` is what the last merge says of several records;
`excluded_now` are records that do not count by themselves, because a merge speaks for them or a person has withdrawn them.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from sextant.lab.engine import Engine
from sextant.lab.literature.store import Store

from .expressions import KEYED, KINDS, RECORDS, Span, mentions, read_of

if TYPE_CHECKING:
    from ibis import Table

CHUNK = 250_000
"""Works that are counted in one go, where an engine does not count all years at once."""


def sources(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The tables in which these kinds stand."""
    return tuple(dict.fromkeys(KINDS[kind][0] for kind in kinds))


def inputs(store: Store) -> dict[str, list[str]]:
    """What the imports of a store hold, by SHA-256 of the files that may be counted."""
    return {entry["id"]: [one["sha256"] for one in entry["files"] if one["table"] in KEYED] for entry in store.manifest()["imports"]}


def excluding(store: Store) -> str:
    """A digest of what decides which records do not count by themselves, and of what stands for them."""
    held = store.manifest()
    told = sorted(one["sha256"] for part in filter(None, (held["merge"], held.get("withdrawn"))) for one in part["files"])
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def scan_records(engine: Engine, store: Store, part: str, kinds: tuple[str, ...], imports: list[str]) -> None:
    """The tables of these imports, by the name of the part."""
    entries = [entry for entry in store.manifest()["imports"] if entry["id"] in imports]
    for source in sources(kinds):
        paths = [store.folder / one["path"] for entry in entries for one in entry["files"] if one["table"] == source]
        engine.scan(f"{part}_{source}", paths, {"record": "string", **read_of(source, kinds)})


def scan_merges(engine: Engine, store: Store, kinds: tuple[str, ...]) -> None:
    """The tables of the last merge, and the records that do not count by themselves: it speaks for them, or they were withdrawn."""
    for source in sources(kinds):
        engine.scan(f"merges_{source}", store.merged_paths(source), {"work": "string", **read_of(source, kinds)})
    engine.scan("silent", store.merged_paths("membership") + store.withdrawn_paths(), RECORDS)


def chunks(by_year: list[tuple[int | None, int]], works: int = CHUNK) -> list[tuple[Span, ...]]:
    """Spans of neighbouring years with about so many works together, works without a year in the last; `by_year`: year and works."""
    found: list[tuple[Span, ...]] = []
    first, held = None, 0
    last: int | None = None
    for year, number in sorted((year, number) for year, number in by_year if year is not None):
        if first is not None and last is not None and held + number > works:
            found.append(((first, last),))
            first, held = None, 0
        first, last, held = (year if first is None else first), year, held + number
    if first is not None and last is not None:
        found.append(((first, last),))
    if any(year is None for year, _number in by_year):
        found.append((None,))
    return found


def years_of(by_year: list[tuple[int | None, int]]) -> tuple[Span, ...]:
    """The years in which there are works, neighbours as one span."""
    found: list[Span] = [None] if any(year is None for year, _number in by_year) else []
    for year in sorted(year for year, _number in by_year if year is not None):
        last = found[-1] if found else None
        if last is not None and last[1] == year - 1:
            found[-1] = (last[0], year)
        else:
            found.append((year, year))
    return tuple(found)


def spans(engine: Engine, works: Table) -> list[tuple[Span, ...]]:
    """How these works, mentions of the kind `work`, are parted by years for this engine; one span without bounds is all of them."""
    if engine.at_once:
        return [()]
    return chunks(engine.rows(works.group_by("year").agg(n=works.count()))) or [()]


def spans_of_all(engine: Engine) -> list[tuple[Span, ...]]:
    """The same for the whole corpus, told to the engine as `all`."""
    return spans(engine, mentions("work", "all"))


def files(folder: Path) -> list[Path]:
    """The Parquet files of a folder, at any depth."""
    return sorted(folder.rglob("*.parquet"))
