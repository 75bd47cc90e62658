"""Plans: which methods are tried for a variable, in which order, with and without an earlier value; and filling by a plan."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np

from .grid import Floats, Grid, Marks, Whole
from .methods import METHODS, NONE, Filled, Workings, workings
from .totals import Settled, decimals, settle

OFFICIAL = Path(__file__).with_name("official.toml")
SUMMED = "sum_of_parts"


@dataclass(frozen=True, slots=True)
class Sequence:
    """Methods in the order in which they are tried: for cells with an earlier value, and for those without."""

    with_prior: tuple[str, ...]
    without_prior: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A sequence for every variable, and the totals that are taken from imputed parts (None: all)."""

    sequences: dict[str, Sequence]
    upward: frozenset[str] | None = None


DEFAULT = Sequence(
    ("growth_median", "last_value", "own_ratio", "nearest_five", "cell_median_by_population", "cell_median"),
    ("median_ratio_to_related", "nearest_five", "cell_median_by_population", "cell_median"),
)


@cache
def _official() -> dict[str, tuple[str, ...]]:
    with OFFICIAL.open("rb") as handle:
        return {code: tuple(names) for code, names in tomllib.load(handle).items()}


def official_plan(variables: tuple[str, ...], *, as_flagged: bool = False) -> Plan:
    """The official sequence as we render it: methods 1 to 7 in order for every variable.

    `as_flagged`: with the exceptions by variable that the flags of FY2015 let one see (`official.toml`).
    """
    declared = _official()
    found = {code: declared.get(code, declared["*"]) if as_flagged else declared["*"] for code in variables}
    return Plan({code: Sequence(names, names) for code, names in found.items()})


@dataclass(slots=True)
class Imputation:
    """A filled grid. Matrices are libraries × variables; `raw` is before totals and parts were made to agree; `methods` are
    places in `names` (-1: not imputed here)."""

    grid: Grid
    work: Workings
    raw: Floats
    values: Floats
    methods: Whole
    names: tuple[str, ...]
    levels: Whole
    years: Whole
    donors: dict[tuple[int, int], tuple[int, ...]] = field(default_factory=dict)
    settled: Settled | None = None

    @property
    def imputed(self) -> Marks:
        """The gaps that were filled."""
        found: Marks = self.methods >= 0
        return found


def fill(grid: Grid, plan: Plan, *, work: Workings | None = None) -> Imputation:
    """Fill the gaps of a grid by a plan, then make totals and parts agree. A gap that no method can fill stays one."""
    work = work or workings(grid)
    names = tuple(METHODS)
    known = np.where(np.isnan(grid.values), grid.flagged, grid.values)
    made = Imputation(grid, work, known, known, np.full(known.shape, NONE), names, np.full(known.shape, NONE), np.zeros(known.shape, np.int64))
    for place, code in enumerate(grid.variables):
        gaps = grid.gaps[:, place]
        if gaps.any():
            prior = ~np.isnan(work.prior[:, place])
            sequence = plan.sequences.get(code, DEFAULT)
            cache: dict[str, Filled] = {}
            for names_of, where in ((sequence.with_prior, gaps & prior), (sequence.without_prior, gaps & ~prior)):
                _fill(made, place, where, names_of, cache)
    made.settled = settle(made.raw, made.imputed, grid.variables, plan.upward)
    made.values = made.settled.values
    return made


def _fill(made: Imputation, place: int, where: Marks, names: tuple[str, ...], cache: dict[str, Filled]) -> None:
    open_ = where.copy()
    for name in names:
        if not open_.any():
            return
        if name not in cache:
            cache[name] = METHODS[name](made.work, place)
        answer = cache[name]
        here = open_ & np.isfinite(answer.values)
        made.raw[here, place] = np.round(np.maximum(answer.values[here], 0.0), decimals(made.grid.variables[place]))
        made.methods[here, place] = made.names.index(name)
        made.levels[here, place] = answer.levels[here]
        made.years[here, place] = answer.years[here]
        if answer.donors is not None:
            for line in np.flatnonzero(here):
                made.donors[int(line), place] = tuple(int(donor) for donor in answer.donors[line] if donor >= 0)
        open_ &= ~here
