"""Every page of this house opens for whom it is meant, and stays shut for others."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sextant.base.audit.queries import history_of
from sextant.society.members import states
from sextant.society.members.actions.memberships import approve_application
from sextant.society.members.actions.payments import waive
from sextant.society.members.actions.seats import assign_seat
from sextant.society.members.models import Membership, Plan, Privacy
from sextant.society.members.tests.factories import (
    AffiliationFactory,
    InstitutionalPlanFactory,
    OfficeFactory,
    OrganisationFactory,
    PersonFactory,
    PlanFactory,
    RegionFactory,
    SectionFactory,
    SectionMemberFactory,
    active,
    applied,
)

pytestmark = pytest.mark.django_db


def recently():
    return timezone.localdate() - timedelta(days=30)


def url(name, *args):
    return reverse(f"members:{name}", args=args)


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def office(client, make_user):
    client.force_login(make_user("secretary"))
    return client


@pytest.mark.parametrize("name", ["start", "join", "organisations", "regions", "sections"])
def test_public_pages_open_on_an_empty_site(client, name):
    assert client.get(url(name)).status_code == 200


@pytest.mark.parametrize("language", ["en", "ru"])
def test_pages_with_content_open_for_a_visitor(client, language):
    region, section = RegionFactory(), SectionFactory()
    organisation = OrganisationFactory(region=region)
    OfficeFactory(section=section, until=timezone.localdate())
    pages = [url("organisation", organisation.pk), url("region", region.code), url("section", section.code), url("organisations") + "?kind=libraries"]
    assert [client.get(page.replace("/en/", f"/{language}/")).status_code for page in pages] == [200] * 4


def test_the_office_sees_and_moves_a_membership(office):
    membership = applied()
    assert office.get(url("memberships") + "?state=applied&unpaid=&audience=personal").status_code == 200
    office.post(url("approve", membership.pk), {"note": ""})
    today = timezone.localdate().isoformat()
    refused = office.post(url("payment", membership.pk), {"amount": "10", "paid_on": today, "reference": "7"})
    assert "The fee is RUB 1,500, and RUB 10 was paid." in text_of(refused)
    office.post(url("payment", membership.pk), {"amount": "1500", "paid_on": today, "reference": "7"})
    membership.refresh_from_db()
    assert (membership.state, history_of(membership)[0].actor.email) == (states.ACTIVE, "user1@example.org")
    assert office.get(url("membership", membership.pk)).status_code == 200


def test_every_office_page_opens(office):
    active(on=recently())
    membership = active(organisation=OrganisationFactory(), on=recently())
    assign_seat(membership, person=PersonFactory(), by=None)
    AffiliationFactory(organisation=membership.organisation, is_representative=True)
    section = OfficeFactory().section
    pages = [url("memberships"), url("membership", membership.pk), url("seats", membership.pk), url("plans"), url("new_plan"),
             url("edit_plan", membership.plan.code), url("new_organisation"), url("edit_organisation", membership.organisation.pk),
             url("organisation", membership.organisation.pk), url("new_section"), url("edit_section", section.code),
             url("offices", section.code), url("section", section.code), url("resign", membership.pk)]  # fmt: skip
    assert [office.get(page).status_code for page in pages] == [200] * len(pages)


@pytest.mark.parametrize("name", ["memberships", "plans", "new_plan", "new_organisation", "new_section"])
def test_office_pages_are_shut_for_a_member(client, make_user, name):
    user = make_user()
    active(person=PersonFactory(user=user), on=recently())
    client.force_login(user)
    assert client.get(url(name)).status_code == 403


def test_a_stranger_sees_nothing_of_a_membership(client, make_user):
    membership = active(on=recently())
    client.force_login(make_user())
    pages = [client.get(url(name, membership.pk)) for name in ("membership", "card", "certificate", "resign")]
    moves = [client.post(url(name, membership.pk)) for name in ("approve", "decline", "payment", "waive", "change_plan", "expel", "drop", "seats")]
    assert [answer.status_code for answer in [*pages, *moves]] == [403] * 12
    assert all(membership.number not in text_of(answer) for answer in pages)


def test_a_treasurer_records_fees_but_decides_no_application(client, make_user):
    membership = applied()
    client.force_login(make_user("treasurer"))
    assert (client.get(url("membership", membership.pk)).status_code, client.post(url("approve", membership.pk)).status_code) == (200, 403)


def test_a_person_applies_and_a_new_entry_is_made_under_the_own_address(client, make_user):
    PlanFactory(code="personal")
    user = make_user(email="reader@example.org")
    client.force_login(user)
    client.post(url("join_plan", "personal"), {"family_name": "Книголюбова", "given_name": "Вера", "agreed": "on"})
    membership = Membership.objects.get()
    assert (membership.state, membership.person.full_name, membership.person.email) == (states.APPLIED, "Книголюбова Вера", "reader@example.org")
    assert "the office decides about the application" in text_of(client.get(url("my_membership")))


def test_who_is_too_old_for_a_plan_is_told_so_and_nothing_is_left_behind(client, make_user):
    PlanFactory(code="young", audience=Plan.Audience.YOUNG, max_age=35)
    client.force_login(make_user())
    data = {"family_name": "Книголюбова", "given_name": "Вера", "born_on": "1960-01-01", "agreed": "on"}
    answer = client.post(url("join_plan", "young"), data)
    assert ("is for people up to 35 years" in text_of(answer), Membership.objects.count(), Privacy.objects.count()) == (True, 0, 0)


def test_an_organisation_that_is_new_to_us_applies_and_approval_makes_the_applicant_its_representative(client, make_user):
    plan = InstitutionalPlanFactory(code="institutional")
    user = make_user()
    client.force_login(user)
    data = {"family_name": "Книголюбова", "given_name": "Вера", "organisation": "Библиотека в Приречье", "agreed": "on"}
    assert "Say what kind it is." in text_of(client.post(url("join_plan", plan.code), data))
    client.post(url("join_plan", plan.code), {**data, "kind": "public_library"})
    membership = Membership.objects.get()
    assert (membership.organisation.name, membership.organisation.in_directory, user.person.affiliations.get().is_representative) == (
        "Библиотека в Приречье",
        False,
        False,
    )
    approve_application(membership, by=None)
    assert user.person.affiliations.get().is_representative is True


def test_an_unlisted_organisation_is_for_the_office_and_its_representative_only(client, make_user):
    organisation = OrganisationFactory(in_directory=False)
    assert (client.get(url("organisation", organisation.pk)).status_code, organisation.name_en in text_of(client.get(url("organisations")))) == (
        302,
        False,
    )
    acting = make_user()
    AffiliationFactory(person=PersonFactory(user=acting), organisation=organisation, is_representative=True)
    client.force_login(acting)
    assert client.get(url("organisation", organisation.pk)).status_code == 200


def test_fellow_members_see_in_a_section_only_those_who_opened_their_entry(client, make_user):
    section = SectionFactory()
    shy, opened = SectionMemberFactory(section=section).person, SectionMemberFactory(section=section).person
    Privacy.objects.create(person=opened, in_directory=True)
    user = make_user()
    active(person=PersonFactory(user=user), on=recently())
    assert opened.family_name not in text_of(client.get(url("section", section.code)))
    client.force_login(user)
    shown = text_of(client.get(url("section", section.code)))
    assert (opened.family_name in shown, shy.family_name in shown, "2 participants" in shown) == (True, False, True)


def test_a_member_joins_a_section_and_leaves_it(client, make_user):
    section, user = SectionFactory(), make_user()
    active(person=PersonFactory(user=user), on=recently())
    client.force_login(user)
    client.post(url("join_section", section.code))
    assert section.members.filter(until=None).count() == 1
    client.post(url("leave_section", section.code))
    assert section.members.filter(until=None).count() == 0


def test_a_chair_edits_the_own_section_and_no_other(client, make_user):
    user = make_user()
    own, other = OfficeFactory(person=PersonFactory(user=user)).section, SectionFactory()
    client.force_login(user)
    assert [client.get(url("edit_section", one.code)).status_code for one in (own, other)] == [200, 403]


def test_a_representative_gives_out_the_seats_of_the_own_organisation_only(client, make_user):
    user, own = make_user(), active(organisation=OrganisationFactory(), on=recently())
    other = active(organisation=OrganisationFactory(), on=recently())
    AffiliationFactory(person=PersonFactory(user=user), organisation=own.organisation, is_representative=True)
    colleague = AffiliationFactory(organisation=own.organisation).person
    client.force_login(user)
    client.post(url("seats", own.pk), {"person": colleague.pk, "since": timezone.localdate().isoformat()})
    assert (own.seats.get().person, client.get(url("seats", other.pk)).status_code) == (colleague, 403)
    client.post(url("release_seat", own.seats.get().pk))
    assert own.seats.count() == 0


@pytest.mark.parametrize(("name", "login"), [("organisations", False), ("memberships", True), ("section", True)])
def test_a_list_takes_the_same_number_of_queries_for_one_row_and_for_three(client, make_user, django_assert_max_num_queries, name, login):
    if login:
        client.force_login(make_user("secretary"))
    section = SectionFactory()
    address = url(name, section.code) if name == "section" else url(name)

    def furnish():
        SectionMemberFactory(section=section, person=PersonFactory(region=RegionFactory()))
        active(organisation=OrganisationFactory(region=RegionFactory()), on=recently())

    counts = []
    for more in (1, 2):
        for _number in range(more):
            furnish()
        with django_assert_max_num_queries(25 if name == "section" else 10) as found:
            assert client.get(address).status_code == 200
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_a_refusal_names_its_field(office):
    answer = office.post(url("new_organisation"), {"kind": "publisher", "name_ru": "", "name_en": ""})
    assert "Give the name in one language at least." in text_of(answer)


def test_a_membership_for_life_has_no_last_day_on_any_page(client, make_user):
    plan = PlanFactory(audience=Plan.Audience.HONORARY, months=0, fee_minor=0)
    office = make_user("secretary")
    membership = waive(approve_application(applied(plan), by=office), reason="Congress decision 7", by=office)
    client.force_login(office)
    pages = [url("person", membership.person_id), url("membership", membership.pk), url("memberships")]
    texts = [text_of(client.get(page)) for page in pages]
    assert [("for life" in text, "9999" in text) for text in texts] == [(True, False)] * 3
