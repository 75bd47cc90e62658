"""Stock: received, written off, held for orders, sold and returned. A variant's row is locked by whoever changes its numbers."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.work.shop.models import Movement, Order, Variant

MOST = 1_000_000


def locked_variants(keys: Iterable[int]) -> dict[int, Variant]:
    """The variants by key, each row locked until the transaction ends, always in the same order."""
    rows = Variant.objects.select_for_update(of=("self",)).select_related("product").filter(pk__in=list(keys)).order_by("pk")
    return {variant.pk: variant for variant in rows}


def _refuse(variant: Variant, quantity: int) -> None:
    if not variant.is_counted:
        raise ValidationError(_("Digital editions are not counted; there is nothing to move."))
    if not 0 < quantity <= MOST:
        raise ValidationError({"quantity": _("Give a number between 1 and 1,000,000.")})


def _move(variant: Variant, kind: str, quantity: int, on: date, by: User | None, note: str = "", order: Order | None = None) -> Movement:
    """Writes a movement of a locked variant; `quantity` is negative for what goes."""
    variant.on_hand += quantity
    variant.save(update_fields=["on_hand", "reserved"])
    return Movement.objects.create(variant=variant, kind=kind, quantity=quantity, day=on, note=note.strip()[:300], order=order, by=by)


@transaction.atomic
def receive_stock(variant: Variant, *, quantity: int, on: date, by: User | None, note: str = "") -> Movement:
    """Copies came from the printer, or places were opened."""
    variant = locked_variants([variant.pk])[variant.pk]
    _refuse(variant, quantity)
    movement = _move(variant, Movement.Kind.RECEIVED, quantity, on, by, note)
    record(verb="shop.receive_stock", obj=variant, by=by, after={"quantity": quantity, "on_hand": variant.on_hand, "note": note})
    return movement


@transaction.atomic
def write_off_stock(variant: Variant, *, quantity: int, on: date, by: User | None, note: str) -> Movement:
    """Copies were lost, damaged or given away; those that orders hold cannot be written off."""
    variant = locked_variants([variant.pk])[variant.pk]
    _refuse(variant, quantity)
    if not note.strip():
        raise ValidationError({"note": _("Say why the copies are written off.")})
    if quantity > variant.free:
        words = {"free": variant.free, "reserved": variant.reserved}
        raise ValidationError({"quantity": _("%(free)s can be written off; %(reserved)s more are held for orders.") % words})
    movement = _move(variant, Movement.Kind.WRITTEN_OFF, -quantity, on, by, note)
    record(verb="shop.write_off_stock", obj=variant, by=by, after={"quantity": quantity, "on_hand": variant.on_hand, "note": note})
    return movement


def hold_stock(variant: Variant, quantity: int) -> None:
    """Holds copies of a locked variant for an order; refuses more than are free."""
    if not variant.is_counted:
        return
    if quantity > variant.free:
        words = {"title": variant.product.title, "variant": variant.label, "number": variant.free}
        raise ValidationError(_("“%(title)s”, %(variant)s: only %(number)s left. Take fewer, or come back later.") % words)
    variant.reserved += quantity
    variant.save(update_fields=["reserved"])


def free_stock(variant: Variant, quantity: int) -> None:
    """Lets go what an order held of a locked variant."""
    if variant.is_counted:
        variant.reserved -= quantity
        variant.save(update_fields=["reserved"])


def sell_stock(variant: Variant, quantity: int, *, order: Order, on: date, by: User | None) -> None:
    """What was held for an order leaves the stock."""
    if variant.is_counted:
        variant.reserved -= quantity
        _move(variant, Movement.Kind.SOLD, -quantity, on, by, order=order)


def take_back_stock(variant: Variant, quantity: int, *, order: Order, on: date, by: User | None) -> None:
    """Copies came back to the stock."""
    if variant.is_counted:
        _move(variant, Movement.Kind.RETURNED, quantity, on, by, order=order)
