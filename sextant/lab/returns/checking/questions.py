"""Which of the learned rules ask about a return, and what they ask. Plain Python."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import combinations

from .expectations import Case, Sign, copied
from .flags import flag
from .rules import Flag, RuleSet

LOW = -1.2
"""The score from which on a cell is a candidate for having been exchanged with another."""
FITS = -0.3
"""The score up to which a corrected value fits."""
FITS_PLACE = 0.8
"""The difference of logarithms up to which an exchanged value fits its new place."""
LEAST_MOVE = 0.3
OWNS = 1
"""How many of two exchanged values need one of the year before."""
APART = 0.4
FACTORS = (10, 0.1, 1000, 0.001)
NEAR_FACTOR = 0.35


def candidates(case: Case, codes: Iterable[str]) -> dict[str, Sign]:
    """The variables whose score is high enough to be looked at, with their signs."""
    found = {}
    for code in codes:
        if code in case.levels and (sign := case.sign(code)) is not None and sign.score > LOW:
            found[code] = sign
    return found


def questions(rules: RuleSet, case: Case, looked_at: dict[str, Sign]) -> Iterator[Flag]:
    """The flags of the learned rules; `looked_at` are the candidates, in the order of the expectations' variables."""
    asked = rules.learned
    if "copied" in asked:
        score, count = copied(case)
        if score > case.expectations.copied_threshold:
            yield flag(asked["copied"], count, None)
    exchanged = _exchanged(case, looked_at) if "swapped" in asked else {}
    for code, sign in looked_at.items():
        value, expected = case.values[code], _rounded(sign.expected, code in rules.decimals)
        if code in exchanged and _covers(rules, "swapped", code):
            other = exchanged[code]
            yield flag(asked["swapped"], value, expected, variable=code, label=rules.labels.get(code), other=rules.labels.get(other))
        elif sign.score > case.expectations.threshold:
            kind = _kind(case, code, sign)
            if _covers(rules, kind, code):
                yield flag(asked[kind], value, expected, case.previous.get(code), variable=code, label=rules.labels.get(code))


def _covers(rules: RuleSet, kind: str, code: str) -> bool:
    rule = rules.learned.get(kind)
    return rule is not None and (not rule.variables or code in rule.variables)


def _exchanged(case: Case, looked_at: dict[str, Sign]) -> dict[str, str]:
    """Variables whose values fit one another's place, each with its best partner."""
    best: dict[str, tuple[float, str]] = {}
    for gain, one, two in exchanges(case, looked_at):
        if gain > case.expectations.swap_threshold:
            for code, other in ((one, two), (two, one)):
                best[code] = max(best.get(code, (gain, other)), (gain, other))
    return {code: other for code, (_, other) in best.items()}


def exchanges(case: Case, looked_at: dict[str, Sign]) -> Iterator[tuple[float, str, str]]:
    """Pairs of values that fit one another's place, with how much the scores fall when they are exchanged; at least one of them has a value
    of the year before, for what other libraries have tells too little of one library to exchange two of its numbers."""
    moved = [code for code, sign in looked_at.items() if abs(sign.difference) > LEAST_MOVE]
    for one, two in combinations(moved, 2):
        if (
            (looked_at[one].is_own + looked_at[two].is_own < OWNS)
            or abs(case.levels[one] - case.levels[two]) < APART
            or not (_fits(case, one, two, looked_at) and _fits(case, two, one, looked_at))
        ):
            continue
        first, second = case.sign(one, case.values[two]), case.sign(two, case.values[one])
        if first is not None and second is not None:
            yield looked_at[one].score + looked_at[two].score - first.score - second.score, one, two


def _fits(case: Case, place: str, other: str, looked_at: dict[str, Sign]) -> bool:
    """Whether the value of `other` is about what was expected of `place`."""
    expected = case.levels[place] - looked_at[place].difference
    return abs(math.log(case.values[other] + case.expectations.variables[place].offset) - expected) <= FITS_PLACE


def _kind(case: Case, code: str, sign: Sign) -> str:
    """Which question to ask: of a factor of ten or a thousand where taking it out makes the value fit."""
    for factor in FACTORS:
        if abs(sign.difference - math.log(factor)) < NEAR_FACTOR:
            corrected = case.sign(code, case.values[code] / factor)
            if corrected is not None and corrected.score < FITS:
                return "magnitude"
    return "jump" if sign.is_own else "peer"


def _rounded(number: float, decimals: bool) -> float | int:
    """Three significant digits: more would claim too much; whole where things are counted, at most two decimals otherwise."""
    if number < 0.005:
        return 0
    found = round(number, min(2, 2 - math.floor(math.log10(number))) if decimals else min(0, 2 - math.floor(math.log10(number))))
    return int(found) if found.is_integer() else found
