"""What each demand costs: what the list would be worth more without it, by the relaxation solved again (needs highspy).

A demand that does not bind costs nothing. The budget cannot be taken away: its cost is what a hundredth of it more would bring. Beside the cost stands
the price at the edge, the dual value of the relaxation: what giving way by one step (a percentage point, a title, a hundredth) brings at first.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Literal

from .demands import Demand
from .programme import Programme
from .solver import Relaxed, Solver

By = Literal["slack", "solved_again", "price"]
NOTHING = 1e-7


@dataclass(frozen=True, slots=True)
class Cost:
    """A demand's cost in units of the objective, how it was found (`slack`: the demand does not bind; `solved_again`; `price`: time was over, and it is the
    price of one step), its price at the edge for one step, and how far the list keeps it, in the demand's unit."""

    demand: Demand
    cost: float
    by: By
    step_price: float
    reached: float


def costs(programme: Programme, relaxed: Relaxed, reached: list[float], seconds: float) -> tuple[Cost, ...]:
    """The cost of every demand, in their order; the dearest by their price at the edge are solved again first, as long as time lasts."""
    until = time.monotonic() + seconds
    prices = [abs(float(relaxed.prices[one.row])) * _step(programme, one, relaxed) for one in programme.demands]
    order = sorted((at for at, price in enumerate(prices) if price > NOTHING), key=lambda at: -prices[at])
    found: dict[int, tuple[float, By]] = {}
    solver = Solver(programme)
    if order:
        solver.relax(max(seconds, 1.0))
    for at in order:
        demand = programme.demands[at]
        if demand.kind == "budget":
            solver.bounds(demand.row, -float("inf"), float(programme.row_upper[demand.row]) * 1.01)
        else:
            solver.open(demand.row)
        left = until - time.monotonic()
        again = solver.relax(left) if left > 0 else None
        solver.close(demand.row)
        found[at] = (max(0.0, again.objective - relaxed.objective), "solved_again") if isinstance(again, Relaxed) else (prices[at], "price")
    return tuple(Cost(demand, *found.get(at, (0.0, "slack")), prices[at], reached[at]) for at, demand in enumerate(programme.demands))


def _step(programme: Programme, demand: Demand, relaxed: Relaxed) -> float:
    """How far the bound of a demand's row moves when the demand gives way by one step."""
    money = programme.budget / programme.unit
    if demand.kind in ("budget", "spent"):
        return 0.01 * money
    if demand.kind != "share":
        return 1.0
    entries = programme.matrix[[demand.row]]
    if len(entries.indices) == 1:
        return 0.01 * money
    whole = int(entries.indices[entries.data != 1.0][0]) if (entries.data != 1.0).any() else int(entries.indices[-1])
    return 0.01 * float(relaxed.x[whole])


def reached(programme: Programme, x: object) -> list[float]:
    """How far a solution goes with every demand: the share, the titles or the money (minor units) that it has."""
    found = []
    money = programme.budget / programme.unit
    for demand in programme.demands:
        entries = programme.matrix[[demand.row]]
        values = [float(x[column]) for column in entries.indices]  # type: ignore[index]
        if demand.kind == "budget":
            found.append(float(round(values[0] * programme.unit)))
        elif len(values) == 2:
            part, whole = values if entries.data[0] == 1.0 else values[::-1]
            found.append(part / whole if whole else 0.0)
        else:
            found.append(values[0] / money if demand.kind in ("share", "spent") else values[0])
    return found
