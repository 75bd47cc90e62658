"""What to put into the addresses of pages of advertising."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from sextant.society.ledger.actions.payments import receive_payment
from sextant.society.ledger.queries.accounts import account_for
from sextant.society.ledger.tests.factories import open_books
from sextant.work.advertising.actions.bookings import ask_booking, confirm_booking
from sextant.work.advertising.actions.labels import ensure_labels, fill_labels
from sextant.work.advertising.actions.materials import approve_material, send_material
from sextant.work.advertising.demo.pictures import banner
from sextant.work.advertising.links import token_of
from sextant.work.advertising.models import Booking, LabelRule, Material, Place, Price
from tests.roles.world import World


def _place(world: World) -> Place:
    """A banner place with a price."""
    if "advertising place" not in world.left:
        place = Place.objects.create(code="roles", channel="site", name_en="Banner", name_ru="Баннер", width=72, height=9, capacity=9)
        Price.objects.create(place=place, since=timezone.localdate() - timedelta(days=9), amount_minor=100_00)
        world.left["advertising place"] = place
    return world.left["advertising place"]


def _asked(world: World) -> Booking:
    """A booking of the organisation of the page, asked for today."""
    today = timezone.localdate()
    who = {"advertiser": "Shelf Ltd", "contact": "Ann", "email": "ann@example.org", "product": "Shelves", "organisation": world.organisation}
    return ask_booking(place=_place(world), since=today, until=today, today=today, by=None, **who)


def _file() -> SimpleUploadedFile:
    return SimpleUploadedFile("banner.png", banner(72, 9, 7))


def _running(world: World) -> Booking:
    """A booking that runs today, with an approved picture."""
    if "advertising booking" not in world.left:
        open_books()
        ensure_labels()
        booking = confirm_booking(_asked(world), on=timezone.localdate(), by=None)
        booking = fill_labels(booking, erid="roles", age_mark="none", tax_id="", spite="", by=None)
        sent = send_material(booking, file=_file(), alt_ru="Полки", alt_en="Shelves", target="https://example.org/")
        approve_material(sent, now=timezone.now(), by=None)
        money = {"amount_minor": booking.total_minor, "currency": "RUB", "account": account_for("bank"), "invoices": [booking.invoice]}
        receive_payment(day=timezone.localdate(), reference="roles", key="roles:advertising", by=None, **money)
        world.left["advertising booking"] = booking
    return world.left["advertising booking"]


def _pk(world: World) -> dict[str, Any]:
    return {"pk": _running(world).pk}


def _token(world: World) -> dict[str, Any]:
    return {"token": token_of(_running(world))}


def _version(world: World) -> dict[str, Any]:
    return {**_token(world), "version": 1}


def _material(world: World) -> dict[str, Any]:
    """A version that waits to be looked at."""
    if "advertising material" not in world.left:
        sent = send_material(_asked(world), file=_file(), alt_ru="Полки", alt_en="Shelves", target="https://example.org/")
        world.left["advertising material"] = sent
    material: Material = world.left["advertising material"]
    return {"pk": material.pk}


def _code(world: World) -> dict[str, Any]:
    return {"code": _place(world).code}


def _place_pk(world: World) -> dict[str, Any]:
    return {"pk": _place(world).pk}


def _what(world: World) -> dict[str, Any]:
    return {"pk": _place(world).pk, "what": "price"}


def _row(world: World) -> dict[str, Any]:
    return {**_what(world), "row": _place(world).prices.first().pk}


def _rule(world: World) -> dict[str, Any]:
    ensure_labels()
    return {"pk": LabelRule.objects.order_by("pk").first().pk}


OF_A_BOOKING = ("booking", "hold", "confirm", "refuse", "cancel", "label", "proof", "remark", "report", "report_file", "picture", "go")
BY_LINK = ("mine", "my_hold", "my_send", "my_remark", "my_cancel", "my_report", "my_report_file")

SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {
    **{f"advertising:{name}": _pk for name in OF_A_BOOKING},
    **{f"advertising:{name}": _token for name in BY_LINK},
    **{f"advertising:{name}": _material for name in ("material", "approve", "return")},
    "advertising:my_material": _version,
    "advertising:place": _code,
    "advertising:edit_place": _place_pk,
    "advertising:add_row": _what,
    "advertising:remove_row": _row,
    "advertising:rule": _rule,
}
