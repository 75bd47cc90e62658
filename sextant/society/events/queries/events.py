"""Lists of events: what is to come, what is past, and one's own."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from sextant.base.permissions.queries import holds, scopes_held
from sextant.society.events import states
from sextant.society.events.models import Event, Registration
from sextant.society.events.rules import OFFICE, STAFF
from sextant.society.members.models import Person
from sextant.society.members.rules import SECTION, SECTION_ROLES

WITH_SECTION = Event.objects.select_related("section")


def kept_by(user: Any) -> Q:
    """Events the user keeps: all for the office, else those of the sections they lead."""
    if holds(user, *OFFICE):
        return ~Q(pk__in=[])
    return Q(section__in=scopes_held(user, SECTION, *SECTION_ROLES))


def readable(user: Any) -> QuerySet[Event]:
    """What everybody reads, and the drafts the user keeps."""
    return WITH_SECTION.filter(Q(state__in=states.SHOWN) | kept_by(user)) if user.is_authenticated else WITH_SECTION.filter(state__in=states.SHOWN)


def events_wanted(rows: QuerySet[Event], wish: dict[str, Any], now: datetime | None = None) -> QuerySet[Event]:
    """Upcoming ones first to last, unless the wish says past (latest first) or all."""
    now = now or timezone.now()
    if words := wish.get("q"):
        found = Q()
        for word in str(words).split():
            found &= Q(title_ru__icontains=word) | Q(title_en__icontains=word) | Q(place_ru__icontains=word) | Q(place_en__icontains=word)
        rows = rows.filter(found)
    for name in ("form", "section"):
        if wish.get(name):
            rows = rows.filter(**{name: wish[name]})
    if month := _month(wish.get("month", "")):
        rows = rows.filter(starts_at__year=month[0], starts_at__month=month[1])
    if wish.get("time") == "past":
        return rows.filter(ends_at__lt=now).order_by("-starts_at", "-id")
    if wish.get("time") == "all" or wish.get("month"):
        return rows.order_by("-starts_at", "-id")
    return rows.filter(ends_at__gte=now).order_by("starts_at", "id")


def _month(text: str) -> tuple[int, int] | None:
    """`2026-10` as year and month; None for anything else."""
    year, _dash, month = text.partition("-")
    return (int(year), int(month)) if year.isdecimal() and month.isdecimal() and 1 <= int(month) <= 12 else None


def doors_of(user: Any) -> QuerySet[Event]:
    """Published events at whose door the user stands."""
    mine = kept_by(user) | Q(pk__in=scopes_held(user, "events.event", STAFF))
    return WITH_SECTION.filter(mine, state=states.PUBLISHED).order_by("starts_at", "id")


def own_registrations(user: Any) -> QuerySet[Registration]:
    """The user's registrations, latest event first."""
    rows = Registration.objects.filter(Q(user=user) | Q(person__user=user)).distinct()
    return rows.select_related("event", "ticket", "invoice", "certificate").order_by("-event__starts_at", "-id")


def own_at(user: Any, event: Event) -> Registration | None:
    """The user's live registration at an event."""
    if not user.is_authenticated:
        return None
    return own_registrations(user).filter(event=event, state__in=states.LIVE).first()


def attended_by(person: Person) -> QuerySet[Registration]:
    """Events at which the person was seen, latest first."""
    return person.registrations.filter(state=states.ATTENDED).select_related("event").order_by("-event__starts_at")
