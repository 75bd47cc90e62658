"""Work of the clock: holds lapse, bookings begin and end."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.base.jobs.registry import job
from sextant.base.jobs.run import Run
from sextant.work.advertising import states
from sextant.work.advertising.actions.bookings import lapse_hold
from sextant.work.advertising.actions.running import begin_due, end_over
from sextant.work.advertising.models import Booking


@job("advertising.lapse_holds", title=_("Freeing periods of advertising whose hold is over"), every=timedelta(minutes=15))
def lapse_holds(run: Run) -> dict[str, Any]:
    """Frees the days of every hold that nobody confirmed in time."""
    now = timezone.now()
    over = Booking.objects.filter(state=states.HELD, held_until__lte=now).order_by("pk")
    return {"lapsed": sum(lapse_hold(booking, now=now) for booking in over)}


@job("advertising.run_bookings", title=_("Beginning and ending advertising"), every=timedelta(hours=1))
def run_bookings(run: Run) -> dict[str, Any]:
    """Ends what is over and begins what is due and ready."""
    today = timezone.localdate()
    return {"ended": end_over(today), "begun": begin_due(today)}
