"""The last copies are sold once, however many order at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, connection, transaction

from sextant.society.ledger.queries.invariants import invariants
from sextant.society.ledger.tests.factories import open_books
from sextant.work.shop.models import Order, Variant
from sextant.work.shop.queries.invariants import stock_trouble
from sextant.work.shop.tests.factories import order, variant

BUYERS, COPIES = 6, 3


@pytest.mark.django_db(transaction=True)
def test_three_copies_are_sold_to_three_of_six_buyers():
    open_books()
    one, start = variant(copies=COPIES), Barrier(BUYERS)

    def buy(number):
        start.wait(timeout=30)
        try:
            order((one, 1), key=f"buyer-{number}")
            return "sold"
        except ValidationError:
            return "refused"
        except OperationalError:
            return "busy"
        finally:
            connection.close()

    with ThreadPoolExecutor(BUYERS) as pool:
        said = list(pool.map(buy, range(BUYERS)))
    one.refresh_from_db()
    sold = said.count("sold")
    assert (one.on_hand, one.reserved, Order.objects.count()) == (COPIES, sold, sold)
    assert sold == COPIES if connection.vendor == "postgresql" else 1 <= sold <= COPIES
    assert (stock_trouble(), invariants()) == ([], [])


@pytest.mark.django_db
@pytest.mark.parametrize("change", [{"on_hand": -1}, {"reserved": -1}, {"reserved": 6}])
def test_the_database_refuses_stock_below_zero_and_more_held_than_there_is(change):
    one = variant(copies=5)
    with pytest.raises(IntegrityError), transaction.atomic():
        Variant.objects.filter(pk=one.pk).update(**change)
