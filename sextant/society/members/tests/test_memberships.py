"""From the application to the end: what is done, what is refused, and what stays."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from sextant.base.audit.queries import history_of
from sextant.society.members import states
from sextant.society.members.actions.memberships import (
    apply_for_membership,
    approve_application,
    change_plan,
    decline_application,
    expel,
    resign,
)
from sextant.society.members.actions.payments import record_payment, waive
from sextant.society.members.models import FOREVER, Membership, Plan
from sextant.society.members.tests.factories import (
    InstitutionalPlanFactory,
    OrganisationFactory,
    PersonFactory,
    PlanFactory,
    active,
    applied,
    paid,
)

pytestmark = pytest.mark.django_db
START = date(2025, 3, 1)


def periods(membership):
    return list(membership.periods.order_by("since").values_list("since", "until", "good_until"))


def test_an_application_is_approved_paid_and_gets_a_number():
    membership = active(on=START)
    assert (membership.state, membership.number, membership.since, membership.until) == (
        states.ACTIVE,
        "2025-00001",
        START,
        date(2026, 2, 28),
    )
    assert [line.verb for line in history_of(membership)] == ["members.record_payment", "members.approve", "members.apply"]


def test_numbers_of_a_year_have_no_gap_even_when_a_payment_is_rolled_back():
    active(on=START)
    with transaction.atomic():
        active(on=START)
        transaction.set_rollback(True)
    assert [active(on=START).number, active(on=date(2024, 1, 1)).number] == ["2025-00002", "2024-00001"]


def test_a_fee_before_the_end_goes_on_from_the_day_after_it_and_the_number_stays():
    membership = active(on=START)
    renewed = paid(membership, date(2026, 1, 10))
    assert (renewed.number, renewed.until, periods(renewed)[1][0]) == ("2025-00001", date(2027, 2, 28), date(2026, 3, 1))


def test_a_fee_in_the_grace_loses_no_day_and_one_after_it_begins_anew():
    in_grace, after = active(on=START), active(on=START)
    paid(in_grace, date(2026, 4, 29))
    paid(after, date(2026, 4, 30))
    assert (periods(in_grace)[1][0], periods(after)[1][0]) == (date(2026, 3, 1), date(2026, 4, 30))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (
            {"amount_minor": 100},
            "The fee is RUB\u00a01,500, and RUB\u00a01 was paid. Record the payment when the whole fee has come in, or waive it.",
        ),
        ({"currency": "EUR"}, "The fee of this plan is in RUB."),
        ({"reference": " "}, "Give the reference: the number of the payment order or of the receipt."),
        ({"paid_on": date(9999, 1, 1)}, "The day of payment lies in the future."),
        ({"reference": "order 1"}, "A payment with this reference is recorded for this membership already."),
    ],
)
def test_a_payment_that_does_not_fit_is_refused_and_changes_nothing(changed, sentence):
    membership = active(on=START)
    payment = {"amount_minor": 150_000, "currency": "RUB", "paid_on": START, "reference": "order 2", **changed}
    with pytest.raises(ValidationError) as refusal:
        record_payment(membership, **payment, by=None)
    assert (refusal.value.messages, membership.periods.count()) == ([sentence], 1)


def test_a_fee_is_not_taken_for_an_application_that_nobody_approved():
    membership = applied()
    with pytest.raises(ValidationError, match="“applied”; it cannot become “active”"):
        paid(membership, START)


def test_an_honorary_membership_is_waived_by_name_and_lasts_for_life(make_user):
    office = make_user("secretary")
    plan = PlanFactory(audience=Plan.Audience.HONORARY, months=0, fee_minor=0)
    membership = waive(approve_application(applied(plan), by=office), reason="Congress decision 7", by=office)
    assert (membership.state, membership.until, membership.waived_by) == (states.ACTIVE, FOREVER, office)
    with pytest.raises(ValidationError, match="for life"):
        waive(membership, reason="again", by=office)


def test_the_database_refuses_an_active_membership_that_nobody_paid_or_waived():
    membership = active(on=START)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=membership.pk).update(payment_reference="")


def test_a_young_specialist_is_at_most_35_on_the_first_day_of_each_period():
    plan = PlanFactory(audience=Plan.Audience.YOUNG, max_age=35)
    person = PersonFactory(born_on=date(1990, 2, 1))
    membership = active(plan, person=person, on=date(2025, 3, 1))
    with pytest.raises(ValidationError, match=r"up to 35 years; on 1 March 2026 the age is 36\."):
        paid(membership, date(2026, 2, 1))
    membership = change_plan(membership, plan=PlanFactory(), by=None)
    assert paid(membership, date(2026, 2, 1)).until == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"audience": "young", "max_age": 35}, "is for people up to 35 years"),
        ({"audience": "student"}, "is for students"),
        ({"audience": "institutional"}, "is a plan for organisations"),
        ({"is_open": False}, "is closed for new members"),
    ],
)
def test_who_may_not_take_a_plan_is_told_why(fields, sentence):
    with pytest.raises(ValidationError, match=sentence):
        apply_for_membership(plan=PlanFactory(**fields), person=PersonFactory(), by=None)


def test_an_organisation_of_the_wrong_kind_is_told_why():
    plan = InstitutionalPlanFactory(kinds=["publisher"])
    with pytest.raises(ValidationError, match=r"is not open to this kind of organisation \(public library\)"):
        apply_for_membership(plan=plan, organisation=OrganisationFactory(), by=None)


def test_nobody_applies_while_a_membership_is_open_but_may_after_it_ended():
    membership = active(on=START)
    with pytest.raises(ValidationError, match=r"There is a membership already \(active\)"):
        applied(person=membership.person)
    resign(membership, by=None)
    assert applied(person=membership.person).state == states.APPLIED


def test_declining_needs_a_reason_for_the_applicant():
    membership = applied()
    with pytest.raises(ValidationError, match="Say why"):
        decline_application(membership, note=" ", by=None)
    assert decline_application(membership, note="Not a library", by=None).state == states.DECLINED


def test_expulsion_needs_a_reason_and_ends_the_seats(make_user):
    membership = active(organisation=OrganisationFactory(), on=START)
    seat = membership.seats.create(person=PersonFactory(), since=START)
    with pytest.raises(ValidationError, match="Give the reason"):
        expel(membership, reason="", by=make_user("director"))
    expel(membership, reason="Board decision 3", by=make_user("director"))
    seat.refresh_from_db()
    assert (Membership.objects.get().state, seat.until) == (states.EXPELLED, timezone.localdate())


def test_a_resignation_leaves_the_days_before_it_as_they_were():
    day = timezone.localdate()
    membership = resign(active(on=day - timedelta(days=30)), by=None)
    good = [Membership.objects.good_on(day - timedelta(days=ago)).count() for ago in (31, 30, 1, 0)]
    assert (membership.state, good) == (states.RESIGNED, [0, 1, 1, 0])
