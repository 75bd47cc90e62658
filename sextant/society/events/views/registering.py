"""Registering: with a log-in, or as a guest whose address a link proves."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.permissions.queries import scopes_held
from sextant.base.security import limits
from sextant.society.events import letters, rules, states
from sextant.society.events.actions.registering import register as write_down
from sextant.society.events.forms.registering import GuestForm, RegisterForm
from sextant.society.events.links import Guest, guest_at, ticket_token
from sextant.society.events.models import Event, Registration
from sextant.society.events.queries.eligibility import offers_of
from sextant.society.events.queries.events import WITH_SECTION, own_at
from sextant.society.members.forms.refusals import attempt
from sextant.society.members.queries.people import person_of

FROM_ONE, FROM_ALL = 10, 600
"""Links for guests within an hour: asked from one address, and from all together."""


def may_register(user: object, event: Event) -> bool:
    """Everybody may try to register for what is published; why not now says the page."""
    return event.is_shown


def _told(request: HttpRequest, registration: Registration) -> HttpResponse:
    words = {
        states.CONFIRMED: _("You are registered. Your ticket is below, and in your letters."),
        states.OFFERED: _("A place is held for you until it is paid."),
        states.WAITING: _("All places are taken. You are on the waiting list and move up by yourself."),
    }
    messages.success(request, words[registration.state])
    return redirect("events:own", ticket_token(registration))


@decided_by(may_register, WITH_SECTION)
def register(request: HttpRequest, event: Event) -> HttpResponse:
    """The form for whoever is logged in; a guest is asked for an address first."""
    if not request.user.is_authenticated:
        return _ask_address(request, event)
    return _with_log_in(request, event)  # type: ignore[arg-type]


def _with_log_in(request: UserRequest, event: Event) -> HttpResponse:
    user, person = request.user, person_of(request.user)
    mine = own_at(user, event)
    if mine is not None:
        return redirect("events:own", ticket_token(mine))
    offers = offers_of(event, person, timezone.localdate())
    initial = {"name": person.full_name if person else user.display_name}
    payers = scopes_held(user, "members.organisation", "representative")
    form = RegisterForm(request.POST or None, event=event, offers=offers, payers=payers, initial=initial)
    if form.is_valid():
        email = (person.email if person else "") or user.email
        made = attempt(form, write_down, event, email=email, person=person, user=user, by=user, **form.given())
        if made is not None:
            return _told(request, made)
    shown = {"event": event, "form": form, "refused": [one for one in offers if one.refusal], "open": event.takes_registrations()}
    return render(request, "events/register.html", shown, status=400 if form.is_bound else 200)


def _ask_address(request: HttpRequest, event: Event) -> HttpResponse:
    form = GuestForm(request.POST or None)
    if form.is_bound and form.by_a_program:
        return redirect("events:asked", event.code)
    if form.is_valid():
        if not event.takes_registrations():
            form.add_error(None, _("Registration is closed. Ask whoever holds the event."))
        elif not all([limits.within("events.guest", FROM_ONE, request=request), limits.within("events.guest", FROM_ALL)]):
            form.add_error(None, _("Too many links have been asked for from here. Wait an hour, or log in."))
        else:
            turn = f"{timezone.now():%Y%m%d%H}"
            letters.write_guest_link(event, form.cleaned_data["email"], (get_language() or "ru")[:2], turn)
            return redirect("events:asked", event.code)
    shown = {"event": event, "form": form, "open": event.takes_registrations(), "offers": offers_of(event, None, timezone.localdate())}
    return render(request, "events/register_guest_email.html", shown, status=400 if form.is_bound else 200)


@decided_by(rules.may_read, WITH_SECTION)
@require_safe
def asked(request: HttpRequest, event: Event) -> HttpResponse:
    """A letter with a link is on its way."""
    return render(request, "events/asked.html", {"event": event})


@decided_by(anyone, guest_at)
def register_guest(request: HttpRequest, guest: Guest) -> HttpResponse:
    """The form behind the link: the address is proved, the tickets are those for anybody."""
    event = guest.event
    offers = offers_of(event, None, timezone.localdate())
    form = RegisterForm(request.POST or None, event=event, offers=offers)
    if form.is_valid():
        made = attempt(form, write_down, event, email=guest.email, by=None, **form.given())
        if made is not None:
            return _told(request, made)
    shown = {
        "event": event,
        "form": form,
        "guest": guest,
        "refused": [one for one in offers if one.refusal],
        "open": event.takes_registrations(),
    }
    return render(request, "events/register.html", shown, status=400 if form.is_bound else 200)
