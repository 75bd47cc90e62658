"""Errors put into real returns: the kinds that people make, one kind at a time. Seeded. Numbers that the file says were imputed stay as
they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sextant.lab.returns.checking.conditions import names_of
from sextant.lab.returns.checking.rules import RuleSet
from sextant.lab.returns.checking.tables import Panel

CELLS = 0.01
"""The share of cells that each kind of error touches, and of libraries for copies."""


@dataclass(frozen=True)
class Injected:
    """A table with errors, and which cells they changed by at least half of the true value. Of a copy: which libraries."""

    panel: Panel
    changed: NDArray[np.bool_]
    libraries: NDArray[np.bool_]


def factor(by: float) -> Callable[..., Injected]:
    """Values times a factor, rounded as the variable is."""

    def put(panel: Panel, before: Panel, rules: RuleSet, chance: np.random.Generator) -> Injected:
        decimals = np.array([code in rules.decimals for code in panel.variables])
        wrong = np.where(decimals, np.round(panel.values * by, 2), np.round(panel.values * by))
        return _result(panel, np.where(chance.random(wrong.shape) < CELLS, wrong, panel.values))

    return put


def thousands(panel: Panel, before: Panel, rules: RuleSet, chance: np.random.Generator) -> Injected:
    """Half of them written out where thousands were meant, half of them in thousands."""
    wrong = np.where(chance.random(panel.values.shape) < 0.5, panel.values * 1000, np.round(panel.values / 1000, 0))
    return _result(panel, np.where(chance.random(wrong.shape) < CELLS, wrong, panel.values))


def swapped(panel: Panel, before: Panel, rules: RuleSet, chance: np.random.Generator) -> Injected:
    """Two columns of a library exchanged, any two that both hold a number of its own; no library twice."""
    wrong, reported = panel.values.copy(), panel.reported(panel.variables)
    for row in np.nonzero(chance.random(len(panel.units)) < CELLS * panel.values.shape[1] / 2)[0]:
        held = np.nonzero(reported[row])[0]
        if held.size > 1:
            one, two = chance.choice(held, 2, replace=False)
            wrong[row, [one, two]] = panel.values[row, [two, one]]
    return _result(panel, wrong)


def parts(panel: Panel, before: Panel, rules: RuleSet, chance: np.random.Generator) -> Injected:
    """Sums that do not add up: one member of a complete family changed to 1.5 to 4 times or to a twentieth to a half of its value; where
    the file has no complete family, a part put above its whole, to 1.2 to 3 times of it."""
    wrong = panel.values.copy()
    families = [sorted(names_of(rule.wrong, "value")) for rule in rules.plain if rule.kind == "sum" and rule.wrong]
    families = [family for family in families if set(family) <= set(panel.column)]
    free = np.ones(len(panel.units), dtype=bool)
    for family in families:
        held = free & np.all([np.isfinite(panel.of(code)) for code in family], axis=0)
        for code in family:
            hit = held & (chance.random(free.size) < CELLS)
            _change(panel, wrong, rules, code, hit & free, chance)
            free &= ~hit
    for rule in rules.plain:
        if rule.kind == "part" and rule.expected and not any({rule.variable, rule.expected[1]} <= set(family) for family in families):
            part, whole = rule.variable, rule.expected[1]
            if {part, whole} <= set(panel.column):
                hit = free & np.isfinite(panel.of(part)) & (panel.of(whole) > 0) & (chance.random(free.size) < CELLS)
                by = chance.uniform(1.2, 3, free.size)
                wrong[hit, panel.column[part]] = np.ceil(panel.of(whole) * by)[hit]
                free &= ~hit
    return _result(panel, wrong)


def _change(panel: Panel, wrong: NDArray[np.float64], rules: RuleSet, code: str, hit: NDArray[np.bool_], chance: np.random.Generator) -> None:
    size = len(panel.units)
    by = np.where(chance.random(size) < 0.5, chance.uniform(1.5, 4, size), chance.uniform(0.05, 0.5, size))
    value = np.round(panel.of(code) * by, 2 if code in rules.decimals else 0)
    wrong[hit, panel.column[code]] = value[hit]


def copied(panel: Panel, before: Panel, rules: RuleSet, chance: np.random.Generator) -> Injected:
    """Whole returns of the year before sent again."""
    last = before.aligned(panel.units, panel.variables)
    able = (np.isfinite(last) & np.isfinite(panel.values)).sum(axis=1) >= 5
    hit = able & (chance.random(len(panel.units)) < CELLS * 2)
    wrong = np.where(hit[:, None] & np.isfinite(panel.values) & np.isfinite(last), last, panel.values)
    return Injected(replace(panel, values=wrong), np.zeros(wrong.shape, dtype=bool), hit)


def _result(panel: Panel, wrong: NDArray[np.float64]) -> Injected:
    with np.errstate(invalid="ignore"):
        changed = panel.reported(panel.variables) & (panel.values > 0) & (np.abs(wrong - panel.values) >= panel.values / 2)
    return Injected(replace(panel, values=np.where(changed, wrong, panel.values)), changed, np.zeros(len(panel.units), dtype=bool))


KINDS: dict[str, Callable[..., Injected]] = {
    "tenfold": factor(10),
    "a tenth": factor(0.1),
    "thousands": thousands,
    "swapped columns": swapped,
    "parts do not add up": parts,
    "last year copied": copied,
}
