"""Writing the parts of a plan: goals, initiatives, indicators, costs, money that is there, values that were reached."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from sextant.base.permissions.pages import decided_by
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.planning import rules
from sextant.work.planning.actions import content as writing
from sextant.work.planning.forms.plans import CostForm, GoalForm, IndicatorForm, InitiativeForm, SecuredForm, ValuesForm
from sextant.work.planning.models import Goal, Indicator, Plan, PlanInitiative
from sextant.work.planning.views.pages import form_page

OWNERS = ("plan__section", "plan__organisation")
PLANS = Plan.objects.select_related("section", "organisation")
GOALS = Goal.objects.select_related(*OWNERS, "guideline")
INITIATIVES = PlanInitiative.objects.select_related(*(f"goal__{name}" for name in OWNERS), "agenda")
INDICATORS = Indicator.objects.select_related(*(f"goal__{name}" for name in OWNERS))
TEXTS = ("title_ru", "title_en", "about_ru", "about_en")


def _desk(plan: Plan) -> str:
    return reverse("planning:plan", args=[plan.pk])


def _initial(row: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names} if row else {}


def _saved(request: HttpRequest, form: Any, plan: Plan, title: str, save: Any, /, *args: Any, **values: Any) -> HttpResponse:
    """Saves a valid form and goes back to the desk; else shows it."""
    if form.is_valid() and attempt(form, save, *args, by=request.user, **values) is not None:
        return redirect(_desk(plan))
    return form_page(request, form, title, _desk(plan))


@decided_by(rules.may_edit_plan, PLANS)
def goal_new(request: HttpRequest, plan: Plan) -> HttpResponse:
    form = GoalForm(request.POST or None)
    return _saved(request, form, plan, _("A goal"), writing.save_goal, None, plan=plan, **(form.cleaned_data if form.is_valid() else {}))


@decided_by(rules.may_edit_goal, GOALS)
def goal_edit(request: HttpRequest, goal: Goal) -> HttpResponse:
    form = GoalForm(request.POST or None, initial=_initial(goal, *TEXTS, "guideline"))
    values = form.cleaned_data if form.is_valid() else {}
    return _saved(request, form, goal.plan, goal.title, writing.save_goal, goal, plan=goal.plan, **values)


@decided_by(rules.may_edit_goal, GOALS)
def initiative_new(request: HttpRequest, goal: Goal) -> HttpResponse:
    form = InitiativeForm(request.POST or None)
    values = form.cleaned_data if form.is_valid() else {}
    return _saved(request, form, goal.plan, _("What is to be done"), writing.save_initiative, None, goal=goal, **values)


@decided_by(rules.may_edit_initiative, INITIATIVES)
def initiative_edit(request: HttpRequest, initiative: PlanInitiative) -> HttpResponse:
    goal = initiative.goal
    form = InitiativeForm(request.POST or None, initial=_initial(initiative, *TEXTS, "themes", "in_parts", "agenda"))
    values = form.cleaned_data if form.is_valid() else {}
    return _saved(request, form, goal.plan, initiative.title, writing.save_initiative, initiative, goal=goal, **values)


@decided_by(rules.may_edit_goal, GOALS)
def indicator_new(request: HttpRequest, goal: Goal) -> HttpResponse:
    form = IndicatorForm(request.POST or None, years=goal.plan.years)
    values = form.words() if form.is_valid() else {"targets": {}}
    return _saved(request, form, goal.plan, _("How the goal is seen"), writing.save_indicator, None, goal=goal, **values)


@decided_by(rules.may_edit_indicator, INDICATORS)
def indicator_edit(request: HttpRequest, indicator: Indicator) -> HttpResponse:
    goal, names = indicator.goal, ("title_ru", "title_en", "unit_ru", "unit_en", "measure", "is_good_up")
    form = IndicatorForm(request.POST or None, years=goal.plan.years, indicator=indicator, initial=_initial(indicator, *names))
    values = form.words() if form.is_valid() else {"targets": {}}
    return _saved(request, form, goal.plan, indicator.title, writing.save_indicator, indicator, goal=goal, **values)


@decided_by(rules.may_edit_indicator, INDICATORS)
def indicator_values(request: HttpRequest, indicator: Indicator) -> HttpResponse:
    """Reports what was reached."""
    plan = indicator.goal.plan
    form = ValuesForm(request.POST or None, years=plan.years, indicator=indicator)
    back = reverse("planning:progress", args=[plan.pk])
    if form.is_valid() and attempt(form, writing.report_values, indicator, form.values(), by=request.user) is not None:
        return redirect(back)
    return form_page(request, form, _("What was reached: %(title)s") % {"title": indicator.title}, back)


@decided_by(rules.may_edit_initiative, INITIATIVES)
def cost(request: HttpRequest, initiative: PlanInitiative) -> HttpResponse:
    """One line of the budget; `?what=` names the line that is changed."""
    plan, named = initiative.goal.plan, request.GET.get("what", "")
    known = {row.year: row.amount_minor for row in initiative.costs.all() if row.what == named}
    form = CostForm(request.POST or None, years=plan.years, currency=plan.currency, amounts=known, initial={"what": named})
    values = {"what": form.cleaned_data["what"], "amounts": form.amounts()} if form.is_valid() else {}
    title = _("Cost: %(title)s") % {"title": initiative.title}
    return _saved(request, form, plan, title, writing.set_costs, initiative, instead_of=named if known else "", **values)


@decided_by(rules.may_edit_plan, PLANS)
def secured(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Money from one source; `?source=` names the line that is changed."""
    named = request.GET.get("source", "")
    rows = [row for row in plan.secured.filter(application=None) if row.source == named]
    known, kind = {row.year: row.amount_minor for row in rows}, rows[0].kind if rows else "own"
    form = SecuredForm(request.POST or None, years=plan.years, currency=plan.currency, amounts=known, initial={"source": named, "kind": kind})
    values = {"source": form.cleaned_data["source"], "kind": form.cleaned_data["kind"], "amounts": form.amounts()} if form.is_valid() else {}
    return _saved(request, form, plan, _("Money that is there"), writing.set_secured, plan, instead_of=named if known else "", **values)


def _removal(request: HttpRequest, row: Any, plan: Plan) -> HttpResponse:
    if request.method == "POST":
        carried_out(request, _("It is taken away."), writing.remove_part, row, plan, by=request.user)
        return redirect(_desk(plan))
    sentence = _("It goes with everything below it: initiatives, indicators, amounts. An adopted version keeps what it had.")
    return render(
        request, "ui/confirm.html", {"title": row.title, "sentence": sentence, "verb": _("Take it away"), "danger": True, "back": _desk(plan)}
    )


@decided_by(rules.may_edit_goal, GOALS)
def goal_remove(request: HttpRequest, goal: Goal) -> HttpResponse:
    return _removal(request, goal, goal.plan)


@decided_by(rules.may_edit_initiative, INITIATIVES)
def initiative_remove(request: HttpRequest, initiative: PlanInitiative) -> HttpResponse:
    return _removal(request, initiative, initiative.goal.plan)


@decided_by(rules.may_edit_indicator, INDICATORS)
def indicator_remove(request: HttpRequest, indicator: Indicator) -> HttpResponse:
    return _removal(request, indicator, indicator.goal.plan)
