"""The demo's shop holds together, and goes without a trace from a real one."""

import pytest

from sextant.base.demo.actions import load_demo, remove_demo
from sextant.society.ledger.queries.invariants import invariants
from sextant.work.shop.models import Category, Licence, Movement, Order, Product, Variant, Voucher
from sextant.work.shop.queries.invariants import stock_trouble
from sextant.work.shop.tests.factories import order, variant


@pytest.mark.once
@pytest.mark.django_db
def test_the_demo_is_loaded_used_and_taken_away_and_the_real_shop_stays(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    real = variant(copies=5)
    load_demo(libraries=5, members=10, people=60)
    order((Variant.objects.filter(is_demo=True, kind="print")[0], 1))
    loaded = (Product.objects.filter(is_demo=True).count(), Order.objects.count() > 40, Licence.objects.count() > 5)
    assert (loaded, stock_trouble(), invariants()) == ((13, True, True), [], [])
    remove_demo()
    left = [model.objects.count() for model in (Product, Variant, Category, Movement, Order, Licence, Voucher)]
    assert (left, Variant.objects.get(), stock_trouble(), invariants()) == ([1, 1, 1, 1, 0, 0, 0], real, [], [])
    assert not [path for path in tmp_path.rglob("*.pdf") if "shop" in path.parts]
