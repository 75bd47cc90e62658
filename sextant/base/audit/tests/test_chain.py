"""The record is whole, can be proved whole, and stays whole when personal values are erased."""

import pytest

from sextant.base.audit.actions import erase_personal_values, record
from sextant.base.audit.models import Entry, PersonalValues
from sextant.base.audit.queries import first_broken_line, history_of

pytestmark = pytest.mark.django_db


def test_a_line_names_actor_verb_object_and_values(make_user):
    user = make_user()
    record(verb="test.rename", obj=user, by=user, before={"x": 1}, after={"x": 2}, personal_after={"name": "Анна"})
    line = history_of(user).get()
    assert (line.actor, line.verb, line.before, line.after, line.personal.after) == (user, "test.rename", {"x": 1}, {"x": 2}, {"name": "Анна"})


def test_changing_a_line_behind_the_products_back_is_found(make_user):
    user = make_user()
    for number in range(3):
        record(verb="test.step", obj=user, by=user, after={"n": number})
    assert first_broken_line() is None
    Entry.objects.filter(number=2).update(after={"n": 99})
    assert first_broken_line() == 2


def test_erasing_personal_values_leaves_the_chain_whole(make_user):
    user = make_user()
    record(verb="test.rename", obj=user, by=user, personal_before={"name": "Анна"})
    assert erase_personal_values(kind="accounts.user", key=str(user.pk)) == 1
    assert (PersonalValues.objects.count(), first_broken_line()) == (0, None)


def test_an_anonymous_line_keeps_neither_person_nor_object_nor_content(make_user):
    user = make_user()
    line = record(verb="test.vote", obj=user, by=user, after={"choice": "a"}, personal_after={"name": "b"}, anonymous=True)
    assert (line.actor, line.actor_key, line.object_id, line.after, hasattr(line, "personal")) == (None, "", "", {}, False)
