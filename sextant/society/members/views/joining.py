"""Joining: the plans for everybody to see, and the application."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.permissions.pages import anyone, decided_by
from sextant.society.members.actions.joining import join_as_organisation, join_as_person
from sextant.society.members.forms.joining import OrganisationApplicationForm, PersonalApplicationForm
from sextant.society.members.forms.refusals import attempt
from sextant.society.members.models import Plan
from sextant.society.members.queries.fees import fee_of_plan
from sextant.society.members.queries.people import claimable_by, person_of
from sextant.society.members.queries.plans import open_plans
from sextant.society.members.rules import may_apply


@decided_by(anyone)
def join(request: HttpRequest) -> HttpResponse:
    """All open plans, for persons and for organisations."""
    today = timezone.localdate()
    offers = [(plan, fee_of_plan(plan, today)) for plan in open_plans()]
    context = {
        "for_persons": [(plan, due) for plan, due in offers if not plan.is_institutional],
        "for_organisations": [(plan, due) for plan, due in offers if plan.is_institutional],
    }
    return render(request, "members/join.html", context)


@decided_by(may_apply, lambda code: get_object_or_404(open_plans(), code=code))
def join_plan(request: HttpRequest, plan: Plan) -> HttpResponse:
    """The application for one plan, by a logged-in reader; the log-in has proved the e-mail address."""
    person = person_of(request.user)
    if person is None and claimable_by(request.user) is not None:
        messages.info(request, _("We know an entry with your address. Say whether it is you, then apply."))
        return redirect("members:me")
    form_class, act = (OrganisationApplicationForm, join_as_organisation) if plan.is_institutional else (PersonalApplicationForm, join_as_person)
    form = form_class(request.POST or None, plan=plan, person=person)
    if form.is_valid() and attempt(form, act, user=request.user, plan=plan, **form.application()) is not None:
        messages.success(request, _("Your application has come in. We shall write when it is decided."))
        return redirect("members:my_membership")
    context = {"plan": plan, "form": form, "person": person, "due": fee_of_plan(plan, timezone.localdate())}
    return render(request, "members/join_plan.html", context)
