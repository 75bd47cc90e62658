"""Facts about employers: written by who acts for them, looked over by the office."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.base.words.markdown import as_html
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.society.members.models import Organisation
from sextant.work.careers import rules, states
from sextant.work.careers.actions.employers import agree_profile, return_profile, send_profile
from sextant.work.careers.forms.board import ProfileFilter
from sextant.work.careers.forms.jobs import EmployerForm, ReasonForm
from sextant.work.careers.models import EmployerProfile
from sextant.work.careers.queries.employers import agreed_profile, compared, open_profile, profiles_wanted
from sextant.work.careers.views.employers import ORGANISATIONS

WITH_ALL = EmployerProfile.objects.select_related("organisation__region", "sent_by")


@decided_by(rules.acts_for, ORGANISATIONS)
def my_employer(request: UserRequest, organisation: Organisation) -> HttpResponse:
    """The facts about one's organisation: what is shown, what waits, what came back; and the form of a new edition."""
    waiting, agreed = open_profile(organisation), agreed_profile(organisation)
    form = EmployerForm(request.POST or None, profile=waiting or agreed)
    if form.is_valid() and attempt(form, send_profile, organisation, by=request.user, **form.given()) is not None:
        messages.success(request, _("The facts are sent. Once the office agrees, everybody reads them."))
        return redirect("careers:my_employer", organisation.pk)
    shown = {"organisation": organisation, "form": form, "waiting": waiting, "agreed": agreed}
    return render(request, "careers/my_employer.html", shown, status=400 if form.is_bound else 200)


@decided_by(rules.may_review)
@require_safe
def profiles(request: HttpRequest) -> HttpResponse:
    """What employers sent."""
    form = ProfileFilter(request.GET or None)
    shown = {"form": form, "page": paged(request, profiles_wanted(form.wish()))}
    return render(request, "careers/_profiles.html" if part_wanted(request) else "careers/profiles.html", shown)


def _page(request: HttpRequest, profile: EmployerProfile, **bound: Any) -> HttpResponse:
    waits = profile.state == states.SUBMITTED
    shown = {
        "profile": profile,
        "organisation": profile.organisation,
        "about": as_html(profile.about),
        "compared": compared(profile),
        "agreed": agreed_profile(profile.organisation),
        "waits": waits,
        "return_form": ReasonForm() if waits else None,
        **bound,
    }
    return render(request, "careers/profile.html", shown, status=400 if bound else 200)


@decided_by(rules.may_review, WITH_ALL)
@require_safe
def profile(request: HttpRequest, profile: EmployerProfile) -> HttpResponse:
    """One edition, beside the one that is shown."""
    return _page(request, profile)


@decided_by(rules.may_review, WITH_ALL)
@require_POST
def agree(request: UserRequest, profile: EmployerProfile) -> HttpResponse:
    """Agrees: everybody reads it from now on."""
    carried_out(request, _("Agreed. Everybody reads these facts now."), agree_profile, profile, by=request.user)
    return redirect("careers:profile", profile.pk)


@decided_by(rules.may_review, WITH_ALL)
@require_POST
def send_back(request: UserRequest, profile: EmployerProfile) -> HttpResponse:
    """Sends the facts back with a reason."""
    form = ReasonForm(request.POST)
    if form.is_valid() and attempt(form, return_profile, profile, reason=form.cleaned_data["reason"], by=request.user) is not None:
        messages.success(request, _("The facts went back, and their author is told why."))
        return redirect("careers:profiles")
    return _page(request, profile, return_form=form)
