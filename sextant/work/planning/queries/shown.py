"""A plan's content prepared for a page: sums, texts in the reader's language, a chart."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sextant.base.ui.charts import Chart, Point, Series, line_chart
from sextant.base.words.money import in_thousands, thousands
from sextant.society.agenda.models import Guideline, Initiative
from sextant.society.agenda.places import place_of
from sextant.work.planning.models import Plan
from sextant.work.planning.queries.content import Content, cost_by_year, words
from sextant.work.planning.queries.gap import Year


def shown_goals(content: Content) -> list[dict[str, Any]]:
    """Goals with texts, links to the agenda, and the amounts of every initiative by year."""
    years = range(content["first_year"], content["last_year"] + 1)
    guidelines, initiatives = _agenda_of(content)
    return [
        {
            "key": goal["key"],
            "title": words(goal),
            "about": words(goal, "about"),
            "guideline": guidelines.get(goal["guideline"]),
            "initiatives": [_initiative(one, years, initiatives) for one in goal["initiatives"]],
            "indicators": [_indicator(one, years) for one in goal["indicators"]],
        }
        for goal in content["goals"]
    ]


def _agenda_of(content: Content) -> tuple[dict[str, tuple[str, str]], dict[int, Initiative]]:
    """Guidelines by their code (text, address) and public initiatives of the agenda by key; two queries where there are any."""
    codes = {goal["guideline"] for goal in content["goals"] if goal["guideline"]}
    keys = {one["agenda"] for goal in content["goals"] for one in goal["initiatives"] if one["agenda"]}
    rows = Guideline.objects.filter(direction__agenda__is_current=True).select_related("direction__agenda") if codes else []
    found = {row.code: (f"{row.code} {row.title}", place_of(row)) for row in rows}
    return found, Initiative.objects.filter(is_public=True).in_bulk(list(keys)) if keys else {}


def _initiative(one: dict[str, Any], years: range, initiatives: dict[int, Initiative]) -> dict[str, Any]:
    sums = cost_by_year(one)
    lines = [{"what": line["what"], "amounts": [line["years"].get(str(year)) for year in years]} for line in one["costs"]]
    return {
        "key": one["key"],
        "title": words(one),
        "about": words(one, "about"),
        "themes": one["themes"],
        "agenda": initiatives.get(one["agenda"] or 0),
        "lines": lines,
        "sums": [sums.get(year) for year in years],
        "total": sum(sums.values()),
    }


def _indicator(one: dict[str, Any], years: range) -> dict[str, Any]:
    targets = [one["targets"].get(str(year)) for year in years]
    return {"key": one["key"], "title": words(one), "unit": words(one, "unit"), "measure": one["measure"], "targets": targets}


def gap_chart(plan: Plan, years: list[Year]) -> Chart | None:
    """Needed, secured and missing by year, in thousands; each point opens to its rows. None where there is no money yet."""
    if not any(one.needed or one.secured for one in years):
        return None
    rows = reverse("planning:gap", args=[plan.pk])

    def series(name: str, value: str, kind: str) -> Series:
        points = [Point(one.year, thousands(getattr(one, value), plan.currency), f"{rows}?year={one.year}&kind={kind}") for one in years]
        return Series(name, points)

    drawn = [series(_("needed"), "needed", "needed"), series(_("secured"), "secured", "secured"), series(pgettext("money", "missing"), "missing", "")]
    unit = in_thousands(plan.currency)
    return line_chart(drawn, title=_("What is needed, what is there, what is missing"), unit=unit, from_zero=True, decimals=0)
