"""Meetings of a pair as a calendar file (iCalendar, RFC 5545; the format is the `icalendar` package's)."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from sextant.base.ui.links import full_url, site_host
from sextant.work.mentoring.models import Meeting, Pair


def calendar_of(pair: Pair, meetings: Iterable[Meeting], stamp: datetime) -> bytes:
    """One event a meeting, with the names of the two and nothing they wrote; its UID hangs on the meeting alone."""
    calendar, host = Calendar(), site_host()
    calendar.add("prodid", "-//Sextant//Mentoring//EN")
    calendar.add("version", "2.0")
    for meeting in meetings:
        event = Event()
        event.add("uid", f"mentoring-{meeting.pk}@{host}")
        event.add("dtstamp", stamp.astimezone(UTC))
        event.add("dtstart", meeting.at.astimezone(UTC))
        event.add("dtend", (meeting.at + timedelta(minutes=meeting.minutes)).astimezone(UTC))
        event.add("summary", _("Mentoring: %(mentor)s and %(mentee)s") % {"mentor": pair.mentor, "mentee": pair.mentee})
        event.add("class", "PRIVATE")
        event.add("url", full_url(reverse("mentoring:pair", args=[pair.pk])))
        calendar.add_component(event)
    return calendar.to_ical()
