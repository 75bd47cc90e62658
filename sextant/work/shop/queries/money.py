"""What an order's invoice and payments say."""

from django.db.models import Exists, F, OuterRef, QuerySet

from sextant.society.ledger.models import Payment
from sextant.work.shop.models import Order


def free_payments(order: Order) -> list[tuple[Payment, int]]:
    """Payments that were laid on the order's invoice, with what credit notes freed on each and is not given back, in minor units."""
    if not order.invoice_id or order.invoice is None:
        return []
    left = order.invoice.credited_minor
    found = []
    for payment in Payment.objects.filter(covers__invoice=order.invoice_id, taken_back_on=None, refunds=None).distinct().order_by("-pk"):
        amount = min(payment.free_minor, left)
        if amount > 0:
            found.append((payment, amount))
            left -= amount
    return found


def to_give_back(order: Order) -> int:
    """What the treasurer owes the customer, in minor units."""
    return sum(amount for _payment, amount in free_payments(order))


def orders_to_give_back() -> QuerySet[Order]:
    """Orders whose invoice is credited while a payment that was laid on it has money free, the latest first."""
    free = Payment.objects.filter(covers__invoice=OuterRef("invoice"), refunds=None, taken_back_on=None)
    free = free.filter(amount_minor__gt=F("covered_minor") + F("returned_minor"))
    return Order.objects.filter(Exists(free), invoice__credited_minor__gt=0).order_by("-ended_on", "-pk")
