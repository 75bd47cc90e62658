"""Kinds of tickets and questions of an event."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.society.events import rules
from sextant.society.events.actions.tickets import remove_question, remove_ticket, save_question, save_ticket
from sextant.society.events.forms.tickets import QuestionForm, TicketForm
from sextant.society.events.models import Event, Question, TicketKind
from sextant.society.events.queries.events import WITH_SECTION
from sextant.society.events.views.office import manage_page
from sextant.society.members.forms.refusals import attempt, carried_out

TICKETS = TicketKind.objects.select_related("event__section")
QUESTIONS = Question.objects.select_related("event__section")


@decided_by(rules.may_keep, WITH_SECTION)
@require_POST
def add_ticket(request: UserRequest, event: Event) -> HttpResponse:
    """One more kind of ticket."""
    form = TicketForm(request.POST, prefix="ticket")
    if form.is_valid() and attempt(form, save_ticket, event, None, by=request.user, **form.given()) is not None:
        messages.success(request, _("The ticket is added."))
        return redirect("events:manage", event.code)
    return manage_page(request, event, ticket_form=form)


@decided_by(rules.may_keep_part, TICKETS)
def edit_ticket(request: UserRequest, ticket: TicketKind) -> HttpResponse:
    """Changes a kind of ticket; prices of places that were given stay."""
    form = TicketForm(request.POST or None, ticket=ticket)
    if form.is_valid() and attempt(form, save_ticket, ticket.event, ticket, by=request.user, **form.given()) is not None:
        messages.success(request, _("The ticket is saved."))
        return redirect("events:manage", ticket.event.code)
    shown = {"ticket": ticket, "event": ticket.event, "form": form}
    return render(request, "events/edit_ticket.html", shown, status=400 if form.is_bound else 200)


@decided_by(rules.may_keep_part, TICKETS)
@require_POST
def take_ticket_off(request: UserRequest, ticket: TicketKind) -> HttpResponse:
    carried_out(request, _("The ticket is removed."), remove_ticket, ticket, by=request.user)
    return redirect("events:manage", ticket.event.code)


@decided_by(rules.may_keep, WITH_SECTION)
@require_POST
def add_question(request: UserRequest, event: Event) -> HttpResponse:
    """One more question to those who register."""
    form = QuestionForm(request.POST, prefix="question")
    if form.is_valid() and attempt(form, save_question, event, None, by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("The question is added."))
        return redirect("events:manage", event.code)
    return manage_page(request, event, question_form=form)


@decided_by(rules.may_keep_part, QUESTIONS)
@require_POST
def take_question_off(request: UserRequest, question: Question) -> HttpResponse:
    carried_out(request, _("The question is removed, and its answers with it."), remove_question, question, by=request.user)
    return redirect("events:manage", question.event.code)
