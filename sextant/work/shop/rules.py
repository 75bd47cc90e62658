"""Who may do what in the shop."""

from typing import Any

from sextant.base.permissions.queries import holds
from sextant.society.members.rules import is_self, represents
from sextant.work.shop.models import Order, Product

KEEPERS = ("publisher", "secretary", "director")


def may_keep_shop(user: Any, thing: Any = None) -> bool:
    """Products, prices, stock, vouchers and orders are kept by the publisher and the office."""
    return holds(user, *KEEPERS)


def may_see_orders(user: Any) -> bool:
    """Those who keep the shop, and the treasurer."""
    return holds(user, *KEEPERS, "treasurer")


def may_see_sales(user: Any) -> bool:
    """What was sold, without names: those who keep the shop, the treasurer and the audit commission."""
    return holds(user, *KEEPERS, "treasurer", "auditor")


def is_own_order(user: Any, order: Order) -> bool:
    """Whoever placed it, the person it is for, and those who act for the organisation it is for."""
    if not user.is_authenticated:
        return False
    if order.user_id == user.pk or (order.person is not None and is_self(user, order.person)):
        return True
    return order.organisation is not None and represents(user, order.organisation)


def may_see_order(user: Any, order: Order) -> bool:
    return may_see_orders(user) or is_own_order(user, order)


def may_give_back(user: Any, order: Order | None = None) -> bool:
    """Money is given back by the treasurer."""
    return holds(user, "treasurer")


def may_see_product(user: Any, product: Product) -> bool:
    """Everybody sees what is or was on sale; drafts are seen by those who keep the shop."""
    return product.state != Product.State.DRAFT or may_keep_shop(user)
