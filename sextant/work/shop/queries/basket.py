"""A basket with its prices: what a session holds, priced for whoever looks at it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sextant.work.shop.models import Variant, Voucher
from sextant.work.shop.queries.vouchers import voucher_of

MOST = 500
"""Copies of one variant in one order."""


@dataclass(frozen=True)
class BasketLine:
    """So many of one variant, at this reader's price."""

    variant: Variant
    quantity: int
    price_minor: int
    trouble: str = ""

    @property
    def amount_minor(self) -> int:
        return self.price_minor * self.quantity

    @property
    def is_cheaper(self) -> bool:
        return self.price_minor < self.variant.price_minor


@dataclass(frozen=True)
class Basket:
    """Lines with what they come to; amounts in minor units of `currency`."""

    lines: list[BasketLine] = field(default_factory=list)
    currency: str = "RUB"
    voucher: Voucher | None = None
    voucher_trouble: str = ""

    @property
    def goods_minor(self) -> int:
        return sum(line.amount_minor for line in self.lines)

    @property
    def discount_minor(self) -> int:
        return self.voucher.discount_on(self.goods_minor) if self.voucher else 0

    @property
    def net_minor(self) -> int:
        return self.goods_minor - self.discount_minor

    @property
    def count(self) -> int:
        return sum(line.quantity for line in self.lines)

    @property
    def is_delivered(self) -> bool:
        """True where something has to be sent."""
        return any(line.variant.is_delivered for line in self.lines)

    @property
    def has_trouble(self) -> bool:
        return any(line.trouble for line in self.lines)


def trouble_with(variant: Variant, quantity: int) -> str:
    """Why so many of it cannot be had; empty where they can."""
    if not variant.can_be_bought:
        return _("It is not on sale any more. Take it out of the basket.") if not variant.is_counted or variant.free > 0 else _("It is sold out.")
    if variant.is_counted and quantity > variant.free:
        return _("Only %(number)s left. Take fewer.") % {"number": variant.free}
    return ""


def basket_of(items: Mapping[str, int], *, member: bool, on: date, code: str = "", email: str = "") -> Basket:
    """The basket of a session's items {key of the variant: quantity}; variants that are no more are left out."""
    keys = [int(key) for key in items if key.isdigit()]
    found = Variant.objects.select_related("product").filter(pk__in=keys).order_by("product__title_ru", "pk")
    lines = []
    for variant in found:
        quantity = items[str(variant.pk)]
        lines.append(BasketLine(variant, quantity, variant.price_for(member), trouble_with(variant, quantity)))
    currency = lines[0].variant.currency if lines else "RUB"
    if not code or not lines:
        return Basket(lines, currency)
    try:
        return Basket(lines, currency, voucher_of(code, currency=currency, on=on, email=email))
    except ValidationError as refusal:
        return Basket(lines, currency, None, " ".join(refusal.messages))
