"""Plans: the list, the desk of one plan, and what is decided about it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.permissions.pages import decided_by, ensure
from sextant.base.ui.paging import paged
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.planning import rules, states
from sextant.work.planning.actions.plans import adopt_plan, begin_revision, discard_plan, edit_plan, make_plan, move_plan, show_plan
from sextant.work.planning.forms.fields import SentenceForm
from sextant.work.planning.forms.plans import MoveForm, NewPlanForm, PlanForm
from sextant.work.planning.models import Call, Plan, Version
from sextant.work.planning.queries.content import content_of, cost_by_year, initiatives_in
from sextant.work.planning.queries.gap import gap_of
from sextant.work.planning.queries.overview import published
from sextant.work.planning.queries.shown import gap_chart, shown_goals
from sextant.work.planning.views.pages import form_page

WITH_OWNER = Plan.objects.select_related("section", "organisation")
WITH_PLAN = Version.objects.select_related("plan__section", "plan__organisation")


@decided_by(rules.may_read)
def overview(request: HttpRequest) -> HttpResponse:
    """Published plans, the calls that close next, and one's own plans."""
    today = timezone.localdate()
    context = {
        "page": paged(request, published()),
        "mine": rules.plans_of(request.user)[:50],
        "may_plan": rules.may_plan(request.user),
        "next_calls": Call.objects.open_on(today).exclude(closes_on=None)[:5],
    }
    return render(request, "planning/overview.html", context)


@decided_by(rules.may_plan)
def plan_new(request: HttpRequest) -> HttpResponse:
    form = NewPlanForm(request.POST or None, user=request.user)
    if form.is_valid():
        values = form.words()
        ensure(rules.may_plan_for(request.user, values["section"], values["organisation"]))
        plan = attempt(form, make_plan, by=request.user, **values)
        if plan is not None:
            messages.success(request, _("The plan is begun. Write its goals, what is done for them and what it costs."))
            return redirect("planning:plan", plan.pk)
    return form_page(request, form, _("A new plan"), reverse("planning:overview"))


@decided_by(rules.may_edit_plan, WITH_OWNER)
def plan(request: HttpRequest, plan: Plan) -> HttpResponse:
    """The desk: everything that is written, with what can be done."""
    content = content_of(plan)
    years = gap_of(plan, content)
    context = {
        "plan": plan,
        "goals": shown_goals(content),
        "years": years,
        "chart": gap_chart(plan, years),
        "secured": _secured_lines(plan),
        "last": plan.versions.first(),
        "moves": [(target, dict(Plan.STATES)[target]) for target in states.PLAN_FOLLOWS[plan.state]],
        "applications": plan.applications.count(),
        "has_costs": any(cost_by_year(one) for one in initiatives_in(content)),
    }
    return render(request, "planning/plan.html", context)


def _secured_lines(plan: Plan) -> list[dict[str, Any]]:
    """Money by source, each with its amounts by year."""
    lines: dict[tuple[str, int | None], dict[str, Any]] = {}
    for row in plan.secured.all():
        line = lines.setdefault((row.source, row.application_id), {"row": row, "amounts": {}})
        line["amounts"][row.year] = row.amount_minor
    return [{**line, "by_year": [line["amounts"].get(year) for year in plan.years]} for line in lines.values()]


@decided_by(rules.may_edit_plan, WITH_OWNER)
def plan_edit(request: HttpRequest, plan: Plan) -> HttpResponse:
    form = PlanForm(request.POST or None, plan=plan)
    if form.is_valid() and attempt(form, edit_plan, plan, by=request.user, **form.words()) is not None:
        return redirect("planning:plan", plan.pk)
    return form_page(request, form, plan.title, reverse("planning:plan", args=[plan.pk]))


@decided_by(rules.may_edit_plan, WITH_OWNER)
def adopt(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Asks for a note and freezes the plan."""
    form = SentenceForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (version := attempt(form, adopt_plan, plan, note=form.cleaned_data["note"], by=request.user)):
        messages.success(request, _("Version %(number)s is adopted and frozen.") % {"number": version.number})
        return redirect("planning:plan", plan.pk)
    lead = _("What is written now is frozen with a fingerprint. Later changes make a new version, which shows what changed.")
    return form_page(request, form, _("Adopt the plan"), reverse("planning:plan", args=[plan.pk]), lead, _("Adopt"))


@decided_by(rules.may_edit_plan, WITH_OWNER)
@require_POST
def revise(request: HttpRequest, plan: Plan) -> HttpResponse:
    carried_out(request, _("The plan is open for a new version. Readers still see the one in force."), begin_revision, plan, by=request.user)
    return redirect("planning:plan", plan.pk)


@decided_by(rules.may_edit_plan, WITH_OWNER)
@require_POST
def move(request: HttpRequest, plan: Plan) -> HttpResponse:
    form = MoveForm(request.POST)
    target = form.cleaned_data["to"] if form.is_valid() else ""
    carried_out(request, _("The state is changed."), move_plan, plan, target, by=request.user)
    return redirect("planning:plan", plan.pk)


@decided_by(rules.may_edit_plan, WITH_OWNER)
@require_POST
def show(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Publishes the adopted version, or takes it back."""
    wanted = request.POST.get("show") == "yes"
    done = _("The plan is published.") if wanted else _("The plan is no longer public.")
    carried_out(request, done, show_plan, plan, is_public=wanted, by=request.user)
    return redirect("planning:plan", plan.pk)


@decided_by(rules.may_edit_plan, WITH_OWNER)
def discard(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Asks, and takes a draft away."""
    if request.method == "POST":
        done = carried_out(request, _("The draft is taken away."), discard_plan, plan, by=request.user)
        return redirect("planning:overview") if done else redirect("planning:plan", plan.pk)
    sentence = _("The draft with all its goals and amounts will be gone. A plan that was adopted cannot be taken away.")
    back = reverse("planning:plan", args=[plan.pk])
    return render(
        request, "ui/confirm.html", {"title": plan.title, "sentence": sentence, "verb": _("Take the draft away"), "danger": True, "back": back}
    )


def in_force_of(pk: int) -> Version:
    """The version adopted last; 404 where there is none."""
    return get_object_or_404(WITH_PLAN.filter(plan_id=pk)[:1])


def version_of(pk: int, number: int) -> Version:
    return get_object_or_404(WITH_PLAN, plan_id=pk, number=number)
