"""The plans of membership, as the office keeps them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sextant.base.permissions.pages import decided_by
from sextant.society.members.actions.plans import save_plan
from sextant.society.members.forms.plans import PlanForm
from sextant.society.members.forms.refusals import attempt
from sextant.society.members.models import Plan
from sextant.society.members.queries.plans import plans_counted
from sextant.society.members.rules import may_manage_plans


@decided_by(may_manage_plans)
def plans(request: HttpRequest) -> HttpResponse:
    """All plans with their members."""
    return render(request, "members/plans.html", {"plans": plans_counted()})


def _form(request: HttpRequest, plan: Plan | None) -> HttpResponse:
    form = PlanForm(request.POST or None, instance=plan)
    if form.is_valid() and attempt(form, save_plan, plan, by=request.user, **form.values()) is not None:
        messages.success(request, _("The plan is saved."))
        return redirect("members:plans")
    return render(request, "members/plan_form.html", {"form": form, "plan": plan})


@decided_by(may_manage_plans)
def new_plan(request: HttpRequest) -> HttpResponse:
    return _form(request, None)


@decided_by(may_manage_plans, lambda code: get_object_or_404(Plan, code=code))
def edit_plan(request: HttpRequest, plan: Plan) -> HttpResponse:
    return _form(request, plan)
