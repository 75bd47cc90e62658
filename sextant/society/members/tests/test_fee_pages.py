"""What the pages and letters say of fees: how the year runs, what is due with its parts, who pays less."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from sextant.base.letters.models import Letter
from sextant.society.members.actions.fees import grant_reduction, set_extra_seats
from sextant.society.members.actions.memberships import approve_application
from sextant.society.members.models import FeeReduction, Membership, Plan
from sextant.society.members.queries.fees import fee_due
from sextant.society.members.tests.factories import (
    AffiliationFactory,
    InstitutionalPlanFactory,
    OrganisationFactory,
    PersonFactory,
    PlanFactory,
    active,
    applied,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def next_month():
    return TODAY().month % 12 + 1


def last_month():
    """A membership year that begins next month: today eleven of its twelve months are over, one is left."""
    return {"year_begins_in": next_month(), "proration": "months"}


def url(name, *args):
    return reverse(f"members:{name}", args=args)


def text_of(response):
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


def letter():
    return Letter.objects.order_by("pk").last().body.replace("\u00a0", " ")


@pytest.fixture
def office(make_user):
    return make_user("secretary")


@pytest.fixture
def desk(client, office):
    client.force_login(office)
    return client


def test_the_join_page_says_how_the_year_runs_and_what_is_paid_today(client, make_user):
    plan = PlanFactory(code="yearly", **last_month())
    first = f"{date(2001, next_month(), 1):%B} 1"
    cards = text_of(client.get(url("join")))
    assert f"The membership year begins on {first}. In a year that has begun every begun month counts." in cards
    assert "Whoever pays today pays RUB 125 and is a member until" in cards
    client.force_login(make_user())
    page = text_of(client.get(url("join_plan", plan.code)))
    assert ("Months counted: 1 of 12" in page, "−RUB 1,375" in page, "how to pay the fee of RUB 125" in page) == (True, True, True)


def test_the_first_day_of_the_year_and_the_last_one_are_said_in_good_russian(client):
    PlanFactory(year_begins_in=3)
    cards = text_of(client.get(url("join").replace("/en/", "/ru/")))
    assert ("Членский год начинается 1 марта." in cards, "Если заплатить сегодня, членство до 28 февраля" in cards or "до 29 февраля" in cards) == (
        True,
        True,
    )
    assert "г.." not in cards


def test_the_office_makes_a_plan_with_a_membership_year_and_extra_seats(desk):
    words = {"code": "house", "audience": "institutional", "name_ru": "Год", "name_en": "Year", "currency": "RUB", "grace_days": "30"}
    data = {**words, "fee": "9000", "months": "12", "year_begins_in": "1", "proration": "days", "seats": "5", "extra_seat_fee": "500.50"}
    refused = desk.post(url("new_plan"), {**data, "year_begins_in": ""})
    assert "Only a year that begins in a fixed month can be counted in part" in text_of(refused)
    desk.post(url("new_plan"), data)
    plan = Plan.objects.get()
    assert (plan.year_begins_in, plan.proration, plan.extra_seat_fee_minor) == (1, "days", 50_050)
    desk.post(url("edit_plan", plan.code), {**data, "year_begins_in": "", "proration": "none", "extra_seat_fee": ""})
    plan.refresh_from_db()
    assert (plan.year_begins_in, plan.proration, plan.extra_seat_fee_minor) == (None, "none", 0)


def test_the_office_reduces_a_fee_and_ends_the_reduction_on_the_page_of_the_membership(desk):
    membership = approve_application(applied(), by=None)
    data = {"reduction-percent": "40", "reduction-since": TODAY().isoformat(), "reduction-reason": "Retired librarian"}
    assert "Say why" not in text_of(desk.post(url("grant_reduction", membership.pk), data))
    page = text_of(desk.get(url("membership", membership.pk)))
    assert ("Reduction of 40 %" in page, "RUB 900" in page, "Retired librarian" in page) == (True, True, True)
    again = desk.post(url("grant_reduction", membership.pk), data)
    assert (again.status_code, "A reduction of 40 % counts from" in text_of(again)) == (400, True)
    desk.post(url("end_reduction", FeeReduction.objects.get().pk))
    assert FeeReduction.objects.get().until == TODAY()


def test_the_office_activates_an_exempt_membership_without_typing_the_reason_again(desk, office):
    membership = approve_application(applied(), by=None)
    grant_reduction(membership, percent=100, reason="Veteran", since=TODAY(), by=office)
    page = text_of(desk.get(url("membership", membership.pk)))
    assert ("nothing is to be paid. Confirm the period below." in page, "Veteran</textarea>" in page, "Record the payment" in page) == (
        True,
        True,
        False,
    )
    desk.post(url("waive", membership.pk), {"waive-reason": "Veteran"})
    membership.refresh_from_db()
    assert (membership.state, membership.waiver_reason) == ("active", "Veteran")


def test_the_office_sets_extra_seats_and_the_page_of_seats_counts_them(desk):
    membership = active(organisation=OrganisationFactory(), on=TODAY())
    desk.post(url("set_extra_seats", membership.pk), {"extra_seats": "3"})
    assert "5 seats of 5 are free." in text_of(desk.get(url("seats", membership.pk)))
    assert desk.post(url("set_extra_seats", membership.pk), {"extra_seats": "-1"}).status_code == 400


def test_a_treasurer_reduces_fees_and_a_member_does_not_reduce_the_own_one(client, make_user):
    member = make_user()
    membership = active(person=PersonFactory(user=member), on=TODAY())
    reduction = grant_reduction(membership, percent=10, reason="pension", since=TODAY(), by=member)
    pages = [url("grant_reduction", membership.pk), url("end_reduction", reduction.pk), url("set_extra_seats", membership.pk)]
    client.force_login(member)
    assert [client.post(page).status_code for page in pages] == [403, 403, 403]
    assert "Grant the reduction" not in text_of(client.get(url("membership", membership.pk)))
    client.force_login(make_user("treasurer"))
    assert [client.post(page).status_code for page in pages] == [400, 302, 403]


def test_my_membership_shows_the_parts_of_the_fee_due_to_whoever_acts_for_an_organisation(client, make_user, office):
    user, plan = make_user(), InstitutionalPlanFactory(extra_seat_fee_minor=50_000)
    membership = approve_application(applied(plan, organisation=OrganisationFactory()), by=None)
    AffiliationFactory(person=PersonFactory(user=user), organisation=membership.organisation, is_representative=True)
    set_extra_seats(membership, extra_seats=2, by=office)
    client.force_login(user)
    page = text_of(client.get(url("my_membership")))
    assert ("Extra seats: 2" in page, "RUB 1,000" in page, "RUB 10,000" in page) == (True, True, True)


def test_my_membership_takes_the_same_number_of_queries_for_one_and_for_three(client, make_user, django_assert_max_num_queries):
    user = make_user()
    person, counts = PersonFactory(user=user), []
    client.force_login(user)
    for more in (1, 2):
        for _number in range(more):
            membership = active(organisation=OrganisationFactory(), on=TODAY())
            AffiliationFactory(person=person, organisation=membership.organisation, is_representative=True)
        with django_assert_max_num_queries(40) as found:
            client.get(url("my_membership"))
        counts.append(len(found))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("language", "lines", "enough"),
    [
        ("en", ["The fee for the first period: RUB 125.", "— Months counted: 1 of 12: −RUB 1,375"], "This amount is enough until "),
        ("ru", ["Взнос за первый период: 125 ₽.", "— Учтено месяцев: 1 из 12: −1 375 ₽"], "Этой суммы достаточно до "),
    ],
)
def test_the_letter_of_approval_names_the_fee_due_its_parts_and_until_when_it_is_enough(language, lines, enough):
    membership = applied(PlanFactory(**last_month()), person=PersonFactory(language=language))
    approve_application(membership, by=None)
    assert ([line in letter().splitlines() for line in lines], enough in letter()) == ([True, True], True)


@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "Nothing is to be paid for the first period"), ("ru", "За первый период платить не нужно")]
)
def test_an_exempt_applicant_is_not_asked_for_money(office, language, sentence):
    membership = applied(person=PersonFactory(language=language))
    grant_reduction(membership, percent=100, reason="Veteran", since=TODAY(), by=office)
    approve_application(membership, by=None)
    assert (sentence in letter(), "₽" in letter(), "RUB" in letter(), "Veteran" in letter()) == (True, False, False, False)


def test_the_amount_that_the_letter_names_is_enough_until_the_day_it_names():
    plan = PlanFactory(year_begins_in=1, proration="days")
    membership = applied(plan)
    Membership.objects.filter(pk=membership.pk).update(approved_on=date(2026, 3, 10))
    membership.refresh_from_db()
    amounts = [fee_due(membership, day).amount_minor for day in (date(2026, 3, 10), date(2026, 8, 1), date(2026, 12, 31), date(2027, 1, 1))]
    assert (amounts[0] >= amounts[1] >= amounts[2], amounts[3]) == (True, 150_000)
