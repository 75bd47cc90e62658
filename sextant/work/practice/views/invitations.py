"""Invitations to pilot: drawn up, opened, answered by libraries."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.practice import rules, states
from sextant.work.practice.actions.invitations import (
    answer_invitation,
    close_invitation,
    invite_more,
    open_invitation,
    reply_to_question,
    save_invitation,
)
from sextant.work.practice.actions.pilots import agree_pilot
from sextant.work.practice.forms.pilots import AnswerForm, InvitationForm, ReplyForm
from sextant.work.practice.models import Answer, Finding, Invitation
from sextant.work.practice.queries.lists import answers_of, places_left
from sextant.work.practice.queries.recipients import preview

INVITATIONS = Invitation.objects.select_related("finding", "brief").prefetch_related("regions")
ANSWERS = Answer.objects.select_related("invitation__finding", "organisation", "pilot")


def invitation_page(request: HttpRequest, invitation: Invitation, **bound: Any) -> HttpResponse:
    """The call; for libraries with their answer, for those who keep the path with all answers and with whom the letter is for."""
    user, today, keeper = request.user, timezone.localdate(), rules.is_keeper(request.user)
    keys = rules.represented(user)
    takes = invitation.takes_answers(today)
    shown: dict[str, Any] = {
        "invitation": invitation,
        "brief": invitation.brief,
        "finding": invitation.finding,
        "takes": takes,
        "left": places_left(invitation),
        "keeper": keeper,
        "own": list(answers_of(invitation).filter(organisation__in=keys)) if keys else [],
        "answer_form": AnswerForm(keys=keys) if takes and keys else None,
    }
    if keeper:
        waiting = preview(invitation) if invitation.state != states.CLOSED else []
        shown |= {
            "answers": paged(request, answers_of(invitation)),
            "reply_form": ReplyForm(),
            "recipients": [one for one in waiting if one.address],
            "without_address": [one for one in waiting if not one.address],
        }
    return render(request, "practice/invitation.html", {**shown, **bound}, status=400 if bound else 200)


@decided_by(rules.may_see_invitation, INVITATIONS)
@require_safe
def invitation(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """What a library is asked to try, what is offered, until when one may answer."""
    return invitation_page(request, invitation)


@decided_by(rules.may_recommend, Finding)
def edit_invitation(request: UserRequest, finding: Finding) -> HttpResponse:
    """Draws up the invitation of a finding, or changes it."""
    kept = finding.invitations.exclude(state=states.CLOSED).first()
    form = InvitationForm(request.POST or None, instance=kept)
    if form.is_valid():
        made = attempt(form, save_invitation, finding, by=request.user, today=timezone.localdate(), **form.cleaned_data)
        if made is not None:
            messages.success(request, _("The invitation is saved. See below whom the letter is for."))
            return redirect("practice:invitation", made.pk)
    shown = {"form": form, "finding": finding, "invitation": kept}
    return render(request, "practice/edit_invitation.html", shown, status=400 if form.is_bound else 200)


@decided_by(rules.is_keeper, INVITATIONS)
@require_POST
def open_call(request: UserRequest, invitation: Invitation) -> HttpResponse:
    """Opens the call, and the letters go out."""
    carried_out(
        request, _("The invitation is open, and the letters are on their way."), open_invitation, invitation, by=request.user, on=timezone.localdate()
    )
    return redirect("practice:invitation", invitation.pk)


@decided_by(rules.is_keeper, INVITATIONS)
@require_POST
def write_more(request: UserRequest, invitation: Invitation) -> HttpResponse:
    """Writes to those who are meant and had no letter yet."""
    carried_out(request, _("The letters are on their way."), invite_more, invitation, by=request.user)
    return redirect("practice:invitation", invitation.pk)


@decided_by(rules.is_keeper, INVITATIONS)
def close_call(request: UserRequest, invitation: Invitation) -> HttpResponse:
    """Asks once, then takes no more answers."""
    if request.method == "POST":
        carried_out(request, _("The invitation is closed."), close_invitation, invitation, by=request.user, on=timezone.localdate())
        return redirect("practice:invitation", invitation.pk)
    silent = invitation.answers.filter(state=states.INVITED).count()
    words = ngettext("%(count)s library has not answered yet.", "%(count)s libraries have not answered yet.", silent) % {"count": silent}
    back = reverse("practice:invitation", args=[invitation.pk])
    shown = {"title": _("Close the invitation?"), "sentence": words, "verb": _("Close it"), "danger": True, "back": back}
    return render(request, "ui/confirm.html", shown)


@decided_by(rules.may_answer, INVITATIONS)
@require_POST
def answer(request: UserRequest, invitation: Invitation) -> HttpResponse:
    """Whoever acts for a library answers."""
    form = AnswerForm(request.POST, keys=rules.represented(request.user))
    if form.is_valid() and attempt(form, answer_invitation, invitation, by=request.user, today=timezone.localdate(), **form.cleaned_data) is not None:
        messages.success(request, _("Thank you, the answer is noted."))
        return redirect("practice:invitation", invitation.pk)
    return invitation_page(request, invitation, answer_form=form)


@decided_by(rules.may_keep_answer, ANSWERS)
@require_POST
def reply(request: UserRequest, answer: Answer) -> HttpResponse:
    """Replies to a question."""
    form = ReplyForm(request.POST)
    if form.is_valid() and attempt(form, reply_to_question, answer, reply=form.cleaned_data["reply"], by=request.user) is not None:
        messages.success(request, _("The reply is sent."))
        return redirect("practice:invitation", answer.invitation_id)
    return invitation_page(request, answer.invitation, reply_form=form, replying=answer.pk)


@decided_by(rules.may_keep_answer, ANSWERS)
@require_POST
def agree(request: UserRequest, answer: Answer) -> HttpResponse:
    """Agrees the pilot with a library that said yes."""
    done = _("The pilot is agreed. The library gets a letter and writes the protocol.")
    carried_out(request, done, agree_pilot, answer, by=request.user, on=timezone.localdate())
    return redirect("practice:invitation", answer.invitation_id)
