"""Totals and their parts after imputation: totals from parts, parts raked to totals, and no part above its whole.

Steps 9 to 11 of the second stage of the Public Libraries Survey (documentation of FY2022, by our notes), as we render them.
What a library reported is never changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sextant.lab.returns import dictionary

from .grid import Floats, Marks
from .sums import totals

SLACK = 1e-6


@dataclass(slots=True)
class Settled:
    """Values after the totals agree, and which imputed cells were changed how."""

    values: Floats
    summed: Marks
    raked: Marks
    bounded: Marks


def decimals(code: str) -> int:
    """How many decimals an imputed value of a variable is kept with: two for posts, none for what is counted."""
    known = dictionary.variables().get(code)
    return 2 if known is not None and known.unit in ("fte", "percent", "hours") else 0


def settle(values: Floats, imputed: Marks, variables: tuple[str, ...], upward: frozenset[str] | None = None) -> Settled:
    """Make imputed cells agree with totals and wholes; values come and go rounded to the decimals of their variables.

    `upward`: totals that are taken from their parts even where parts are imputed (None: all, as the official sequence does);
    the others keep their own imputed value and their parts are raked to it. A total whose parts were all reported is their sum.
    """
    made = Settled(values.copy(), np.zeros(values.shape, bool), np.zeros(values.shape, bool), np.zeros(values.shape, bool))
    held = list(_held(variables))
    for total, parts in held:
        _sum_up(made, imputed, total, parts, upward is None or variables[total] in upward)
    for total, parts in reversed(held):
        _rake(made, imputed, total, parts, decimals(variables[total]))
    _bound(made, imputed, variables)
    return made


def _held(variables: tuple[str, ...]) -> Iterator[tuple[int, list[int]]]:
    """Totals with all their parts among the variables, as columns."""
    for total, parts in totals().items():
        if {total, *parts} <= set(variables):
            yield variables.index(total), [variables.index(part) for part in parts]


def _sum_up(made: Settled, imputed: Marks, total: int, parts: list[int], upward: bool) -> None:
    sums = made.values[:, parts].sum(axis=1)
    certain = ~imputed[:, parts].any(axis=1)
    here = imputed[:, total] & ~np.isnan(sums) & (certain | upward)
    made.values[here, total] = sums[here]
    made.summed[here, total] = True


def _rake(made: Settled, imputed: Marks, total: int, parts: list[int], places: int) -> None:
    """Imputed parts are scaled to what the total leaves for them; where they are all nought they share it alike."""
    held = made.values[:, parts]
    loose = imputed[:, parts]
    fixed = np.where(loose, 0.0, held).sum(axis=1)
    here = loose.any(axis=1) & ~np.isnan(held).any(axis=1) & ~np.isnan(made.values[:, total])
    short = here & imputed[:, total] & (made.values[:, total] < fixed)
    made.values[short, total] = fixed[short]
    made.raked[short, total] = True
    left = np.maximum(made.values[:, total] - fixed, 0.0)
    sums = np.where(loose, held, 0.0).sum(axis=1)
    here &= np.abs(sums - left) > SLACK * np.maximum(left, 1.0)
    shares = _shares(held, loose, sums)
    scaled = np.where(loose, np.round(left[:, None] * shares, places), 0.0)
    largest = np.where(loose, shares, -1.0).argmax(axis=1)
    lines = np.flatnonzero(here)
    scaled[lines, largest[lines]] += (left - scaled.sum(axis=1))[lines]
    for number, part in enumerate(parts):
        change = here & loose[:, number]
        made.values[change, part] = np.maximum(np.round(scaled[:, number], places), 0.0)[change]
        made.raked[change, part] = True


def _shares(held: Floats, loose: Marks, sums: Floats) -> Floats:
    """The share of each imputed part in what is left for them."""
    alike = 1.0 / np.maximum(loose.sum(axis=1), 1)
    found: Floats = np.where(sums[:, None] > 0, held / np.where(sums > 0, sums, 1.0)[:, None], alike[:, None])
    return np.where(loose, found, 0.0)


def _bound(made: Settled, imputed: Marks, variables: tuple[str, ...]) -> None:
    """An imputed part is at most its whole; an imputed whole at least its reported part."""
    exact = {part for parts in totals().values() for part in parts}
    known = dictionary.variables()
    for part, code in enumerate(variables):
        whole_code = known[code].part_of if code in known else ""
        if not whole_code or whole_code not in variables or code in exact:
            continue
        whole = variables.index(whole_code)
        above = made.values[:, part] > made.values[:, whole]
        cut, raised = above & imputed[:, part], above & imputed[:, whole] & ~imputed[:, part]
        made.values[cut, part] = made.values[cut, whole]
        made.values[raised, whole] = made.values[raised, part]
        made.bounded[cut, part] = True
        made.bounded[raised, whole] = True
