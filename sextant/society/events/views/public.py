"""For everybody: the list of events, one event, its programme, calendar files, materials."""

from datetime import timedelta
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sextant.base.exports.tables import download
from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.events import rules, states, support
from sextant.society.events.calendars import events_calendar, programme_calendar
from sextant.society.events.forms.events import EventFilter
from sextant.society.events.links import certificate_of, ticket_token
from sextant.society.events.models import Event, Material
from sextant.society.events.queries.eligibility import offers_of
from sextant.society.events.queries.events import WITH_SECTION, events_wanted, own_at, readable
from sextant.society.events.queries.programme import by_day, overlapping_choice, sessions_of
from sextant.society.events.queries.registrations import public_names
from sextant.society.events.queries.tables import events_table
from sextant.society.members.queries.people import person_of

CALENDAR = "text/calendar; charset=utf-8"
SAFE = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'", "Cache-Control": "private, no-store"}


def calendar_file(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=CALENDAR, headers={"Content-Disposition": f'attachment; filename="{name}.ics"'})


@decided_by(anyone)
@require_safe
def events(request: HttpRequest) -> HttpResponseBase:
    """What is to come, with filters; `?format=` downloads what is on screen."""
    form = EventFilter(request.GET or None)
    rows = events_wanted(readable(request.user), form.wish() if form.is_bound else {})
    if "format" in request.GET:
        return download(events_table(rows), request.GET["format"])
    shown = {"form": form, "page": paged(request, rows, 20), "makes": rules.may_make(request.user), "now": timezone.now()}
    return render(request, "events/_events.html" if part_wanted(request) else "events/events.html", shown)


@decided_by(anyone)
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Every event of the last year and to come, to subscribe to."""
    since = timezone.now() - timedelta(days=365)
    rows = WITH_SECTION.filter(state__in=states.SHOWN, ends_at__gte=since).order_by("starts_at", "id")
    return calendar_file(events_calendar(_("Events of the association"), rows, timezone.now()), "events")


@decided_by(rules.may_read, WITH_SECTION)
@require_safe
def event(request: HttpRequest, event: Event) -> HttpResponse:
    """Everything about one event that this reader may see."""
    person, today, mine = person_of(request.user), timezone.localdate(), own_at(request.user, event)
    registering = event.takes_registrations()
    shown = {
        "event": event,
        "offers": offers_of(event, person, today),
        "mine": mine,
        "token": ticket_token(mine) if mine else "",
        "registering": registering,
        "opens_later": event.state == states.PUBLISHED and not registering and event.opens_at is not None and event.opens_at > timezone.now(),
        "has_programme": event.sessions.exists(),
        "names": public_names(event),
        "materials": event.materials.all() if rules.sees_all_materials(request.user, event) else event.materials.filter(is_public=True),
        "support": support.links_for(event, request.user),
        "keeps": rules.may_keep(request.user, event),
        "at_door": event.state == states.PUBLISHED and rules.may_check_in(request.user, event),
    }
    return render(request, "events/event.html", shown)


@decided_by(rules.may_read, WITH_SECTION)
@require_safe
def event_calendar(request: HttpRequest, event: Event) -> HttpResponse:
    """One event as a calendar file, without the link of the online room."""
    return calendar_file(events_calendar(event.title, [event], timezone.now()), event.code)


def _chosen(request: HttpRequest, event: Event) -> tuple[Any, set[int]]:
    mine = own_at(request.user, event)
    return mine, set(mine.sessions.values_list("pk", flat=True)) if mine else set()


@decided_by(rules.may_read, WITH_SECTION)
@require_safe
def programme(request: HttpRequest, event: Event) -> HttpResponse:
    """The programme by day; `?track=` narrows it, `?mine=on` shows one's own selection."""
    mine, chosen = _chosen(request, event)
    track, only_mine = request.GET.get("track", ""), bool(mine) and request.GET.get("mine") == "on"
    sessions = sessions_of(event, track=track, only=chosen if only_mine else None)
    shown = {
        "event": event,
        "days": by_day(sessions),
        "tracks": event.tracks.all(),
        "track": track,
        "mine": mine,
        "only_mine": only_mine,
        "chosen": chosen,
        "overlapping": overlapping_choice([one for one in sessions if one.pk in chosen]),
        "token": ticket_token(mine) if mine else "",
        "keeps": rules.may_keep(request.user, event),
    }
    return render(request, "events/_programme.html" if part_wanted(request) else "events/programme.html", shown)


@decided_by(rules.may_read, WITH_SECTION)
@require_safe
def programme_file(request: HttpRequest, event: Event) -> HttpResponse:
    """The whole programme as a calendar to subscribe to."""
    return calendar_file(programme_calendar(event, sessions_of(event), timezone.now()), f"{event.code}-programme")


@decided_by(rules.may_take, Material.objects.select_related("event__section"))
@require_safe
def material(request: HttpRequest, material: Material) -> HttpResponseBase:
    """A file of the event, as an attachment."""
    if not material.file:
        raise Http404
    answer = FileResponse(material.file.open("rb"), as_attachment=True, filename=material.file_name, content_type=material.file_kind)
    for name, value in SAFE.items():
        answer[name] = value
    return answer


@decided_by(anyone)
@require_safe
def verify(request: HttpRequest, token: str) -> HttpResponse:
    """Whether a certificate was given out here and still holds; an unknown code is told so with the same kind of page."""
    found = certificate_of(token)
    return render(request, "events/verify.html", {"certificate": found}, status=200 if found else 404)
