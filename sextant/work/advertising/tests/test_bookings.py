"""Asking, holding, confirming, refusing, cancelling; prices, discounts and terms."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from sextant.base.letters.models import Letter
from sextant.society.ledger.models import Invoice
from sextant.society.ledger.queries.invariants import invariants
from sextant.work.advertising.actions.bookings import ask_booking, confirm_booking, hold_booking, lapse_hold, refuse_booking
from sextant.work.advertising.actions.cancelling import cancel_booking
from sextant.work.advertising.actions.places import add_row, remove_row, save_place
from sextant.work.advertising.jobs import lapse_holds, run_bookings
from sextant.work.advertising.models import Booking, Discount, Issue, Price, TakenDay, Term
from sextant.work.advertising.queries.prices import quote
from sextant.work.advertising.tests.factories import TODAY, ask, confirmed, make_issue, make_place, pay, running

pytestmark = pytest.mark.django_db


def hold(booking, who="advertiser"):
    return hold_booking(booking, now=timezone.now(), by=None, who=who)


def sentence(call) -> str:
    with pytest.raises(ValidationError) as refusal:
        call()
    return " ".join(refusal.value.messages)


def test_the_price_of_the_first_day_holds_and_the_longest_discount_reached():
    place = make_place()
    Price.objects.create(place=place, since=TODAY() + timedelta(days=10), amount_minor=150_00)
    for units, percent in ((7, 5), (14, 10), (60, 20)):
        Discount.objects.create(place=place, units=units, percent=percent)
    Discount.objects.create(place=make_place("other", spot=""), units=2, percent=90)
    before = quote(place, TODAY(), TODAY() + timedelta(days=13), TODAY())
    after = quote(place, TODAY() + timedelta(days=10), TODAY() + timedelta(days=12), TODAY())
    assert [(one.units, one.price_minor, one.discount_percent, one.total_minor) for one in (before, after)] == [
        (14, 100_00, 10, 1260_00),
        (3, 150_00, 0, 450_00),
    ]


def test_a_place_sold_by_weeks_takes_whole_weeks():
    place = make_place(unit="week")
    assert ask(place, days=14).units == 2
    assert sentence(lambda: ask(place, days=10)).startswith("This place is sold by whole weeks")


@pytest.mark.parametrize(
    ("start", "days", "said"),
    [(-1, 3, "The first day is over already."), (0, 0, "The last day is before the first."), (0, 400, "A booking may last 366 days at most.")],
)
def test_days_that_make_no_sense_are_refused(start, days, said):
    place = make_place()
    assert sentence(lambda: ask(place, start, days)).startswith(said)
    assert Booking.objects.count() == 0


def test_a_day_without_a_price_is_not_sold():
    place = make_place()
    place.prices.update(until=TODAY())
    assert sentence(lambda: ask(place, 1)).startswith("No price is set for this day yet.")


def test_a_taken_period_is_refused_with_its_days():
    place = make_place()
    hold(ask(place, 3, 4))
    first, last = TODAY() + timedelta(days=3), TODAY() + timedelta(days=6)
    said = f"“Banner” is taken on {first:%d.%m.%Y}–{last:%d.%m.%Y}. Choose other days in the calendar."
    assert sentence(lambda: ask(place, 0, 14)) == said


def test_asking_takes_nothing_and_the_first_who_holds_has_it():
    place = make_place()
    first, second = ask(place), ask(place)
    assert TakenDay.objects.count() == 0
    hold(second)
    assert sentence(lambda: hold(first)).startswith("“Banner” is taken on")
    first.refresh_from_db()
    assert (first.state, TakenDay.objects.count()) == ("asked", 7)


def test_a_hold_that_is_over_lapses_frees_the_days_and_may_be_held_again():
    booking = hold(ask(make_place()))
    assert (lapse_holds(None), booking.state) == ({"lapsed": 0}, "held")
    Booking.objects.update(held_until=timezone.now() - timedelta(minutes=1))
    assert lapse_holds(None) == {"lapsed": 1}
    booking.refresh_from_db()
    assert (booking.state, TakenDay.objects.count(), Letter.objects.filter(template="advertising.lapsed").count()) == ("lapsed", 0, 1)
    assert hold(booking).state == "held"


def test_a_confirmed_booking_does_not_lapse():
    booking = confirmed(make_place())
    assert lapse_hold(booking, now=timezone.now() + timedelta(days=90)) is False
    assert TakenDay.objects.count() == 7


def test_confirming_twice_makes_one_invoice():
    booking = confirmed(make_place())
    said = sentence(lambda: confirm_booking(booking, on=TODAY(), by=None))
    assert said == "This booking is “confirmed”; it cannot become “confirmed” now. Look at it again."
    invoice = Invoice.objects.get()
    assert (invoice.total_minor, invoice.about_id, invoice.lines.get().account.stream) == (700_00, str(booking.pk), "advertising")


def test_a_refused_request_needs_a_reason_and_frees_the_days():
    booking = hold(ask(make_place()))
    assert sentence(lambda: refuse_booking(booking, reason=" ", on=TODAY(), by=None)) == "Say why; the advertiser reads it."
    booking = refuse_booking(booking, reason="We take no such advertising.", on=TODAY(), by=None)
    assert (booking.state, TakenDay.objects.count(), Invoice.objects.count()) == ("refused", 0, 0)


def with_terms(place):
    for days, fee in ((14, 0), (3, 30), (0, 100)):
        Term.objects.create(place=place, days_before=days, fee_percent=fee)
    return place


@pytest.mark.parametrize(("start", "kept"), [(20, 0), (14, 0), (13, 210_00), (3, 210_00), (2, 700_00)])
def test_cancelling_keeps_what_the_terms_ask_for_and_credits_the_rest(start, kept):
    booking = confirmed(with_terms(make_place()), start)
    booking = cancel_booking(booking, reason="Plans have changed", on=TODAY(), by=None, who="advertiser")
    invoice = Invoice.objects.get(pk=booking.invoice_id)
    assert (booking.fee_minor, invoice.total_minor - invoice.credited_minor, TakenDay.objects.count(), invariants()) == (kept, kept, 0, [])


def test_what_was_paid_for_a_cancelled_booking_comes_free():
    booking = pay(confirmed(with_terms(make_place()), 20))
    cancel_booking(booking, reason="Plans have changed", on=TODAY(), by=None, who="manager")
    payment = booking.invoice.covers.first().payment
    payment.refresh_from_db()
    assert (payment.free_minor, invariants()) == (700_00, [])


def test_only_the_manager_takes_a_smaller_fee_and_never_a_larger_one():
    booking = confirmed(with_terms(make_place()), 5)
    given = {"reason": "x", "on": TODAY(), "by": None}
    assert sentence(lambda: cancel_booking(booking, who="advertiser", fee_minor=0, **given)).startswith("The fee can be anything")
    assert sentence(lambda: cancel_booking(booking, who="manager", fee_minor=210_01, **given)).startswith("The fee can be anything")
    assert cancel_booking(booking, who="manager", fee_minor=100_00, **given).fee_minor == 100_00


def test_cancelling_a_running_booking_keeps_the_days_that_ran():
    booking = running(days=5)
    Booking.objects.filter(pk=booking.pk).update(since=TODAY() - timedelta(days=2))
    TakenDay.objects.create(place=booking.place, booking=booking, day=TODAY() - timedelta(days=1), lane=1)
    cancel_booking(Booking.objects.get(), reason="x", on=TODAY(), by=None, who="manager")
    assert list(TakenDay.objects.values_list("day", flat=True)) == [TODAY() - timedelta(days=1)]


def test_an_issue_is_sold_until_its_capacity_and_its_last_day():
    place = make_place(spot="", channel="journal", unit="issue", capacity=2)
    issue, closed = make_issue(place, 20), make_issue(place, 2, 1)
    for _number in range(2):
        hold(ask(place, issue=issue))
    assert sentence(lambda: ask(place, issue=issue)).startswith("“Banner” is taken on")
    assert sentence(lambda: ask(place, issue=closed)).startswith("“No. 2” was closed for advertising on")
    assert sentence(lambda: ask(place)) == "Choose an issue or an event."


def test_issues_of_one_place_follow_each_other():
    place = make_place(spot="", channel="journal", unit="issue")
    issue = make_issue(place, 20)
    twin = Issue(name_en="Twin", since=issue.until, until=issue.until, closes_on=issue.since)
    assert sentence(lambda: add_row(place, twin, by=None)).startswith("“No. 20” is out on some of these days.")


def test_a_place_cannot_shrink_below_what_is_booked_nor_lose_its_only_price():
    place = make_place(capacity=2)
    hold(ask(place)), hold(ask(place))
    assert sentence(lambda: save_place(place, by=None, capacity=1)) == "On some days 2 bookings stand here already."
    assert sentence(lambda: save_place(place, by=None, unit="week")).startswith("This place is booked already")
    assert sentence(lambda: remove_row(place, place.prices.get(), by=None)).startswith("A place on sale needs a price.")
    assert save_place(place, by=None, capacity=3).capacity == 3


def test_a_closed_place_is_not_asked_for():
    place = make_place(is_open=False)
    assert sentence(lambda: ask(place)).startswith("This place is not on sale now.")


def test_a_booking_that_is_over_is_done_and_its_report_is_sent():
    booking = running(days=1)
    Booking.objects.update(since=date(2020, 1, 1), until=TODAY() - timedelta(days=1))
    assert run_bookings(None) == {"ended": 1, "begun": 0}
    booking.refresh_from_db()
    assert (booking.state, Letter.objects.filter(template="advertising.done").count()) == ("done", 1)


def test_what_is_asked_without_days_is_refused():
    place = make_place()
    given = {"advertiser": "x", "contact": "x", "email": "x@example.org", "product": "x", "by": None, "today": TODAY()}
    assert sentence(lambda: ask_booking(place=place, **given)) == "Give the first and the last day."
