"""Working out what was not reported, by the lab: imputed values of a year, forecasts of a collection. Needs the extra “lab”, in jobs only."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sextant.lab.returns.rows import ReturnRow
from sextant.work.returns.models import Collection, LibraryReturn, YearRelease
from sextant.work.returns.queries.estimates import earlier_releases, fingerprint_over

if TYPE_CHECKING:
    from sextant.lab.returns.imputing.whole import Filled

Watch = Callable[[int, int], None]


def rows_of(collection: Collection, year: int) -> Iterator[ReturnRow]:
    """The returns in force of a year with what is known of their libraries, by key; streamed."""
    fields = ("library__key", "library__name", "region", "line", "values", "statuses", "origins", "library__attributes")
    held = LibraryReturn.objects.filter(release__collection=collection, year=year, is_current=True).order_by("library__key")
    for key, name, region, line, values, statuses, origins, attributes in held.values_list(*fields).iterator(chunk_size=500):
        yield ReturnRow(key, name, region, year, line, values, statuses, origins, attributes, collection.mapping)


class Sums:
    """Sums of a year by variable: of what libraries said, and of what came in as somebody's imputation."""

    def __init__(self) -> None:
        self.reported: Counter[str] = Counter()
        self.brought: Counter[str] = Counter()
        self.keys: set[str] = set()

    def over(self, rows: Iterator[ReturnRow]) -> Iterator[ReturnRow]:
        """The same rows, added up as they pass."""
        for row in rows:
            self.keys.add(row.unit_id)
            for code, value in row.values.items():
                (self.brought if row.origins.get(code) == "imputed" else self.reported)[code] += value  # type: ignore[assignment]
            yield row


@dataclass(frozen=True)
class MadeFilling:
    """A filling before it is stored: what it was made from, its cells and plan, sums, and libraries of the year before without a return."""

    years: list[int]
    fingerprint: str
    filled: "Filled"
    sums: Sums
    absent: int


def filled_year(release: YearRelease, watch: Watch) -> MadeFilling:
    """Fills the gaps of a year as the database has it now. Raises ModuleNotFoundError where the extra is not installed."""
    from sextant.lab.returns.imputing.whole import fill_year

    collection, earlier = release.collection, earlier_releases(release)
    sums = Sums()
    before = [list(rows_of(collection, one.year)) for one in earlier]
    filled = fill_year(sums.over(rows_of(collection, release.year)), before, watch)
    absent = {row.unit_id for row in before[0]} - sums.keys if before else set()
    return MadeFilling([one.year for one in earlier], fingerprint_over([release, *earlier]), filled, sums, len(absent))
