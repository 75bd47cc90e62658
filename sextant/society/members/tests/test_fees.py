"""What is to be paid: by hand for the single parts, by chance for one and for many."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sextant.society.members import states
from sextant.society.members.actions.fees import grant_reduction, set_extra_seats
from sextant.society.members.actions.memberships import approve_application, change_plan
from sextant.society.members.actions.payments import record_payment, waive
from sextant.society.members.actions.plans import save_plan
from sextant.society.members.actions.seats import assign_seat
from sextant.society.members.models import FeeReduction, Membership, MembershipPeriod, Plan
from sextant.society.members.queries import fees
from sextant.society.members.queries.fees import fee_due, fee_of_plan, fees_due
from sextant.society.members.queries.periods import Stretch
from sextant.society.members.queries.seats import free_seats
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
JUNE = date(2025, 6, 15)
YEAR = {"year_begins_in": 1, "proration": "months", "grace_days": 30}


def approved(plan, **holder):
    membership = approve_application(applied(plan, on=JUNE, **holder), by=None)
    Membership.objects.filter(pk=membership.pk).update(approved_on=JUNE)
    membership.refresh_from_db()
    return membership


def shown(due):
    return (due.full_minor, due.prorated_minor, due.seats_minor, due.reduction_percent, due.reduction_minor, due.amount_minor)


def test_every_part_of_a_fee_is_shown_in_the_readers_language(make_user):
    plan = InstitutionalPlanFactory(extra_seat_fee_minor=100_000, **YEAR)
    membership = set_extra_seats(approved(plan, organisation=OrganisationFactory()), extra_seats=3, by=None)
    grant_reduction(membership, percent=50, reason="rural library", since=JUNE, by=make_user())
    due = fee_due(membership, JUNE)
    assert (due.stretch, shown(due)) == (
        Stretch(JUNE, date(2025, 12, 31), date(2026, 1, 30)),
        (900_000, 525_000, 175_000, 50, 350_000, 350_000),
    )
    assert due.parts == [
        ("Fee of the plan", 900_000),
        ("Months counted: 7 of 12", -375_000),
        ("Extra seats: 3", 175_000),
        ("Reduction of 50 %", -350_000),
    ]
    with translation.override("ru"):
        assert [label for label, _amount in due.parts] == [
            "Взнос по виду членства",
            "Учтено месяцев: 7 из 12",
            "Дополнительные места: 3",
            "Скидка 50 %",
        ]


@pytest.mark.parametrize(("percent", "amount"), [(0, 33_501), (1, 33_166), (33, 22_446), (50, 16_750), (100, 0)])
def test_a_share_and_its_reduction_are_rounded_half_up_each_by_itself(make_user, percent, amount):
    """By hand: 200 of 365 days of 61140 are 33501.4, so 33501; half of it is 16750.5, so 16751 are taken off."""
    membership = approved(PlanFactory(fee_minor=61_140, year_begins_in=1, proration="days"))
    if percent:
        grant_reduction(membership, percent=percent, reason="pension", since=JUNE, by=make_user())
    assert fee_due(membership, JUNE).amount_minor == amount


def test_the_year_after_a_first_part_costs_the_whole_fee_and_one_after_a_lapse_a_part_again():
    membership = active(PlanFactory(**YEAR), on=JUNE)
    days = [date(2025, 7, 1), date(2026, 1, 30), date(2026, 1, 31), date(2026, 2, 1)]
    assert [(fee_due(membership, day).stretch.since, fee_due(membership, day).amount_minor) for day in days] == [
        (date(2026, 1, 1), 150_000),
        (date(2026, 1, 1), 150_000),
        (date(2026, 1, 31), 150_000),
        (date(2026, 2, 1), 137_500),
    ]


def test_a_membership_for_life_owes_nothing_once_it_began():
    membership = active(PlanFactory(months=0, fee_minor=900), on=JUNE)
    before, after = fee_of_plan(membership.plan, JUNE), fee_due(membership, JUNE)
    assert (before.amount_minor, after.amount_minor, after.parts) == (900, 0, [("Fee of the plan", 0)])


def test_a_reduction_counts_for_the_period_that_begins_while_it_is_in_force(make_user):
    membership = active(PlanFactory(**YEAR), on=JUNE)
    grant_reduction(membership, percent=40, reason="parental leave", since=date(2026, 1, 1), until=date(2026, 1, 31), by=make_user())
    assert [fee_due(membership, day).reduction_percent for day in (JUNE, date(2026, 1, 15), date(2026, 2, 1))] == [40, 40, 0]


def test_the_fee_due_on_the_day_of_payment_is_enough_and_a_kopeck_less_is_not():
    membership = approved(PlanFactory(**YEAR))
    with pytest.raises(ValidationError) as refusal:
        record_payment(membership, amount_minor=87_499, currency="RUB", paid_on=JUNE, reference="7", by=None)
    assert "The fee is RUB 875, and RUB 874.99 was paid." in refusal.value.messages[0].replace("\u00a0", " ")
    membership = record_payment(membership, amount_minor=87_500, currency="RUB", paid_on=JUNE, reference="7", by=None)
    assert (membership.state, membership.until, membership.periods.get().fee_minor) == (states.ACTIVE, date(2025, 12, 31), 87_500)


def test_what_was_invoiced_is_enough_though_the_plan_has_changed_since():
    plan = PlanFactory()
    membership = approved(plan)
    save_plan(plan, by=None, fee_minor=999_999, currency="EUR")
    with pytest.raises(ValidationError) as refusal:
        record_payment(membership, amount_minor=100, currency="RUB", paid_on=JUNE, reference="7", by=None, fee_minor=150_000)
    assert "The fee is RUB 1,500, and RUB 1 was paid." in refusal.value.messages[0].replace("\u00a0", " ")
    period = record_payment(membership, amount_minor=150_000, currency="RUB", paid_on=JUNE, reference="7", by=None, fee_minor=150_000).periods.get()
    assert (period.fee_minor, period.currency) == (150_000, "RUB")


def test_an_exempt_membership_is_waived_with_the_reason_of_its_reduction(make_user):
    office = make_user("secretary")
    membership = approved(PlanFactory())
    with pytest.raises(ValidationError, match="Say why the fee is waived"):
        waive(membership, by=office)
    grant_reduction(membership, percent=100, reason="veteran", since=JUNE, by=office)
    with pytest.raises(ValidationError, match="waived by decision, so nothing is to be paid"):
        record_payment(membership, amount_minor=0, currency="RUB", paid_on=JUNE, reference="7", by=office)
    membership = waive(membership, by=office)
    assert (membership.state, membership.waiver_reason, membership.periods.get().is_waived) == (states.ACTIVE, "veteran", True)


def test_extra_seats_are_seats_and_cannot_be_taken_back_while_people_sit_on_them():
    membership = set_extra_seats(active(organisation=OrganisationFactory(), on=timezone.localdate()), extra_seats=1, by=None)
    for _number in range(3):
        assign_seat(membership, person=PersonFactory(), by=None)
    with pytest.raises(ValidationError, match="The membership has 3 seats, and all are taken"):
        assign_seat(membership, person=PersonFactory(), by=None)
    with pytest.raises(ValidationError, match="More seats are taken than would be left"):
        set_extra_seats(membership, extra_seats=0, by=None)
    with pytest.raises(ValidationError, match="More seats are taken than the new plan has"):
        change_plan(membership, plan=InstitutionalPlanFactory(seats=1), by=None)
    assert (free_seats(membership), change_plan(membership, plan=InstitutionalPlanFactory(seats=2), by=None).all_seats) == (0, 3)


def test_only_an_organisation_has_extra_seats():
    membership = applied()
    with pytest.raises(ValidationError, match="Only the membership of an organisation has seats"):
        set_extra_seats(membership, extra_seats=1, by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=membership.pk).update(extra_seats=1)


PLANS = st.fixed_dictionaries(
    {"fee_minor": st.integers(0, 10**12), "grace_days": st.integers(0, 90), "extra_seat_fee_minor": st.integers(0, 10**9)}
).flatmap(
    lambda plan: st.one_of(
        st.fixed_dictionaries({"months": st.integers(0, 36)}),
        st.fixed_dictionaries(
            {"months": st.sampled_from([12, 24]), "year_begins_in": st.integers(1, 12), "proration": st.sampled_from(Plan.Proration.values)}
        ),
    ).map(lambda year: plan | year)
)
MEMBERSHIPS = st.lists(
    st.tuples(
        st.integers(-800, 200),
        st.integers(0, 3),
        st.integers(0, 20),
        st.lists(st.tuples(st.integers(-400, 400), st.integers(0, 300), st.integers(1, 100)), max_size=3),
    ),
    min_size=1,
    max_size=5,
)


def furnish(plan, wanted, clerk):
    """Memberships of one plan: approved some days from JUNE, paid so many times, with extra seats and reductions."""
    for approved_in, times, extra, reductions in wanted:
        day = JUNE + timedelta(days=approved_in)
        holder = OrganisationFactory()
        membership = Membership.objects.create(
            organisation=holder, plan=plan, state=states.APPROVED, applied_on=day, approved_on=day, extra_seats=extra
        )
        for number in range(0 if plan.is_for_life else times):
            membership = paid(membership, min(membership.until or day, timezone.localdate()), f"order {number}")
        for since, length, percent in reductions:
            first = JUNE + timedelta(days=since)
            if not membership.reductions.meeting(first, first + timedelta(days=length)).exists():
                grant_reduction(membership, percent=percent, reason="chance", since=first, until=first + timedelta(days=length), by=clerk)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=PLANS, wanted=MEMBERSHIPS, days=st.lists(st.integers(-500, 1500), min_size=1, max_size=3))
def test_the_fee_of_one_and_the_fees_of_many_never_differ_and_their_parts_add_up(make_user, monkeypatch, plan, wanted, days):
    monkeypatch.setattr(fees, "CHUNK", 2)
    with transaction.atomic():
        furnish(InstitutionalPlanFactory(**plan), wanted, make_user())
        for ahead in days:
            on = JUNE + timedelta(days=ahead)
            many = [(membership.pk, due) for membership, due in fees_due(Membership.objects.all(), on)]
            assert many == [(one.pk, fee_due(one, on)) for one in Membership.objects.order_by("pk")]
            assert all(sum(amount for _label, amount in due.parts) == due.amount_minor >= 0 for _key, due in many)
            reduced = {
                key: [each.percent for each in FeeReduction.objects.filter(membership=key) if each.is_in_force(due.stretch.since)]
                for key, due in many
            }
            assert all(due.reduction_percent in (reduced[key] or [0]) for key, due in many)
        transaction.set_rollback(True)


def test_the_fees_of_many_take_three_queries_for_each_chunk(monkeypatch):
    monkeypatch.setattr(fees, "CHUNK", 4)
    plan = PlanFactory()
    for _number in range(7):
        active(plan, on=JUNE)
    with CaptureQueriesContext(connection) as asked:
        found = [(str(membership.holder), membership.plan.name, due.amount_minor) for membership, due in fees_due(Membership.objects.all(), JUNE)]
    assert (len(found), len(asked)) == (7, 2 * 3 + 1)


def test_a_filter_that_a_payment_leaves_meanwhile_leaves_no_membership_out(monkeypatch):
    monkeypatch.setattr(fees, "CHUNK", 2)
    plan = PlanFactory()
    for _number in range(5):
        approved(plan)
    for membership, _due in fees_due(Membership.objects.filter(state=states.APPROVED), JUNE):
        paid(membership, JUNE)
    assert MembershipPeriod.objects.count() == 5
