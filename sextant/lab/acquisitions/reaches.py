"""How far one demand can be kept while others hold (needs highspy).

A number or a sum of money is driven to its best by one linear programme. A share of what is spent is a ratio: it is driven up by Dinkelbach's method
(1967): maximise part − share × whole, take the share of the solution, and again, until it stays.
"""

from __future__ import annotations

import math
import time

import numpy as np

from .programme import Programme
from .solver import Relaxed, Solver

TURNS, STILL = 25, 1e-9


class Reaches:
    """Answers for one programme; `whole`: in whole copies, else in the relaxation, where numbers are rounded towards what whole copies can do."""

    def __init__(self, programme: Programme, *, whole: bool, until: float) -> None:
        self.programme, self.whole, self.until = programme, whole, until
        self.solver = Solver(programme)

    def of(self, place: int, kept: frozenset[int]) -> float | None:
        """The best bound, in its own unit, that the demand at `place` can have while those of `kept` hold; None where they do not hold themselves."""
        demand = self.programme.demands[place]
        for at, other in enumerate(self.programme.demands):
            (self.solver.close if at in kept else self.solver.open)(other.row)
        columns, values = self._row(demand.row)
        sign = 1.0 if demand.side == "least" else -1.0
        if len(columns) == 1:
            best = self._best([columns[0]], [sign], columns)
            return None if best is None else self._shown(place, best[0])
        part, total = (columns[0], columns[1]) if values[0] == 1.0 else (columns[1], columns[0])
        share = 0.0 if demand.side == "least" else 1.0
        for _ in range(TURNS):
            best = self._best([part, total], [sign, -sign * share], [part, total])
            if best is None:
                return None
            now = best[0] / best[1]
            if abs(now - share) <= STILL:
                break
            share = now
        return share

    def _row(self, row: int) -> tuple[list[int], list[float]]:
        entries = self.programme.matrix[[row]]
        return entries.indices.tolist(), entries.data.tolist()

    def _best(self, columns: list[int], values: list[float], asked: list[int]) -> list[float] | None:
        worth = np.zeros(self.solver.width)
        worth[columns] = values
        self.solver.costs(worth)
        relaxed = self.solver.relax(max(self.until - time.monotonic(), 2.0))
        if not isinstance(relaxed, Relaxed):
            return None
        x = relaxed.x
        if self.whole:
            found = self.solver.search(max(self.until - time.monotonic(), 2.0), 0.0)
            if found.none:
                return None
            x = x if found.x is None else found.x
        return [float(x[column]) for column in asked]

    def _shown(self, place: int, value: float) -> float:
        demand, money = self.programme.demands[place], self.programme.budget / self.programme.unit
        if demand.kind == "budget":
            return float(math.ceil(value * self.programme.unit - 1e-6))
        if demand.kind in ("share", "spent"):
            return value / money
        return float(math.floor(value + 1e-6) if demand.side == "least" else math.ceil(value - 1e-6))
