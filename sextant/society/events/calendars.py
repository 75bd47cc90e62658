"""Events and programmes as calendar files (iCalendar, RFC 5545; text not seen, the format is the `icalendar` package's)."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.urls import reverse
from icalendar import Calendar
from icalendar import Event as Entry

from sextant.base.ui.links import full_url, site_host
from sextant.society.events import states
from sextant.society.events.models import Event, Session

STATUS = {states.DRAFT: "TENTATIVE", states.CANCELLED: "CANCELLED"}


def _calendar(name: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Sextant//Events//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    return calendar


def _entry(kind: str, key: int, event: Event, stamp: datetime, **fields: Any) -> Entry:
    """An entry in the time zone of the event; its UID hangs on the row alone, so that reading the file again moves it."""
    entry = Entry()
    entry.add("uid", f"{kind}-{key}@{site_host()}")
    entry.add("dtstamp", stamp.astimezone(UTC))
    entry.add("sequence", event.edition)
    entry.add("status", STATUS.get(event.state, "CONFIRMED"))
    for name, value in fields.items():
        if value:
            entry.add(name, value)
    return entry


def _of_event(event: Event, stamp: datetime, online: bool) -> Entry:
    words = {"summary": event.title, "description": event.summary, "location": event.place or (event.online_url if online else "")}
    address = event.online_url if online and event.online_url else full_url(reverse("events:event", args=[event.code]))
    return _entry("event", event.pk, event, stamp, dtstart=event.local_start, dtend=event.local_end, url=address, **words)


def _of_session(session: Session, stamp: datetime) -> Entry:
    event = session.event
    speakers = ", ".join(str(speaker) for speaker in session.speakers.all())
    words = {"summary": session.title, "description": "\n".join(filter(None, (speakers, session.about)))}
    where = ", ".join(filter(None, (str(session.room or ""), event.place)))
    address = full_url(reverse("events:programme", args=[event.code]))
    moments = {"dtstart": session.local_start, "dtend": session.local_end}
    return _entry("event-session", session.pk, event, stamp, **moments, location=where, url=address, **words)


def _written(calendar: Calendar) -> bytes:
    """With the rules of the time zones it uses, so that daylight saving is read right everywhere."""
    calendar.add_missing_timezones()
    return calendar.to_ical()


def events_calendar(name: str, events: Iterable[Event], stamp: datetime, *, online: bool = False) -> bytes:
    """Events; the link of the online room stands in it only when `online` says so."""
    calendar = _calendar(name)
    for event in events:
        calendar.add_component(_of_event(event, stamp, online))
    return _written(calendar)


def programme_calendar(event: Event, sessions: Iterable[Session], stamp: datetime) -> bytes:
    """Sessions of one event."""
    calendar = _calendar(event.title)
    for session in sessions:
        calendar.add_component(_of_session(session, stamp))
    return _written(calendar)
