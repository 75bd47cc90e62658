"""Sections: who takes part, who leads, and for how long."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from sextant.base.permissions.queries import holds
from sextant.society.members.actions.sections import end_office, give_office, join_section, leave_section, save_section
from sextant.society.members.models import Office
from sextant.society.members.queries.sections import section_tree
from sextant.society.members.tests.factories import PersonFactory, SectionFactory, active

pytestmark = pytest.mark.django_db


def good_member(**fields):
    return active(person=PersonFactory(**fields), on=timezone.localdate() - timedelta(days=30)).person


def test_only_members_in_good_standing_take_part_and_nobody_twice():
    section, person = SectionFactory(), good_member()
    join_section(section, person=person, by=None)
    with pytest.raises(ValidationError, match="takes part in the section already"):
        join_section(section, person=person, by=None)
    with pytest.raises(ValidationError, match="Only members in good standing"):
        join_section(section, person=PersonFactory(), by=None)


def test_whoever_left_may_come_back_on_the_same_day():
    section, person = SectionFactory(), good_member()
    join_section(section, person=person, by=None)
    assert leave_section(section, person=person, by=None).until == timezone.localdate()
    assert join_section(section, person=person, by=None).until is None


def test_an_office_gives_its_role_for_that_section_while_the_term_runs(make_user):
    user, section, other = make_user(), SectionFactory(), SectionFactory()
    office = give_office(section, person=good_member(user=user), role=Office.Role.CHAIR, by=None)
    assert (holds(user, "chair", scope=section), holds(user, "chair", scope=other)) == (True, False)
    end_office(office, by=None)
    del user._held_roles
    assert holds(user, "chair", scope=section) is False


def test_a_section_has_one_chair_at_a_time_and_two_in_turn():
    section, today = SectionFactory(), timezone.localdate()
    give_office(section, person=good_member(), role=Office.Role.CHAIR, until=today + timedelta(days=9), by=None)
    with pytest.raises(ValidationError, match="holds this office"):
        give_office(section, person=good_member(), role=Office.Role.CHAIR, by=None)
    assert give_office(section, person=good_member(), role=Office.Role.CHAIR, since=today + timedelta(days=10), by=None).pk


def test_a_section_never_stands_under_itself():
    above = SectionFactory()
    below = SectionFactory(parent=above)
    with pytest.raises(ValidationError, match="cannot stand under itself"):
        save_section(above, parent=below, by=None)


def test_the_tree_of_sections_takes_two_queries_however_large_it_is(django_assert_num_queries):
    top = SectionFactory()
    for _number in range(3):
        give_office(SectionFactory(parent=top), person=good_member(), role=Office.Role.CHAIR, by=None)
    with django_assert_num_queries(2):
        (branch,) = section_tree()
    assert (branch.section, len(branch.below), all(one.chair for one in branch.below)) == (top, 3, True)
