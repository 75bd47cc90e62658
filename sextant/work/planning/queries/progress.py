"""How far a plan has come: each indicator's target and what was reached, year by year."""

from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from sextant.base.measures.registry import ASSOCIATION, SMALL_CELL, Period, Scope, measure, measures
from sextant.work.planning.models import Plan, YearValue
from sextant.work.planning.queries.content import Content


@dataclass(frozen=True)
class Reading:
    """One indicator in one year. `share` is reached over target (or target over reached where less is better), at most 1."""

    year: int
    target: float | None
    actual: float | None
    reason: str
    is_good_up: bool

    @property
    def share(self) -> float | None:
        if self.target is None or self.actual is None:
            return None
        above, below = (self.actual, self.target) if self.is_good_up else (self.target, self.actual)
        if below <= 0:
            return 1.0 if above >= below else 0.0
        return max(0.0, min(above / below, 1.0))


def countable() -> list[tuple[str, str]]:
    """The measures of the site that need nothing but a year and a scope: code and title."""
    return [(one.code, str(one.title)) for one in measures() if not one.parameters]


def scope_of(plan: Plan) -> Scope:
    """For whom a measure is counted: the owner of the plan."""
    if plan.organisation_id:
        return Scope("organisation", str(plan.organisation_id))
    return Scope("section", str(plan.section_id)) if plan.section_id else ASSOCIATION


def readings_of(plan: Plan, content: Content, until: int) -> list[tuple[dict[str, Any], list[tuple[dict[str, Any], list[Reading]]]]]:
    """Goals, each with its indicators and their readings for the years of the plan through `until`."""
    reported = {(row.indicator_id, row.year): row.actual for row in YearValue.objects.filter(indicator__goal__plan=plan)}
    years = range(content["first_year"], content["last_year"] + 1)
    return [
        (goal, [(one, [_reading(plan, one, year, reported, until) for year in years]) for one in goal["indicators"]]) for goal in content["goals"]
    ]


def _reading(plan: Plan, one: dict[str, Any], year: int, reported: dict[tuple[int, int], float | None], until: int) -> Reading:
    actual, reason = reported.get((one["key"], year)), ""
    if one["measure"] and year <= until:
        actual, reason = _measured(plan, one["measure"], year)
    return Reading(year, one["targets"].get(str(year)), actual, reason, one["is_good_up"])


def _measured(plan: Plan, code: str, year: int) -> tuple[float | None, str]:
    found = measure(code)
    if found is None:
        return None, ""
    figure = found.function(Period.of_year(year), scope_of(plan))
    if figure.source is not None and figure.source.persons and len(list(islice(figure.source.records(), SMALL_CELL))) < SMALL_CELL:
        return None, _("Fewer than five persons; the number is withheld.")
    return figure.value, figure.reason
