"""Counting a store from nothing: years first, then the most frequent items, then pairs among these; some years after others."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sextant.lab.engine import Engine, connection, quoted
from sextant.lab.literature.store import Store, unfinished, writing

from . import corpus, keeping
from . import expressions as ex
from .findings import refuse
from .keeping import Kept, Plan

if TYPE_CHECKING:
    from ibis import Table

Report = Callable[[str, int, int], object]
"""Told what is being counted, and how much of it is done, of how much."""
Source = Callable[[str, tuple[ex.Span, ...]], "Table"]
"""Signed mentions of a kind, in these years."""


def silent(_what: str, _done: int, _of: int) -> None:
    """Reports nothing."""


@dataclass(frozen=True, slots=True)
class Room:
    """Where a layer is written: `finished` becomes the layer, `aside` does not."""

    engine: Engine
    store: Store
    plan: Plan
    finished: Path
    aside: Path
    report: Report

    def keep(self, table: str, found: Table, part: str = "") -> None:
        """Write a table of the layer, or one part of it."""
        self.engine.write(found, self.finished / table / part if part else self.finished / table)

    def lay(self, name: str, found: Table, columns: dict[str, str], part: str = "") -> Path:
        """Write a table aside, and let expressions read it; gives its folder."""
        folder = self.aside / f"{name}-{part}" if part else self.aside / name
        self.engine.write(found, folder)
        self.engine.scan(name, corpus.files(folder), columns)
        return folder


def build(store: Store, engine: Engine, plan: Plan | None = None, report: Report = silent, labels: Iterable[tuple[str, str]] = ()) -> Kept:
    """Count the whole store; replaces what was counted before. `labels` (label, concept) say which terms are which concept, until it is built anew.

    Raises `LiteratureError` where there is no store or another writes to it, `CountsError` where concepts are asked for without labels.
    """
    store.existing()
    plan, told = plan or Plan(), list(labels)
    if "concept" in plan.kinds and not told:
        raise refuse("concepts_without_labels")
    with writing(store), unfinished(store) as aside:
        room = room_of(store, engine, plan, aside, report)
        if told:
            _lay_labels(room, told)
        spans = _whole(room)
        count_years(room, of_all, spans)
        engine.scan("items", corpus.files(room.finished / "items"), ex.ITEMS)
        room.keep("vocabulary", ex.most_frequent(ex.table("items", ex.ITEMS), room.plan.pairs, room.plan.kept))
        engine.scan("vocabulary", corpus.files(room.finished / "vocabulary"), ex.VOCABULARY)
        pair(room, of_all, spans, ex.table("vocabulary", ex.VOCABULARY))
        layer = keeping.place(store, room.finished, next_name(store))
        kept = Kept(room.plan, corpus.inputs(store), corpus.excluding(store), [layer])
        keeping.hold(store, kept)
        return kept


def room_of(store: Store, engine: Engine, plan: Plan, aside: Path, report: Report) -> Room:
    """A room in which a layer can be written."""
    room = Room(engine, store, plan, aside / "finished", aside, report)
    room.finished.mkdir()
    return room


def next_name(store: Store) -> str:
    """The name of the next layer."""
    found = [int(path.name) for path in (store.folder / keeping.FOLDER).glob("*") if path.name.isdecimal()]
    return f"{max(found, default=0) + 1:04d}"


def _lay_labels(room: Room, labels: list[tuple[str, str]]) -> None:
    """Keeps the labels with the layer, in small letters as the engine makes them."""
    with connection() as plain:
        plain.execute("create table told as select unnest(?) as label, unnest(?) as concept", [[row[at] for row in labels] for at in (0, 1)])
        plain.execute(f"copy told to {quoted(room.aside / 'told.parquet')} (format parquet)")
    room.engine.scan("told", [room.aside / "told.parquet"], ex.LABELS)
    found = ex.table("told", ex.LABELS)
    room.keep("labels", found.select(label=ex.small(found.label), concept=found.concept).distinct())
    room.engine.scan("labels", corpus.files(room.finished / "labels"), ex.LABELS)


def _whole(room: Room) -> list[tuple[ex.Span, ...]]:
    """Tells the engine the whole corpus as it is now, writes down what is excluded and joined, and parts it by years."""
    engine, store, kinds = room.engine, room.store, room.plan.counted
    corpus.scan_records(engine, store, "all", kinds, list(corpus.inputs(store)))
    exclude_and_join(room)
    return corpus.spans_of_all(engine)


def exclude_and_join(room: Room) -> None:
    """Writes the records that do not count by themselves, and the mentions of works that stand for them."""
    corpus.scan_merges(room.engine, room.store, room.plan.counted)
    room.keep("excluded", ex.table("silent", ex.RECORDS).distinct())
    room.keep("joined", ex.all_kinds(room.plan.counted, "merges", "work"))
    for table, columns in (("excluded", ex.RECORDS), ("joined", ex.MENTIONS)):
        room.engine.scan(f"{table}_now", corpus.files(room.finished / table), columns)


def of_all(kind: str, spans: tuple[ex.Span, ...]) -> Table:
    """All mentions of a kind in the corpus as it is now."""
    alone = ex.mentions(kind, "all", ex.table("excluded_now", ex.RECORDS), "anti", spans)
    joined = ex.within(ex.of_kind(ex.table("joined_now", ex.MENTIONS), kind), spans)
    return ex.signed((alone, 1), (joined, 1))


def count_years(room: Room, source: Source, spans: list[tuple[ex.Span, ...]]) -> None:
    """Yearly counts of every kind, and what they come to over all years."""
    for done, (kind, at, years) in enumerate(_steps(room.plan.counted, spans)):
        room.report("yearly", done, len(room.plan.counted) * len(spans))
        room.keep("yearly", ex.yearly(source(kind, years), kind), f"{kind}-{at:03d}")
    room.engine.scan("counted", corpus.files(room.finished / "yearly"), ex.YEARLY)
    room.keep("items", ex.totals(ex.table("counted", ex.YEARLY)))


def pair(room: Room, source: Source, spans: list[tuple[ex.Span, ...]], vocabulary: Table, late: dict[str, list[int]] | None = None) -> None:
    """Pairs of every kind that is paired; with `late` (kind → numbers) only pairs with one of these. Numbered mentions are written down first:
    over one table an engine joins them by work, over expressions DuckDB may join the vocabulary with itself."""
    kinds = room.plan.pairs if late is None else tuple(late)
    for done, (kind, at, years) in enumerate(_steps(kinds, spans)):
        room.report("pairs", done, len(kinds) * len(spans))
        part = f"{kind}-{at:03d}" if late is None else f"{kind}-late-{at:03d}"
        aside = room.lay("numbered", ex.numbered(source(kind, years), vocabulary, kind), ex.NUMBERED, part)
        found = ex.table("numbered", ex.NUMBERED)
        room.keep("pairs", ex.pairs(found, kind) if late is None else ex.pairs_with(found, kind, late[kind]), part)
        shutil.rmtree(aside)


def _steps(kinds: tuple[str, ...], spans: list[tuple[ex.Span, ...]]) -> Iterator[tuple[str, int, tuple[ex.Span, ...]]]:
    for kind in kinds:
        for at, years in enumerate(spans):
            yield kind, at, years
