"""One answer to “is this person in good standing on that day?”."""

from datetime import date, timedelta
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sextant.base.permissions.queries import held_by
from sextant.society.members.actions.memberships import approve_application, decline_application
from sextant.society.members.actions.payments import waive
from sextant.society.members.models import Membership, Office, Person, Plan, Seat
from sextant.society.members.queries.standing import (
    in_good_standing,
    organisation_in_good_standing,
    organisations_in_good_standing,
    people_in_good_standing,
)
from sextant.society.members.tests.factories import (
    AffiliationFactory,
    InstitutionalPlanFactory,
    OfficeFactory,
    OrganisationFactory,
    PersonFactory,
    PlanFactory,
    active,
    applied,
)

pytestmark = pytest.mark.django_db
START = date(2025, 3, 1)


def reason(person, day):
    standing = in_good_standing(person, day)
    return standing.ok, standing.reason


def test_the_period_and_the_grace_after_it_count_and_the_day_after_does_not():
    person = active(on=START).person
    days = [date(2025, 2, 28), START, date(2026, 2, 28), date(2026, 4, 29), date(2026, 4, 30)]
    answers = [reason(person, day) for day in days]
    assert answers == [(False, "never"), (True, "personal"), (True, "personal"), (True, "personal"), (False, "not_covered")]


def test_a_seat_counts_while_it_runs_and_while_its_organisation_stands_well():
    membership = active(organisation=OrganisationFactory(), on=START)
    person = PersonFactory()
    Seat.objects.create(membership=membership, person=person, since=date(2025, 5, 1), until=date(2025, 6, 30))
    days = [date(2025, 4, 30), date(2025, 5, 1), date(2025, 6, 30), date(2025, 7, 1)]
    assert [reason(person, day)[0] for day in days] == [False, True, True, False]
    assert organisation_in_good_standing(membership.organisation, START).reason == "institutional"


def test_every_refusal_has_its_reason(make_user):
    office = make_user("secretary")
    waiting, approved, declined = applied(), approve_application(applied(), by=office), decline_application(applied(), note="no", by=office)
    honorary = waive(approve_application(applied(PlanFactory(audience=Plan.Audience.HONORARY, months=0)), by=office), reason="merit", by=office)
    today = honorary.since
    assert [reason(m.person, today) for m in (waiting, approved, declined, honorary)] == [
        (False, "applied"),
        (False, "approved"),
        (False, "declined"),
        (True, "honorary"),
    ]


def test_roles_follow_from_standing_terms_of_office_and_representation(make_user, django_assert_num_queries):
    user = make_user()
    person = PersonFactory(user=user)
    active(person=person, on=Person.objects.get().created_at.date())
    office = OfficeFactory(person=person)
    OfficeFactory(person=person, role=Office.Role.SECRETARY, until=date(2021, 1, 1))
    place = AffiliationFactory(person=person, is_representative=True)
    AffiliationFactory(person=person)
    with django_assert_num_queries(2):
        held = held_by(user)
    assert held == {
        ("member", "", ""),
        ("chair", "members.section", str(office.section_id)),
        ("representative", "members.organisation", str(place.organisation_id)),
    }


def furnish(chance: Random) -> None:
    """A small world of people, memberships with gaps and ends, and seats."""
    people = [PersonFactory() for _number in range(6)]
    plan, house = PlanFactory(), InstitutionalPlanFactory()
    organisations = [OrganisationFactory() for _number in range(2)]
    day = lambda: START + timedelta(days=chance.randrange(0, 60))  # noqa: E731
    for holder in [*people[:4], *organisations]:
        kind = "person" if isinstance(holder, Person) else "organisation"
        membership = Membership.objects.create(plan=plan if kind == "person" else house, applied_on=START, state="lapsed", **{kind: holder})
        for _period in range(chance.randrange(0, 3)):
            since = START + timedelta(days=len(membership.periods.all()) * 30 + chance.randrange(0, 9))
            membership.periods.create(since=since, until=since + timedelta(days=10), good_until=since + timedelta(days=15), reference=str(since))
        ended = chance.choice([{}, {}, {"resigned_on": day()}, {"expelled_on": day()}])
        Membership.objects.filter(pk=membership.pk).update(**ended)
        for person in chance.sample(people, 2) if kind == "organisation" else []:
            since = day()
            Seat.objects.create(membership=membership, person=person, since=since, until=chance.choice([None, since + timedelta(days=12)]))
    Person.objects.filter(pk=people[0].pk).update(merged_into=chance.choice([None, people[1]]))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(min_value=0, max_value=10_000), ago=st.integers(min_value=-5, max_value=90))
def test_the_rule_for_one_and_the_rule_for_many_never_differ(seed, ago):
    with transaction.atomic():
        furnish(Random(seed))
        day = START + timedelta(days=ago)
        many = set(people_in_good_standing(day))
        assert many == {person for person in Person.objects.all() if in_good_standing(person, day).ok}
        assert all(organisation_in_good_standing(one, day).ok for one in organisations_in_good_standing(day))
        transaction.set_rollback(True)
