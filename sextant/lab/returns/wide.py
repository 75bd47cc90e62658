"""The wide layout: one row a library and year, one column a variable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from .cells import CellMistake, read_cell
from .mapping import Mapping
from .rows import ReturnRow, Tally

WORST_FIRST = ("suppressed", "missing", "not_applicable")


@dataclass(slots=True)
class Plan:
    """What stands where in a row, worked out once from the header."""

    mapping: Mapping
    header: list[str]
    cells: list[tuple[int, str, str, int]] = field(init=False)
    sums: list[tuple[str, list[str]]] = field(init=False)
    attributes: list[tuple[int, str]] = field(init=False)
    key: int = field(init=False)
    name: int = field(init=False)
    region: int = field(init=False)
    year: int = field(init=False)
    mark: int = field(init=False)

    def __post_init__(self) -> None:
        place = {name: index for index, name in enumerate(self.header)}
        unit = self.mapping.unit
        self.key = place[unit.key]
        self.name = place.get(unit.name, -1)
        self.region = place.get(unit.region, -1)
        self.year = place.get(self.mapping.year.column, -1)
        self.mark = place.get(self.mapping.marks.column, -1)
        self.attributes = [(place[name], word) for name, word in unit.attributes.items() if name in place]
        self.cells = [
            (place[name], code, self.mapping.numbers.blank.get(name, "missing"), self._flag(place[name]))
            for name, code in self.mapping.variables.items()
            if name in place
        ]
        self.sums = self._sums(set(place))

    def _flag(self, index: int) -> int:
        """The place of the flag behind a value, -1 if there is none."""
        prefix = self.mapping.marks.prefix
        after = self.header[index + 1] if index + 1 < len(self.header) else ""
        return index + 1 if prefix and after.startswith(prefix) else -1

    def _sums(self, held: set[str]) -> list[tuple[str, list[str]]]:
        sums = []
        for code, choices in self.mapping.sums.items():
            for columns in choices:
                if held.issuperset(columns):
                    sums.append((code, [self.mapping.variables[column] for column in columns]))
                    break
        return sums


def wide_rows(mapping: Mapping, header: list[str], body: Iterator[tuple[int, list[str]]], year: int | None, tally: Tally) -> Iterator[ReturnRow]:
    """The rows of a wide table; `year` is None where a column of the mapping tells it."""
    plan = Plan(mapping, header)
    first_seen: dict[tuple[str, int], int] = {}
    for line, cells in body:
        tally.read += 1
        row = _checked_row(plan, line, cells, year, first_seen, tally)
        if row is not None:
            tally.accepted += 1
            yield row


def _checked_row(
    plan: Plan,
    line: int,
    cells: list[str],
    year: int | None,
    first_seen: dict[tuple[str, int], int],
    tally: Tally,
) -> ReturnRow | None:
    if len(cells) != len(plan.header):
        tally.refuse("row_length", line, found=len(cells), expected=len(plan.header))
        return None
    key = cells[plan.key].strip()
    if not key:
        tally.refuse("key_missing", line, plan.header[plan.key])
        return None
    told = cells[plan.year].strip() if plan.year >= 0 else str(year)
    if not (told.isdecimal() and len(told) == 4):
        tally.refuse("year_unreadable", line, plan.mapping.year.column, told)
        return None
    first = first_seen.get((key, int(told)))
    if first is not None:
        tally.refuse("duplicate", line, plan.header[plan.key], key, year=told, first=first)
        return None
    row = _identity(plan, line, cells, key, int(told))
    if not _fill(plan, row, cells, tally):
        return None
    first_seen[key, int(told)] = line
    return row


def _identity(plan: Plan, line: int, cells: list[str], key: str, year: int) -> ReturnRow:
    unit = plan.mapping.unit
    key = key.zfill(unit.width)
    region = cells[plan.region].strip() if plan.region >= 0 else key[: unit.region_digits]
    codes = plan.mapping.numbers.codes
    return ReturnRow(
        unit_id=unit.prefix + key,
        unit_name=cells[plan.name].strip() if plan.name >= 0 else key,
        region=region,
        year=year,
        line=line,
        attributes={word: text for index, word in plan.attributes if (text := cells[index].strip()) and text not in codes},
        source=plan.mapping.name,
    )


def _fill(plan: Plan, row: ReturnRow, cells: list[str], tally: Tally) -> bool:
    """Put the numbers into the row; False when a cell is bad and the row refused."""
    numbers, marks = plan.mapping.numbers, plan.mapping.marks
    mark = cells[plan.mark].strip() if plan.mark >= 0 else ""
    blank_of_row, origin_of_row = marks.blank.get(mark), marks.origins.get(mark)
    for index, code, blank, flag in plan.cells:
        try:
            value = read_cell(cells[index], numbers, blank_of_row or blank)
        except CellMistake as mistake:
            tally.refuse(mistake.code, row.line, plan.header[index], cells[index])
            return False
        if isinstance(value, str):
            row.statuses[code] = value
            continue
        row.values[code] = value
        origin = marks.letters.get(cells[flag][:1], "reported") if flag >= 0 else origin_of_row
        if origin and origin != "reported":
            row.origins[code] = origin
    for code, parts in plan.sums:
        _add_up(row, code, parts)
    return True


def _add_up(row: ReturnRow, code: str, parts: list[str]) -> None:
    """A sum made here: of all its parts, or the gravest status among them."""
    held = [row.statuses[part] for part in parts if part in row.statuses]
    for status in WORST_FIRST:
        if status in held:
            row.statuses[code] = status
            return
    row.values[code] = sum(row.values[part] for part in parts)
    row.origins[code] = "derived"
