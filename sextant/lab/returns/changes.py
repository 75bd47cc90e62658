"""Change against the latest earlier year held, with that year named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .tables import IndicatorRow


@dataclass(frozen=True, slots=True)
class Change:
    """A figure beside the latest earlier one of the same library or group; all None where there is none.

    `difference` is in the indicator's unit, `percent` per cent of the earlier value (None if that is nought).
    """

    row: IndicatorRow
    earlier_year: int | None = None
    earlier_value: float | None = None
    difference: float | None = None
    percent: float | None = None


def change(table: Iterable[IndicatorRow]) -> Iterator[Change]:
    """Every row of a table (years ascending, as `indicator_table` gives them) with its change.

    A year in which the figure is not `ok` is passed over: 2020 may be set against 2015. A table that starts
    with the year shown has nothing to compare with; ask `indicator_table` for the years before it too.
    """
    latest: dict[tuple[str, str], IndicatorRow] = {}
    for row in table:
        key = (row.unit_id, row.indicator)
        yield _against(row, latest.get(key))
        if row.value is not None:
            latest[key] = row


def _against(row: IndicatorRow, earlier: IndicatorRow | None) -> Change:
    if earlier is None or earlier.value is None:
        return Change(row)
    if row.value is None:
        return Change(row, earlier.year, earlier.value)
    difference = row.value - earlier.value
    percent = difference / earlier.value * 100 if earlier.value else None
    return Change(row, earlier.year, earlier.value, difference, percent)
