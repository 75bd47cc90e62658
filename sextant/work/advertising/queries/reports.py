"""What a booking has delivered: views and clicks by day, and the share of clicks with its interval."""

from dataclasses import dataclass
from datetime import date

from sextant.lab.shares import wilson
from sextant.work.advertising.models import Booking, DayCount


@dataclass(frozen=True)
class Delivery:
    """Everything a report says: rows by day, sums, the share of clicks and its interval, and what was promised."""

    rows: list[DayCount]
    views: int
    clicks: int
    bots: int
    low: float
    high: float
    days_run: int
    days_booked: int
    promised: int | None

    @property
    def rate(self) -> float | None:
        """Clicks over views; None before the first view."""
        return self.clicks / self.views if self.views else None

    @property
    def kept(self) -> float | None:
        """Views over those promised; None where none were."""
        return self.views / self.promised if self.promised else None


def delivery(booking: Booking, today: date) -> Delivery:
    """The report of a booking as it stands today."""
    rows = list(booking.counts.all())
    views, clicks = sum(row.views for row in rows), sum(row.clicks for row in rows)
    low, high = wilson(min(clicks, views), views)
    last = min(booking.until, booking.ended_on or booking.until, today)
    run = max((last - booking.since).days + 1, 0) if booking.is_sold else 0
    return Delivery(rows, views, clicks, sum(row.bots for row in rows), low, high, run, booking.days, booking.promised_views)
