"""The office's pages: for the office only, searched in Russian whatever the case, with the same number of queries for one row and three."""

import json

import pytest
from django.urls import reverse

from sextant.base.audit.actions import record
from sextant.base.audit.models import Entry
from sextant.base.jobs.worker import run_waiting
from sextant.base.office import registry
from sextant.base.permissions.models import Grant

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client, make_user):
    """A client that the secretary is logged in with."""
    officer = make_user("secretary", email="office@example.org")
    client.force_login(officer)
    client.officer = officer
    return client


def test_the_office_opens_for_whoever_has_a_tool_there(client, make_user, monkeypatch):
    monkeypatch.setattr(registry, "_tools", {})
    registry.register("Books", "office:users", lambda user: user.email.startswith("t"), group="Money", about="Dues and payments.")
    client.force_login(make_user(email="treasurer@example.org"))
    page = client.get(reverse("office:index")).content.decode()
    client.force_login(make_user("secretary"))
    assert ("Dues and payments." in page, client.get(reverse("office:index")).status_code) == (True, 403)


def test_a_tool_without_an_address_is_left_out(office, monkeypatch):
    monkeypatch.setattr(registry, "_tools", dict(registry._tools))
    registry.register("Ghost", "no:where", lambda user: True, group="x", about="x")
    assert "Ghost" not in office.get(reverse("office:index")).content.decode()


def test_others_see_no_users(client, make_user):
    make_user(email="hidden@example.org")
    client.force_login(make_user("treasurer", "editor", "analyst"))
    answer = client.get(reverse("office:users"))
    assert (answer.status_code, "hidden@example.org" in answer.content.decode()) == (403, False)


def test_users_are_found_by_a_russian_name_whatever_its_case(office, make_user):
    make_user(display_name="Анна Соколова")
    make_user(display_name="Пётр Воробьёв")
    rows = office.get(reverse("office:users"), {"q": "сокол АННА"}).context["page"].rows
    assert [user.display_name for user in rows] == ["Анна Соколова"]


def test_users_are_narrowed_by_role_and_downloaded_as_shown(office, make_user):
    make_user("editor", email="e@example.org")
    answer = office.get(reverse("office:users"), {"role": "editor", "format": "json"})
    assert [(row["email"], row["roles"]) for row in json.loads(b"".join(answer.streaming_content))] == [("e@example.org", "editor")]


@pytest.mark.parametrize("page", ["office:users", "office:record"])
def test_a_list_takes_the_same_number_of_queries_for_one_row_and_for_three(office, make_user, django_assert_num_queries, page):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    record(verb="a.b", obj=make_user("editor"), by=office.officer, personal_after={"x": 1})
    office.get(reverse(page))
    with CaptureQueriesContext(connection) as once:
        office.get(reverse(page))
    for _number in range(3):
        record(verb="a.b", obj=make_user("editor", "analyst"), by=make_user(), personal_after={"x": 1})
    with django_assert_num_queries(len(once)):
        office.get(reverse(page))
    assert len(once) <= 10


def test_a_role_is_given_and_ended_on_the_users_page(office, make_user):
    user = make_user()
    office.post(reverse("office:grant_role", args=[user.pk]), {"role": "editor"})
    assert "Editor" in office.get(reverse("office:user", args=[user.pk])).content.decode()
    office.post(reverse("office:end_grant", args=[Grant.objects.get(user=user).pk]))
    assert Grant.objects.filter(user=user).count() == 0


def test_a_bad_grant_is_shown_beside_its_field(office, make_user):
    answer = office.post(reverse("office:grant_role", args=[make_user().pk]), {"role": "editor", "since": "2026-02-01", "until": "2026-01-01"})
    assert (answer.status_code, answer.context["form"].errors["until"]) == (200, ["The last day lies before the first one."])


def test_a_secretary_does_not_touch_a_superuser(office, make_user):
    root = make_user(is_superuser=True)
    pages = ("office:deactivate_user", "office:end_sessions", "office:grant_role")
    answers = [office.post(reverse(page, args=[root.pk]), {"role": "editor"}).status_code for page in pages]
    root.refresh_from_db()
    assert (answers, root.is_active, root.grants.count()) == ([403, 403, 403], True, 0)


def test_the_record_is_narrowed_by_what_and_by_whom(office, make_user):
    anna = make_user(display_name="Анна Соколова")
    record(verb="a.b", obj=anna, by=anna)
    record(verb="a.c", obj=anna, by=office.officer)
    by_whom = office.get(reverse("office:record"), {"actor": "соколова"}).context["page"].rows
    by_what = office.get(reverse("office:record"), {"verb": "a.c", "kind": "accounts.user"}).context["page"].rows
    assert ([line.verb for line in by_whom], [line.verb for line in by_what]) == (["a.b"], ["a.c"])


def test_the_record_is_downloaded_with_personal_values_by_the_office_only(office, client, make_user):
    record(verb="a.b", obj=office.officer, by=office.officer, after={"n": 1}, personal_after={"name": "Анна"})
    row = json.loads(b"".join(office.get(reverse("office:record"), {"format": "json"}).streaming_content))[0]
    assert (row["number"], row["after"]) == (1, '{"n": 1, "name": "Анна"}')
    client.force_login(make_user("analyst"))
    assert client.get(reverse("office:record"), {"format": "json"}).status_code == 403


def test_the_check_of_the_record_runs_as_a_job_and_tells_the_broken_line(office, make_user):
    for _number in range(3):
        record(verb="a.b", obj=office.officer, by=None)
    Entry.objects.filter(number=2).update(verb="a.forged")
    office.post(reverse("office:verify_record"))
    run_waiting()
    assert "The record is broken at line 2." in office.get(reverse("office:record")).content.decode()
