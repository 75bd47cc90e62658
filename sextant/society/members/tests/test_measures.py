"""Every number opens to its rows, and counts what its definition says."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from sextant.base.measures.registry import ASSOCIATION, Period, Scope, measure
from sextant.base.measures.waiting import tasks_of
from sextant.society.members.actions.memberships import approve_application, resign
from sextant.society.members.measures import measures
from sextant.society.members.models import Membership
from sextant.society.members.tests.factories import (
    AffiliationFactory,
    OfficeFactory,
    OrganisationFactory,
    PersonFactory,
    RegionFactory,
    SectionMemberFactory,
    active,
    applied,
    paid,
)

pytestmark = pytest.mark.django_db
YEAR = Period.of_year(2025)


def value(code, scope=ASSOCIATION, period=YEAR, **parameters):
    return measure(f"members.{code}").function(period, scope, **parameters).value


def furnish():
    region = RegionFactory()
    young = active(person=PersonFactory(born_on=date(1990, 1, 1), region=region), on=date(2025, 3, 1)).person
    active(person=PersonFactory(born_on=date(1989, 12, 31)), on=date(2024, 6, 1))
    house = active(organisation=OrganisationFactory(region=region), on=date(2025, 5, 1))
    seated = PersonFactory(born_on=None)
    house.seats.create(person=seated, since=date(2025, 6, 1))
    resign(active(on=date(2025, 1, 1)), on=date(2025, 7, 1), by=None)
    return region, young


def test_members_are_counted_on_the_last_day_and_by_scope():
    region, young = furnish()
    section = SectionMemberFactory(person=young).section
    OfficeFactory(section=section)
    figures = {code: value(code) for code in ("young", "institutional", "regions", "sections_with_officers", "new")}
    assert figures == {"young": 1, "institutional": 1, "regions": 1, "sections_with_officers": 1, "new": 3}
    assert [value("in_good_standing", scope) for scope in (Scope("region", str(region.pk)), Scope("section", str(section.pk)))] == [1, 1]


def test_the_number_is_the_number_of_its_rows():
    furnish()
    counted = {one.code: one.function(YEAR, ASSOCIATION) for one in measures() if one.unit != "per cent"}
    assert {code: figure.value for code, figure in counted.items()} == {
        code: figure.source.count_and_fingerprint()[0] for code, figure in counted.items()
    }


def test_renewal_is_counted_by_periods_that_went_on_without_a_gap():
    paid(active(on=date(2024, 3, 1)), date(2025, 2, 1))
    active(on=date(2024, 4, 1))
    assert (value("renewal_rate"), value("renewal_rate", period=Period.of_year(2020))) == (50.0, None)


def test_a_scope_that_is_not_counted_says_so():
    figure = measure("members.regions").function(YEAR, Scope("section", "1"))
    assert (figure.value, figure.status) == (None, "not_collected")


def test_everybody_sees_what_waits_for_them_and_not_for_others(make_user):
    office, member, acting = make_user("secretary"), make_user(), make_user()
    applied()
    waiting = approve_application(applied(person=PersonFactory(user=member)), by=None)
    Membership.objects.filter(pk=waiting.pk).update(approved_on=timezone.localdate() - timedelta(days=31))
    house = active(organisation=OrganisationFactory(name_en="Town Library"), on=timezone.localdate())
    AffiliationFactory(person=PersonFactory(user=acting), organisation=house.organisation, is_representative=True)
    titles = [[str(task.title) for task in tasks_of(user) if "/members/" in task.url] for user in (office, member, acting)]
    assert titles[0][:2] == ["Decide 1 application", "1 approved application unpaid for 30 days"]
    assert titles[1:] == [[f"Pay the fee: {waiting.person}"], ["Give out 2 free seats of Town Library"]]
