"""The profile of a collection: every measure that its tables allow, and what they do not allow as a note."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sextant.lab.sentences import Said

from .awards import Eligible, coverage
from .collection import Collection, Settings, gather
from .describing import Title
from .findings import say
from .gaps import children, gap_map, people_by_place, speakers
from .measures import Cell, Table, age_of_collection, dead_stock, languages, provision, renewal, use
from .tables import Awarded, Holding, Loan, People
from .topics import Topic, balance, matcher


@dataclass(frozen=True, slots=True)
class Profile:
    """Tables by name, the eligible titles of awards, and notes on what was assumed. Places in cells are those of `collection.titles`."""

    collection: Collection
    tables: dict[str, Table]
    eligible: tuple[Eligible, ...]
    notes: tuple[Said, ...]

    def ids(self, cell: Cell) -> list[str]:
        """Ids of the titles that a cell opens to."""
        return [self.collection.titles[place].id for place in cell.titles]

    def answer(self, language: str = "en") -> dict[str, Any]:
        """The machine-readable answer; definitions and notes in `en` or `ru`."""
        held = self.collection
        return {
            "as_of": held.as_of.isoformat(),
            "titles": len(held.titles),
            "held": len(held.held()),
            "copies": sum(held.copies),
            "loans": sum(held.loans),
            "loans_from": held.loans_from.isoformat() if held.loans_from else None,
            "loans_to": held.loans_to.isoformat() if held.loans_to else None,
            "unknown": {"copies": held.strange_copies, "loans": held.strange_loans},
            "tables": {name: self._table(table, language) for name, table in self.tables.items()},
            "eligible": [
                {
                    "award": one.award,
                    "title": one.title,
                    "author": one.author,
                    "year": one.year,
                    "source": one.source,
                    "held": None if one.held is None else held.titles[one.held].id,
                    "by": one.by,
                }
                for one in self.eligible
            ],
            "notes": [note.sentence(language) for note in self.notes],
        }

    def _table(self, table: Table, language: str) -> dict[str, Any]:
        return {
            "definition": definition(table).sentence(language),
            "cells": [
                {
                    "keys": dict(cell.keys),
                    "value": cell.value,
                    "low": cell.low,
                    "high": cell.high,
                    "numerator": cell.numerator,
                    "denominator": cell.denominator,
                    "titles": self.ids(cell),
                }
                for cell in table.cells
            ],
        }


def definition(table: Table) -> Said:
    """How the measure is reckoned, as a sentence."""
    return say(f"definition_{table.name}", **dict(table.words))


def profile(
    titles: Iterable[Title],
    holdings: Iterable[Holding] | None = None,
    loans: Iterable[Loan] | None = None,
    population: Iterable[People] | None = None,
    awards: Iterable[Awarded] | None = None,
    *,
    topics: tuple[Topic, ...] = (),
    regions: Mapping[str, str] | None = None,
    settings: Settings | None = None,
    as_of: date | None = None,
) -> Profile:
    """The profile of the titles on the day `as_of` (by default the last day of the loans). Measures whose tables are not given are left out."""
    chosen = settings or Settings()
    collection = gather(titles, holdings, loans, chosen, as_of, matcher(topics))
    found = [*age_of_collection(collection, chosen)]
    if holdings is not None:
        found.append(renewal(collection))
    if collection.loans_to:
        found += [*use(collection, chosen), dead_stock(collection, chosen)]
    people = list(population or ())
    found.append(languages(collection, speakers(people)))
    if people:
        places = people_by_place(people, chosen.bands)
        found += [provision(collection, chosen, children(places)), gap_map(collection, chosen, places, regions)]
    eligible: tuple[Eligible, ...] = ()
    if awards is not None:
        table, eligible = coverage(collection, awards, chosen)
        found.append(table)
    if topics:
        found.append(balance(collection, topics))
    return Profile(collection, {table.name: table for table in found}, eligible, tuple(_notes(collection, chosen, found)))


def _notes(collection: Collection, settings: Settings, tables: list[Table]) -> Iterable[Said]:
    if not collection.counted:
        yield say("note_no_holdings")
    if collection.strange_copies:
        yield say("note_strange_copies", copies=collection.strange_copies)
    if collection.strange_loans:
        yield say("note_strange_loans", loans=collection.strange_loans)
    if collection.loans_from and (collection.as_of - collection.loans_from).days < 365 * settings.dead:
        yield say("note_short_loans", first=collection.loans_from.isoformat(), dead=settings.dead)
    if not collection.loans_to:
        yield say("note_no_loans")
    told = sum(1 for title in collection.titles if title.low is not None)
    yield say("note_audience", told=told, titles=len(collection.titles))
    if not any(table.name == "gap_map" for table in tables):
        yield say("note_no_population")
