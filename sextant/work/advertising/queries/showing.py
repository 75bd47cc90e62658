"""What runs now, and what still keeps a booking from running."""

from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from sextant.work.advertising import states
from sextant.work.advertising.models import Booking, LabelRule, Material
from sextant.work.advertising.queries.labels import labels_of

APPROVED = Prefetch("materials", Material.objects.filter(state=states.APPROVED), to_attr="approved")


def approved_material(booking: Booking) -> Material | None:
    """The version that is shown."""
    found = getattr(booking, "approved", None)
    if found is None:
        return booking.materials.filter(state=states.APPROVED).first()
    return found[0] if found else None


def what_is_missing(booking: Booking, rules: list[LabelRule] | None = None) -> list[str]:
    """Sentences that say what keeps a confirmed booking from running; empty when it may run as soon as its days come."""
    said = []
    if booking.place.prepaid and booking.paid_on is None:
        said.append(_("It is not paid yet."))
    if approved_material(booking) is None:
        said.append(_("No material is approved yet."))
    missing = labels_of(booking, booking.language, rules).missing
    if missing and not booking.spite:
        names = ", ".join(str(rule.get_needs_display()) for rule in missing)
        said.append(_("The label lacks what the rules ask for: %(names)s.") % {"names": names})
    return said


def running_on(spot: str, today: date) -> QuerySet[Booking]:
    """Bookings that run today in the place of that spot of a page, with the version that is shown."""
    rows = Booking.objects.filter(place__spot=spot, state=states.RUNNING, since__lte=today, until__gte=today)
    return rows.select_related("place").prefetch_related(APPROVED)


def to_begin(today: date) -> QuerySet[Booking]:
    """Confirmed bookings whose days have come."""
    rows = Booking.objects.filter(state=states.CONFIRMED, since__lte=today)
    return rows.select_related("place").order_by("pk")
