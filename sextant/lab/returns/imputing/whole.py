"""A year filled from end to end: methods chosen, judged on masks that the choice never saw, and the gaps filled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from sextant.lab.returns.rows import ReturnRow

from .backtest import Judged, choose, judge
from .cells import Effect, Imputed, effects, imputed_cells
from .gaps import gaps_of
from .grid import grid
from .plans import DEFAULT, Plan, fill

SEED = 1
JUDGED = 3
"""Masks on which the choice is judged; each is hidden before anything is chosen."""
TRUE = ("edited", "not_imputed")
"""Origins of numbers that are a library's own all the same: corrected by an officer, or said not to be imputed."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The imputed cells, the effect on every variable with gaps, the plan, and how it did by variable (none where nothing was hidden)."""

    cells: list[Imputed]
    effects: list[Effect]
    plan: Plan
    judged: dict[str, Judged]

    def first(self, variable: str) -> tuple[str, str]:
        """The methods tried first for cells with and without an earlier value."""
        sequence = self.plan.sequences.get(variable, DEFAULT)
        return sequence.with_prior[0], sequence.without_prior[0]


def fill_year(
    rows: Iterable[ReturnRow], earlier: Sequence[Iterable[ReturnRow]], watch: Callable[[int, int], None] = lambda done, total: None
) -> Filled:
    """Fill the gaps of a year beside earlier years; deterministic. Raises `ValueError` where there are no rows."""
    grid_ = grid((_own(row) for row in rows), [[_own(row) for row in held] for held in earlier])
    patterns = gaps_of(grid_)
    if not grid_.gaps.any():
        return Filled([], [], Plan({}), {})
    total = JUDGED + 2
    watch(1, total)
    plan = choose(grid_, patterns, seed=SEED)
    watch(2, total)
    judged = judge(grid_, patterns, seeds=range(SEED, SEED + JUDGED), watch=lambda done: watch(2 + done, total))
    made = fill(grid_, plan)
    return Filled(list(imputed_cells(made)), effects(made), plan, {one.variable: one for one in judged if np.isfinite(one.ours.absolute_error)})


def _own(row: ReturnRow) -> ReturnRow:
    """The return with numbers that are its own taken for reported ones."""
    if not any(origin in TRUE for origin in row.origins.values()):
        return row
    kept = {code: origin for code, origin in row.origins.items() if origin not in TRUE}
    return ReturnRow(row.unit_id, row.unit_name, row.region, row.year, row.line, row.values, row.statuses, kept, row.attributes, row.source)
