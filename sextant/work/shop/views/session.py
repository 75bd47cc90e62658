"""The basket that a session carries: keys of variants with quantities, a voucher, and the key of the order to come."""

import secrets
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from sextant.work.shop.queries.basket import Basket, basket_of
from sextant.work.shop.queries.prices import pays_member_price

ITEMS, VOUCHER, ORDER_KEY = "shop_items", "shop_voucher", "shop_order_key"
MOST_LINES = 60


def items_of(request: HttpRequest) -> dict[str, int]:
    """{key of a variant: quantity}; whatever a session holds beside it is left out."""
    held: Any = request.session.get(ITEMS, {})
    return {key: number for key, number in held.items() if str(key).isdigit() and isinstance(number, int) and number > 0}


def keep_items(request: HttpRequest, items: dict[str, int]) -> None:
    request.session[ITEMS] = {key: number for key, number in list(items.items())[:MOST_LINES] if number > 0}


def count_of(request: HttpRequest) -> int:
    """Copies in the basket, for the button that leads there."""
    return sum(items_of(request).values())


def basket_in(request: HttpRequest, email: str = "") -> Basket:
    """The basket priced for whoever looks at it."""
    member = pays_member_price(request.user)
    code = request.session.get(VOUCHER, "")
    return basket_of(items_of(request), member=member, on=timezone.localdate(), code=code, email=email)


def order_key(request: HttpRequest) -> str:
    """The key of the order that this basket becomes: the same form sent twice is one order."""
    if ORDER_KEY not in request.session:
        request.session[ORDER_KEY] = secrets.token_urlsafe(24)
    return str(request.session[ORDER_KEY])


def empty_basket(request: HttpRequest) -> None:
    for name in (ITEMS, VOUCHER, ORDER_KEY):
        request.session.pop(name, None)
