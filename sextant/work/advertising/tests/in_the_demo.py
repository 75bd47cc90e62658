"""What the demo must show of advertising: bookings in every state, and counts of weeks."""

from sextant.work.advertising.models import Booking, DayCount


def shown(_real):
    states = set(Booking.objects.values_list("state", flat=True))
    assert (states, DayCount.objects.count() > 30) == ({"asked", "held", "confirmed", "running", "done"}, True)
