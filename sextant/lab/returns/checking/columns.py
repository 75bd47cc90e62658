"""Conditions over a whole year at once: what `conditions` says of one return, for every library. Needs numpy."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from .conditions import Node
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
