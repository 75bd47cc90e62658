"""A plan as JSON, whose keys never change; its schema stands in `schemas/plan.json`. Money is in whole units of the currency, as in the file of candidates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..payments.amounts import to_decimal
from .planning import Plan

SCHEMA = Path(__file__).with_name("schemas") / "plan.json"
DIGITS = 6


def plan_json(plan: Plan, language: str = "en") -> dict[str, Any]:
    """`chosen`, `spent`, `objective`, `bound`, `gap`, `constraints` and `infeasible`; reasons in `en` or `ru`. Where there is no list, `objective`, `bound`
    and `gap` are null."""
    clash = plan.contradiction.conflicts if plan.contradiction else ()
    listed = plan.status in ("proved", "open")
    return {
        "chosen": [
            {"id": one.title.id, "copies": one.copies, "price": money(one.price, plan.currency), "why": one.sentence(language)} for one in plan.chosen
        ],
        "spent": money(plan.spent, plan.currency),
        "objective": round(plan.objective, DIGITS) if listed else None,
        "bound": None if plan.bound is None else round(plan.bound, DIGITS),
        "gap": None if plan.gap is None else round(plan.gap, 9),
        "constraints": [{"name": one.demand.name, "cost": round(one.cost, DIGITS)} for one in plan.costs],
        "infeasible": [
            {
                "name": one.demand.name,
                "demand": one.demand.said.sentence(language),
                "reachable": None if one.reachable is None else _plain(one.reachable, one.demand.kind == "budget", plan.currency),
                "give": None if one.give is None else _plain(one.give, one.demand.kind == "budget", plan.currency),
                "why": one.said.sentence(language),
            }
            for one in clash
        ],
    }


def money(minor: int, currency: str) -> int | float:
    """Minor units as a JSON number in whole units: 45050 RUB is 450.5."""
    exact = to_decimal(minor, currency)
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def _plain(number: float, is_money: bool, currency: str) -> int | float:
    return money(round(number), currency) if is_money else round(number, DIGITS)
