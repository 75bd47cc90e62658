"""The last days of calls as a calendar file (iCalendar, RFC 5545; text not seen, the format is the `icalendar` package's)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from .calls import FundingCall
from .findings import error

if TYPE_CHECKING:
    from icalendar import Alarm, Event

ALARM = {"en": "Deadline: {title}", "ru": "Срок подачи: {title}"}
CLOSES = {"en": "Last day: {title}", "ru": "Последний день: {title}"}
PRODUCT = "-//Sextant//Funding calls//EN"


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The file, and the account: calls given = `dated` + `undated` (rolling, or without a last day)."""

    content: bytes
    dated: tuple[FundingCall, ...]
    undated: tuple[FundingCall, ...]


def deadlines(calls: Iterable[FundingCall], stamp: datetime, domain: str, language: str = "en", remind: Sequence[int] = ()) -> Deadlines:
    """All-day events on the last days, ordered by day and identifier; `remind` names days before on which to remind.

    `stamp` is the moment of writing (DTSTAMP), with a time zone. The UID of a call hangs on `domain`, its source and
    identifier alone, so that a calendar that reads the file again moves the event and does not double it. Raises
    `FundingError` for a stamp without a zone.
    """
    from icalendar import Calendar

    if stamp.tzinfo is None:
        raise error("stamp_without_zone")
    given = list(calls)
    dated = sorted((call for call in given if call.closes_on), key=lambda call: (call.closes_on, call.source, call.id))
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    for call in dated:
        calendar.add_component(_event(call, stamp.astimezone(UTC), domain, language, remind))
    return Deadlines(calendar.to_ical(), tuple(dated), tuple(call for call in given if not call.closes_on))


def uid(call: FundingCall, domain: str) -> str:
    """The identifier of the event: 128 bits of SHA-256 over source and identifier, at the domain."""
    digest = hashlib.sha256(f"{call.source}\n{call.id}".encode()).hexdigest()
    return f"{digest[:32]}@{domain}"


def _event(call: FundingCall, stamp: datetime, domain: str, language: str, remind: Sequence[int]) -> Event:
    from icalendar import Event

    assert call.closes_on is not None
    event = Event()
    event.add("uid", uid(call, domain))
    event.add("dtstamp", stamp)
    event.add("dtstart", call.closes_on)
    event.add("dtend", call.closes_on + timedelta(days=1))
    event.add("summary", CLOSES[language].format(title=call.title))
    event.add("transp", "TRANSPARENT")
    words = "\n".join(part for part in (call.funder, call.text) if part)
    if words:
        event.add("description", words)
    if call.url:
        event.add("url", call.url)
    for days in sorted(set(remind), reverse=True):
        event.add_component(_alarm(call, days, language))
    return event


def _alarm(call: FundingCall, days: int, language: str) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", ALARM[language].format(title=call.title))
    alarm.add("trigger", timedelta(days=-days))
    return alarm
