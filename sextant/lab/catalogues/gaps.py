"""The gap map: where readers of an age and language in a region have fewer books than the collection's mean gives them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from .collection import Band, Collection, Settings, suits
from .measures import Cell, Table, divided
from .tables import People

Place = tuple[Band, str, str]
"""Age band, language (empty: any), region (empty: all)."""


def people_by_place(population: Iterable[People], bands: tuple[Band, ...]) -> dict[Place, float]:
    """People of each band, language and region. A row that reaches over several bands is shared out by years of age."""
    found: dict[Place, float] = defaultdict(float)
    for row in population:
        years = row.high - row.low + 1
        for band in bands:
            overlap = min(row.high, band[1]) - max(row.low, band[0]) + 1
            if overlap > 0:
                found[band, row.language, row.region] += row.people * overlap / years
    return dict(found)


def speakers(population: Iterable[People]) -> dict[str, float]:
    """People of all ages who speak each language that the table names."""
    found: dict[str, float] = defaultdict(float)
    for row in population:
        if row.language:
            found[row.language] += row.people
    return dict(found)


def children(places: Mapping[Place, float]) -> dict[Band, float]:
    """Children of each band, of all languages and regions."""
    found: dict[Band, float] = defaultdict(float)
    for (band, _, _), people in places.items():
        found[band] += people
    return dict(found)


def gap_map(collection: Collection, settings: Settings, places: Mapping[Place, float], regions: Mapping[str, str] | None = None) -> Table:
    """Copies that suit a band, in its language and region, per 100 people of the three. `low` is unused; in the keys stand `index` (that rate divided by the
    mean rate of all cells) and `lacking` (copies wanted to reach the mean; 0 where it is reached).

    `regions` tells the region of a location; without it a location is its own region. No standard defines such a map; the measure is Sextant's own.
    """
    named = [(regions or {}).get(place, place) for place in collection.places]
    spread: dict[tuple[str, str], dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for title, where, copies in zip(collection.holding_title, collection.holding_place, collection.holding_copies, strict=True):
        spread[collection.titles[title].language, named[where]][title] += copies
    counted = {place: _suiting(collection, spread, place) for place in places}
    copies_all = sum(sum(found.values()) for found in counted.values())
    mean = divided(copies_all, sum(places.values()))
    cells = []
    for place, people in sorted(places.items()):
        band, language, region = place
        copies = sum(counted[place].values())
        rate = divided(copies, people)
        index = divided(rate, mean or 0) if rate is not None else None
        lacking = max(0.0, people * (mean or 0) - copies)
        keys = (("age", f"{band[0]}-{band[1]}"), ("language", language), ("region", region))
        more = (("index", "" if index is None else f"{index:.3g}"), ("lacking", f"{lacking:.0f}"))
        cells.append(Cell((*keys, *more), divided(copies, people, 100), copies, people, tuple(counted[place])))
    return Table("gap_map", tuple(cells))


def _suiting(collection: Collection, spread: Mapping[tuple[str, str], Mapping[int, int]], place: Place) -> dict[int, int]:
    band, language, region = place
    found: dict[int, int] = defaultdict(int)
    for (spoken, where), copies in spread.items():
        if (not language or spoken == language) and (not region or where == region):
            for title, number in copies.items():
                if suits(collection.titles[title], band):
                    found[title] += number
    return dict(found)
