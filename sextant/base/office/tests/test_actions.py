"""Roles are given and ended, users are shut out and let in; each leaves a line."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from sextant.base.audit.models import Entry
from sextant.base.office import actions
from sextant.base.permissions import roles
from sextant.base.permissions.models import Grant
from sextant.base.permissions.queries import holds

pytestmark = pytest.mark.django_db


def fresh(user):
    return type(user).objects.get(pk=user.pk)


def test_a_role_holds_from_its_first_day_to_its_last(make_user):
    user, today = make_user(), timezone.localdate()
    actions.grant_role(user=user, role="editor", until=today, by=None)
    actions.grant_role(user=user, role="analyst", since=today + timedelta(days=1), by=None)
    assert (holds(fresh(user), "editor"), holds(fresh(user), "analyst")) == (True, False)


def test_giving_a_role_twice_returns_the_grant_there_is(make_user):
    user = make_user()
    first = actions.grant_role(user=user, role="editor", since=date(2020, 1, 1), by=None)
    assert (actions.grant_role(user=user, role="editor", by=None).pk, Entry.objects.count()) == (first.pk, 1)


def test_a_role_in_a_section_is_no_role_for_the_association(make_user):
    user, section, other = make_user(), make_user(), make_user()
    actions.grant_role(user=user, role="editor", scope=section, by=None)
    user = fresh(user)
    assert (holds(user, "editor", scope=section), holds(user, "editor", scope=other), holds(user, "editor")) == (True, False, False)


def test_a_role_that_follows_from_facts_is_not_given_by_hand(make_user, monkeypatch):
    monkeypatch.setitem(roles._roles, "fact", roles.Role("fact", "Fact", "", grantable=False))
    with pytest.raises(ValidationError, match="follows from facts"):
        actions.grant_role(user=make_user(), role="fact", by=None)


def test_an_ended_role_no_longer_holds_and_is_not_ended_again(make_user):
    user = make_user()
    old = actions.grant_role(user=user, role="editor", since=date(2020, 1, 1), by=None)
    actions.end_grant(old, by=None)
    assert (holds(fresh(user), "editor"), Grant.objects.get().until) == (False, timezone.localdate() - timedelta(days=1))
    with pytest.raises(ValidationError, match="ended already"):
        actions.end_grant(old, by=None)


def test_a_role_given_and_ended_the_same_day_leaves_its_two_lines(make_user):
    user = make_user()
    actions.end_grant(actions.grant_role(user=user, role="editor", by=None), by=None)
    verbs = list(Entry.objects.order_by("number").values_list("verb", "object_id"))
    assert (Grant.objects.count(), verbs) == (0, [("permissions.grant_role", str(user.pk)), ("permissions.end_grant", str(user.pk))])


def test_a_last_day_before_the_first_is_refused(make_user):
    with pytest.raises(ValidationError, match="lies before"):
        actions.grant_role(user=make_user(), role="editor", since=date(2026, 2, 1), until=date(2026, 1, 1), by=None)


def test_a_user_who_is_shut_out_is_logged_out_and_holds_nothing(make_user, client):
    user, officer = make_user("editor"), make_user("secretary")
    client.force_login(user)
    client.get("/en/accounts/security/")
    actions.deactivate_user(user, by=officer)
    assert (client.get("/en/accounts/security/").status_code, holds(fresh(user), "editor")) == (302, False)
    assert holds(actions.reactivate_user(fresh(user), by=officer), "editor")


def test_nobody_shuts_himself_out(make_user):
    officer = make_user("secretary")
    with pytest.raises(ValidationError, match="cannot shut yourself out"):
        actions.deactivate_user(officer, by=officer)
