"""An event as its keepers see it: drawn up, changed, published, called off, copied, and who stands at its door."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.society.events import rules, states, zones
from sextant.society.events.actions.cancelling import cancel_event
from sextant.society.events.actions.copying import copy_event
from sextant.society.events.actions.events import change_event, close_event, draft_event, publish_event
from sextant.society.events.actions.staff import dismiss_staff, name_staff, staff_of
from sextant.society.events.forms.events import CopyForm, EventForm, ReasonForm, StaffForm
from sextant.society.events.forms.tickets import QuestionForm, TicketForm
from sextant.society.events.models import Event
from sextant.society.events.queries.events import WITH_SECTION
from sextant.society.events.queries.programme import conflicts, sessions_of
from sextant.society.events.queries.registrations import counts_of
from sextant.society.members.forms.refusals import attempt, carried_out


def manage_page(request: HttpRequest, event: Event, **bound: Any) -> HttpResponse:
    """The page from which an event is kept; a form that was refused is handed in by its name."""
    drafted, open_still = event.state == states.DRAFT, event.state in (states.DRAFT, states.PUBLISHED)
    counts = counts_of(event)
    sessions = sessions_of(event)
    shown = {
        "event": event,
        "tickets": event.tickets.all(),
        "questions": event.questions.all(),
        "counts": counts,
        "conflicts": conflicts(event, sessions),
        "session_count": len(sessions),
        "staff": staff_of(event),
        "may_publish": drafted,
        "may_close": event.state == states.PUBLISHED and event.ends_at <= timezone.now(),
        "ticket_form": TicketForm(prefix="ticket") if open_still else None,
        "question_form": QuestionForm(prefix="question") if open_still else None,
        "staff_form": StaffForm(prefix="staff"),
        "copy_form": CopyForm(prefix="copy", event=event),
        "cancel_form": ReasonForm(prefix="cancel") if open_still else None,
        **bound,
    }
    return render(request, "events/manage.html", shown, status=400 if bound else 200)


@decided_by(rules.may_keep, WITH_SECTION)
@require_safe
def manage(request: HttpRequest, event: Event) -> HttpResponse:
    """How the event stands, and everything that can be done about it."""
    return manage_page(request, event)


@decided_by(rules.may_make)
def new_event(request: UserRequest) -> HttpResponse:
    """Draws an event up; tickets come next."""
    form = EventForm(request.POST or None, user=request.user)
    if form.is_valid():
        made = attempt(form, partial(draft_event, by=request.user, **form.cleaned_data))
        if made is not None:
            messages.success(request, _("The draft is there. Add a ticket, then publish it."))
            return redirect("events:manage", made.code)
    return render(request, "events/edit_event.html", {"form": form, "zones": zones.zone_names()}, status=400 if form.is_bound else 200)


@decided_by(rules.may_keep, WITH_SECTION)
def edit_event(request: UserRequest, event: Event) -> HttpResponse:
    """Changes an event."""
    form = EventForm(request.POST or None, user=request.user, event=event)
    if form.is_valid() and attempt(form, partial(change_event, event, by=request.user, **form.cleaned_data)) is not None:
        messages.success(request, _("The event is saved. Those registered are told when time or place has changed."))
        return redirect("events:manage", event.code)
    shown = {"form": form, "event": event, "zones": zones.zone_names()}
    return render(request, "events/edit_event.html", shown, status=400 if form.is_bound else 200)


@decided_by(rules.may_keep, WITH_SECTION)
@require_POST
def publish(request: UserRequest, event: Event) -> HttpResponse:
    """Shows it to everybody."""
    carried_out(request, _("The event is published."), publish_event, event, by=request.user)
    return redirect("events:manage", event.code)


@decided_by(rules.may_keep, WITH_SECTION)
@require_POST
def close(request: UserRequest, event: Event) -> HttpResponse:
    """It is over."""
    carried_out(request, _("The event is over. Certificates can be issued."), close_event, event, by=request.user)
    return redirect("events:manage", event.code)


@decided_by(rules.may_keep, WITH_SECTION)
@require_POST
def call_off(request: UserRequest, event: Event) -> HttpResponse:
    """It does not take place."""
    form = ReasonForm(request.POST, prefix="cancel")
    if form.is_valid():
        given = {"reason": form.cleaned_data["reason"], "on": timezone.localdate(), "by": request.user}
        if attempt(form, cancel_event, event, **given) is not None:
            messages.success(request, _("The event is called off, and everybody who registered is told."))
            return redirect("events:manage", event.code)
    return manage_page(request, event, cancel_form=form)


@decided_by(rules.may_keep, WITH_SECTION)
@require_POST
def copy(request: UserRequest, event: Event) -> HttpResponse:
    """The same once more."""
    form = CopyForm(request.POST, prefix="copy", event=event)
    if form.is_valid():
        made = attempt(form, copy_event, event, starts_at=form.cleaned_data["starts_at"], by=request.user)
        if made is not None:
            messages.success(request, _("The copy is a draft. Look through its hours, then publish it."))
            return redirect("events:manage", made.code)
    return manage_page(request, event, copy_form=form)


@decided_by(rules.may_keep, WITH_SECTION)
@require_POST
def add_staff(request: UserRequest, event: Event) -> HttpResponse:
    """Somebody may stand at the door."""
    form = StaffForm(request.POST, prefix="staff")
    if form.is_valid() and attempt(form, name_staff, event, email=form.cleaned_data["email"], by=request.user) is not None:
        messages.success(request, _("They find the page of the door among “My events”."))
        return redirect("events:manage", event.code)
    return manage_page(request, event, staff_form=form)


@decided_by(rules.may_keep, WITH_SECTION)
@require_POST
def remove_staff(request: UserRequest, event: Event) -> HttpResponse:
    """They no longer do."""
    key = request.POST.get("grant", "")
    carried_out(request, _("They no longer stand at the door."), dismiss_staff, event, grant=int(key) if key.isdecimal() else 0, by=request.user)
    return redirect("events:manage", event.code)
