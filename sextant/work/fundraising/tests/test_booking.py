"""A gift is booked when its payment comes: on the appeal's fund, in parts, larger than promised, and taken back."""

import pytest
from django.core.exceptions import ValidationError

from sextant.base.letters.models import Letter
from sextant.society.ledger.actions.returned import take_back_payment
from sextant.society.ledger.models import Line, Payment
from sextant.society.ledger.queries.invariants import invariants
from sextant.society.ledger.tests.factories import restricted
from sextant.work.fundraising.actions.booking import return_part
from sextant.work.fundraising.actions.gifts import Wish, cancel_gift, promise_gift
from sextant.work.fundraising.models import Part
from sextant.work.fundraising.queries.progress import progress_of
from sextant.work.fundraising.tests.factories import a_donor, a_promise, an_appeal, paid, today

pytestmark = pytest.mark.django_db


def booked(fund=None):
    """Income of gifts on a fund, in minor units."""
    lines = Line.objects.filter(account__use="gifts", fund=fund or restricted(), entry__state="posted")
    return -sum(lines.values_list("amount_minor", flat=True))


def test_a_payment_books_the_gift_on_the_fund_of_its_appeal_and_thanks_at_once():
    gift = paid(a_promise(agrees_to_letters=True))
    part = Part.objects.get()
    assert (gift.state, booked(), progress_of([gift.appeal])[gift.appeal_id].raised_minor, invariants()) == ("received", 1500_00, 1500_00, [])
    assert (part.thanked_at is not None, part.thanked_how, Letter.objects.get(template="fundraising.thanks").to_address) == (
        True,
        "letter of thanks",
        "anna@example.org",
    )


def test_the_same_payment_told_twice_is_booked_once():
    gift = paid(paid(a_promise()))
    assert (booked(), Part.objects.count(), gift.booked_minor) == (1500_00, 1, 1500_00)


def test_a_part_leaves_the_rest_awaited_and_more_is_a_larger_gift():
    gift = paid(a_promise(), 500_00)
    assert (gift.state, gift.open_minor) == ("promised", 1000_00)
    gift = paid(gift, 1700_00, reference="order 2")
    assert (gift.state, gift.booked_minor, gift.open_minor, booked(), invariants()) == ("received", 2200_00, 0, 2200_00, [])


def test_money_for_a_gift_that_was_called_off_is_a_gift_all_the_same():
    gift = a_promise()
    cancel_gift(gift, by=None)
    assert paid(gift).state == "received"


def test_given_back_in_part_the_rest_stays_a_smaller_gift_that_is_not_thanked_again():
    gift = paid(a_promise())
    return_part(Part.objects.get(), amount_minor=400_00, day=today(), reference="back 1", by=None)
    gift.refresh_from_db()
    assert (gift.state, gift.amount_minor, booked(), invariants()) == ("received", 1100_00, 1100_00, [])
    assert Letter.objects.filter(template="fundraising.receipt").count() == 1


def test_given_back_whole_nothing_is_left_of_it():
    gift = paid(a_promise())
    return_part(Part.objects.get(), amount_minor=None, day=today(), reference="back 1", by=None)
    gift.refresh_from_db()
    assert (gift.state, gift.booked_minor, booked(), Payment.objects.exclude(refunds=None).count(), invariants()) == ("returned", 0, 0, 1, [])
    with pytest.raises(ValidationError, match="not booked any more"):
        return_part(Part.objects.get(), amount_minor=None, day=today(), reference="back 2", by=None)


def test_a_payment_recorded_by_mistake_leaves_the_gift_awaited(make_user):
    gift = paid(a_promise())
    take_back_payment(Payment.objects.get(), on=today(), reason="Typed twice", by=make_user("treasurer"))
    gift.refresh_from_db()
    assert (gift.state, gift.booked_minor, booked(), invariants()) == ("promised", 0, 0, [])


def test_money_in_another_currency_stays_free_with_the_reason():
    gift = a_promise(appeal=an_appeal(currency="EUR"))
    gift.currency = "RUB"
    paid(gift)
    payment = Payment.objects.get()
    assert (payment.free_minor, payment.trouble.startswith("The payment is in RUB, the gift in EUR"), booked()) == (1500_00, True, 0)


def test_whoever_wants_no_letters_gets_the_receipt_alone_or_nothing():
    paid(a_promise(wants_receipt=True))
    assert list(Letter.objects.values_list("template", flat=True)) == ["fundraising.receipt"]
    paid(a_promise(appeal=an_appeal("other"), wants_receipt=False))
    assert (Letter.objects.count(), Part.objects.last().thanked_how) == (1, "no letter wanted")


def test_the_choice_of_letters_is_linked_to_the_donors_own_address_alone():
    donor, appeal = a_donor(), an_appeal()
    for address in (donor.email, "elsewhere@example.org"):
        wish = Wish(name="Anna", email=address, language="en", agrees_to_letters=True)
        paid(promise_gift(donor=donor, appeal=appeal, amount_minor=100_00, wish=wish, by=None))
    linked = {letter.to_address: "/fundraising/letters/" in letter.body for letter in Letter.objects.filter(template="fundraising.thanks")}
    assert linked == {donor.email: True, "elsewhere@example.org": False}
