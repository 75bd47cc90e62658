"""Putting in and taking out what has changed in a store since it was counted.

    n(now) = n(before) − n(works gone) + n(works come)

A work that changed is gone as it was and come as it is. Gone are records that a merge now speaks for, or that were withdrawn; come are
records of new imports, and records for which no merge speaks any more. A work of several records that the last merge describes
otherwise than before is taken out with what it was counted with (kept in `joined`), and put in anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sextant.lab.engine import Engine
from sextant.lab.literature.store import Store, unfinished, writing

from . import corpus, keeping
from . import expressions as ex
from .counting import Report, Room, count_years, exclude_and_join, next_name, of_all, pair, room_of, silent
from .findings import refuse
from .keeping import Kept

if TYPE_CHECKING:
    from ibis import Table

FOLDED_FROM = 12
"""So many layers are added when counts are read; with more, those of updates are made one."""


@dataclass(frozen=True, slots=True)
class Update:
    """What an update did: works put in and taken out (a changed work is both), items that came among those whose pairs are counted and
    had to be looked up in the whole corpus."""

    kept: Kept
    come: int = 0
    gone: int = 0
    late: int = 0


def update(store: Store, engine: Engine, report: Report = silent) -> Update:
    """Bring the counts of a store up to date. The counts before hold until the new layer is complete.

    Raises `CountsError` where there are none, where they are damaged, or where files that were counted are gone or changed, and
    `LiteratureError` where another writes to the store.
    """
    store.existing()
    with writing(store), unfinished(store) as aside:
        kept = keeping.read(store)
        now, excluding = corpus.inputs(store), corpus.excluding(store)
        for name, digests in kept.inputs.items():
            if now.get(name) != digests:
                raise refuse("input_gone", file=str(store.folder), value=name)
        if now == kept.inputs and excluding == kept.excluding:
            return Update(kept)
        room = room_of(store, engine, kept.plan, aside, report)
        come, gone = _changes(room, kept, [name for name in now if name not in kept.inputs], excluding)
        spans = corpus.spans(engine, ex.table("signed_work", ex.SIGNED))
        count_years(room, _signed, spans)
        late = _pair_changes(room, kept, spans)
        layer = keeping.place(store, room.finished, next_name(store))
        kept = kept.with_layer(layer, inputs=now, excluding=excluding)
        keeping.hold(store, kept)
        if len(kept.layers) > FOLDED_FROM:
            kept = _folded(room, kept)
        return Update(kept, come, gone, late)


def _signed(kind: str, spans: tuple[ex.Span, ...]) -> Table:
    return ex.within(ex.table(f"signed_{kind}", ex.SIGNED), spans)


def _changes(room: Room, kept: Kept, fresh: list[str], excluding: str) -> tuple[int, int]:
    """Lays aside the signed mentions of each kind; how many works come and go."""
    engine, store, kinds = room.engine, room.store, room.plan.counted
    corpus.scan_records(engine, store, "old", kinds, list(kept.inputs))
    corpus.scan_records(engine, store, "new", kinds, fresh)
    engine.scan("labels", kept.paths(store.folder, "labels"), ex.LABELS)
    for table, columns in (("excluded", ex.RECORDS), ("joined", ex.MENTIONS)):
        for when in ("before", "now"):
            engine.scan(f"{table}_{when}", kept.paths(store.folder, table), columns)
    some: list[str] = []
    if excluding != kept.excluding:
        exclude_and_join(room)
        for name, found in ex.differences().items():
            columns = dict.fromkeys(found.columns, "string")
            room.lay(name, found, columns)
            if engine.rows(ex.counted(ex.table(name, columns))) != [(0,)]:
                some.append(name)
    for part in [name for name in some if name != "rejoined"]:
        _lay_old(room, part)
    for kind in kinds:
        room.lay(f"signed_{kind}", ex.changes(kind, some), ex.SIGNED)
    told = dict(engine.rows(ex.table("signed_work", ex.SIGNED).group_by("sign").agg(n=ex.table("signed_work", ex.SIGNED).count())))
    return told.get(1, 0), told.get(-1, 0)


def _lay_old(room: Room, part: str) -> None:
    """Lays aside the rows of records that were counted before, once, whatever is counted of them: only here is anything read through that
    has not changed. Years in which none of these records stands are not read."""
    kinds = room.plan.counted
    columns = {"record": "string", **ex.read_of("works", kinds)}
    works = ex.table(f"{part}_works", columns)
    room.lay(f"{part}_works", _picked(part, "works", columns), columns)
    years = corpus.years_of(room.engine.rows(works.group_by("year").agg(n=works.count())))
    for source in corpus.sources(kinds)[1:]:
        columns = {"record": "string", **ex.read_of(source, kinds)}
        if years:
            room.lay(f"{part}_{source}", _picked(part, source, columns, years), columns)
        else:
            room.engine.scan(f"{part}_{source}", [], columns)


def _picked(part: str, source: str, columns: dict[str, str], years: tuple[ex.Span, ...] = ()) -> Table:
    return ex.within(ex.keyed("old", source), years).semi_join(ex.table(part, ex.RECORDS), "record").select(*columns)


def _pair_changes(room: Room, kept: Kept, spans: list[tuple[ex.Span, ...]]) -> int:
    """Pairs of the works that changed; pairs of items that have come among the most frequent, in the whole corpus. How many such items.

    An item that no work had before stands in works that come, and nowhere else: it needs no look at the others.
    """
    engine, folder = room.engine, room.store.folder
    before = kept.paths(folder, "items")
    engine.scan("items_before", before, ex.ITEMS)
    engine.scan("items", before + corpus.files(room.finished / "items"), ex.ITEMS)
    engine.scan("vocabulary", kept.paths(folder, "vocabulary"), ex.VOCABULARY)
    items, vocabulary = ex.table("items", ex.ITEMS), ex.table("vocabulary", ex.VOCABULARY)
    late: dict[str, list[int]] = {}
    if engine.rows(ex.counted(ex.lacking(items, vocabulary, room.plan.pairs, room.plan.most))) != [(0,)]:
        room.keep("vocabulary", ex.entrants(items, vocabulary, room.plan.pairs, room.plan.kept))
        entered = corpus.files(room.finished / "vocabulary")
        engine.scan("entered", entered, ex.VOCABULARY)
        engine.scan("vocabulary", kept.paths(folder, "vocabulary") + entered, ex.VOCABULARY)
        seen = ex.table("entered", ex.VOCABULARY).semi_join(ex.totals(ex.table("items_before", ex.ITEMS)), ["kind", "item"])
        for kind, number in engine.rows(seen.select("kind", "number")):
            late.setdefault(kind, []).append(number)
    pair(room, _signed, spans, ex.without(vocabulary, late))
    if late:
        corpus.scan_records(engine, room.store, "all", room.plan.counted, list(corpus.inputs(room.store)))
        pair(room, of_all, corpus.spans_of_all(engine), vocabulary, late)
    return sum(map(len, late.values()))


def _folded(room: Room, kept: Kept) -> Kept:
    """The layers of updates made one; the first, which is the largest, stays as it is."""
    import shutil

    shutil.rmtree(room.finished, ignore_errors=True)
    room.finished.mkdir()
    part = Kept(kept.plan, kept.inputs, kept.excluding, kept.layers[1:])
    columns = {"yearly": ex.YEARLY, "items": ex.ITEMS, "pairs": ex.PAIRS, "vocabulary": ex.VOCABULARY, "excluded": ex.RECORDS, "joined": ex.MENTIONS}
    for table, named in columns.items():
        paths = part.paths(room.store.folder, table)
        if paths:
            room.engine.scan("folding", paths, named)
            found = ex.table("folding", named)
            room.keep(table, ex.summed(found, *[name for name in named if name != "n"]) if "n" in named else found)
    layer = keeping.place(room.store, room.finished, next_name(room.store))
    kept = Kept(kept.plan, kept.inputs, kept.excluding, [kept.layers[0], layer])
    keeping.hold(room.store, kept)
    return kept
