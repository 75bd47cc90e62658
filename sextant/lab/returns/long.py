"""The long and the monthly layout: observations that are gathered into one row a library and year.

Memory grows with the number of libraries and years, not with the number of observations.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from . import dictionary
from .cells import CellMistake, Number, read_cell
from .mapping import Layout, Mapping, Part, is_month
from .periods import Gathered, Period, parse_period
from .rows import ReturnRow, Tally

Key = tuple[str, int]


@dataclass(slots=True)
class Pile:
    """All that one library said about one year, by part of the table."""

    row: ReturnRow
    parts: dict[tuple[str, ...], Gathered] = field(default_factory=dict)


def long_rows(mapping: Mapping, layout: Layout, header: list[str], body: Iterator[tuple[int, list[str]]], tally: Tally) -> Iterator[ReturnRow]:
    """The rows of a long table, ordered by year and library, after all observations were read."""
    place = {name: index for index, name in enumerate(header)}
    dimensions = list(layout.dimensions)
    piles: dict[Key, Pile] = {}
    for line, cells in body:
        tally.read += 1
        if len(cells) != len(header):
            tally.refuse("row_length", line, found=len(cells), expected=len(header))
        elif _observe(mapping, layout, place, line, cells, piles, tally):
            tally.accepted += 1
    yield from _rows(piles, layout.parts, dimensions, tally)


def _observe(
    mapping: Mapping,
    layout: Layout,
    place: dict[str, int],
    line: int,
    cells: list[str],
    piles: dict[Key, Pile],
    tally: Tally,
) -> bool:
    """Put one observation on its pile; False when it was refused."""
    key = cells[place[mapping.unit.key]].strip()
    if not key:
        tally.refuse("key_missing", line, mapping.unit.key)
        return False
    column = mapping.year.period or mapping.year.column
    period = parse_period(cells[place[column]], mapping.year.starts)
    if period is None:
        tally.refuse("period_unreadable", line, column, cells[place[column]])
        return False
    for name, known in layout.dimensions.items():
        if cells[place[name]].strip() not in known:
            tally.refuse("dimension_unknown", line, name, cells[place[name]])
            return False
    numbers = _numbers(mapping, layout, place, line, cells, tally)
    if numbers is None:
        return False
    pile = piles.get((key, period.year))
    dimensions = tuple(cells[place[name]].strip() for name in layout.dimensions)
    if pile is not None and dimensions in pile.parts and pile.parts[dimensions].overlaps(period):
        part = ", ".join(dimensions) or layout.value
        tally.refuse("period_overlap", line, column, cells[place[column]], unit=key, part=part)
        return False
    if pile is None:
        pile = piles[key, period.year] = Pile(_row(mapping, place, line, cells, key, period.year))
    pile.parts.setdefault(dimensions, Gathered()).add(period, numbers[layout.value])
    for name, code in mapping.variables.items():
        if numbers.get(name) is not None:
            pile.row.values[code] = numbers[name] or 0
    return True


def _numbers(mapping: Mapping, layout: Layout, place: dict[str, int], line: int, cells: list[str], tally: Tally) -> dict[str, Number | None] | None:
    """The value and the row's other variables by column, None for a declared gap; None when a cell is bad."""
    found: dict[str, Number | None] = {}
    for name in (layout.value, *mapping.variables):
        if name not in place:
            continue
        try:
            value = read_cell(cells[place[name]], mapping.numbers)
        except CellMistake as mistake:
            tally.refuse(mistake.code, line, name, cells[place[name]])
            return None
        found[name] = None if isinstance(value, str) else value
    return found


def _row(mapping: Mapping, place: dict[str, int], line: int, cells: list[str], key: str, year: int) -> ReturnRow:
    unit = mapping.unit
    key = key.zfill(unit.width)
    return ReturnRow(
        unit_id=unit.prefix + key,
        unit_name=cells[place[unit.name]].strip() if unit.name in place else key,
        region=cells[place[unit.region]].strip() if unit.region in place else key[: unit.region_digits],
        year=year,
        line=line,
        source=mapping.name,
    )


def month_rows(mapping: Mapping, layout: Layout, header: list[str], body: Iterator[tuple[int, list[str]]], tally: Tally) -> Iterator[ReturnRow]:
    """The rows of a monthly table: one row a library in the file becomes one row a year."""
    months = [(index, period) for index, name in enumerate(header) if is_month(name) and (period := parse_period(name, mapping.year.starts))]
    place = {name: index for index, name in enumerate(header)}
    first_seen: dict[str, int] = {}
    for line, cells in body:
        tally.read += 1
        if len(cells) != len(header):
            tally.refuse("row_length", line, found=len(cells), expected=len(header))
            continue
        key = cells[place[mapping.unit.key]].strip()
        first = first_seen.get(key)
        if not key:
            tally.refuse("key_missing", line, mapping.unit.key)
        elif first is not None:
            tally.refuse("duplicate", line, mapping.unit.key, key, year=header[months[0][0]], first=first)
        else:
            gathered = _gather(mapping, months, header, line, cells, tally)
            if gathered is not None:
                tally.accepted += 1
                first_seen[key] = line
                piles = {(key, year): Pile(_row(mapping, place, line, cells, key, year), {(): part}) for year, part in gathered.items() if part.mask}
                yield from _rows(piles, (Part(layout.variable),), [], tally)


def _gather(
    mapping: Mapping, months: list[tuple[int, Period]], header: list[str], line: int, cells: list[str], tally: Tally
) -> dict[int, Gathered] | None:
    """The months of a row by year; None when a cell is bad."""
    years: dict[int, Gathered] = {}
    for index, period in months:
        try:
            value = read_cell(cells[index], mapping.numbers)
        except CellMistake as mistake:
            tally.refuse(mistake.code, line, header[index], cells[index])
            return None
        years.setdefault(period.year, Gathered()).add(period, None if isinstance(value, str) else value)
    return years


def _rows(piles: dict[Key, Pile], parts: tuple[Part, ...], dimensions: list[str], tally: Tally) -> Iterator[ReturnRow]:
    for key in sorted(piles, key=lambda key: (key[1], key[0])):
        pile = piles[key]
        for part in parts:
            _settle(pile, part, dimensions, tally)
        yield pile.row


def _settle(pile: Pile, part: Part, dimensions: list[str], tally: Tally) -> None:
    """Make one variable of the year out of the parts that belong to it."""
    wanted = [
        gathered
        for values, gathered in pile.parts.items()
        if all(value in part.where.get(name, (value,)) for name, value in zip(dimensions, values, strict=True))
    ]
    aggregate = dictionary.variables()[part.variable].aggregate
    sums = [value for gathered in wanted if (value := gathered.yearly(aggregate)) is not None]
    if not sums:
        pile.row.statuses[part.variable] = "missing"
        return
    pile.row.values[part.variable] = sum(sums)
    months = _months(wanted)
    if months < 12:
        pile.row.origins[part.variable] = f"months:{months}"
        row = pile.row
        tally.warn("incomplete_year", row.line, part.variable, row.unit_id, year=row.year, months=months)
    elif len(sums) < len(wanted):
        pile.row.origins[part.variable] = "partial"


def _months(parts: list[Gathered]) -> int:
    """Months in which at least one part has a value; long tables leave out parts that had nothing in a month."""
    covered = 0
    for gathered in parts:
        covered |= gathered.mask
    return covered.bit_count()
