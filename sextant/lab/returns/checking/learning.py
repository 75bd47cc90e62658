"""Learn from earlier returns what to expect. Needs numpy.

The tables of `expectations` are counted (`counting`): from the returns as they are, and from the same returns with errors put in
(`spoiling`), of which those count that change a value by at least half. The returns as they are hold errors too; so the tables are
counted twice, the second time with every cell weighing as much as it is likely to be none, by the first. Imputed numbers count in neither.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .calibrating import calibrated
from .conditions import names_of
from .counting import Cells, table_of
from .expectations import LEVELS, OWN_GROUPS, PEER_GROUPS, TINY, Expectations, Expected
from .rules import RuleSet
from .signs import Signs, added_up, expected_levels, logs, regional_shifts, scored, signs
from .spoiling import with_errors
from .tables import Numbers, Panel

SEED = 20260101
LEAST_CELLS = 200
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


def learn(rules: RuleSet, panel: Panel, previous: Panel | None = None, earlier: Panel | None = None, *, budget: float = BUDGET) -> Expectations:
    """What the returns of a year let expect of the next, with the year before it and the one before that where they are held.

    The threshold is the score above which a share `budget` of the cells lies that are likely no errors themselves.
    """
    variables = tuple(code for code in panel.variables if np.isfinite(panel.of(code)).sum() > LEAST_CELLS)
    values = panel.aligned(panel.units, variables)
    before = previous.aligned(panel.units, variables) if previous else np.full(values.shape, np.nan)
    former = earlier.aligned(panel.units, variables) if earlier else np.full(values.shape, np.nan)
    offsets = np.array([offset_of(rules, code) for code in variables])
    levels = [logs(one, offsets) for one in (values, before, former)]
    found = _relations(variables, offsets, *levels)
    reported = panel.reported(variables)
    draws = -(-LEAST_DRAWN // max(len(panel.units), 1))
    wrong, changed = with_errors(np.tile(values, (draws, 1)), np.array([code in rules.decimals for code in variables]), np.random.default_rng(SEED))
    regions = _regions(found, variables, levels[0], panel)
    sums = [rule.wrong for rule in rules.plain if rule.kind == "sum" and rule.wrong and names_of(rule.wrong, "value") <= set(variables)]
    told: dict[str, Any] = {"regional": regional_shifts(regions, panel, variables), "added": added_up(sums, panel, variables)}
    clean = signs(found, variables, *levels, **told)
    drawn = [np.tile(one, (draws, 1)) for one in levels]
    often = {name: np.tile(one, (draws, 1)) for name, one in told.items()}
    spoilt = signs(found, variables, logs(wrong, offsets), *drawn[1:], **often, companions=drawn[0])
    for column, code in enumerate(variables):
        found[code] = replace(found[code], same=_same(values[:, column], before[:, column], offsets[column]), added=ADDED)
    weights = reported.astype(float)
    for _ in range(ROUNDS):
        found = _counted(found, variables, clean, spoilt, weights, changed & np.tile(reported, (draws, 1)))
        scores = scored(found, variables, clean)
        weights = reported * _likely_clean(scores)
    threshold = _exceeded_by(scores, weights, budget)
    return calibrated(Expectations(panel.year, found, threshold, regions=regions, sums=sums), panel, previous, earlier)


def _counted(
    found: dict[str, Expected], variables: tuple[str, ...], clean: Signs, spoilt: Signs, weights: Numbers, changed: NDArray[np.bool_]
) -> dict[str, Expected]:
    """The tables of every variable, counted from clean cells by their weights and from the cells that errors changed."""
    counted = {}
    for column, code in enumerate(variables):
        tables: dict[str, Any] = {}
        for name, groups, count in (("own", "own_groups", OWN_GROUPS), ("peer", "peer_groups", PEER_GROUPS), ("ratio", "own_groups", OWN_GROUPS)):
            usual, errors = (
                Cells(getattr(one, name)[:, column], getattr(one, groups)[:, column], one.nought[:, column], weight[:, column])
                for one, weight in ((clean, weights), (spoilt, changed.astype(float)))
            )
            tables[name] = table_of(usual, errors, count)
        counted[code] = replace(found[code], **tables)
    return counted


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
    first, second, third = (*history, None, None, None)[:3]
    if first is not None and len(panel.units) < LEAST_CELLS:
        return learn(rules, first, second, third, budget=budget)
    return learn(rules, panel, first, second, budget=budget)


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


def _same(values: Numbers, before: Numbers, offset: float) -> list[float]:
    """The share of values that stayed the same, by class of size, shrunk towards that of all; noughts that stayed nought do not count."""
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
