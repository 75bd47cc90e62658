"""What the section sees of its libraries: those that agreed, one by one; what children lack, over all of them together.

A cell over libraries is shown where at least three of them stand behind it and at least five children are in it.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from sextant.base.measures.registry import SMALL_CELL
from sextant.work.acquisitions.models import Collection
from sextant.work.acquisitions.queries.profiles import name_of, share_of

FEWEST = 3
"""Libraries that must stand behind a cell, so that none of them can be told from it."""


@dataclass(frozen=True)
class Row:
    """A library that agreed: its newest profile in figures (shares of 0 to 1; None: not known)."""

    collection: Collection
    copies: int | None
    renewal: float | None
    recent: float | None
    coverage: float | None


@dataclass
class Gap:
    """Children of an age who speak a language, over libraries: copies that suit them, how many children, and in how many libraries."""

    age: str
    language: str
    copies: float = 0.0
    children: float = 0.0
    libraries: set[int] = field(default_factory=set)

    @property
    def is_open(self) -> bool:
        """Whether the cell may be shown."""
        return len(self.libraries) >= FEWEST and self.children >= SMALL_CELL

    @property
    def rate(self) -> float | None:
        """Copies for 100 children."""
        return 100 * self.copies / self.children if self.children else None


def libraries_counted() -> list[Row]:
    """Libraries that agreed, by name; those without a profile last."""
    rows = []
    for one in Collection.objects.with_all().agreed().order_by("organisation__name_ru", "pk"):
        totals = one.profile.totals if one.profile else {}
        rows.append(Row(one, totals.get("copies"), *(share_of(totals, name) for name in ("renewal", "recent", "award_coverage"))))
    return sorted(rows, key=lambda row: row.collection.profile is None)


def not_counted() -> int:
    """How many collections are kept here whose libraries did not agree."""
    return Collection.objects.filter(shares=False).count()


def gaps_over(rows: list[Row]) -> list[Gap]:
    """Cells over libraries, those with the fewest copies for a child first; what may not be shown is left out."""
    found: dict[tuple[str, str], Gap] = {}
    known: dict[tuple[str, str], set[int]] = defaultdict(set)
    for row in rows:
        if row.collection.profile is None:
            continue
        for cell in row.collection.profile.cells("gap_map"):
            key = (cell["age"], cell["language"])
            gap = found.setdefault(key, Gap(name_of("age", cell["age"]), name_of("language", cell["language"])))
            gap.copies, gap.children = gap.copies + cell["numerator"], gap.children + cell["denominator"]
            known[key].add(row.collection.organisation_id)
    for key, gap in found.items():
        gap.libraries = known[key]
    return sorted((gap for gap in found.values() if gap.is_open), key=lambda gap: gap.rate or 0)
