"""An order on its way: paid, packed, sent, done; cancelled or lapsed. Whoever moves an order locks its invoice first, then the order."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.jobs.actions import after_commit
from sextant.society.ledger import states as money_states
from sextant.society.ledger.actions.credits import credit_invoice
from sextant.society.ledger.models import Invoice
from sextant.work.shop import states
from sextant.work.shop.actions.licences import issue_licences, revoke_licences
from sextant.work.shop.actions.stock import free_stock, locked_variants, sell_stock
from sextant.work.shop.letters import write_to_customer
from sextant.work.shop.models import Order, OrderLine, Variant, Voucher


def locked_order(order: Order) -> Order:
    """The order with its row locked; its invoice is locked before it, as payments do."""
    if order.invoice_id:
        Invoice.objects.select_for_update().get(pk=order.invoice_id)
    return Order.objects.select_for_update().get(pk=order.pk)


def _refuse_move(order: Order, target: str, word: str) -> None:
    if not states.may_follow(order.state, target, word):
        words = {"number": order.shown_number, "state": order.get_state_display(), "target": dict(Order.STATES)[target]}
        raise ValidationError(_("Order %(number)s is “%(state)s”; it cannot become “%(target)s” now.") % words)


def move(order: Order, target: str, word: str, *, on: date, by: User | None, verb: str, **fields: str) -> None:
    """Moves a locked order and keeps the day in `<target>_on`; one line of the record."""
    _refuse_move(order, target, word)
    before, order.state = order.state, target
    day_field = {states.CANCELLED: "ended_on", states.RETURNED: "ended_on"}.get(target, f"{target}_on")
    setattr(order, day_field, on)
    for name, value in fields.items():
        setattr(order, name, value)
    order.save(update_fields=["state", day_field, *fields])
    record(verb=verb, obj=order, by=by, before={"state": before}, after={"state": target, **fields})


def _lines(order: Order) -> list[OrderLine]:
    return list(order.lines.order_by("pk"))


@transaction.atomic
def settle_order(order: Order, *, day: date, by: User | None) -> Order:
    """The money is there: licences are issued; an order of digital editions alone is done. Told again, it changes nothing.

    Places are handed out by a job after the commit: a payment holds the books' numbers here and must not wait for stock.
    """
    order = Order.objects.select_for_update().get(pk=order.pk)
    if order.state in states.LIVE - {states.ORDERED}:
        return order
    move(order, states.PAID, states.MONEY, on=day, by=by, verb="shop.settle_order")
    issue_licences(order, on=day)
    kinds = set(order.lines.values_list("variant__kind", flat=True))
    if kinds == {Variant.Kind.DIGITAL}:
        move(order, states.DONE, states.MONEY, on=day, by=by, verb="shop.finish_order")
    elif Variant.Kind.PRINT not in kinds:
        after_commit("shop.hand_out_places", key=f"shop.places:{order.pk}:{day}", order_id=order.pk)
    write_to_customer(order, "shop.paid", turn=f"{day}")
    return order


@transaction.atomic
def reopen_order(order: Order, *, day: date, by: User | None) -> Order:
    """The payment was taken back: what has not been packed waits for money again, and licences are closed."""
    order = Order.objects.select_for_update().get(pk=order.pk)
    only_digital = not order.lines.exclude(variant__kind=Variant.Kind.DIGITAL).exists()
    if order.state == states.PAID or (order.state == states.DONE and only_digital):
        before, order.state, order.paid_on, order.done_on = order.state, states.ORDERED, None, None
        order.save(update_fields=["state", "paid_on", "done_on"])
        revoke_licences(order, on=day)
        record(verb="shop.reopen_order", obj=order, by=by, before={"state": before}, after={"state": order.state})
    return order


@transaction.atomic
def hand_out_places(order: Order, *, on: date, by: User | None) -> Order:
    """Places of a paid order leave the stock, and the order is done."""
    order = locked_order(order)
    if order.state != states.PAID:
        return order
    _sell(order, on, by)
    move(order, states.DONE, states.MONEY, on=on, by=by, verb="shop.finish_order")
    return order


def _sell(order: Order, on: date, by: User | None) -> None:
    lines = _lines(order)
    variants = locked_variants(line.variant_id for line in lines)
    for line in lines:
        sell_stock(variants[line.variant_id], line.quantity, order=order, on=on, by=by)


@transaction.atomic
def pack_order(order: Order, *, on: date, by: User | None) -> Order:
    """The copies lie in the parcel."""
    order = locked_order(order)
    move(order, states.PACKED, states.KEEPER, on=on, by=by, verb="shop.pack_order")
    return order


@transaction.atomic
def unpack_order(order: Order, *, on: date, by: User | None) -> Order:
    """It was called packed too early."""
    order = locked_order(order)
    _refuse_move(order, states.PAID, states.KEEPER)
    order.state, order.packed_on = states.PAID, None
    order.save(update_fields=["state", "packed_on"])
    record(verb="shop.unpack_order", obj=order, by=by, before={"state": states.PACKED}, after={"state": states.PAID})
    return order


@transaction.atomic
def send_order(order: Order, *, on: date, by: User | None, tracking: str = "") -> Order:
    """The parcel is on its way, or was handed over: its copies leave the stock, and the customer is told."""
    order = locked_order(order)
    _refuse_move(order, states.SENT, states.KEEPER)
    _sell(order, on, by)
    move(order, states.SENT, states.KEEPER, on=on, by=by, verb="shop.send_order", tracking=tracking.strip()[:60])
    write_to_customer(order, "shop.sent")
    return order


@transaction.atomic
def finish_order(order: Order, *, on: date, by: User | None) -> Order:
    """The parcel has arrived."""
    order = locked_order(order)
    move(order, states.DONE, states.KEEPER, on=on, by=by, verb="shop.finish_order")
    return order


@transaction.atomic
def cancel_order(order: Order, *, on: date, by: User | None, reason: str, word: str = states.KEEPER) -> Order:
    """Ends an order that has not been sent: its stock and voucher are free again, its invoice is credited whole.

    What was paid comes free on the payment, from which the treasurer gives it back.
    """
    order = locked_order(order)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the order is cancelled.")})
    lines = _lines(order)
    variants = locked_variants(line.variant_id for line in lines)
    if order.state in states.RESERVED:
        for line in lines:
            free_stock(variants[line.variant_id], line.quantity)
    if order.voucher_id:
        voucher = Voucher.objects.select_for_update().get(pk=order.voucher_id)
        voucher.used = max(voucher.used - 1, 0)
        voucher.save(update_fields=["used"])
    move(order, states.CANCELLED, word, on=on, by=by, verb="shop.cancel_order", end_reason=reason.strip()[:300])
    revoke_licences(order, on=on)
    if order.invoice_id:
        invoice = Invoice.objects.get(pk=order.invoice_id)
        if invoice.state in (money_states.ISSUED, money_states.SETTLED):
            credit_invoice(invoice, amount_minor=None, reason=reason, on=on, by=by)
    return order


@transaction.atomic
def lapse_order(order: Order, *, on: date) -> bool:
    """Lets an order go that nobody paid in time; one on which a part has come in stays. Returns whether it lapsed."""
    order = locked_order(order)
    if order.state != states.ORDERED or order.expires_on is None or order.expires_on >= on:
        return False
    if order.invoice_id and Invoice.objects.get(pk=order.invoice_id).paid_minor:
        return False
    order = cancel_order(order, on=on, by=None, reason=_("Not paid in time."), word=states.CLOCK)
    write_to_customer(order, "shop.lapsed")
    return True
