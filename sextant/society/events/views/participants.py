"""Participants of an event: the list, one of them, adding and cancelling, badges, and money to be given back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import download
from sextant.base.permissions.moves import may_move
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.events import printed, rules, states
from sextant.society.events.actions.cancelling import cancel_registration, note_refund
from sextant.society.events.actions.checking import undo_check_in
from sextant.society.events.actions.forgetting import forget_participant
from sextant.society.events.actions.registering import register
from sextant.society.events.forms.events import ReasonForm
from sextant.society.events.forms.office import ParticipantFilter
from sextant.society.events.forms.registering import OfficeRegisterForm
from sextant.society.events.links import ticket_token
from sextant.society.events.models import Event, Registration
from sextant.society.events.queries.events import WITH_SECTION
from sextant.society.events.queries.registrations import WITH_ALL, counts_of, participants_wanted, to_refund
from sextant.society.events.queries.tables import participants_table
from sextant.society.events.views.own import pdf
from sextant.society.ledger.rules import may_see_invoices as sees_invoices
from sextant.society.members.forms.refusals import attempt, carried_out


@decided_by(rules.may_keep, WITH_SECTION)
@require_safe
def participants(request: HttpRequest, event: Event) -> HttpResponseBase:
    """The list with its filters; `?format=` downloads what is on screen."""
    form = ParticipantFilter(request.GET or None, event=event)
    rows = participants_wanted(event, form.wish() if form.is_bound else {})
    money = rules.may_see_money(request.user, event)
    if "format" in request.GET:
        return download(participants_table(event, rows, with_money=money), request.GET["format"])
    shown = {"event": event, "form": form, "page": paged(request, rows), "counts": counts_of(event), "money": money}
    return render(request, "events/_participant_rows.html" if part_wanted(request) else "events/participants.html", shown)


@decided_by(rules.may_keep, WITH_SECTION)
def add_participant(request: UserRequest, event: Event) -> HttpResponse:
    """Registers somebody: a guest of honour, a speaker, somebody who called."""
    form = OfficeRegisterForm(request.POST or None, event=event)
    if form.is_valid():
        made = attempt(form, register, event, by=request.user, by_office=True, **form.given())
        if made is not None:
            messages.success(request, _("The participant is registered and has a letter."))
            return redirect("events:registration", made.pk)
    return render(request, "events/add_participant.html", {"event": event, "form": form}, status=400 if form.is_bound else 200)


def _page(request: HttpRequest, registration: Registration, **bound: Any) -> HttpResponse:
    may_cancel = may_move(states.MOVES, registration.state, states.CANCELLED, {states.KEEPERS})
    answers = registration.answers
    shown = {
        "registration": registration,
        "event": registration.event,
        "token": ticket_token(registration),
        "answers": [(one, one.answered(answers.get(str(one.pk)))) for one in registration.event.questions.all()],
        "cancel_form": ReasonForm() if may_cancel else None,
        "may_undo": may_move(states.MOVES, registration.state, states.CONFIRMED, {states.DOOR}),
        "money": rules.may_see_money(request.user, registration.event),
        "sees_invoices": sees_invoices(request.user),
        "may_refund": registration.refund_minor and registration.refunded_on is None and rules.may_note_refund(request.user),
        "keeps": rules.may_keep(request.user, registration.event),
        **bound,
    }
    return render(request, "events/registration.html", shown, status=400 if bound else 200)


@decided_by(rules.may_see_history, WITH_ALL)
@require_safe
def registration(request: HttpRequest, registration: Registration) -> HttpResponse:
    """One participant, with answers, money and history."""
    return _page(request, registration)


@decided_by(rules.may_keep_registration, WITH_ALL)
@require_POST
def cancel(request: UserRequest, registration: Registration) -> HttpResponse:
    """Takes the place back with a reason."""
    form = ReasonForm(request.POST)
    if form.is_valid():
        given = {"reason": form.cleaned_data["reason"], "who": states.KEEPERS, "on": timezone.localdate(), "by": request.user}
        if attempt(form, cancel_registration, registration, **given) is not None:
            messages.success(request, _("The registration is cancelled, and the participant is told why."))
            return redirect("events:registration", registration.pk)
    return _page(request, registration, cancel_form=form)


@decided_by(rules.may_keep_registration, WITH_ALL)
@require_POST
def undo(request: UserRequest, registration: Registration) -> HttpResponse:
    """A check-in by mistake."""
    carried_out(request, _("The check-in is taken back."), undo_check_in, registration, by=request.user)
    return redirect("events:registration", registration.pk)


@decided_by(rules.may_keep_registration, WITH_ALL)
@require_POST
def forget(request: UserRequest, registration: Registration) -> HttpResponse:
    """Somebody asks to be forgotten."""
    carried_out(request, _("The participant is forgotten; only the number stays."), forget_participant, registration, by=request.user)
    return redirect("events:registration", registration.pk)


@decided_by(rules.may_keep, WITH_SECTION)
@require_safe
def badges(request: HttpRequest, event: Event) -> HttpResponse:
    """Badges of everybody with a sure place, by name."""
    rows = event.registrations.filter(state__in=states.SURE).select_related("ticket", "event").order_by("name", "number")
    return pdf(printed.badges_pdf(event, rows), f"badges-{event.code}")


@decided_by(rules.may_see_money)
@require_safe
def refunds(request: HttpRequest) -> HttpResponse:
    """What was paid for places that were given up."""
    shown = {"page": paged(request, to_refund()), "notes": rules.may_note_refund(request.user), "sees_invoices": sees_invoices(request.user)}
    return render(request, "events/refunds.html", shown)


@decided_by(rules.may_note_refund, WITH_ALL)
@require_POST
def refund(request: UserRequest, registration: Registration) -> HttpResponse:
    """It was given back."""
    carried_out(request, _("Noted: the money is given back."), note_refund, registration, on=timezone.localdate(), by=request.user)
    return redirect("events:refunds")
