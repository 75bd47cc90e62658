"""What is counted, as expressions of Ibis on tables that are bound to files only when an engine runs them.

A *mention* is (work, year, item): an item of a kind (a term, a country …) that stands in a work, once however often it is said. A work in
`sign` −1 is taken out, in +1 put in; all counts are sums of signs, so that counts of parts of a corpus add up to those of the whole.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from ibis import Table, Value

KEYED = {
    "works": {"year": "int32", "venue": "string"},
    "terms": {"year": "int32", "term": "string"},
    "authorships": {"year": "int32", "name": "string", "countries": "array<string>", "affiliations": "array<string>"},
    "references": {"year": "int32", "doi": "string"},
}
"""Columns that are read of the tables of a store, beside the key: `record`, or `work` in what a merge has joined."""
MENTIONS = {"work": "string", "year": "int32", "kind": "string", "item": "string"}
SIGNED = {"work": "string", "year": "int32", "item": "string", "sign": "int32"}
YEARLY = {"kind": "string", "item": "string", "year": "int32", "n": "int64"}
ITEMS = {"kind": "string", "item": "string", "n": "int64"}
VOCABULARY = {"kind": "string", "number": "int64", "item": "string"}
NUMBERED = {"work": "string", "year": "int32", "sign": "int32", "number": "int64"}
PAIRS = {"kind": "string", "number": "int64", "other": "int64", "year": "int32", "n": "int64"}
RECORDS = {"record": "string"}
LABELS = {"label": "string", "concept": "string"}

Span = tuple[int, int] | None
"""Years from the first to the last, both counted; none: works without a year."""
Keep = Literal["semi", "anti"]


def small(text: Value) -> Value:
    """Small letters, alike on all engines: some keep the dot of İ and write the last sigma of a Greek word in its own way."""
    return text.replace("İ", "i").lower().replace("ς", "σ")


def _whole(_column: Any) -> Any:
    import ibis

    return ibis.literal("")


def _itself(column: Any) -> Any:
    return column


KINDS: dict[str, tuple[str, str, Callable[[Any], Any]]] = {
    "work": ("works", "", _whole),
    "term": ("terms", "term", small),
    "concept": ("terms", "term", small),
    "country": ("authorships", "countries", lambda column: column.unnest()),
    "organisation": ("authorships", "affiliations", lambda column: column.unnest()),
    "author": ("authorships", "name", _itself),
    "venue": ("works", "venue", _itself),
    "reference": ("references", "doi", _itself),
}
"""Kinds of items: the table, the column, and the item that it holds. `work` has the empty item: counted by year, it gives works a year; a
`concept` is what a term is a label of, in any language."""


def table(name: str, columns: dict[str, str]) -> Table:
    """An unbound table."""
    import ibis

    return ibis.table(columns, name=name)


def read_of(source: str, kinds: tuple[str, ...]) -> dict[str, str]:
    """The columns of a table that these kinds are made of, and the year."""
    needed = {"year", *(KINDS[kind][1] for kind in kinds)}
    return {name: kind for name, kind in KEYED[source].items() if name in needed}


def keyed(part: str, source: str, key: str = "record") -> Table:
    """The table `source` of a part of the corpus, as `PART_SOURCE`."""
    return table(f"{part}_{source}", {key: "string", **KEYED[source]})


def within(found: Table, spans: tuple[Span, ...]) -> Table:
    """Rows of these years; of all where none are named."""
    import functools
    import operator

    if not spans:
        return found
    return found.filter(functools.reduce(operator.or_, [found.year.isnull() if span is None else found.year.between(*span) for span in spans]))


def mentions(kind: str, part: str, records: Table | None = None, keep: Keep = "semi", spans: tuple[Span, ...] = (), key: str = "record") -> Table:
    """Mentions of a kind in a part of the corpus: only of these `records` (`semi`) or of all others (`anti`), and of these years."""
    source, column, item = KINDS[kind]
    held = within(keyed(part, source, key), spans)
    if records is not None:
        held = held.semi_join(records, key) if keep == "semi" else held.anti_join(records, key)
    found = held.select(work=held[key], year=held.year, item=item(held[column] if column else held))
    if kind == "work":
        return found
    found = found.filter(found.item.notnull(), found.item != "")
    if kind == "concept":
        told = table("labels", LABELS)
        found = found.inner_join(told, found.item == told.label).select("work", "year", item=told.concept)
    return found.distinct()


def of_kind(found: Table, kind: str) -> Table:
    """Mentions of one kind out of a table of all."""
    return found.filter(found.kind == kind).select("work", "year", "item")


def all_kinds(kinds: tuple[str, ...], part: str, key: str) -> Table:
    """Mentions of several kinds in one table."""
    import ibis

    told = [mentions(kind, part, key=key) for kind in kinds]
    return ibis.union(*[one.select("work", "year", kind=ibis.literal(kind), item=one.item) for one, kind in zip(told, kinds, strict=True)])


def signed(*parts: tuple[Table, int]) -> Table:
    """Mentions put in (+1) and taken out (−1), in one table."""
    import ibis

    told = [found.mutate(sign=ibis.literal(sign, "int32")) for found, sign in parts]
    return ibis.union(*told) if len(told) > 1 else told[0]


def differences() -> dict[str, Table]:
    """What counts otherwise than before: records `retired` (excluded now), `restored`, and works `rejoined` (joined otherwise)."""
    now, before = table("excluded_now", RECORDS), table("excluded_before", RECORDS)
    told, was = table("joined_now", MENTIONS), table("joined_before", MENTIONS)
    rejoined = told.difference(was).union(was.difference(told)).select("work").distinct()
    return {"retired": now.anti_join(before, "record"), "restored": before.anti_join(now, "record"), "rejoined": rejoined}


def changes(kind: str, some: list[str]) -> Table:
    """Mentions that come and go with the difference of two states of a corpus; `some` names the `differences` that are not empty."""
    parts = [(mentions(kind, "new", table("excluded_now", RECORDS), "anti"), 1)]
    parts += [(mentions(kind, part), sign) for part, sign in (("restored", 1), ("retired", -1)) if part in some]
    if "rejoined" in some:
        works = table("rejoined", {"work": "string"})
        parts.append((of_kind(table("joined_now", MENTIONS).semi_join(works, "work"), kind), 1))
        parts.append((of_kind(table("joined_before", MENTIONS).semi_join(works, "work"), kind), -1))
    return signed(*parts)


def counted(found: Table) -> Table:
    """The number of rows, as a table of one row."""
    return found.aggregate(n=found.count())


def yearly(found: Table, kind: str) -> Table:
    """Works of each item in each year: n(i, y) = Σ sign over the mentions of i in y."""
    import ibis

    told = found.group_by("item", "year").agg(n=found.sign.sum())
    return told.filter(told.n != 0).select(kind=ibis.literal(kind), item=told.item, year=told.year, n=told.n)


def summed(found: Table, *by: str) -> Table:
    """Counts of several layers added; what comes to nothing is left out."""
    told = found.group_by(*by).agg(n=found.n.sum())
    return told.filter(told.n != 0)


def totals(found: Table) -> Table:
    """Works of each item over all years."""
    return summed(found, "kind", "item")


def most_frequent(items: Table, kinds: tuple[str, ...], most: int) -> Table:
    """The `most` largest items of each of these kinds, with their place from 0; equal ones in the order of their letters."""
    import ibis

    whole = totals(items.filter(items.kind.isin(kinds)))
    window = ibis.window(group_by=whole.kind, order_by=[whole.n.desc(), whole.item.asc()])
    placed = whole.mutate(number=ibis.row_number().over(window))
    return placed.filter(placed.number < most).select("kind", "number", "item")


def lacking(items: Table, vocabulary: Table, kinds: tuple[str, ...], most: int) -> Table:
    """Items among the `most` largest of their kind that the vocabulary does not have."""
    return most_frequent(items, kinds, most).anti_join(vocabulary, ["kind", "item"])


def entrants(items: Table, vocabulary: Table, kinds: tuple[str, ...], most: int) -> Table:
    """The same, numbered on from the vocabulary."""
    import ibis

    found = lacking(items, vocabulary, kinds, most)
    placed = found.mutate(place=ibis.row_number().over(ibis.window(group_by=found.kind, order_by=found.number)))
    held = vocabulary.group_by("kind").agg(first=vocabulary.number.max() + 1)
    both = placed.left_join(held, "kind")
    return both.select(kind=both.kind, number=both.place + ibis.coalesce(both.first, 0), item=both.item)


def without(vocabulary: Table, late: dict[str, list[int]]) -> Table:
    """The vocabulary without these numbers of a kind."""
    for kind, numbers in late.items():
        vocabulary = vocabulary.filter((vocabulary.kind != kind) | vocabulary.number.notin(numbers))
    return vocabulary


def numbered(found: Table, vocabulary: Table, kind: str) -> Table:
    """Mentions of items of the vocabulary, as their numbers."""
    words = vocabulary.filter(vocabulary.kind == kind).select("item", "number")
    return found.inner_join(words, "item").select("work", "year", "sign", "number")


def pairs(found: Table, kind: str) -> Table:
    """Works with both items, by year, of numbered mentions: n(i, j, y) = Σ sign over works of y with i and j, i before j (co-occurrence, full counting). In one sign
    a work is described once, so its items meet only within one description.

    With terms it is co-word, with countries or organisations collaboration, with cited works co-citation.
    """
    import ibis

    mate = found.select(work=found.work, sign=found.sign, other=found.number).view()
    met = found.inner_join(mate, [found.work == mate.work, found.sign == mate.sign, found.number < mate.other])
    told = met.group_by("number", "other", "year").agg(n=met.sign.sum())
    told = told.filter(told.n != 0)
    return told.select(kind=ibis.literal(kind), number=told.number, other=told.other, year=told.year, n=told.n)


def pairs_with(found: Table, kind: str, numbers: list[int]) -> Table:
    """Pairs of which at least one item is among these numbers."""
    with_one = found.filter(found.number.isin(numbers)).select("work", "sign").distinct()
    told = pairs(found.semi_join(with_one, ["work", "sign"]), kind)
    return told.filter(told.number.isin(numbers) | told.other.isin(numbers))
