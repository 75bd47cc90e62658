"""What came back: copies into the stock, money by a credit note, and from the payment to the customer."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.society.ledger import states as money_states
from sextant.society.ledger.actions.credits import credit_invoice
from sextant.society.ledger.actions.returned import refund_payment
from sextant.society.ledger.models import Invoice, Payment
from sextant.work.shop import states
from sextant.work.shop.actions.licences import issue_licences
from sextant.work.shop.actions.moving import locked_order, move
from sextant.work.shop.actions.stock import locked_variants, take_back_stock
from sextant.work.shop.models import Licence, Order
from sextant.work.shop.queries.money import free_payments


@transaction.atomic
def return_lines(order: Order, quantities: Mapping[int, int], *, reason: str, on: date, by: User | None) -> Order:
    """Takes back copies {key of a line: quantity} of an order that was sent or done; the invoice is credited for them.

    When everything came back the order is returned. Delivery is not credited: it was done.
    """
    order = locked_order(order)
    if not states.may_follow(order.state, states.RETURNED, states.KEEPER):
        raise ValidationError(_("Only what was sent or handed over can come back. Cancel the order instead."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why it came back.")})
    lines = {line.pk: line for line in order.lines.order_by("pk")}
    wanted = {key: quantity for key, quantity in quantities.items() if quantity}
    if not wanted:
        raise ValidationError(_("Say how many copies came back."))
    variants = locked_variants(lines[key].variant_id for key in wanted if key in lines)
    credited = 0
    for key, quantity in wanted.items():
        line = lines.get(key)
        if line is None or not 0 < quantity <= line.quantity - line.returned:
            raise ValidationError(_("More copies than were sold cannot come back."))
        credited += line.credit_for(quantity)
        take_back_stock(variants[line.variant_id], quantity, order=order, on=on, by=by)
        line.returned += quantity
        line.save(update_fields=["returned"])
        if line.returned == line.quantity:
            Licence.objects.filter(line=line, revoked_on=None).update(revoked_on=on)
    after = {"quantity": sum(wanted.values()), "credited_minor": credited, "reason": reason.strip()}
    record(verb="shop.return_lines", obj=order, by=by, after=after)
    if all(line.returned == line.quantity for line in lines.values()):
        move(order, states.RETURNED, states.KEEPER, on=on, by=by, verb="shop.close_returned", end_reason=reason.strip()[:300])
    _credit(order, credited, reason, on, by)
    return order


def _credit(order: Order, amount_minor: int, reason: str, on: date, by: User | None) -> None:
    """Credits the invoice; where taking payments off it opened an order again that is paid all the same, that is put right."""
    if not order.invoice_id or not amount_minor:
        return
    state = order.state
    invoice = Invoice.objects.get(pk=order.invoice_id)
    credit_invoice(invoice, amount_minor=amount_minor, reason=reason, on=on, by=by)
    order.refresh_from_db()
    if order.state != state and Invoice.objects.get(pk=order.invoice_id).state == money_states.SETTLED:
        Order.objects.filter(pk=order.pk).update(state=state)
        issue_licences(order, on=on)
        order.refresh_from_db()


@transaction.atomic
def give_back(order: Order, *, reference: str, on: date, by: User | None) -> list[Payment]:
    """Gives the customer back what is free on the payments of this order's invoice; `reference` is the payment order's number."""
    order = locked_order(order)
    given = []
    for payment, amount in free_payments(order):
        given.append(refund_payment(payment, amount_minor=amount, day=on, reference=reference, by=by))
    if not given:
        raise ValidationError(_("Nothing of this order's payments is free to be given back."))
    record(verb="shop.give_back", obj=order, by=by, after={"amount_minor": sum(one.amount_minor for one in given), "reference": reference.strip()})
    return given
