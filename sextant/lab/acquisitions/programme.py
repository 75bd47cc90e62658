"""The plan as a mixed-integer programme (needs numpy and scipy).

Columns: one for each title (its first copy, 0 or 1); one for the further copies of each title of which several may be bought; one for the copies
that close each gap; one for each sum that demands speak of (what is spent, copies, and the same for every group of titles). Rows tie the sums to
their titles, and every demand is a row of one or two sums, so that 70 demands on 50,000 titles stay sparse and a demand is taken away by
opening one row. Money is counted in units of the mean price, so that tolerances of the solver stay far below a minor unit.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .choices import Choices, Floats, Ints
from .demands import Demand, Side, budget_demand, number_demand, share_demand, spent_demand, titles_demand
from .groups import Groups, Marks
from .targets import Targets, with_award_number

INFINITE = float("inf")
LARGEST_UNIT = 100_000.0


@dataclass(frozen=True, slots=True)
class Gap:
    """Copies that the collection lacks of titles with these marks, of those it should have, what closing one is worth, and its column."""

    marks: Marks
    wanted: float
    missing: float
    worth: float
    column: int


@dataclass(frozen=True, slots=True)
class Programme:
    """maximise worth·x, lower ≤ x ≤ upper, row_lower ≤ matrix·x ≤ row_upper, x whole where `whole`. The first columns are the first copies of
    the titles; `several` has the titles of which further copies may be bought, whose columns come next; `title_sums`
    are the rows of sums that count titles, not copies."""

    choices: Choices
    worth: Floats
    upper: Floats
    whole: Any
    matrix: Any
    row_lower: Floats
    row_upper: Floats
    several: Ints
    title_sums: tuple[int, ...]
    gaps: tuple[Gap, ...]
    demands: tuple[Demand, ...]
    unit: float
    budget: int
    groups: Groups

    @property
    def titles(self) -> int:
        """How many titles may be chosen."""
        return len(self.choices.titles)

    def copies(self, x: Floats) -> Ints:
        """Copies of each title in a solution."""
        found = np.rint(x[: self.titles]).astype(np.int64)
        found[self.several] += np.rint(x[self.titles : self.titles + len(self.several)]).astype(np.int64)
        return found

    def columns_of(self, copies: Ints) -> Floats:
        """The whole solution that these copies are, sums and gaps included."""
        x = np.zeros(len(self.worth))
        x[: self.titles] = copies > 0
        x[self.titles : self.titles + len(self.several)] = np.maximum(copies[self.several] - 1, 0)
        return self.settled(x)

    def settled(self, x: Floats) -> Floats:
        """The solution with its sums counted from its titles, and gaps closed as far as they go."""
        bought = self.titles + len(self.several)
        for gap in self.gaps:
            copies = self.copies(x)[self.groups.places(gap.marks)]
            x[gap.column] = min(gap.missing, float(copies.sum()))
        first = bought + len(self.gaps)
        sums = len(x) - first
        x[first:] = 0.0
        x[first:] = (self.matrix[:sums] @ x)[:sums]
        return x


@dataclass(slots=True)
class _Builder:
    """Rows and columns as they are drawn up."""

    rows: list[Ints] = field(default_factory=list)
    columns: list[Ints] = field(default_factory=list)
    values: list[Floats] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)

    def row(self, columns: Ints, values: Floats, lower: float, upper: float) -> int:
        number = len(self.lower)
        self.rows.append(np.full(len(columns), number, dtype=np.int64))
        self.columns.append(np.asarray(columns, dtype=np.int64))
        self.values.append(np.asarray(values, dtype=float))
        self.lower.append(lower)
        self.upper.append(upper)
        return number


def programme(found: Choices, missing: dict[Marks, tuple[float, float, float]], budget: int, targets: Targets) -> Programme:
    """The programme of a plan. `missing`: for every need its marks with copies wanted, copies missing, and what closing one is worth."""
    asked = with_award_number(targets)
    fields = {name for marks in missing for name, _ in marks} | {one.field for one in asked.shares} | {one.field for one in asked.numbers}
    groups = Groups(found.titles, fields)
    count, several = len(found.titles), np.flatnonzero(found.most > 1)
    unit = float(min(max(found.prices.mean(), 1.0), LARGEST_UNIT))
    gap_at = count + len(several)
    gaps = tuple(Gap(marks, *numbers, gap_at + at) for at, (marks, numbers) in enumerate(missing.items()))
    sums = _Sums(found, several, groups, gap_at + len(gaps), unit)
    demands = _demands(sums, asked, budget, unit)
    for gap in gaps:
        where, ones = sums.members("copies", gap.marks)
        sums.builder.row(np.append(where, gap.column), np.append(-ones, 1.0), -INFINITE, 0.0)
    if any(one.side == "most" and one.kind in ("number", "titles") for one in demands):
        # without such a demand a further copy without a first never pays, since the first is worth as much at the same price
        for at, place in enumerate(several.tolist()):
            sums.builder.row(np.array([count + at, place]), np.array([1.0, -(found.most[place] - 1.0)]), -INFINITE, 0.0)
    return _assembled(found, sums, gaps, demands, unit, budget)


def _assembled(found: Choices, sums: _Sums, gaps: tuple[Gap, ...], demands: tuple[Demand, ...], unit: float, budget: int) -> Programme:
    from scipy.sparse import csr_array

    count, several, width = len(found.titles), sums.several, len(sums.known)
    total = count + len(several) + len(gaps) + width
    builder = sums.builder
    coordinates = (np.concatenate(builder.rows), np.concatenate(builder.columns))
    matrix = csr_array((np.concatenate(builder.values), coordinates), shape=(len(builder.lower), total))
    worth = np.concatenate([found.first, found.further[several], [gap.worth for gap in gaps], np.zeros(width)])
    upper = np.concatenate([np.ones(count), found.most[several] - 1.0, [gap.missing for gap in gaps], np.full(width, INFINITE)])
    whole = np.arange(total) < count + len(several)
    counts = tuple(at for at, (kind, _) in enumerate(sums.known) if kind == "titles")
    lower, above = np.array(builder.lower), np.array(builder.upper)
    return Programme(found, worth, upper, whole, matrix, lower, above, several, counts, gaps, demands, unit, budget, sums.groups)


class _Sums:
    """Sums that demands speak of, each a column tied to its titles by a row; the rows of sums stand first."""

    def __init__(self, found: Choices, several: Ints, groups: Groups, first: int, unit: float) -> None:
        self.choices, self.several, self.groups, self.first, self.unit = found, several, groups, first, unit
        self.builder = _Builder()
        self._second = np.full(len(found.titles), -1, dtype=np.int64)
        self._second[several] = len(found.titles) + np.arange(len(several))
        self.known: dict[tuple[str, Marks], int] = {}

    def column(self, kind: str, marks: Marks = ()) -> int:
        """The column of a sum: `spending`, `copies` or `titles` of the titles with these marks (of all, without)."""
        if (kind, marks) not in self.known:
            where, values = self.members(kind, marks)
            column = self.first + len(self.known)
            self.builder.row(np.append(where, column), np.append(values, -1.0), 0.0, 0.0)
            self.known[kind, marks] = column
        return self.known[kind, marks]

    def members(self, kind: str, marks: Marks) -> tuple[Ints, Floats]:
        """The columns that a sum adds up, and what each counts."""
        places = self.groups.places(marks) if marks else np.arange(len(self.choices.titles))
        values = self.choices.prices[places] / self.unit if kind == "spending" else np.ones(len(places))
        second = self._second[places]
        if kind == "titles":
            return places, values
        again = second >= 0
        return np.concatenate([places, second[again]]), np.concatenate([values, values[again]])


def _demands(sums: _Sums, asked: Targets, budget: int, unit: float) -> tuple[Demand, ...]:
    """Columns of sums are made first, then the rows of demands, so that sums and their rows have the same order."""
    spent, titles = sums.column("spending"), sums.column("titles")
    kinds = {"spending": "spending", "copies": "copies", "budget": "spending"}
    shares = [(one, sums.column(kinds[one.of], ((one.field, one.value),))) for one in asked.shares]
    wholes = {"spending": spent, "budget": -1, "copies": sums.column("copies") if any(one.of == "copies" for one, _ in shares) else -1}
    numbers = [(one, sums.column("titles", ((one.field, one.value),))) for one in asked.numbers]
    build, limits, money = sums.builder, asked.limits, budget / unit

    def row(columns: list[int], values: list[float], side: Side, bound: float) -> int:
        return build.row(np.array(columns), np.array(values), bound if side == "least" else -INFINITE, bound if side == "most" else INFINITE)

    found = [budget_demand(row([spent], [1.0], "most", money), budget, asked.currency)]
    for one, column in shares:
        for side, bound in _sides(one.least, 0.0, one.most, 1.0):
            whole = wholes[one.of]
            at = row([column], [1.0], side, bound * money) if whole < 0 else row([column, whole], [1.0, -bound], side, 0.0)
            found.append(share_demand(at, one, side))
    for number, column in numbers:
        for side, bound in _sides(number.least, 0, number.most, -1):
            found.append(number_demand(row([column], [1.0], side, bound), number, side))
    for side, bound in _sides(limits.min_titles, 0, limits.max_titles, 0):
        found.append(titles_demand(row([titles], [1.0], side, bound), int(bound), side))
    if limits.min_spent:
        found.append(spent_demand(row([spent], [1.0], "least", limits.min_spent * money), limits.min_spent))
    row([titles], [1.0], "least", 1.0)  # a list of nothing is no plan
    return tuple(found)


def _sides(least: float, no_least: float, most: float, no_most: float) -> list[tuple[Side, float]]:
    sides: list[tuple[Side, float]] = []
    if least != no_least:
        sides.append(("least", least))
    if most != no_most:
        sides.append(("most", most))
    return sides
