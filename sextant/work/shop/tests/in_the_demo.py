"""What the demo must show of the shop: goods, orders and licences whose stock is right, also after somebody has bought there."""

from sextant.work.shop.models import Licence, Order, Product, Variant
from sextant.work.shop.queries.invariants import stock_trouble
from sextant.work.shop.tests.factories import order, variant


def before():
    variant(copies=5)


def shown(_real):
    order((Variant.objects.filter(is_demo=True, kind="print")[0], 1))
    loaded = (Product.objects.filter(is_demo=True).count(), Order.objects.count() > 40, Licence.objects.count() > 5)
    assert (loaded, stock_trouble()) == ((13, True, True), [])


def after():
    assert stock_trouble() == []
