"""The demo's advertising: places, firms, bookings that ran, run and wait; and taking it all away."""

from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from sextant.base.demo import registry
from sextant.base.demo.registry import World
from sextant.society.ledger.actions.payments import receive_payment
from sextant.society.ledger.models import Invoice
from sextant.society.ledger.queries.accounts import account_for
from sextant.work.advertising.actions.bookings import ask_booking, confirm_booking, hold_booking
from sextant.work.advertising.actions.labels import ensure_labels
from sextant.work.advertising.actions.materials import approve_material, send_material
from sextant.work.advertising.actions.running import begin_if_ready, end_booking
from sextant.work.advertising.demo.firms import BOOKED, FIRMS, OFFERED
from sextant.work.advertising.demo.pictures import banner
from sextant.work.advertising.models import Booking, DayCount, Discount, Issue, Material, Place, Price, Reach, TakenDay, Term


def _places(today: date) -> dict[str, Place]:
    made = {}
    for order, offered in enumerate(OFFERED):
        row = dict(offered)
        price, reach, issues = row.pop("price"), row.pop("reach"), row.pop("issues", [])
        place = Place.objects.create(order=order, is_demo=True, **row)
        Price.objects.create(place=place, since=date(today.year - 1, 1, 1), until=date(today.year - 1, 12, 31), amount_minor=price * 9 // 10)
        Price.objects.create(place=place, since=date(today.year, 1, 1), amount_minor=price)
        for number, (label_ru, label_en, value) in enumerate(reach):
            words = {"label_ru": label_ru, "label_en": label_en, "source_ru": "Вымышленные данные", "source_en": "Invented figures"}
            Reach.objects.create(place=place, value=value, on=today - timedelta(days=20 + number), **words)
        for number, (name_ru, name_en, ahead) in enumerate(issues):
            since = today + timedelta(days=ahead)
            until = since + timedelta(days=6)
            Issue.objects.create(
                place=place, name_ru=name_ru, name_en=name_en, since=since, until=until, closes_on=since - timedelta(days=5 + number)
            )
        made[place.code] = place
    for code, units, percent in (("home-banner", 7, 5), ("home-banner", 14, 10), ("home-banner", 28, 15), ("newsletter-line", 4, 10)):
        Discount.objects.create(place=made[code], units=units, percent=percent, is_demo=True)
    for days, fee in ((14, 0), (3, 30), (0, 100)):
        Term.objects.create(days_before=days, fee_percent=fee, is_demo=True)
    return made


def _booking(place: Place, firm: dict[str, str], since: date, days: int, asked_on: date) -> Booking:
    when: dict[str, Any] = {"since": since, "until": since + timedelta(days=days - 1)}
    if place.by_issue:
        issues = place.issues.filter(closes_on__gte=asked_on).exclude(bookings__state__in=["confirmed", "held"])
        when = {"issue": issues.order_by("since").first()}
    known: dict[str, Any] = {name: firm[name] for name in ("advertiser", "contact", "email", "product", "tax_id", "address")}
    return ask_booking(place=place, today=asked_on, by=None, is_demo=True, **when, **known)


def _material(booking: Booking, firm: dict[str, str], seed: int, approve: bool) -> None:
    place = booking.place
    given: dict[str, Any] = {"alt_ru": firm["alt_ru"], "alt_en": firm["alt_en"]}
    file = None
    if place.takes_files:
        width, height = (place.width, place.height) if place.measure == "px" else (round(place.width * 12), round(place.height * 12))
        file = SimpleUploadedFile("banner.png", banner(width, height, seed))
    text = firm["product"][: place.text_limit] if place.text_limit else ""
    target = "" if place.channel == Place.Channel.JOURNAL else "https://example.org/"
    sent = send_material(booking, file=file, text=text, target=target, **given)
    if approve:
        approve_material(sent, now=timezone.now(), by=None)


def _paid(invoice: Invoice, day: date) -> None:
    money: dict[str, Any] = {"day": day, "amount_minor": invoice.total_minor, "currency": invoice.currency, "account": account_for("bank")}
    names: dict[str, Any] = {"payer_name": invoice.payer_name, "reference": f"{invoice.pk}", "key": f"demo-advertising:{invoice.pk}"}
    receive_payment(invoices=[invoice], is_demo=True, by=None, **money, **names)


def _counts(booking: Booking, today: date, chance: Any) -> None:
    last = min(booking.until, today)
    rows = []
    for number in range((last - booking.since).days + 1):
        views = chance.randrange(280, 620)
        rows.append(
            DayCount(booking=booking, day=booking.since + timedelta(days=number), views=views, clicks=chance.randrange(2, 12), bots=views // 9)
        )
    DayCount.objects.bulk_create(rows)


def _play(world: World, place: Place, number: int, start: int, days: int, how: str) -> None:
    """One booking brought as far as `how` says: asked, held, confirmed, running or done."""
    today, firm = world.today, FIRMS[number % len(FIRMS)]
    since = today + timedelta(days=start)
    asked_on = min(since, today) - timedelta(days=12)
    booking = _booking(place, firm, since, days, asked_on)
    if how == "held":
        hold_booking(booking, now=timezone.now(), by=None, who="advertiser")
    if how in ("asked", "held"):
        return
    booking = confirm_booking(booking, on=asked_on + timedelta(days=1), by=None, promised_views=days * 400 if place.channel == "site" else None)
    Booking.objects.filter(pk=booking.pk).update(erid=f"demo{booking.pk:05d}", age_mark="0+" if number % 2 else "none")
    if how == "confirmed":
        _material(booking, firm, 40 + number, approve=number % 2 == 0)
        return
    _material(booking, firm, 40 + number, approve=True)
    assert booking.invoice is not None
    _paid(booking.invoice, asked_on + timedelta(days=4))
    begin_if_ready(booking, max(since, min(booking.until, today)))
    if place.channel == Place.Channel.SITE:
        _counts(booking, today, world.chance)
    if how == "done":
        Booking.objects.filter(pk=booking.pk).update(proof="" if place.channel == "site" else "№ 3, стр. 2")
        end_booking(booking, today=today)


def load(world: World) -> None:
    """Places, and bookings in every state."""
    ensure_labels()
    places = _places(world.today)
    for number, (code, start, days, how) in enumerate(BOOKED):
        _play(world, places[code], number, start, days, how)


def remove() -> int:
    """Takes everything of the demo away; its invoices go with the books."""
    bookings = Booking.objects.filter(is_demo=True)
    for material in Material.objects.filter(booking__in=bookings).exclude(file=""):
        material.file.delete(save=False)
    gone = TakenDay.objects.filter(booking__in=bookings).delete()[0]
    gone += bookings.delete()[0]
    for model in (Discount, Term, Place):
        gone += model.objects.filter(is_demo=True).delete()[0]
    return gone


def register() -> None:
    registry.register("advertising", 60, load, remove)
