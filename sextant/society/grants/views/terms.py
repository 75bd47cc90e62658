"""The office sets the terms of a grant, sends the agreement, takes it back, notes a signature, ends the grant."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.society.grants import rules, states
from sextant.society.grants.actions import agreeing, ending
from sextant.society.grants.actions.milestones import add_milestone, mark_milestone, remove_milestone
from sextant.society.grants.forms.office import (
    BudgetForm,
    CloseForm,
    ConditionsForm,
    DoneForm,
    MilestoneForm,
    ReasonForm,
    ReportDaysForm,
    ScheduleForm,
    SignedForm,
)
from sextant.society.grants.models import Grant, GrantMilestone
from sextant.society.grants.views.grants import WITH_ALL
from sextant.society.grants.views.pages import done
from sextant.society.members.forms.refusals import carried_out

MILESTONES = GrantMilestone.objects.select_related("grant")


@decided_by(rules.may_keep, WITH_ALL)
def instalments(request: UserRequest, grant: Grant) -> HttpResponse:
    form = ScheduleForm.of(grant, request.POST or None)
    return done(
        request, form, grant, _("Instalments"), _("The instalments are saved."), agreeing.set_instalments, grant, parts=form.parts, by=request.user
    )


@decided_by(rules.may_keep, WITH_ALL)
def budget(request: UserRequest, grant: Grant) -> HttpResponse:
    form = BudgetForm.of(grant, request.POST or None)
    return done(request, form, grant, _("Budget"), _("The budget is saved."), agreeing.set_budget, grant, lines=form.pairs, by=request.user)


@decided_by(rules.may_keep, WITH_ALL)
def reports(request: UserRequest, grant: Grant) -> HttpResponse:
    form = ReportDaysForm.of(grant, request.POST or None)
    return done(request, form, grant, _("Days of reports"), _("The days are saved."), agreeing.set_reports, grant, days=form.days, by=request.user)


@decided_by(rules.may_keep, WITH_ALL)
def conditions(request: UserRequest, grant: Grant) -> HttpResponse:
    form = ConditionsForm(request.POST or None, initial={"conditions": grant.agreement.conditions})
    words = form.cleaned_data if form.is_valid() else {}
    return done(
        request, form, grant, _("Special conditions"), _("The conditions are saved."), agreeing.set_conditions, grant, by=request.user, **words
    )


@decided_by(rules.may_keep, WITH_ALL)
def milestone_new(request: UserRequest, grant: Grant) -> HttpResponse:
    form = MilestoneForm(request.POST or None)
    words = form.cleaned_data if form.is_valid() else {}
    return done(request, form, grant, _("Milestone"), _("The milestone is entered."), add_milestone, grant, by=request.user, **words)


@decided_by(rules.of_milestone, MILESTONES)
@require_POST
def milestone_remove(request: UserRequest, milestone: GrantMilestone) -> HttpResponse:
    carried_out(request, _("The milestone is removed."), remove_milestone, milestone, by=request.user)
    return redirect("grants:grant", milestone.grant_id)


@decided_by(rules.of_milestone, MILESTONES)
def milestone_mark(request: UserRequest, milestone: GrantMilestone) -> HttpResponse:
    """Says when it was reached; without a day takes that back."""
    form = DoneForm(request.POST or None, initial={"done_on": milestone.done_on})
    words = form.cleaned_data if form.is_valid() else {}
    return done(request, form, milestone.grant, milestone.title, _("The milestone is marked."), mark_milestone, milestone, by=request.user, **words)


@decided_by(rules.may_keep, WITH_ALL)
@require_POST
def send(request: UserRequest, grant: Grant) -> HttpResponse:
    words = _("The agreement is sent; the recipient has the link to sign it.")
    carried_out(request, words, agreeing.send_agreement, grant, on=timezone.localdate(), by=request.user)
    return redirect("grants:grant", grant.pk)


@decided_by(rules.may_keep, WITH_ALL)
@require_POST
def recall(request: UserRequest, grant: Grant) -> HttpResponse:
    carried_out(request, _("The agreement is a draft again and can be changed."), agreeing.recall_agreement, grant, by=request.user)
    return redirect("grants:grant", grant.pk)


@decided_by(rules.may_keep, WITH_ALL)
def sign(request: UserRequest, grant: Grant) -> HttpResponse:
    """Notes that the recipient has signed on paper."""
    form = SignedForm(request.POST or None)
    given = {}
    if form.is_valid():
        values = form.cleaned_data
        given = {"name": values["name"], "on": values["day"], "details": values["details"], "who": states.OFFICE, "on_paper": True}
    title = _("Note that it is signed on paper")
    return done(request, form, grant, title, _("The agreement is signed."), agreeing.sign_agreement, grant, by=request.user, **given)


@decided_by(rules.may_keep, WITH_ALL)
@require_POST
def begin(request: UserRequest, grant: Grant) -> HttpResponse:
    carried_out(request, _("The grant is running."), agreeing.begin_grant, grant, by=request.user)
    return redirect("grants:grant", grant.pk)


@decided_by(rules.may_keep, WITH_ALL)
@require_POST
def renew_link(request: UserRequest, grant: Grant) -> HttpResponse:
    words = _("The earlier link opens nothing any more; the recipient has been sent the new one.")
    carried_out(request, words, agreeing.renew_link, grant, by=request.user)
    return redirect("grants:grant", grant.pk)


@decided_by(rules.may_keep, WITH_ALL)
def close(request: UserRequest, grant: Grant) -> HttpResponse:
    """All is done."""
    form = CloseForm(request.POST) if request.method == "POST" else CloseForm()
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    on = timezone.localdate()
    return done(
        request, form, grant, _("Close the grant"), _("The grant is closed."), ending.close_grant, grant, on=on, by=request.user, reason=reason
    )


@decided_by(rules.may_keep, WITH_ALL)
def withdraw(request: UserRequest, grant: Grant) -> HttpResponse:
    """Notes that the recipient does not take the grant."""
    form = ReasonForm(request.POST or None)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    given = {"reason": reason, "on": timezone.localdate(), "by": request.user, "who": states.OFFICE}
    return done(request, form, grant, _("The recipient does not take the grant"), _("The grant is withdrawn."), ending.withdraw_grant, grant, **given)


@decided_by(rules.may_keep, WITH_ALL)
def cancel(request: UserRequest, grant: Grant) -> HttpResponse:
    """Ends the grant; what was not paid is booked back."""
    form = ReasonForm(request.POST or None)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    given = {"reason": reason, "on": timezone.localdate(), "by": request.user}
    return done(request, form, grant, _("Cancel the grant"), _("The grant is cancelled."), ending.cancel_grant, grant, **given)
