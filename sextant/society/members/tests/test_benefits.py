"""Benefits for members: everybody reads what they are, those whose plan has them read how they are used."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from sextant.society.members.actions.benefits import save_benefit
from sextant.society.members.models import Benefit, Seat
from sextant.society.members.queries.benefits import benefits_for
from sextant.society.members.tests.factories import (
    AffiliationFactory,
    InstitutionalPlanFactory,
    OrganisationFactory,
    PersonFactory,
    PlanFactory,
    active,
    benefit,
)

pytestmark = pytest.mark.django_db
PAGE = "/en/members/benefits/"


@pytest.fixture
def member(make_user):
    user = make_user()
    PersonFactory(user=user)
    return user


def joined(user, plan, on=None):
    return active(plan, person=user.person, on=on or timezone.localdate())


def read(client, user=None):
    if user is not None:
        client.force_login(user)
    return client.get(PAGE).content.decode()


def test_how_it_is_used_is_told_to_those_whose_plan_has_it(client, member, make_user):
    plan, other = PlanFactory(), PlanFactory()
    benefit(plan)
    elsewhere = make_user()
    PersonFactory(user=elsewhere)
    joined(elsewhere, other)
    joined(member, plan)
    pages = [read(client), *(read(client, user) for user in (make_user(), elsewhere, member))]
    assert ["20 % off books" in page for page in pages] == [True] * 4
    assert ["BOOK-20" in page for page in pages] == [False, False, False, True]


def test_without_plans_it_is_for_every_member_and_for_nobody_else(client, member):
    benefit()
    before = read(client, member)
    joined(member, PlanFactory())
    assert ("BOOK-20" in before, "BOOK-20" in read(client, member)) == (False, True)


def test_who_has_a_seat_or_acts_for_a_member_organisation_uses_its_benefits(client, member, make_user):
    plan, organisation, today = InstitutionalPlanFactory(seats=5), OrganisationFactory(), timezone.localdate()
    membership = active(plan, organisation=organisation, on=today)
    benefit(plan)
    Seat.objects.create(membership=membership, person=member.person, since=today)
    acting = make_user()
    AffiliationFactory(person=PersonFactory(user=acting), organisation=organisation, is_representative=True)
    assert ["BOOK-20" in read(client, user) for user in (member, acting)] == [True, True]


def test_a_membership_that_is_over_opens_nothing(client, member):
    joined(member, PlanFactory(grace_days=0), on=date(2020, 1, 1))
    benefit()
    assert "BOOK-20" not in read(client, member)


@pytest.mark.parametrize(("days", "shown"), [((-3, -1), False), ((-3, 0), True), ((0, 3), True), ((1, 3), False)])
def test_only_what_is_in_force_today_is_shown(client, days, shown):
    today = timezone.localdate()
    benefit(since=today + timedelta(days=days[0]), until=today + timedelta(days=days[1]))
    assert ("20 % off books" in read(client)) is shown


def test_what_is_withdrawn_is_shown_to_the_office_only(client, make_user):
    benefit(is_open=False)
    assert ["20 % off books" in page for page in (read(client), read(client, make_user("secretary")))] == [False, True]


def test_the_office_enters_and_changes_one_and_the_record_tells(client, make_user):
    client.force_login(make_user("secretary"))
    plan = PlanFactory()
    words = {"title_ru": "Скидка", "title_en": "A discount", "how_ru": "Код А", "how_en": "Code A", "partner": "Invented Press", "plans": [plan.pk]}
    assert client.post(reverse("members:new_benefit"), {**words, "is_open": "on"}).status_code == 302
    made = Benefit.objects.get()
    answer = client.post(reverse("members:edit_benefit", args=[made.pk]), {**words, "plans": [], "since": "2026-03-02", "until": "2026-03-01"})
    assert "The last day is before the first." in answer.content.decode()
    assert (
        client.post(reverse("members:edit_benefit", args=[made.pk]), {**words, "plans": [], "until": "2030-03-01", "is_open": "on"}).status_code
        == 302
    )
    page = client.get(reverse("members:edit_benefit", args=[made.pk])).content.decode()
    assert (list(made.plans.all()), "Benefit edited" in page, plan.code in page) == ([], True, True)


def test_members_do_not_keep_benefits(client, member):
    kept = benefit()
    joined(member, PlanFactory())
    client.force_login(member)
    addresses = [reverse("members:new_benefit"), reverse("members:edit_benefit", args=[kept.pk])]
    assert [client.post(address, {"title_en": "Mine"}).status_code for address in addresses] == [403, 403]


@pytest.mark.parametrize(("wrong", "field"), [({"title_ru": ""}, "title_en"), ({"how_en": ""}, "how_en"), ({"partner": " "}, "partner")])
def test_what_is_missing_is_told_beside_its_field(wrong, field):
    with pytest.raises(ValidationError) as refusal:
        benefit(**wrong)
    assert (list(refusal.value.message_dict), Benefit.objects.count()) == ([field], 0)


def test_a_field_that_is_none_is_refused():
    with pytest.raises(TypeError, match="not fields of a benefit"):
        save_benefit(plans=(), by=None, colour="red")


def test_many_benefits_are_read_in_a_constant_number_of_queries(member, django_assert_max_num_queries):
    joined(member, PlanFactory())
    for number in range(12):
        benefit(PlanFactory(), title_en=f"Benefit {number}")
    with django_assert_max_num_queries(4):
        assert len(benefits_for(member)) == 12
