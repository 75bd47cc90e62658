"""The whole content of a plan as plain values: what is shown, frozen, compared and counted."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch

from sextant.base.words.fields import in_language
from sextant.work.planning.models import Cost, Goal, Indicator, Plan, PlanInitiative, YearValue

Content = dict[str, Any]


def content_of(plan: Plan) -> Content:
    """Goals with their initiatives, costs and indicators as they stand in the rows; six queries for any size.

    Years stand as text, so that the values are the same before and after they were stored as JSON.
    """
    goals = plan.goals.select_related("guideline__direction").prefetch_related(
        Prefetch("initiatives", PlanInitiative.objects.prefetch_related(Prefetch("costs", Cost.objects.order_by("what", "year")))),
        Prefetch("indicators", Indicator.objects.prefetch_related(Prefetch("values", YearValue.objects.order_by("year")))),
    )
    same = ("title_ru", "title_en", "about_ru", "about_en", "first_year", "last_year", "currency", "cofunding_minor", "legal_form", "country")
    return {**{name: getattr(plan, name) for name in same}, "goals": [_goal(goal) for goal in goals]}


def _goal(goal: Goal) -> dict[str, Any]:
    return {
        "key": goal.pk,
        **_texts(goal, "title", "about"),
        "guideline": goal.guideline.code if goal.guideline else "",
        "initiatives": [_initiative(one) for one in goal.initiatives.all()],
        "indicators": [_indicator(one) for one in goal.indicators.all()],
    }


def _initiative(one: PlanInitiative) -> dict[str, Any]:
    costs: dict[str, dict[str, int]] = {}
    for cost in one.costs.all():
        costs.setdefault(cost.what, {})[str(cost.year)] = cost.amount_minor
    return {
        "key": one.pk,
        **_texts(one, "title", "about"),
        "themes": one.themes,
        "agenda": one.agenda_id,
        "in_parts": one.in_parts,
        "costs": [{"what": what, "years": years} for what, years in sorted(costs.items())],
    }


def _indicator(one: Indicator) -> dict[str, Any]:
    targets = {str(value.year): value.target for value in one.values.all() if value.target is not None}
    return {"key": one.pk, **_texts(one, "title", "unit"), "measure": one.measure, "is_good_up": one.is_good_up, "targets": targets}


def _texts(row: Any, *names: str) -> dict[str, str]:
    return {f"{name}_{language}": getattr(row, f"{name}_{language}") for name in names for language in ("ru", "en")}


def fingerprint_of(content: Content) -> str:
    """SHA-256 over the canonical JSON."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def words(part: dict[str, Any], name: str = "title") -> str:
    """A text of a part of the content in the reader's language."""
    return in_language({"ru": part.get(f"{name}_ru", ""), "en": part.get(f"{name}_en", "")})


def initiatives_in(content: Content) -> Iterator[dict[str, Any]]:
    """Every initiative of every goal."""
    for goal in content["goals"]:
        yield from goal["initiatives"]


def cost_by_year(initiative: dict[str, Any]) -> dict[int, int]:
    """What an initiative costs, in minor units by year."""
    sums: dict[int, int] = {}
    for line in initiative["costs"]:
        for year, amount in line["years"].items():
            sums[int(year)] = sums.get(int(year), 0) + amount
    return sums


def in_force(plan: Plan) -> Content | None:
    """The content that was adopted last; None where nothing was adopted."""
    version = plan.versions.first()
    return version.content if version else None
