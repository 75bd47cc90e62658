"""One finding with all that stands behind it; brought in, changed, accepted or not."""

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.society.agenda.models import Guideline
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.society.members.rules import may_see_person
from sextant.work.practice import rules, states
from sextant.work.practice.actions.findings import accept_finding, decline_finding, save_finding
from sextant.work.practice.forms.briefs import ReasonForm
from sextant.work.practice.forms.findings import FindingForm, prefilled
from sextant.work.practice.models import Finding, Recommendation
from sextant.work.practice.queries.lists import told_of
from sextant.work.practice.queries.synthesis import synthesis_over

GUIDELINES = Prefetch("guidelines", Guideline.objects.select_related("direction"))
FINDINGS = Finding.objects.select_related("proposed_by").prefetch_related("concepts", GUIDELINES, "people__privacy")


def finding_page(request: HttpRequest, finding: Finding, **bound: Any) -> HttpResponse:
    """One finding; for those who keep the path and for its authors with what they may do."""
    user, keeper = request.user, rules.is_keeper(request.user)
    own = rules.represented(user)
    told = told_of(finding, keeper=keeper, organisations=own)
    standing = next((one for one in told.recommendations if one.state == states.APPROVED), None)
    published = [one for one in told.pilots if one.state == states.PUBLISHED]
    accepted = finding.state == states.ACCEPTED
    adoptable = bool(standing and standing.verdict != Recommendation.Verdict.NOT and own)
    shown = {
        "finding": finding,
        "today": timezone.localdate(),
        "keeper": keeper,
        "told": told,
        "standing": standing,
        "people": [(person, may_see_person(user, person)) for person in finding.people.all()],
        "synthesis": synthesis_over(published) if published else None,
        "may_change": rules.may_change_finding(user, finding),
        "may_decide": keeper and finding.state == states.PROPOSED,
        "may_write_brief": rules.may_write_brief(user, finding),
        "may_invite": keeper and accepted and any(one.state == states.PUBLISHED for one in told.briefs),
        "may_recommend": keeper and bool(published),
        "may_adopt": adoptable,
        "decline_form": ReasonForm() if keeper and finding.state == states.PROPOSED else None,
        **bound,
    }
    return render(request, "practice/finding.html", shown, status=400 if bound else 200)


@decided_by(rules.may_see_finding, FINDINGS)
@require_safe
def finding(request: HttpRequest, finding: Finding) -> HttpResponse:
    """What was found, where it is written, and how far it has come."""
    return finding_page(request, finding)


@decided_by(rules.may_propose)
def new_finding(request: UserRequest) -> HttpResponse:
    """A member brings a finding in; other pages link here with what they know of a work."""
    own, keeps = getattr(request.user, "person", None), rules.is_keeper(request.user)
    form = FindingForm(request.POST or None, initial=prefilled(request.GET.dict()), keeps=keeps, has_entry=own is not None)
    if form.is_valid():
        made = attempt(form, save_finding, None, by=request.user, today=timezone.localdate(), **form.given(own))
        if made is not None:
            messages.success(request, _("The finding is handed in. The research section looks at it, and you get a letter."))
            return redirect(made)
    return render(request, "practice/edit_finding.html", {"form": form}, status=400 if form.is_bound else 200)


@decided_by(rules.may_change_finding, FINDINGS)
def edit_finding(request: UserRequest, finding: Finding) -> HttpResponse:
    """Changes a finding; one that was not taken is handed in again."""
    form = FindingForm(request.POST or None, instance=finding, keeps=rules.is_keeper(request.user), has_entry=False)
    if form.is_valid() and attempt(form, save_finding, finding, by=request.user, today=timezone.localdate(), **form.given()) is not None:
        messages.success(request, _("The finding is saved."))
        return redirect(finding)
    return render(request, "practice/edit_finding.html", {"form": form, "finding": finding}, status=400 if form.is_bound else 200)


@decided_by(rules.is_keeper, FINDINGS)
@require_POST
def accept(request: UserRequest, finding: Finding) -> HttpResponse:
    """Takes the finding onto the board."""
    carried_out(request, _("The finding is on the board."), accept_finding, finding, by=request.user, on=timezone.localdate())
    return redirect(finding)


@decided_by(rules.is_keeper, FINDINGS)
@require_POST
def decline(request: UserRequest, finding: Finding) -> HttpResponse:
    """Does not take it, and says why."""
    form, today = ReasonForm(request.POST), timezone.localdate()
    if form.is_valid() and attempt(form, decline_finding, finding, reason=form.cleaned_data["reason"], by=request.user, on=today) is not None:
        messages.success(request, _("The finding is not taken, and its proposer is told why."))
        return redirect("practice:proposals")
    return finding_page(request, finding, decline_form=form)
