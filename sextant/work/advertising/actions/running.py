"""A booking begins to run when its days have come and nothing is missing, and is done after them."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from sextant.base.audit.actions import record
from sextant.base.permissions.moves import may_move
from sextant.work.advertising import letters, states
from sextant.work.advertising.models import Booking
from sextant.work.advertising.queries.showing import to_begin, what_is_missing


@transaction.atomic
def begin_if_ready(booking: Booking, today: date | None = None) -> bool:
    """Lets a confirmed booking run; False where its days have not come or are over, or something is missing."""
    today = today or timezone.localdate()
    booking = Booking.objects.select_for_update(of=("self",)).with_all().get(pk=booking.pk)
    in_time = booking.since <= today <= booking.until
    if not in_time or not may_move(states.MOVES, booking.state, states.RUNNING, {states.CLOCK}) or what_is_missing(booking):
        return False
    booking.state = states.RUNNING
    booking.save(update_fields=["state"])
    record(verb="advertising.begin_booking", obj=booking)
    letters.write("running", booking)
    return True


@transaction.atomic
def stop_showing(booking: Booking) -> bool:
    """Takes a running booking out of its place; it is confirmed again until what is missing has come in."""
    stopped = Booking.objects.filter(pk=booking.pk, state=states.RUNNING).update(state=states.CONFIRMED)
    if stopped:
        record(verb="advertising.stop_booking", obj=booking)
    return bool(stopped)


@transaction.atomic
def end_booking(booking: Booking, *, today: date) -> bool:
    """Ends a running booking whose last day is over, and sends the link to the report."""
    booking = Booking.objects.select_for_update(of=("self",)).with_all().get(pk=booking.pk)
    if booking.state != states.RUNNING or booking.until >= today:
        return False
    booking.state, booking.ended_on = states.DONE, booking.until
    booking.save(update_fields=["state", "ended_on"])
    record(verb="advertising.end_booking", obj=booking)
    letters.write("done", booking)
    return True


def begin_due(today: date) -> int:
    """Lets everything run whose days have come and that is ready; returns how many began."""
    return sum(begin_if_ready(booking, today) for booking in to_begin(today))


def end_over(today: date) -> int:
    """Ends everything whose last day is over; returns how many ended."""
    return sum(end_booking(booking, today=today) for booking in Booking.objects.filter(state=states.RUNNING, until__lt=today).order_by("pk"))
