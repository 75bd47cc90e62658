"""What a period of a place costs on the day it begins, and what cancelling it costs."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from sextant.work.advertising.models import Discount, Issue, Place, Price, Term

LONGEST_DAYS = 366


@dataclass(frozen=True)
class Quote:
    """Units, price of one, discount for the length in per cent, and the total, in minor units."""

    units: int
    price_minor: int
    discount_percent: int
    currency: str

    @property
    def total_minor(self) -> int:
        """Half a minor unit is rounded up."""
        return (self.units * self.price_minor * (100 - self.discount_percent) + 50) // 100


def price_on(place: Place, day: date) -> Price | None:
    """The price that holds on a day: of those that have begun and not ended, the one that began last."""
    held = place.prices.filter(since__lte=day).filter(Q(until=None) | Q(until__gte=day))
    return held.order_by("-since").first()


def units_in(place: Place, since: date, until: date) -> int:
    """Units sold for a period: days, whole weeks, or one issue or event."""
    days = (until - since).days + 1
    if place.by_issue:
        return 1
    if place.unit == Place.Unit.WEEK:
        if days % 7:
            raise ValidationError({"until": _("This place is sold by whole weeks: choose a period of 7, 14, 21 … days.")})
        return days // 7
    return days


def discount_for(place: Place, units: int) -> int:
    """Per cent off for so many units: the largest that is reached, of the place or of all places."""
    rows = Discount.objects.filter(Q(place=place) | Q(place=None), units__lte=units)
    return max(rows.values_list("percent", flat=True), default=0)


def quote(place: Place, since: date, until: date, today: date) -> Quote:
    """The price of a period; ValidationError with a sentence where the days make no sense or no price holds."""
    if until < since:
        raise ValidationError({"until": _("The last day is before the first.")})
    if since < today:
        raise ValidationError({"since": _("The first day is over already. Choose a later one.")})
    if (until - since).days + 1 > LONGEST_DAYS:
        raise ValidationError({"until": _("A booking may last %(days)s days at most. Ask for the rest separately.") % {"days": LONGEST_DAYS}})
    price = price_on(place, since)
    if price is None:
        raise ValidationError({"since": _("No price is set for this day yet. Choose an earlier period or ask the manager of advertising.")})
    units = units_in(place, since, until)
    return Quote(units, price.amount_minor, discount_for(place, units), price.currency)


def quote_issue(issue: Issue, today: date) -> Quote:
    """The price of an issue or an event; refused after its last day for material."""
    if issue.closes_on < today:
        words = {"issue": issue, "day": f"{issue.closes_on:%d.%m.%Y}"}
        raise ValidationError({"issue": _("“%(issue)s” was closed for advertising on %(day)s. Choose a later one.") % words})
    return quote(issue.place, max(issue.since, today), issue.until, today)


def cancellation_percent(place: Place, days_left: int) -> int:
    """Per cent of the total that is kept when so many days are left before the first day; terms of the place go before those of all."""
    rows = list(Term.objects.filter(Q(place=place) | Q(place=None)))
    own = [row for row in rows if row.place_id] or rows
    reached = [row for row in own if row.days_before <= max(days_left, 0)]
    return max(reached, key=lambda row: row.days_before).fee_percent if reached else 0
