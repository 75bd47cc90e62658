"""Learn from earlier returns what to expect. Needs numpy.

The tables of `expectations` are counted (`counting`): from the returns as they are, and from the same returns with errors put in
(`spoiling`), of which those count that change a value by at least half. The returns as they are hold errors too; so the tables are
counted twice, the second time with every cell weighing as much as it is likely to be none, by the first. Imputed numbers count in neither.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .calibrating import calibrated
from .conditions import Node, names_of
from .counting import Cells, joined, table_of
from .expectations import LEVELS, OWN_GROUPS, PEER_GROUPS, TINY, Expectations, Expected
from .rules import RuleSet
from .signs import Signs, added_up, expected_levels, logs, regional_shifts, scored, signs
from .spoiling import with_errors
from .tables import Numbers, Panel

SEED = 20260101
LEAST_CELLS = 100
"""The values a variable needs in a year for anything to be learned about it, and two variables need together to be companions."""
LEAST_LIBRARIES = 200
"""A year with fewer libraries is not learned from itself."""
FEW, OLDER = 1000, 2
"""In a year with fewer libraries than `FEW` up to so many older years are counted with it, each beside those before it."""
LEAST_DRAWN = 5000
"""Errors are put into as many copies of the table as it takes for this many returns."""
COMPANIONS = 5
COVERED = 0.5
"""A companion stands beside at least this share of the positive values of a variable, and the variable beside as many of its own."""
LEAST_OF_REGION, REGION_WEIGHT = 8, 4
BUDGET = 0.0205
"""The share of clean cells that the score may question; exchanges and plain rules come on top (`calibrating`)."""
ERRORS_HELD = 0.03
"""The share of errors that the returns learned from are taken to hold: more than we would guess, so that likely errors weigh little."""
ROUNDS = 2
ADDED = -1.0
"""log10 of how much less likely an error is in a sum that adds up: one in ten is taken to leave it intact, as where a form adds up itself."""


@dataclass
class Year:
    """A year's returns to count from: their signs as they are and with errors put in, which cells hold numbers that libraries wrote, which
    ones the errors changed, and how much each cell as it is counts."""

    clean: Signs
    spoilt: Signs
    reported: NDArray[np.bool_]
    changed: NDArray[np.bool_]
    weights: Numbers


def learn(rules: RuleSet, panel: Panel, *history: Panel | None, budget: float = BUDGET) -> Expectations:
    """What the returns of a year let expect, with those of earlier years (newest first) that are held.

    Where there are few libraries the earlier years are counted as well. The threshold is the score above which a share `budget` of the
    cells lies that are likely no errors themselves.
    """
    variables = tuple(code for code in panel.variables if np.isfinite(panel.of(code)).sum() > LEAST_CELLS)
    previous, earlier = (*history, None, None)[:2]
    now, found, regions = _year(rules, variables, panel, previous, earlier)
    years = [now]
    if len(panel.units) < FEW:
        held = [one for one in history if one is not None]
        years += [_year(rules, variables, *held[place : place + 3])[0] for place in range(min(OLDER, len(held) - 1))]
    found = {code: replace(one, same=_same(panel, previous, code, one.offset), added=ADDED) for code, one in found.items()}
    for _ in range(ROUNDS):
        found = _counted(found, variables, years)
        for one in years:
            one.weights = one.reported * _likely_clean(scored(found, variables, one.clean))
    threshold = _exceeded_by(scored(found, variables, now.clean), now.weights, budget)
    return calibrated(Expectations(panel.year, found, threshold, regions=regions, sums=_sums(rules, variables)), panel, previous, earlier)


def _year(
    rules: RuleSet, variables: tuple[str, ...], panel: Panel, previous: Panel | None = None, earlier: Panel | None = None
) -> tuple[Year, dict[str, Expected], dict[str, dict[str, float]]]:
    """One year beside those before it, with its median changes, companions and regions."""
    values = panel.aligned(panel.units, variables)
    before, former = (one.aligned(panel.units, variables) if one else np.full(values.shape, np.nan) for one in (previous, earlier))
    offsets = np.array([offset_of(rules, code) for code in variables])
    levels = [logs(one, offsets) for one in (values, before, former)]
    found = _relations(variables, offsets, *levels)
    regions = _regions(found, variables, levels[0], panel)
    told: dict[str, Any] = {"regional": regional_shifts(regions, panel, variables), "added": added_up(_sums(rules, variables), panel, variables)}
    draws = -(-LEAST_DRAWN // max(len(panel.units), 1))
    wrong, changed = with_errors(np.tile(values, (draws, 1)), np.array([code in rules.decimals for code in variables]), np.random.default_rng(SEED))
    drawn = [np.tile(one, (draws, 1)) for one in levels]
    often = {name: np.tile(one, (draws, 1)) for name, one in told.items()}
    spoilt = signs(found, variables, logs(wrong, offsets), *drawn[1:], **often, companions=drawn[0])
    reported = panel.reported(variables)
    year = Year(signs(found, variables, *levels, **told), spoilt, reported, changed & np.tile(reported, (draws, 1)), reported.astype(float))
    return year, found, regions


def _sums(rules: RuleSet, variables: tuple[str, ...]) -> list[Node]:
    """The conditions of sums over these variables that do not add up."""
    return [rule.wrong for rule in rules.plain if rule.kind == "sum" and rule.wrong and names_of(rule.wrong, "value") <= set(variables)]


def _counted(found: dict[str, Expected], variables: tuple[str, ...], years: Sequence[Year]) -> dict[str, Expected]:
    """The tables of every variable, counted from clean cells by their weights and from the cells that errors changed."""
    counted = {}
    for column, code in enumerate(variables):
        tables: dict[str, Any] = {}
        for name, groups, count in (("own", "own_groups", OWN_GROUPS), ("peer", "peer_groups", PEER_GROUPS), ("ratio", "own_groups", OWN_GROUPS)):
            usual = joined([_cells(one.clean, name, groups, column, one.weights) for one in years])
            errors = joined([_cells(one.spoilt, name, groups, column, one.changed.astype(float)) for one in years])
            tables[name] = table_of(usual, errors, count)
        counted[code] = replace(found[code], **tables)
    return counted


def _cells(given: Signs, name: str, groups: str, column: int, weights: Numbers) -> Cells:
    return Cells(getattr(given, name)[:, column], getattr(given, groups)[:, column], given.nought[:, column], weights[:, column])


def _likely_clean(scores: Numbers) -> Numbers:
    """How likely each cell is no error, by its score taken for the logarithm of a likelihood ratio."""
    odds = ERRORS_HELD / (1 - ERRORS_HELD) * 10.0 ** np.clip(np.nan_to_num(scores), -6, 6)
    return 1 / (1 + odds)


def _exceeded_by(scores: Numbers, weights: Numbers, share: float) -> float:
    """The score above which that share of the weights lies."""
    known = np.isfinite(scores) & (weights > 0)
    if not known.any():
        return math.inf
    order = np.argsort(-scores[known], kind="stable")
    above = np.cumsum(weights[known][order])
    return round(float(scores[known][order][np.searchsorted(above, share * above[-1])]), 3)


def expect(rules: RuleSet, panel: Panel, history: Sequence[Panel], *, budget: float = BUDGET) -> Expectations:
    """What to expect of a year, given earlier ones (newest first).

    Learned from the year itself, errors and all: likely errors weigh little, and what is usual this year no earlier one can tell as
    well. From the year before where this year has too few libraries.
    """
    if history and len(panel.units) < LEAST_LIBRARIES:
        return learn(rules, *history, budget=budget)
    return learn(rules, panel, *history, budget=budget)


def _regions(found: dict[str, Expected], variables: tuple[str, ...], level: Numbers, panel: Panel) -> dict[str, dict[str, float]]:
    """By region and variable, the median distance from what companions let expect, shrunk where there are few libraries."""
    positive = np.where(level > np.log([found[code].offset for code in variables]) + TINY, level, np.nan)
    away = positive - expected_levels(found, variables, positive) - np.array([found[code].shift for code in variables])
    names, regions = np.array(panel.regions), {}
    for name in sorted(set(panel.regions)):
        of_region = away[names == name]
        counts = np.isfinite(of_region).sum(axis=0)
        regions[name] = {
            code: round(float(np.nanmedian(of_region[:, column]) * counts[column] / (counts[column] + REGION_WEIGHT)), 3)
            for column, code in enumerate(variables)
            if counts[column] >= LEAST_OF_REGION
        }
    return regions


def offset_of(rules: RuleSet, code: str) -> float:
    """What is added before the logarithm: one where things are counted, a tenth where there are decimals."""
    return 0.1 if code in rules.decimals else 1.0


def _relations(variables: tuple[str, ...], offsets: Numbers, level: Numbers, last: Numbers, former: Numbers) -> dict[str, Expected]:
    """Everything but the tables: median changes, companions and their ratios."""
    positive = np.where(level > np.log(offsets) + TINY, level, np.nan)
    shifts, spreads = _ratios(positive)
    found = {}
    for column, code in enumerate(variables):
        near = [other for other in np.argsort(spreads[column], kind="stable")[:COMPANIONS] if math.isfinite(spreads[column, other])]
        companions = [(variables[other], round(float(shifts[column, other]), 4)) for other in near]
        changes = [_median(level[:, column] - one[:, column]) for one in (last, former)]
        found[code] = Expected(float(offsets[column]), changes[0], changes[1], companions=companions)
    told = expected_levels(found, variables, positive)
    for column, code in enumerate(variables):
        one = found[code]
        found[code] = Expected(
            one.offset, one.change, one.change_of_two, companions=one.companions, shift=_median(positive[:, column] - told[:, column])
        )
    return found


def _ratios(level: Numbers) -> tuple[Numbers, Numbers]:
    """For every pair of variables the median difference of logarithms, and the median distance from it."""
    count = level.shape[1]
    held = np.isfinite(level).sum(axis=0)
    shifts, spreads = np.full((count, count), np.nan), np.full((count, count), np.inf)
    for one in range(count):
        for two in range(one + 1, count):
            difference = level[:, one] - level[:, two]
            difference = difference[np.isfinite(difference)]
            if difference.size > max(LEAST_CELLS, COVERED * max(held[one], held[two])):
                middle = float(np.median(difference))
                shifts[one, two], shifts[two, one] = middle, -middle
                spreads[one, two] = spreads[two, one] = float(np.median(np.abs(difference - middle)))
    return shifts, spreads


def _same(panel: Panel, previous: Panel | None, code: str, offset: float) -> list[float]:
    """The share of values that stayed the same, by class of size, shrunk towards that of all; noughts that stayed nought do not count."""
    if previous is None:
        return []
    values, before = panel.of(code), previous.aligned(panel.units, (code,))[:, 0]
    held = np.isfinite(values) & np.isfinite(before) & ((values > 0) | (before > 0))
    if held.sum() < LEAST_CELLS:
        return []
    equal, classes = values[held] == before[held], np.searchsorted(LEVELS, np.log(values[held] + offset), side="right")
    pooled = (equal.sum() + 1) / (equal.size + 2)
    every = np.bincount(classes, minlength=PEER_GROUPS)
    stayed = np.bincount(classes, weights=equal, minlength=PEER_GROUPS)
    return [round(float(min(max(share, 0.001), 0.97)), 4) for share in (stayed + 20 * pooled) / (every + 20)]


def _median(numbers: Numbers) -> float:
    held = numbers[np.isfinite(numbers)]
    return round(float(np.median(held)), 4) if held.size > LEAST_CELLS else 0.0
