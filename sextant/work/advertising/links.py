"""The advertiser's own link: it opens one booking without a log-in, and becomes void when the booking gets a new key."""

from django.core import signing
from django.http import Http404

from sextant.society.ledger.payables import pay_url
from sextant.work.advertising.models import Booking

SALT = "advertising.booking"


def token_of(booking: Booking) -> str:
    """The signed part of the link."""
    return signing.dumps([booking.pk, booking.key], salt=SALT)


def booking_at(token: str) -> Booking:
    """The booking of a link; 404 for one that was altered or made void."""
    try:
        pk, key = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError) as wrong:
        raise Http404 from wrong
    found = Booking.objects.with_all().filter(pk=pk, key=key).first()
    if found is None:
        raise Http404
    return found


def pay_address(booking: Booking) -> str:
    """Where the invoice is paid without a log-in; empty while there is none to pay."""
    if booking.invoice is None or not booking.invoice.open_minor:
        return ""
    return pay_url(booking.invoice)
