"""Places, bookings and pictures for tests."""

import struct
import zlib
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from sextant.society.ledger.actions.payments import receive_payment
from sextant.society.ledger.queries.accounts import account_for
from sextant.society.ledger.tests.factories import open_books
from sextant.work.advertising.actions.bookings import ask_booking, confirm_booking
from sextant.work.advertising.actions.labels import ensure_labels, fill_labels
from sextant.work.advertising.actions.materials import approve_material, send_material
from sextant.work.advertising.demo.pictures import png
from sextant.work.advertising.models import Booking, Issue, Place, Price

TODAY = timezone.localdate
TARGET = "https://shelf.example/page"


def make_place(code: str = "home", **fields: Any) -> Place:
    """A banner place of 72 by 9 pixels on the home page, sold by the day at 100 a day."""
    given = {"channel": "site", "name_en": "Banner", "name_ru": "Баннер", "spot": "home-lower", "width": 72, "height": 9, **fields}
    place = Place.objects.create(code=code, **given)
    Price.objects.create(place=place, since=date(2020, 1, 1), amount_minor=100_00)
    return place


def make_issue(place: Place, ahead: int = 20, days: int = 7) -> Issue:
    since = TODAY() + timedelta(days=ahead)
    return Issue.objects.create(
        place=place, name_en=f"No. {ahead}", since=since, until=since + timedelta(days=days - 1), closes_on=since - timedelta(days=3)
    )


def ask(place: Place, start: int = 0, days: int = 7, **fields: Any) -> Booking:
    """A request for so many days from so many days ahead."""
    since = TODAY() + timedelta(days=start)
    when = {} if place.by_issue else {"since": since, "until": since + timedelta(days=days - 1)}
    given: dict[str, Any] = {"advertiser": "Shelf Ltd", "contact": "Ann", "email": "ann@shelf.example", "product": "Shelves", "language": "en"}
    return ask_booking(place=place, today=TODAY(), by=None, **{**given, **when, **fields})


def confirmed(place: Place, start: int = 0, days: int = 7, **fields: Any) -> Booking:
    """The same, sold, with its invoice."""
    open_books()
    return confirm_booking(ask(place, start, days, **fields), on=TODAY(), by=None)


def pay(booking: Booking) -> Booking:
    """The invoice is paid in full today."""
    invoice = booking.invoice
    invoice.refresh_from_db()
    money = {"amount_minor": invoice.open_minor, "currency": invoice.currency, "account": account_for("bank")}
    receive_payment(day=TODAY(), reference="1", key=f"t:{invoice.pk}:{invoice.paid_minor}", invoices=[invoice], by=None, **money)
    booking.refresh_from_db()
    return booking


def picture(width: int = 72, height: int = 9, name: str = "banner.png") -> SimpleUploadedFile:
    """A PNG of one colour."""
    return SimpleUploadedFile(name, png(width, height, [(20, 80, 120)], [bytes(width)] * height))


def send(booking: Booking, **fields: Any) -> Any:
    given = {"file": picture(), "alt_ru": "Полки", "alt_en": "Shelves", "target": TARGET, **fields}
    return send_material(booking, **given)


def marked(booking: Booking) -> Booking:
    """With everything its labels need."""
    ensure_labels()
    return fill_labels(booking, erid="abc123", age_mark="0+", tax_id="", spite="", by=None)


def running(place: Place | None = None, days: int = 7, **fields: Any) -> Booking:
    """A booking that runs today: confirmed, paid, marked, with an approved picture."""
    booking = marked(confirmed(place or make_place(), 0, days, **fields))
    approve_material(send(booking), now=timezone.now(), by=None)
    return pay(booking)


def gif(frames: int = 2, hundredths: int = 100, width: int = 72, height: int = 9) -> bytes:
    """An animated GIF of so many frames, each shown so long."""
    screen = b"GIF89a" + struct.pack("<HH", width, height) + b"\x80\x00\x00" + b"\x00\x00\x00\xff\xff\xff"
    control = b"\x21\xf9\x04\x00" + struct.pack("<H", hundredths) + b"\x00\x00"
    image = b"\x2c" + struct.pack("<HHHH", 0, 0, width, height) + b"\x00\x02\x02\x44\x01\x00"
    return screen + (control + image) * frames + b"\x3b"


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
