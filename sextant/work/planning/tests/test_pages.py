"""Pages and who opens them; a draft is for those who act for its owner, and lists ask the same number of questions."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sextant.society.members.tests.factories import OrganisationFactory
from sextant.work.planning.actions.plans import adopt_plan, show_plan
from sextant.work.planning.models import Plan
from sextant.work.planning.tests.factories import asked, director_of, drafted, in_days, initiative_of, registered

pytestmark = pytest.mark.django_db


def written(**fields: Any) -> Plan:
    plan = drafted(title_en="A secret of the Northern library", **fields)
    initiative_of(plan)
    return plan


def test_a_draft_opens_for_its_director_alone(client: Any, make_user: Any) -> None:
    plan = written()
    outsiders = [make_user("secretary", "director"), director_of(OrganisationFactory(), make_user()), make_user("analyst")]
    names = ("plan", "gap", "matches", "progress", "plan_edit", "adopt", "application_new", "secured")
    for name in names:
        page = reverse(f"planning:{name}", args=[plan.pk])
        for user in outsiders:
            client.force_login(user)
            answer = client.get(page)
            assert (answer.status_code, "secret" in answer.content.decode()) == (403, False), (name, user)
    client.force_login(director_of(plan.organisation, make_user()))
    assert {client.get(reverse(f"planning:{name}", args=[plan.pk])).status_code for name in names} == {200}


def test_an_adopted_plan_is_read_by_everybody_only_when_published(client: Any) -> None:
    plan = written()
    page = reverse("planning:published", args=[plan.pk])
    assert client.get(page).status_code == 404
    adopt_plan(plan, by=None)
    assert (client.get(page).status_code, "secret" in client.get(reverse("planning:overview")).content.decode()) == (302, False)
    show_plan(Plan.objects.get(pk=plan.pk), is_public=True, by=None)
    assert "secret" in client.get(page).content.decode()
    pdf = client.get(reverse("planning:version_file", args=[plan.pk, 1]))
    assert (pdf.status_code, pdf.content[:5]) == (200, b"%PDF-")


def test_an_application_and_its_papers_stay_with_the_plan(client: Any, make_user: Any) -> None:
    row = asked(written(), title="A secret request")
    client.force_login(make_user("secretary"))
    for page in (reverse("planning:application", args=[row.pk]), reverse("planning:applications"), reverse("planning:applications") + "?format=csv"):
        answer = client.get(page)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert "secret" not in content.decode(), page


def test_a_plan_for_another_library_is_not_made(client: Any, make_user: Any) -> None:
    own, foreign = OrganisationFactory(), OrganisationFactory()
    client.force_login(director_of(own, make_user()))
    given = {"title_en": "Seized", "first_year": 2026, "last_year": 2027, "currency": "RUB", "country": "RU"}
    answer = client.post(reverse("planning:plan_new"), {**given, "owner": f"o{foreign.pk}"})
    assert (answer.status_code, Plan.objects.count()) == (400, 0)
    assert client.post(reverse("planning:plan_new"), {**given, "owner": f"o{own.pk}"}).status_code == 302


def test_a_call_of_somebody_else_is_not_changed(client: Any, make_user: Any) -> None:
    call = registered(by=make_user())
    client.force_login(director_of(OrganisationFactory(), make_user()))
    assert client.get(reverse("planning:call", args=[call.pk])).status_code == 200
    assert client.post(reverse("planning:call_edit", args=[call.pk]), {"title": "Seized"}).status_code == 403


def test_the_calendar_holds_the_last_days(client: Any) -> None:
    registered()
    registered(id="c2", title="Without a day", closes_on=None)
    text = client.get(reverse("planning:calendar")).content.decode()
    assert (text.count("BEGIN:VEVENT"), in_days(60).strftime("%Y%m%d") in text) == (1, True)


def test_the_api_lists_open_calls(client: Any, make_user: Any) -> None:
    registered()
    registered(id="c2", closes_on=in_days(-1))
    client.force_login(make_user())
    answer = client.get("/api/planning/calls")
    assert (answer.status_code, [row["key"] for row in answer.json()["items"]]) == (200, ["c1"])


@pytest.mark.parametrize("name", ["calls", "applications", "overview"])
def test_lists_ask_the_same_number_of_questions_for_one_row_and_for_many(client: Any, make_user: Any, name: str) -> None:
    plan = written(library=False)
    client.force_login(make_user("secretary"))

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(reverse(f"planning:{name}")).status_code == 200
        return len(found)

    registered()
    asked(plan)
    queries()
    first = queries()
    for number in range(5):
        registered(id=f"more-{number}")
        asked(plan)
        written(library=False)
    assert queries() == first
