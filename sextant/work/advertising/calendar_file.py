"""Bookings as a calendar file (iCalendar, RFC 5545; the format is the `icalendar` package's)."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.urls import reverse
from icalendar import Calendar, Event

from sextant.base.ui.links import full_url, site_host
from sextant.work.advertising import states
from sextant.work.advertising.models import Booking


def calendar_of(bookings: Iterable[Booking], stamp: datetime) -> bytes:
    """One all-day event a booking; its UID hangs on the booking alone, so that reading the file again moves the event."""
    calendar, host = Calendar(), site_host()
    calendar.add("prodid", "-//Sextant//Advertising//EN")
    calendar.add("version", "2.0")
    for booking in sorted(bookings, key=lambda one: (one.since, one.pk)):
        event = Event()
        event.add("uid", f"advertising-{booking.pk}@{host}")
        event.add("dtstamp", stamp.astimezone(UTC))
        event.add("dtstart", booking.since)
        event.add("dtend", booking.until + timedelta(days=1))
        event.add("summary", f"{booking.place}: {booking.advertiser}")
        event.add("status", "TENTATIVE" if booking.state == states.HELD else "CONFIRMED")
        event.add("transp", "TRANSPARENT")
        event.add("url", full_url(reverse("advertising:booking", args=[booking.pk])))
        calendar.add_component(event)
    return calendar.to_ical()
