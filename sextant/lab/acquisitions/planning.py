"""The acquisition plan: the best list within the budget, proved so far as time goes, and explained (needs highspy)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from sextant.lab.sentences import Said

from .choices import Ints, choices
from .contradictions import Contradiction, contradiction
from .costs import Cost, costs, reached
from .demands import Demand, marked
from .findings import refuse, say
from .groups import Marks
from .holdings import Holdings
from .needs import Known, Lack, lacks
from .programme import Programme, programme
from .reasons import Chosen, LeftOut, Reasons
from .rounding import Repair, greedy, nearest
from .solving import Solved, solve, worth_of
from .sums import shown
from .targets import Targets
from .titles import Title

Status = Literal["proved", "open", "impossible", "not_found"]
COST_SECONDS, CONFLICT_SECONDS = 15.0, 40.0


@dataclass(frozen=True, slots=True)
class Usual:
    """The list as it is usually made, by value for price alone: what it is worth, what it costs, its titles, the demands that it breaks, and what it is
    worth once it is repaired by hand, copy by copy (None: that did not succeed)."""

    objective: float
    spent: int
    titles: int
    broken: tuple[Demand, ...]
    repaired: float | None


@dataclass(frozen=True, slots=True)
class Closed:
    """A gap and what the list does about it, in copies."""

    lack: Lack
    closed: float
    said: Said


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan. `proved`: the gap asked for is proved; `open`: a list with a larger gap, since time was over; `impossible`: proved that no list keeps all
    demands (`contradiction` names the fewest of them); `not_found`: neither a list nor a proof in the time. Money in minor units of `currency`; the
    objective and the bound are in units of value, `gap` is (bound − objective) ÷ objective."""

    status: Status
    budget: int
    currency: str
    chosen: tuple[Chosen, ...] = ()
    spent: int = 0
    objective: float = 0.0
    bound: float | None = None
    gap: float | None = None
    how: str = ""
    costs: tuple[Cost, ...] = ()
    contradiction: Contradiction | None = None
    usual: Usual | None = None
    gaps: tuple[Closed, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    held: tuple[Title, ...] = ()
    dear: tuple[Title, ...] = ()
    notes: tuple[Said, ...] = field(default_factory=tuple)

    @property
    def copies(self) -> int:
        """Copies in all."""
        return sum(one.copies for one in self.chosen)


def plan(
    candidates: Sequence[Title],
    holdings: Holdings | None = None,
    budget: int = 0,
    targets: Targets | None = None,
    seconds: float = 60.0,
    gap: float = 0.01,
    known: Known | None = None,
) -> Plan:
    """The best list of the candidates within the budget (minor units of the targets' currency; 0: the targets' own).

    `seconds` bounds the search; costs and contradictions take at most 15 and 40 s more. `gap` is relative. `known` has marks of what is held by ISBN,
    for the needs. Raises `AcquisitionsError` where there is no budget or nothing to choose from.
    """
    asked, held = targets or Targets(), holdings or Holdings()
    money = budget or asked.budget
    if money <= 0:
        raise refuse("budget_missing")
    found = choices(candidates, held, asked)
    lacking, told = lacks(asked, held, candidates, known)
    missing: dict[Marks, tuple[float, float, float]] = {one.marks: (one.wanted, one.missing, one.worth) for one in lacking if one.missing > 0}
    posed = programme(found, missing, money, asked)
    solved = solve(posed, seconds, gap)
    notes = _notes(asked, held, told, found.held, found.dear)
    usual = _usual(posed)
    if solved.copies is None:
        return _without_list(posed, solved, asked, usual, found.held, found.dear, notes)
    return _with_list(posed, solved, solved.copies, asked, usual, lacking, notes, gap)


def _with_list(
    posed: Programme, solved: Solved, copies: Ints, asked: Targets, usual: Usual, lacking: list[Lack], notes: list[Said], gap: float
) -> Plan:
    x = posed.columns_of(copies)
    reasons = Reasons(posed, copies, solved.relaxed, asked.currency)
    spent = int((copies * posed.choices.prices).sum())
    price = costs(posed, solved.relaxed, reached(posed, x), COST_SECONDS) if solved.relaxed else ()
    closed = [_closed(posed, copies, lack) for lack in lacking]
    if spent < 0.9 * posed.budget:
        binding = [one.demand for one in price if one.cost > 0 and one.demand.kind != "budget"]
        words = {"percent": f"{100 * spent / posed.budget:.1f}"}
        notes = [*notes, say("note_unspent_because", demand=binding[0].said, **words) if binding else say("note_unspent", **words)]
    return Plan(
        "proved" if solved.gap <= gap else "open", posed.budget, asked.currency, tuple(reasons.chosen()), spent, solved.objective, solved.bound,
        solved.gap, solved.how, price, None, usual, tuple(closed), tuple(reasons.left_out()), posed.choices.held, posed.choices.dear, tuple(notes),
    )  # fmt: skip


def _without_list(
    posed: Programme, solved: Solved, asked: Targets, usual: Usual, held: tuple[Title, ...], dear: tuple[Title, ...], notes: list[Said]
) -> Plan:
    """No list: the contradiction, if there is proved to be one."""
    clash = contradiction(posed, CONFLICT_SECONDS)
    if clash is None:
        bound = solved.bound if np.isfinite(solved.bound) else None
        notes = [*notes, say("note_not_found")]
        return Plan("not_found", posed.budget, asked.currency, bound=bound, usual=usual, held=held, dear=dear, notes=tuple(notes))
    return Plan("impossible", posed.budget, asked.currency, contradiction=clash, usual=usual, held=held, dear=dear, notes=tuple(notes))


def _usual(posed: Programme) -> Usual:
    copies, repair = greedy(posed), Repair(posed)
    broken = repair.broken(copies)
    again = repair.repaired(copies, nearest(repair, None, copies))
    return Usual(
        worth_of(posed, copies),
        int((copies * posed.choices.prices).sum()),
        int((copies > 0).sum()),
        tuple(demand for demand, far in zip(posed.demands, broken, strict=False) if far > 1e-9),
        None if again is None else worth_of(posed, again),
    )


def _closed(posed: Programme, copies: Ints, lack: Lack) -> Closed:
    bought = float(copies[posed.groups.places(lack.marks)].sum()) if lack.missing > 0 else 0.0
    closed = min(lack.missing, bought)
    words = {"wanted": round(lack.wanted), "held": round(lack.held), "missing": round(lack.missing), "closed": round(closed)}
    return Closed(lack, closed, say("gap_closed", mark=marked(lack.marks), **words))


def _notes(asked: Targets, held: Holdings, told: float, enough: tuple[Title, ...], dear: tuple[Title, ...]) -> list[Said]:
    notes = []
    if enough:
        notes.append(say("note_held", number=len(enough)))
    if dear:
        notes.append(say("note_dear", number=len(dear), price=shown(asked.limits.max_price, asked.currency), currency=asked.currency))
    if asked.needs and held.copies and told < 1:
        notes.append(say("note_marks_known", percent=f"{100 * told:.1f}"))
    return notes


def compare(plans: Mapping[str, Plan]) -> Comparison:
    """Plans side by side."""
    if len({one.currency for one in plans.values()}) > 1:
        raise refuse("currencies_differ", found=", ".join(sorted({one.currency for one in plans.values()})))
    ids = {name: {one.title.id: one.copies for one in found.chosen} for name, found in plans.items()}
    every = set[str]().union(*ids.values()) if ids else set()
    common = tuple(sorted(one for one in every if all(one in found for found in ids.values())))
    alone = {name: tuple(sorted(one for one in found if sum(one in other for other in ids.values()) == 1)) for name, found in ids.items()}
    demands = {cost.demand.name: cost.demand.said for found in plans.values() for cost in found.costs}
    shares = {
        name: {label: next((cost.reached for cost in found.costs if cost.demand.name == name), None) for label, found in plans.items()}
        for name in demands
    }
    columns = tuple(
        Column(name, one.status, one.budget, one.spent, len(one.chosen), one.copies, one.objective, one.bound, one.gap) for name, one in plans.items()
    )
    return Comparison(columns, common, alone, shares, demands)


@dataclass(frozen=True, slots=True)
class Column:
    """One plan of a comparison in figures."""

    name: str
    status: Status
    budget: int
    spent: int
    titles: int
    copies: int
    objective: float
    bound: float | None
    gap: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Plans side by side: figures, the titles (ids) that all have, those that only one has, and how far each keeps every demand (None: it has no such
    demand)."""

    columns: tuple[Column, ...]
    common: tuple[str, ...]
    alone: Mapping[str, tuple[str, ...]]
    reached: Mapping[str, Mapping[str, float | None]]
    demands: Mapping[str, Said]
