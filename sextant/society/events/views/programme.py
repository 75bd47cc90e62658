"""The programme in the making: sessions, rooms, tracks and speakers, with the conflicts in sight."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.society.events import rules
from sextant.society.events.actions.programme import remove_part, remove_session, save_part, save_session
from sextant.society.events.forms.programme import PartForm, SessionForm, SpeakerForm
from sextant.society.events.models import Event, Room, Session, Speaker, Track
from sextant.society.events.queries.events import WITH_SECTION
from sextant.society.events.queries.programme import by_day, conflicts, sessions_of
from sextant.society.members.forms.refusals import attempt, carried_out

PARTS: dict[str, tuple[type[Track | Room | Speaker], type[PartForm]]] = {
    "track": (Track, PartForm),
    "room": (Room, PartForm),
    "speaker": (Speaker, SpeakerForm),
}
SESSIONS = Session.objects.select_related("event__section")


def _page(request: HttpRequest, event: Event, **bound: Any) -> HttpResponse:
    sessions = sessions_of(event)
    shown = {
        "event": event,
        "days": by_day(sessions),
        "conflicts": conflicts(event, sessions),
        "tracks": event.tracks.all(),
        "rooms": event.rooms.all(),
        "speakers": event.speakers.all(),
        "session_form": SessionForm(prefix="session", event=event),
        **{f"{name}_form": form(prefix=name) for name, (_model, form) in PARTS.items()},
        **bound,
    }
    return render(request, "events/edit_programme.html", shown, status=400 if bound else 200)


@decided_by(rules.may_keep, WITH_SECTION)
@require_safe
def edit_programme(request: HttpRequest, event: Event) -> HttpResponse:
    """Everything of the programme on one page."""
    return _page(request, event)


@decided_by(rules.may_keep, WITH_SECTION)
@require_POST
def add_session(request: UserRequest, event: Event) -> HttpResponse:
    """One more session."""
    form = SessionForm(request.POST, prefix="session", event=event)
    if form.is_valid() and attempt(form, save_session, event, None, by=request.user, **form.given()) is not None:
        messages.success(request, _("The session is on the programme."))
        return redirect("events:edit_programme", event.code)
    return _page(request, event, session_form=form)


@decided_by(rules.may_keep_part, SESSIONS)
def edit_session(request: UserRequest, session: Session) -> HttpResponse:
    """Changes a session."""
    event = session.event
    form = SessionForm(request.POST or None, event=event, session=session)
    if form.is_valid() and attempt(form, save_session, event, session, by=request.user, **form.given()) is not None:
        messages.success(request, _("The session is saved."))
        return redirect("events:edit_programme", event.code)
    shown = {"event": event, "session": session, "form": form}
    return render(request, "events/edit_session.html", shown, status=400 if form.is_bound else 200)


@decided_by(rules.may_keep_part, SESSIONS)
@require_POST
def take_session_off(request: UserRequest, session: Session) -> HttpResponse:
    carried_out(request, _("The session is off the programme."), remove_session, session, by=request.user)
    return redirect("events:edit_programme", session.event.code)


@decided_by(rules.may_keep, WITH_SECTION)
@require_POST
def add_part(request: UserRequest, event: Event) -> HttpResponse:
    """A track, a room or a speaker: `kind` says which."""
    kind = request.POST.get("kind", "")
    if kind not in PARTS:
        raise Http404
    model, made_by = PARTS[kind]
    form: forms.Form = made_by(request.POST, prefix=kind)
    if form.is_valid() and attempt(form, save_part, event, model(), by=request.user, **form.given()) is not None:  # type: ignore[attr-defined]
        messages.success(request, _("Added."))
        return redirect("events:edit_programme", event.code)
    return _page(request, event, **{f"{kind}_form": form})


@decided_by(rules.may_keep, WITH_SECTION)
@require_POST
def take_part_off(request: UserRequest, event: Event) -> HttpResponse:
    """Takes a track, a room or a speaker away; sessions stay without it."""
    kind, key = request.POST.get("kind", ""), request.POST.get("key", "")
    if kind not in PARTS or not key.isdecimal():
        raise Http404
    part = get_object_or_404(PARTS[kind][0], pk=key, event=event)
    carried_out(request, _("Removed. Sessions stay on the programme without it."), remove_part, part, by=request.user)
    return redirect("events:edit_programme", event.code)
