"""What was adopted, as readers see it: the page, earlier versions, the PDF, and how far it has come."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from sextant.base.permissions.pages import decided_by
from sextant.work.planning import rules
from sextant.work.planning.models import Plan, Version
from sextant.work.planning.printed import plan_pdf
from sextant.work.planning.queries.content import content_of, words
from sextant.work.planning.queries.gap import gap_of
from sextant.work.planning.queries.progress import readings_of
from sextant.work.planning.queries.shown import gap_chart, shown_goals
from sextant.work.planning.views.plans import WITH_OWNER, in_force_of, version_of


def _page(request: HttpRequest, version: Version) -> HttpResponse:
    plan, content = version.plan, version.content
    years = gap_of(plan, content)
    others = plan.versions.defer("content")
    context = {
        "plan": plan,
        "version": version,
        "title": words(content),
        "about": words(content, "about"),
        "goals": shown_goals(content),
        "columns": range(content["first_year"], content["last_year"] + 1),
        "years": years,
        "chart": gap_chart(plan, years),
        "versions": others,
        "is_last": version.pk == others[0].pk,
        "may_edit": rules.may_edit_plan(request.user, plan),
    }
    return render(request, "planning/version.html", context)


@decided_by(rules.may_see_version, in_force_of)
def published(request: HttpRequest, version: Version) -> HttpResponse:
    """The version in force, at an address that stays."""
    return _page(request, version)


@decided_by(rules.may_see_version, version_of)
def version(request: HttpRequest, version: Version) -> HttpResponse:
    """One version, and what changed in it."""
    return _page(request, version)


@decided_by(rules.may_see_version, version_of)
def version_file(request: HttpRequest, version: Version) -> HttpResponse:
    """The version as PDF, in the language of the page."""
    name = f'attachment; filename="plan-{version.plan_id}-{version.number}.pdf"'
    return HttpResponse(plan_pdf(version), content_type="application/pdf", headers={"Content-Disposition": name})


def _progress(request: HttpRequest, plan: Plan, content: dict[str, Any]) -> HttpResponse:
    goals = [
        (words(goal), [(one, words(one), words(one, "unit"), readings) for one, readings in indicators])
        for goal, indicators in readings_of(plan, content, timezone.localdate().year)
    ]
    columns = range(content["first_year"], content["last_year"] + 1)
    context = {"plan": plan, "title": words(content), "goals": goals, "columns": columns, "may_edit": rules.may_edit_plan(request.user, plan)}
    return render(request, "planning/progress.html", context)


@decided_by(rules.may_edit_plan, WITH_OWNER)
def progress(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Targets and what was reached, as the plan is written now."""
    return _progress(request, plan, content_of(plan))


@decided_by(rules.may_see_version, in_force_of)
def published_progress(request: HttpRequest, version: Version) -> HttpResponse:
    """The same of the version in force."""
    return _progress(request, version.plan, version.content)
