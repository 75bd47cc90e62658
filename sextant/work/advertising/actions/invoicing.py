"""The invoice of a booking, and what follows when it is paid, opened again or credited."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.words.money import money
from sextant.society.ledger.actions.invoices import Charge, Payer, make_invoice, payer_of
from sextant.society.ledger.models import Invoice
from sextant.society.ledger.subjects import Subject
from sextant.work.advertising.actions.running import begin_if_ready, stop_showing
from sextant.work.advertising.models import Booking

KIND = "advertising.booking"
DUE_DAYS = 10


def _text(booking: Booking) -> str:
    """The line of the invoice in the active language: the place, the period, how the amount came about."""
    words = {
        "place": booking.place.name,
        "since": f"{booking.since:%d.%m.%Y}",
        "until": f"{booking.until:%d.%m.%Y}",
        "units": booking.units,
        "price": money(booking.price_minor, booking.currency),
        "discount": booking.discount_percent,
    }
    if booking.discount_percent:
        return _("Advertising: %(place)s, %(since)s–%(until)s (%(units)s × %(price)s less %(discount)s %%)") % words
    return _("Advertising: %(place)s, %(since)s–%(until)s (%(units)s × %(price)s)") % words


def payer_for(booking: Booking) -> Payer:
    """The organisation the association knows, or whoever asked for it."""
    if booking.organisation is not None:
        return payer_of(booking.organisation, booking.language)
    return Payer(name=booking.advertiser, address=booking.address, tax_id=booking.tax_id, email=booking.email, language=booking.language)


@transaction.atomic
def invoice_booking(booking: Booking, *, on: date, by: User | None) -> Invoice:
    """Issues the invoice; due in ten days, or on the day before the first where that is earlier and not over. Asked twice, it is one."""
    texts = {}
    for language in ("ru", "en"):
        with translation.override(language):
            texts[language] = _text(booking)
    due = max(on, min(on + timedelta(days=DUE_DAYS), booking.since - timedelta(days=1)))
    return make_invoice(
        payer=payer_for(booking),
        charges=[Charge(texts["ru"], texts["en"], booking.total_minor, "advertising", income_kind="advertising")],
        currency=booking.currency,
        about=booking,
        key=f"advertising:{booking.pk}",
        due_on=due,
        on=on,
        by=by,
        is_demo=booking.is_demo,
    )


def _held(about_id: str) -> Booking:
    return Booking.objects.select_for_update(of=("self",)).with_all().get(pk=about_id)


def _settled(about_id: str, *, invoice: Invoice, day: date, by: Any) -> None:
    """The money has come in; the booking runs where nothing else is missing and its days have come."""
    booking = _held(about_id)
    booking.paid_on = day
    booking.save(update_fields=["paid_on"])
    record(verb="advertising.settle_booking", obj=booking, by=by, after={"paid_on": day, "invoice": invoice.shown_number})
    begin_if_ready(booking)


def _reopened(about_id: str, *, invoice: Invoice, day: date, by: Any) -> None:
    """The payment was taken back: what is shown only when paid stops."""
    booking = _held(about_id)
    booking.paid_on = None
    booking.save(update_fields=["paid_on"])
    record(verb="advertising.reopen_booking", obj=booking, by=by, after={"invoice": invoice.shown_number})
    if booking.place.prepaid:
        stop_showing(booking)


SUBJECT = Subject(KIND, gettext_lazy("Advertising"), lambda key: reverse("advertising:booking", args=[key]), settled=_settled, reopened=_reopened)
