"""Counts that are kept, read: all layers added, items by their names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sextant.lab.engine import Engine
from sextant.lab.literature.store import Store

from . import expressions as ex
from . import keeping
from .findings import refuse
from .keeping import Kept

if TYPE_CHECKING:
    from ibis import Table

COLUMNS = {"yearly": ex.YEARLY, "items": ex.ITEMS, "vocabulary": ex.VOCABULARY, "pairs": ex.PAIRS}


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of a store, by an engine: tables of Ibis, which the engine writes or gives as rows."""

    kept: Kept
    engine: Engine

    def works(self) -> Table:
        """`year, n`: works of each year; without a year where it is not known. In the order of years."""
        return ex.summed(self._of("yearly", "work"), "year").order_by("year")

    def yearly(self, kind: str, most: int = 0) -> Table:
        """`item, year, n`: works of each item in each year; of the `most` largest items only, without it of all. No order."""
        found = self._of("yearly", kind)
        if most:
            found = found.semi_join(self._largest(kind, most), "item")
        return ex.summed(found, "item", "year")

    def items(self, kind: str) -> Table:
        """`item, n`: works of each item, the largest first, equal ones by name."""
        found = ex.summed(self._of("items", kind), "item")
        return found.order_by(found.n.desc(), found.item)

    def pairs(self, kind: str, *, by_year: bool = False) -> Table:
        """`item, other, n` (with `year` after them): works with both, among the most frequent items that the plan names, `item` before
        `other` in the order of letters. No order of rows. Raises `CountsError` for a kind whose pairs are not counted."""
        import ibis

        if kind not in self.kept.plan.pairs:
            raise refuse("pairs_not_counted", value=kind, known=", ".join(self.kept.plan.pairs))
        told = self._of("vocabulary", kind).semi_join(self._largest(kind, self.kept.plan.most), "item")
        one, other = told.select(number="number", one="item"), told.select(other="number", two="item").view()
        found = self._of("pairs", kind).inner_join(one, "number").inner_join(other, "other")
        years = {"year": found.year} if by_year else {}
        named = found.select(item=ibis.least(found.one, found.two), other=ibis.greatest(found.one, found.two), **years, n=found.n)
        return ex.summed(named, "item", "other", *years)

    def _of(self, table: str, kind: str) -> Table:
        if kind not in self.kept.plan.counted:
            raise refuse("kind_not_counted", value=kind, known=", ".join(self.kept.plan.counted))
        found = ex.table(f"kept_{table}", COLUMNS[table])
        return found.filter(found.kind == kind)

    def _largest(self, kind: str, most: int) -> Table:
        return ex.most_frequent(ex.table("kept_items", ex.ITEMS), (kind,), most)


def counts(store: Store, engine: Engine) -> Counts:
    """The counts that a store keeps; raises `CountsError` where there are none, or they cannot be used."""
    kept = keeping.read(store)
    for table, columns in COLUMNS.items():
        engine.scan(f"kept_{table}", kept.paths(store.folder, table), columns)
    return Counts(kept, engine)
