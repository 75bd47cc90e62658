"""One's own registration, opened by the signed link without a log-in; and all of one's events."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import User
from sextant.base.permissions.moves import may_move
from sextant.base.permissions.pages import anyone, decided_by, logged_in
from sextant.base.ui.paging import paged
from sextant.society.events import printed, states
from sextant.society.events.actions.after import give_feedback
from sextant.society.events.actions.cancelling import cancel_registration
from sextant.society.events.actions.programme import choose_session
from sextant.society.events.calendars import events_calendar, programme_calendar
from sextant.society.events.forms.registering import FeedbackForm
from sextant.society.events.links import pay_address, registration_at, ticket_token
from sextant.society.events.models import Registration
from sextant.society.events.queries.events import doors_of, own_registrations
from sextant.society.events.queries.programme import sessions_of
from sextant.society.events.queries.registrations import ahead_of
from sextant.society.events.views.public import calendar_file
from sextant.society.members.forms.refusals import attempt, carried_out

PRIVATE = {"Cache-Control": "private, no-store"}


def pdf(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"', **PRIVATE}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _user(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def _page(request: HttpRequest, registration: Registration, **bound: Any) -> HttpResponse:
    event, sure = registration.event, registration.is_sure
    begun = timezone.now() >= event.starts_at
    asks = event.state == states.OVER and sure and not registration.gave_feedback
    answers = [(one, one.answered(registration.answers.get(str(one.pk)))) for one in event.questions.all()] if registration.answers else []
    shown = {
        "registration": registration,
        "event": event,
        "token": ticket_token(registration),
        "ahead": ahead_of(registration) if registration.state == states.WAITING else 0,
        "pay": pay_address(registration.invoice),
        "may_give_up": may_move(states.MOVES, registration.state, states.CANCELLED, {states.PARTICIPANT}) and not begun,
        "certificate": getattr(registration, "certificate", None),
        "feedback_form": FeedbackForm() if asks else None,
        "materials": event.materials.all() if sure else event.materials.filter(is_public=True),
        "has_programme": event.sessions.exists(),
        "answers": [pair for pair in answers if pair[1]],
        **bound,
    }
    return render(request, "events/own.html", shown, status=400 if bound else 200)


@decided_by(anyone, registration_at)
@require_safe
def own(request: HttpRequest, registration: Registration) -> HttpResponse:
    """The ticket, or the place on the waiting list, and what one can do about it."""
    return _page(request, registration)


def _sure(registration: Registration) -> Registration:
    if not registration.is_sure:
        raise Http404
    return registration


@decided_by(anyone, registration_at)
@require_safe
def own_ticket(request: HttpRequest, registration: Registration) -> HttpResponse:
    """The ticket as PDF; 404 while the place is not sure."""
    return pdf(printed.ticket_pdf(_sure(registration)), f"ticket-{registration.event.code}-{registration.number}")


@decided_by(anyone, registration_at)
@require_safe
def own_code(request: HttpRequest, registration: Registration) -> HttpResponse:
    """The QR code of the ticket as SVG."""
    return HttpResponse(printed.ticket_svg(_sure(registration)), content_type="image/svg+xml", headers=PRIVATE)


@decided_by(anyone, registration_at)
@require_safe
def own_calendar(request: HttpRequest, registration: Registration) -> HttpResponse:
    """The event for one's own calendar, with the link of the online room where the place is sure."""
    event = registration.event
    return calendar_file(events_calendar(event.title, [event], timezone.now(), online=registration.is_sure), event.code)


@decided_by(anyone, registration_at)
@require_safe
def own_selection(request: HttpRequest, registration: Registration) -> HttpResponse:
    """One's own selection as a calendar to subscribe to; programs that fetch it cannot log in."""
    only = set(registration.sessions.values_list("pk", flat=True))
    sessions = sessions_of(registration.event, only=only)
    return calendar_file(programme_calendar(registration.event, sessions, timezone.now()), f"{registration.event.code}-my-programme")


@decided_by(anyone, registration_at)
@require_safe
def own_certificate(request: HttpRequest, registration: Registration) -> HttpResponse:
    """The certificate as PDF; 404 where there is none, or it was revoked."""
    certificate = getattr(registration, "certificate", None)
    if certificate is None or certificate.revoked_on is not None:
        raise Http404
    return pdf(printed.certificate_pdf(certificate), f"certificate-{registration.event.code}-{registration.number}")


@decided_by(anyone, registration_at)
@require_POST
def give_up(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Gives the place up; the next who waits gets it."""
    told = _("Your registration is cancelled. Thank you for telling us.")
    given = {"reason": "", "who": states.PARTICIPANT, "on": timezone.localdate(), "by": _user(request)}
    carried_out(request, told, cancel_registration, registration, **given)
    return redirect("events:own", ticket_token(registration))


@decided_by(anyone, registration_at)
@require_POST
def feedback(request: HttpRequest, registration: Registration) -> HttpResponse:
    """What one thought of the event."""
    form = FeedbackForm(request.POST)
    if form.is_valid():
        attempt(form, give_feedback, registration, **form.given())
        if not form.errors:
            messages.success(request, _("Thank you. Your answer is kept without your name."))
            return redirect("events:own", ticket_token(registration))
    return _page(request, registration, feedback_form=form)


@decided_by(anyone, registration_at)
@require_POST
def choose(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Puts a session into one's own selection (`session`), or takes it out (`out`)."""
    key, out = request.POST.get("session", ""), request.POST.get("out") == "1"
    session = get_object_or_404(registration.event.sessions, pk=key if key.isdecimal() else 0)
    words = _("The session is no longer in your selection.") if out else _("The session is in your selection.")
    carried_out(request, words, choose_session, registration, session, chosen=not out, by=_user(request))
    return redirect("events:programme", registration.event.code)


@decided_by(logged_in)
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """All events one is registered for, and the doors at which one stands."""
    page = paged(request, own_registrations(request.user))
    rows = [(one, ticket_token(one)) for one in page]
    return render(request, "events/mine.html", {"page": page, "rows": rows, "doors": doors_of(request.user)})
