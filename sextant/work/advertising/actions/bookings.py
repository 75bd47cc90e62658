"""Bookings: asked for, held, confirmed with an invoice, refused; a hold that nobody confirmed lapses."""

import secrets
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.permissions.moves import may_move
from sextant.society.members.models import Organisation
from sextant.work.advertising import letters, states
from sextant.work.advertising.actions.days import give_back_days, refuse_taken, take_days
from sextant.work.advertising.actions.invoicing import invoice_booking
from sextant.work.advertising.models import Booking, Issue, Place, Remark
from sextant.work.advertising.queries.prices import Quote, quote, quote_issue


def locked(booking: Booking) -> Booking:
    """The booking as it is now, held until the transaction ends; its place is locked before it."""
    Place.objects.select_for_update().get(pk=booking.place_id)
    return Booking.objects.select_for_update(of=("self",)).with_all().get(pk=booking.pk)


def move(booking: Booking, target: str, who: str) -> None:
    """Sets the state; a sentence where that is not possible any more."""
    if not may_move(states.MOVES, booking.state, target, {who}):
        named = dict(Booking.STATES)
        words = {"state": named[booking.state], "target": named[target]}
        raise ValidationError(_("This booking is “%(state)s”; it cannot become “%(target)s” now. Look at it again.") % words)
    booking.state = target


def _refused_or_priced(place: Place, since: date | None, until: date | None, issue: Issue | None, today: date) -> tuple[date, date, Quote]:
    """The days and the price of what is asked for; a sentence where it is not on sale, makes no sense or is taken."""
    if not place.is_open:
        raise ValidationError(_("This place is not on sale now. Choose another one in the media kit."))
    if place.by_issue and issue is None:
        raise ValidationError({"issue": _("Choose an issue or an event.")})
    if issue is not None:
        since, until = issue.since, issue.until
    if since is None or until is None:
        raise ValidationError({"since": _("Give the first and the last day.")})
    asked = quote_issue(issue, today) if issue is not None else quote(place, since, until, today)
    refuse_taken(place, since, until)
    return since, until, asked


@transaction.atomic
def ask_booking(
    *,
    place: Place,
    advertiser: str,
    contact: str,
    email: str,
    product: str,
    today: date,
    by: User | None,
    since: date | None = None,
    until: date | None = None,
    issue: Issue | None = None,
    organisation: Organisation | None = None,
    language: str = "ru",
    is_demo: bool = False,
    **more: Any,
) -> Booking:
    """Writes down what somebody asks for at the price of today and sends the link to its page; nothing is taken yet.

    A period that is taken already is refused with its days. `more` holds tax number, address and text.
    """
    since, until, asked = _refused_or_priced(place, since, until, issue, today)
    remark = more.pop("remark", "").strip()
    booking = Booking.objects.create(
        place=place,
        issue=issue,
        since=since,
        until=until,
        key=secrets.token_hex(16),
        organisation=organisation,
        advertiser=advertiser.strip(),
        contact=contact.strip(),
        email=email,
        language=language,
        product=product.strip(),
        units=asked.units,
        price_minor=asked.price_minor,
        discount_percent=asked.discount_percent,
        total_minor=asked.total_minor,
        currency=asked.currency,
        asked_by=by,
        is_demo=is_demo,
        **more,
    )
    if remark:
        Remark.objects.create(booking=booking, text=remark, by=by, by_advertiser=True)
    after = {"place": place.code, "since": since, "until": until, "total_minor": booking.total_minor, "advertiser": booking.advertiser}
    record(verb="advertising.ask_booking", obj=booking, by=by, after=after, personal_after={"contact": booking.contact, "email": email})
    letters.write("asked", booking)
    return booking


@transaction.atomic
def hold_booking(booking: Booking, *, now: datetime, by: User | None, who: str) -> Booking:
    """Keeps the days for the hours the place grants. The advertiser comes here by the link of the letter, which proves the address."""
    booking = locked(booking)
    move(booking, states.HELD, who)
    take_days(booking)
    booking.held_until = now + timedelta(hours=booking.place.hold_hours)
    booking.save(update_fields=["state", "held_until"])
    record(verb="advertising.hold_booking", obj=booking, by=by, after={"held_until": booking.held_until})
    return booking


@transaction.atomic
def confirm_booking(booking: Booking, *, on: date, by: User | None, promised_views: int | None = None) -> Booking:
    """Sells the days and issues the invoice; refused where somebody else has them by now, or where they are over."""
    booking = locked(booking)
    if booking.until < on:
        raise ValidationError(_("The days of this booking are over. Refuse it, or ask the advertiser for a new period."))
    move(booking, states.CONFIRMED, states.MANAGER)
    take_days(booking)
    booking.held_until, booking.promised_views = None, promised_views
    booking.invoice = invoice_booking(booking, on=on, by=by)
    booking.save(update_fields=["state", "held_until", "promised_views", "invoice"])
    record(verb="advertising.confirm_booking", obj=booking, by=by, after={"invoice": booking.invoice.shown_number, "promised_views": promised_views})
    letters.write("confirmed", booking)
    return booking


@transaction.atomic
def refuse_booking(booking: Booking, *, reason: str, on: date, by: User | None) -> Booking:
    """Says no, with a reason the advertiser reads; held days come free."""
    booking = locked(booking)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why; the advertiser reads it.")})
    move(booking, states.REFUSED, states.MANAGER)
    give_back_days(booking)
    booking.reason, booking.held_until, booking.ended_on = reason.strip()[:300], None, on
    booking.save(update_fields=["state", "reason", "held_until", "ended_on"])
    record(verb="advertising.refuse_booking", obj=booking, by=by, after={"reason": booking.reason})
    letters.write("refused", booking)
    return booking


@transaction.atomic
def lapse_hold(booking: Booking, *, now: datetime) -> bool:
    """Frees the days of a hold that is over; False where it was confirmed or held anew meanwhile."""
    booking = locked(booking)
    if booking.state != states.HELD or booking.held_until is None or booking.held_until > now:
        return False
    move(booking, states.LAPSED, states.CLOCK)
    give_back_days(booking)
    booking.held_until = None
    booking.save(update_fields=["state", "held_until"])
    record(verb="advertising.lapse_hold", obj=booking)
    letters.write("lapsed", booking)
    return True


@transaction.atomic
def write_remark(booking: Booking, *, text: str, by: User | None, by_advertiser: bool) -> Remark:
    """Adds a line to what manager and advertiser tell each other about a booking."""
    if not text.strip():
        raise ValidationError({"text": _("Write something.")})
    remark = Remark.objects.create(booking=booking, text=text.strip()[:4000], by=by, by_advertiser=by_advertiser)
    record(verb="advertising.write_remark", obj=booking, by=by, personal_after={"text": remark.text})
    return remark
