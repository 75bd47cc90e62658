"""What was sold: lines of paid orders, less what came back."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from sextant.work.shop import states
from sextant.work.shop.models import OrderLine, Product

SOLD = (states.PAID, states.PACKED, states.SENT, states.DONE, states.RETURNED)


def sold_lines(since: date, until: date, wish: dict[str, Any] | None = None) -> QuerySet[OrderLine]:
    """Lines of orders paid within the days, in an order that never changes."""
    asked = wish or {}
    rows = OrderLine.objects.filter(order__state__in=SOLD, order__paid_on__gte=since, order__paid_on__lte=until)
    rows = rows.filter(variant__product__category=asked["category"]) if asked.get("category") else rows
    rows = rows.filter(variant__product=asked["product"]) if asked.get("product") else rows
    return rows.select_related("order", "variant__product").order_by("order__paid_on", "order_id", "id")


def kept_minor(line: OrderLine) -> int:
    """What the line earned after the voucher and less the copies that came back, in minor units."""
    return line.net_minor - line.net_minor * line.returned // line.quantity


@dataclass
class SalesRow:
    """One product and currency: copies and amounts in minor units, for each month of a year and in all."""

    product: Product
    currency: str
    copies: int = 0
    amount_minor: int = 0
    months: list[int] = field(default_factory=lambda: [0] * 12)


def sales_by_product(lines: Iterable[OrderLine]) -> list[SalesRow]:
    """Lines of one year summed up by product, best seller first."""
    rows: dict[tuple[int, str], SalesRow] = {}
    for line in lines:
        key = (line.variant.product_id, line.order.currency)
        row = rows.setdefault(key, SalesRow(line.variant.product, line.order.currency))
        amount = kept_minor(line)
        row.copies += line.quantity - line.returned
        row.amount_minor += amount
        if line.order.paid_on:
            row.months[line.order.paid_on.month - 1] += amount
    return sorted(rows.values(), key=lambda row: (row.currency, -row.amount_minor, row.product.pk))
