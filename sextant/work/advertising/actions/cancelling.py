"""Cancelling a booking by its terms: what is kept stays on the invoice, the rest is credited and the days come free."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.society.ledger.actions.credits import credit_invoice
from sextant.society.ledger.models import Invoice
from sextant.work.advertising import letters, states
from sextant.work.advertising.actions.bookings import locked, move
from sextant.work.advertising.actions.days import give_back_days
from sextant.work.advertising.models import Booking
from sextant.work.advertising.queries.prices import cancellation_percent


def fee_of(booking: Booking, on: date) -> int:
    """What is kept when the booking is cancelled on a day, in minor units, half a unit rounded up; nothing before it is confirmed."""
    if booking.state not in (states.CONFIRMED, states.RUNNING):
        return 0
    return (booking.total_minor * cancellation_percent(booking.place, (booking.since - on).days) + 50) // 100


@transaction.atomic
def cancel_booking(booking: Booking, *, reason: str, on: date, by: User | None, who: str, fee_minor: int | None = None) -> Booking:
    """Cancels; the fee follows from the terms, and the manager may take less. Days that have not run yet come free."""
    if booking.invoice_id:
        Invoice.objects.select_for_update().get(pk=booking.invoice_id)
    booking = locked(booking)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the booking is cancelled.")})
    fee = fee_of(booking, on)
    if fee_minor is not None:
        if who != states.MANAGER or not 0 <= fee_minor <= fee:
            raise ValidationError({"fee": _("The fee can be anything from nothing to what the terms ask for.")})
        fee = fee_minor
    move(booking, states.CANCELLED, who)
    give_back_days(booking, on if booking.since < on else None)
    booking.reason, booking.fee_minor, booking.ended_on, booking.held_until = reason.strip()[:300], fee, on, None
    booking.save(update_fields=["state", "reason", "fee_minor", "ended_on", "held_until"])
    if booking.invoice is not None and booking.total_minor > fee:
        words = _("Booking cancelled: %(reason)s") % {"reason": booking.reason}
        credit_invoice(booking.invoice, amount_minor=booking.total_minor - fee, reason=words, on=on, by=by)
    record(verb="advertising.cancel_booking", obj=booking, by=by, after={"reason": booking.reason, "fee_minor": fee})
    letters.write("cancelled", booking)
    return booking
