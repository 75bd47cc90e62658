"""Orders: prices of the day, stock held and freed, vouchers, and the way to the customer and back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.utils import timezone

from sextant.base.letters.models import Letter
from sextant.society.ledger.actions.returned import take_back_payment
from sextant.society.ledger.models import Invoice, Line, Payment
from sextant.society.ledger.queries.invariants import invariants
from sextant.society.ledger.tests.factories import open_books
from sextant.work.shop.actions import moving
from sextant.work.shop.actions.returns import give_back, return_lines
from sextant.work.shop.actions.terms import save_voucher
from sextant.work.shop.models import DeliveryMethod, Licence, Movement, Order, Variant
from sextant.work.shop.queries.invariants import stock_trouble
from sextant.work.shop.queries.money import to_give_back
from sextant.work.shop.tests.factories import READER, digital, order, pay, product, variant

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def stock(one: Variant) -> tuple[int, int]:
    one.refresh_from_db()
    return one.on_hand, one.reserved


def income() -> dict[str, int]:
    """Income by the use of its account, as the books have it, in whole rubles."""
    sums = Line.objects.filter(account__kind="income").order_by().values_list("account__use").annotate(Sum("amount_minor"))
    return {use: -total // 100 for use, total in sums}


def test_an_order_holds_its_copies_and_asks_for_what_they_cost():
    one = variant(copies=5, price=600_00)
    placed = order((one, 2))
    assert (stock(one), placed.total_minor, placed.invoice.payer_name) == ((5, 2), 1550_00, "Anna Reader")
    assert [(line.amount_minor, line.account.use) for line in placed.invoice.lines.all()] == [(1200_00, "publications"), (350_00, "publications")]


def test_the_way_of_a_parcel():
    one = variant(copies=5)
    placed = order((one, 2))
    pay(placed)
    for step in (moving.pack_order, moving.send_order, moving.finish_order):
        placed = step(placed, on=TODAY(), by=None)
    states = (placed.state, stock(one), [(move.kind, move.quantity) for move in Movement.objects.order_by("pk")])
    assert states == ("done", (3, 0), [("received", 5), ("sold", -2)])
    assert (stock_trouble(), invariants(), income()) == ([], [], {"publications": 1550})


@pytest.mark.parametrize("step", [moving.pack_order, moving.send_order, moving.finish_order])
def test_an_unpaid_order_is_not_packed_sent_or_done(step):
    placed = order((variant(), 1))
    with pytest.raises(ValidationError, match="awaits payment"):
        step(placed, on=TODAY(), by=None)
    placed.refresh_from_db()
    assert placed.state == "ordered"


def test_more_than_there_are_is_refused_and_nothing_is_written():
    one = variant(copies=3)
    order((one, 2))
    with pytest.raises(ValidationError, match="only 1 left"):
        order((one, 2))
    assert (stock(one), Order.objects.count(), Invoice.objects.count()) == ((3, 2), 1, 1)


def test_an_order_that_nobody_paid_lapses_and_frees_its_copies():
    one = variant()
    placed = order((one, 2), on=TODAY() - timedelta(days=11))
    assert moving.lapse_order(placed, on=TODAY()) is True
    placed.refresh_from_db()
    assert (placed.state, stock(one), placed.invoice.state, invariants()) == ("cancelled", (5, 0), "cancelled", [])


def test_an_order_on_which_a_part_came_in_does_not_lapse():
    placed = order((variant(), 2), on=TODAY() - timedelta(days=11))
    pay(placed, 100_00)
    assert (moving.lapse_order(placed, on=TODAY()), Order.objects.get().state) == (False, "ordered")


def test_a_paid_order_is_cancelled_and_its_money_given_back():
    one = variant()
    placed = order((one, 1))
    payment = pay(placed)
    placed = moving.cancel_order(placed, on=TODAY(), by=None, reason="Printed badly")
    assert (placed.state, stock(one), to_give_back(placed)) == ("cancelled", (5, 0), 950_00)
    give_back(placed, reference="order 9", on=TODAY(), by=None)
    payment.refresh_from_db()
    assert (payment.returned_minor, to_give_back(placed), invariants()) == (950_00, 0, [])
    with pytest.raises(ValidationError, match="Nothing of this order"):
        give_back(placed, reference="order 10", on=TODAY(), by=None)


def test_a_payment_taken_back_opens_the_order_and_closes_its_licence(make_user):
    placed = order((digital(), 1))
    payment = pay(placed)
    take_back_payment(payment, on=TODAY(), reason="wrong", by=make_user("treasurer"))
    placed.refresh_from_db()
    assert (placed.state, Licence.objects.get().works) == ("ordered", False)
    pay(placed, reference="order 8")
    placed.refresh_from_db()
    assert (placed.state, Licence.objects.get().works, Licence.objects.count()) == ("done", True, 1)


def test_copies_that_came_back_are_credited_and_counted():
    one = variant(copies=5, price=600_00)
    placed = order((one, 3))
    pay(placed)
    for step in (moving.pack_order, moving.send_order):
        placed = step(placed, on=TODAY(), by=None)
    line = placed.lines.get()
    placed = return_lines(placed, {line.pk: 1}, reason="Pages missing", on=TODAY(), by=None)
    assert (placed.state, stock(one), to_give_back(placed)) == ("sent", (3, 0), 600_00)
    placed = return_lines(placed, {line.pk: 2}, reason="Pages missing", on=TODAY(), by=None)
    assert (placed.state, stock(one), to_give_back(placed), income()) == ("returned", (5, 0), 1800_00, {"publications": 350})
    with pytest.raises(ValidationError, match="Only what was sent"):
        return_lines(placed, {line.pk: 1}, reason="Again", on=TODAY(), by=None)
    assert (stock_trouble(), invariants()) == ([], [])


def test_a_part_that_came_back_of_an_order_paid_twice_leaves_its_licences():
    placed = order((digital(price=400_00), 2))
    pay(placed, 300_00, "first")
    pay(placed, 500_00, "second")
    placed.refresh_from_db()
    placed = return_lines(placed, {placed.lines.get().pk: 1}, reason="One was enough", on=TODAY(), by=None)
    assert (placed.state, Licence.objects.get().works, to_give_back(placed), invariants()) == ("done", True, 400_00, [])


def test_a_voucher_takes_its_part_once_for_each_customer():
    voucher = save_voucher(None, by=None, code="spring", percent=10, uses_allowed=2)
    first = order((variant(price=333_00), 1), (digital(price=100_00), 1), voucher_code="Spring")
    assert (first.discount_minor, sum(line.discount_minor for line in first.lines.all()), first.invoice.total_minor) == (
        4330,
        4330,
        first.total_minor,
    )
    with pytest.raises(ValidationError, match="used this voucher already"):
        order((variant(), 1), voucher_code="SPRING")
    voucher.refresh_from_db()
    assert voucher.used == 1
    moving.cancel_order(first, on=TODAY(), by=None, reason="x")
    voucher.refresh_from_db()
    assert voucher.used == 0


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"since": date(2100, 1, 1)}, "can be used from"),
        ({"until": date(2020, 1, 1)}, "could be used until"),
        ({"uses_allowed": 0}, "used up"),
        ({"is_open": False}, "no such voucher"),
        ({"percent": None, "amount_minor": 100, "currency": "EUR"}, "prices in EUR"),
    ],
)
def test_a_voucher_that_does_not_hold_is_refused_with_its_reason(fields, said):
    save_voucher(None, by=None, **{"code": "X", "percent": 10, **fields})
    with pytest.raises(ValidationError, match=said):
        order((variant(), 1), voucher_code="x")
    assert Order.objects.count() == 0


def test_an_order_for_nothing_is_paid_at_once_and_has_no_invoice():
    save_voucher(None, by=None, code="FREE", percent=100)
    placed = order((digital(), 1), voucher_code="free")
    placed.refresh_from_db()
    assert (placed.state, placed.invoice, Licence.objects.get().works, Payment.objects.count()) == ("done", None, True, 0)


def test_two_currencies_do_not_stand_in_one_order():
    with pytest.raises(ValidationError, match="different currencies"):
        order((digital(), 1), (digital(currency="EUR"), 1))


def test_delivery_is_free_from_its_sum():
    DeliveryMethod.objects.all().delete()
    one = variant(price=5000_00, member_price=None)
    assert order((one, 1)).delivery_minor == 0


def test_a_place_is_sold_when_it_is_paid():
    ticket = variant(product("A seminar"), kind="ticket", copies=10)
    placed = order((ticket, 2))
    pay(placed)
    placed = moving.hand_out_places(placed, on=TODAY(), by=None)
    assert (placed.state, stock(ticket), income()) == ("done", (8, 0), {"events": 1200})


def test_the_customer_is_written_to_once_for_every_step(mailoutbox):
    placed = order((digital(), 1))
    pay(placed)
    rows = Letter.objects.filter(about_kind="shop.order").order_by("pk").values_list("template", "to_address", "language")
    assert list(rows) == [("shop.ordered", READER.email, "en"), ("shop.paid", READER.email, "en")]


def test_what_is_invented_is_ordered_as_invented():
    open_books()
    one = digital()
    Variant.objects.filter(pk=one.pk).update(is_demo=True)
    placed = order((one, 1))
    assert (placed.is_demo, placed.invoice.is_demo, placed.shown_number[:2], Letter.objects.count()) == (True, True, "D-", 0)
