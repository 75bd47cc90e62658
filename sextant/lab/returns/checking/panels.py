"""Checks over a whole year at once. Needs numpy; gives what `check_return` gives library by library.

Numpy finds where there is something to ask; what is asked is said by the same functions that check one return.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from .checks import asked, plain_flag
from .conditions import Node, Scope
from .expectations import KEPT, LEVELS, Case, Expectations
from .learning import logs, regional_shifts, scored, signs
from .questions import LOW, candidates, questions
from .rules import Flag, RuleSet
from .tables import STATUSES, Numbers, Panel

Mask = NDArray[np.bool_]
COMPARED: dict[str, Callable[[Numbers, Numbers], Mask]] = {
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "==": np.equal,
    "!=": np.not_equal,
}
SLACK = 1e-6


class Columns:
    """What a condition is evaluated over: a year, and the one before it for the same libraries."""

    def __init__(self, panel: Panel, before: Panel | None) -> None:
        self.panel, self._before = panel, before
        self._rows = np.array([before.place.get(unit, -1) for unit in panel.units], dtype=np.int64) if before else None

    def value(self, code: str) -> Numbers:
        """This year's values of a variable."""
        return self.panel.of(code)

    def before(self, code: str) -> Numbers:
        """Last year's values of a variable, NaN for libraries that were not there."""
        if self._before is None or self._rows is None or code not in self._before.column:
            return np.full(len(self.panel.units), np.nan)
        return np.where(self._rows >= 0, self._before.of(code)[self._rows], np.nan)

    def has_status(self, code: str, word: str) -> Mask:
        """Where a variable has that status in place of a number."""
        if code not in self.panel.column:
            return np.zeros(len(self.panel.units), dtype=bool)
        found: Mask = self.panel.statuses[:, self.panel.column[code]] == STATUSES.index(word)
        return found


def numbers_of(node: Node, columns: Columns) -> Numbers:
    """`conditions.number_of` for every library; NaN for none."""
    word = node[0]
    if word == "value":
        return columns.value(node[1])
    if word == "before":
        return columns.before(node[1])
    if word == "number":
        return np.full(len(columns.panel.units), float(node[1]))
    left = numbers_of(node[1], columns)
    if word == "abs":
        return np.abs(left)
    right = numbers_of(node[2], columns)
    if word == "+":
        return left + right
    if word == "-":
        return left - right
    if word == "*":
        return left * right
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(right != 0, left / right, np.nan)


def mask_of(node: Node, columns: Columns) -> Mask:
    """`conditions.holds` for every library."""
    word = node[0]
    if word in COMPARED:
        left, right = numbers_of(node[1], columns), numbers_of(node[2], columns)
        with np.errstate(invalid="ignore"):
            return COMPARED[word](left, right) & ~np.isnan(left) & ~np.isnan(right)
    if word == "and":
        return mask_of(node[1], columns) & mask_of(node[2], columns)
    if word == "or":
        return mask_of(node[1], columns) | mask_of(node[2], columns)
    if word == "not":
        return ~mask_of(node[1], columns)
    if word == "whole":
        numbers = numbers_of(node[1], columns)
        return np.isfinite(numbers) & (np.floor(numbers) == numbers)
    if word == "has":
        return ~np.isnan(columns.value(node[1]))
    if word == "had":
        return ~np.isnan(columns.before(node[1]))
    return columns.has_status(node[1], node[2])


def check_panel(
    rules: RuleSet,
    panel: Panel,
    previous: Panel | None = None,
    peers: Expectations | None = None,
    *,
    earlier: Panel | None = None,
) -> Iterator[tuple[int, Flag]]:
    """The row of a library and what is to be asked of it, in the order of rows and, for each, in that of `check_return`."""
    plain: dict[int, list[int]] = {}
    columns = Columns(panel, previous)
    rules_asked = asked(rules, peers)
    for index, rule in enumerate(rules_asked):
        if rule.wrong is not None:
            for row in np.nonzero(mask_of(rule.wrong, columns))[0].tolist():
                plain.setdefault(row, []).append(index)
    learned = _looked_at(rules, panel, previous, earlier, peers) if peers else {}
    for row in sorted({*plain, *learned}):
        unit, values = panel.units[row], panel.values_of(row)
        before, former = (one.row_of(unit) if one else {} for one in (previous, earlier))
        scope = Scope(values, panel.statuses_of(row), before)
        for index in plain.get(row, ()):
            yield row, plain_flag(rules_asked[index], scope)
        if peers and row in learned:
            case = Case(values, before, former, peers, panel.region_of(row))
            for flag in questions(rules, case, candidates(case, learned[row])):
                yield row, flag


def _looked_at(rules: RuleSet, panel: Panel, previous: Panel | None, earlier: Panel | None, peers: Expectations) -> dict[int, list[str]]:
    """The variables of each library that may be asked about by a learned rule; libraries that may have copied have an entry, maybe empty."""
    variables = tuple(peers.variables)
    offsets = np.array([one.offset for one in peers.variables.values()])
    values = panel.aligned(panel.units, variables)
    before = previous.aligned(panel.units, variables) if previous else np.full(values.shape, np.nan)
    former = earlier.aligned(panel.units, variables) if earlier else np.full(values.shape, np.nan)
    regional = regional_shifts(peers.regions, panel, variables)
    given = signs(peers.variables, variables, logs(values, offsets), logs(before, offsets), logs(former, offsets), regional=regional)
    with np.errstate(invalid="ignore"):
        high = scored(peers.variables, variables, given) > LOW - SLACK
    found = {row: [variables[column] for column in np.nonzero(high[row])[0]] for row in np.nonzero(high.any(axis=1))[0].tolist()}
    for row in np.nonzero(_copied(peers, values, before, offsets) > peers.copied_threshold - SLACK)[0].tolist():
        found.setdefault(row, [])
    return found


def _copied(peers: Expectations, values: Numbers, before: Numbers, offsets: Numbers) -> Numbers:
    """`expectations.copied` for every library."""
    score = np.zeros(len(values))
    for column, known in enumerate(peers.variables.values()):
        if known.same:
            now, last = values[:, column], before[:, column]
            counts = ~np.isnan(now) & ~np.isnan(last) & ((now > 0) | (last > 0))
            levels = np.log(np.where(now >= 0, now, 0) + offsets[column])
            stays = np.array(known.same)[np.searchsorted(LEVELS, levels, side="right")]
            score += np.where(counts, np.where(now == last, np.log10(KEPT / stays), np.log10((1 - KEPT) / (1 - stays))), 0)
    return score
