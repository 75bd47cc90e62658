"""HiGHS (MIT licence) asked about a programme: its relaxation, with prices of rows; and whole solutions, with a bound (needs highspy).

One thread and fixed seeds, so that the same programme has the same answer unless time runs out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from .choices import Floats
from .programme import INFINITE, Programme

TOLERANCE = 1e-7
LARGE = 5_000
"""Columns from which on the first relaxation is solved by the interior point method (50,000 titles: 1.4 s beside 3.8 s of dual simplex)."""
OPTIONS: dict[str, Any] = {"threads": 1, "random_seed": 1, "primal_feasibility_tolerance": TOLERANCE, "mip_feasibility_tolerance": TOLERANCE}
Status = highspy.HighsModelStatus


class _Silent(highspy.Highs):
    """HiGHS that does not greet on standard output, where answers of the commands go."""

    def enableCallbacks(self) -> None:  # noqa: N802 - its name there
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The relaxation solved: solution, its objective, prices of rows (what one unit more of a bound adds to the objective) and what each column
    would add beyond those prices."""

    x: Floats
    objective: float
    prices: Floats
    beyond: Floats


@dataclass(frozen=True, slots=True)
class Whole:
    """What a search for whole solutions found: the best (None: none), its objective, a bound on all of them, and whether there is proved to be none."""

    x: Floats | None
    objective: float
    bound: float
    none: bool


class Solver:
    """One programme in HiGHS. Rows may be opened and closed between questions; the relaxation then starts from its last basis."""

    def __init__(self, programme: Programme, *, slack_rows: tuple[int, ...] = ()) -> None:
        self.programme, self.width = programme, len(programme.worth)
        self.fresh = True
        self.highs = _Silent()
        for name, value in OPTIONS.items():
            self.highs.setOptionValue(name, value)
        self.highs.passModel(_model(programme, slack_rows))

    def bounds(self, row: int, lower: float, upper: float) -> None:
        """Sets the bounds of a row."""
        self.highs.changeRowBounds(row, lower, upper)

    def open(self, row: int) -> None:
        """Takes a demand away."""
        self.bounds(row, -INFINITE, INFINITE)

    def close(self, row: int) -> None:
        """Puts a demand back."""
        self.bounds(row, float(self.programme.row_lower[row]), float(self.programme.row_upper[row]))

    def costs(self, worth: Floats) -> None:
        """Sets what is maximised, for all columns (those of slacks included)."""
        self.highs.changeColsCost(len(worth), np.arange(len(worth), dtype=np.int32), worth)

    def relax(self, seconds: float) -> Relaxed | Status:
        """The relaxation, or why there is none (infeasible, time)."""
        self._whole(None)
        begun = self.highs.getRunTime()
        if self.fresh and self.width > LARGE:
            self.highs.setOptionValue("solver", "ipm")
            status = self._run(seconds)
            self.highs.setOptionValue("solver", "choose")
        if not self.fresh or self.width <= LARGE or status != Status.kOptimal:
            status = self._run(seconds - (self.highs.getRunTime() - begun))
        if status != Status.kOptimal:
            return status
        self.fresh = False
        solution = self.highs.getSolution()
        x, duals = np.array(solution.col_value), np.array(solution.row_dual)
        return Relaxed(x, self.highs.getInfo().objective_function_value, duals, np.array(solution.col_dual))

    def ray(self) -> Floats | None:
        """Weights of rows whose sum proves that the relaxation just asked about has no solution, where HiGHS has them."""
        _, has, values = self.highs.getDualRay()  # type: ignore[attr-defined]
        return np.array(values) if has else None

    def search(self, seconds: float, gap: float, *, lower: Floats | None = None, upper: Floats | None = None, start: Floats | None = None) -> Whole:
        """The best whole solution within these bounds of columns, to a relative gap or until the time is over."""
        columns = np.arange(self.width, dtype=np.int32)
        full = self.programme.upper
        if upper is not None:
            self.highs.changeColsBounds(self.width, columns, lower if lower is not None else np.zeros(self.width), upper)
        self._whole(self.programme.whole)
        self.highs.setOptionValue("mip_rel_gap", gap)
        if start is not None:
            given = highspy.HighsSolution()
            given.col_value = start.tolist()
            self.highs.setSolution(given)
        status = self._run(seconds)
        info = self.highs.getInfo()
        none = status == Status.kInfeasible
        found = info.primal_solution_status == 2
        x = np.array(self.highs.getSolution().col_value)[: self.width] if found else None
        answer = Whole(x, info.objective_function_value if found else -INFINITE, info.mip_dual_bound, none)
        if upper is not None:
            self.highs.changeColsBounds(self.width, columns, np.zeros(self.width), full)
        return answer

    def _run(self, seconds: float) -> Status:
        # HiGHS counts the time of all runs of one model together
        self.highs.setOptionValue("time_limit", self.highs.getRunTime() + max(seconds, 0.01))
        self.highs.run()
        return self.highs.getModelStatus()

    def _whole(self, mask: Any) -> None:
        kinds = np.zeros(self.width, dtype=np.uint8)
        if mask is not None:
            kinds[mask] = 1
        self.highs.changeColsIntegrality(self.width, np.arange(self.width, dtype=np.int32), kinds)


def _model(programme: Programme, slack_rows: tuple[int, ...]) -> Any:
    """The programme for HiGHS; every row of `slack_rows` gets two columns more, by which it may give way either way."""
    from scipy.sparse import csc_array, hstack

    matrix, width = csc_array(programme.matrix), len(programme.worth)
    extra = 2 * len(slack_rows)
    if extra:
        rows = np.repeat(np.array(slack_rows), 2)
        signs = np.tile([1.0, -1.0], len(slack_rows))
        matrix = csc_array(hstack([matrix, csc_array((signs, (rows, np.arange(extra))), shape=(matrix.shape[0], extra))], format="csc"))
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = width + extra, matrix.shape[0]
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = np.concatenate([programme.worth, np.zeros(extra)])
    model.col_lower_ = np.zeros(width + extra)
    model.col_upper_ = np.concatenate([programme.upper, np.full(extra, INFINITE)])
    model.row_lower_, model.row_upper_ = programme.row_lower, programme.row_upper
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = matrix.indptr.astype(np.int32)
    model.a_matrix_.index_ = matrix.indices.astype(np.int32)
    model.a_matrix_.value_ = matrix.data
    return model
