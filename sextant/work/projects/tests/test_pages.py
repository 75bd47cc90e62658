"""Who opens what of a project; measures; what waits."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sextant.base.measures.registry import ASSOCIATION, Period, Scope
from sextant.base.permissions.models import Grant
from sextant.work.projects.actions.money import write_hours
from sextant.work.projects.actions.projects import mark_milestone, move_project
from sextant.work.projects.measures import on_time, waiting_for, within_budget
from sextant.work.projects.measures import running as projects_running
from sextant.work.projects.tests.factories import agreed, idea, in_days, member_of, milestone_of, running, spend, today

pytestmark = pytest.mark.django_db


def opened(client: Any, user: Any, name: str, pk: int) -> int:
    client.force_login(user)
    return client.get(reverse(f"projects:{name}", args=[pk])).status_code


def test_a_project_opens_for_its_people_and_those_who_oversee_it(client: Any, make_user: Any) -> None:
    manager, worker = make_user(), make_user()
    project = running(user=manager, title_en="A secret project")
    member_of(project, worker)
    outsider = make_user("member", "editor")
    assert opened(client, outsider, "project", project.pk) == 403
    client.force_login(outsider)
    assert "secret" not in client.get(reverse("projects:projects")).content.decode()
    people = [manager, worker, make_user("treasurer"), make_user("secretary"), make_user("auditor")]
    assert [opened(client, user, "project", project.pk) for user in people] == [200] * 5
    assert [opened(client, user, "project_edit", project.pk) for user in people] == [200, 403, 403, 200, 403]
    assert [opened(client, user, "costs", project.pk) for user in people] == [200, 403, 200, 403, 200]
    assert [opened(client, user, "budget_add", project.pk) for user in people] == [403, 403, 200, 403, 403]


def test_the_role_for_one_project_does_not_open_another(client: Any, make_user: Any) -> None:
    own, other = running(), running("other")
    user = make_user()
    Grant.objects.create(user=user, role="project_manager", scope_kind="projects.project", scope_id=str(own.pk))
    assert (opened(client, user, "project_edit", own.pk), opened(client, user, "project_edit", other.pk)) == (200, 403)


def test_a_manager_does_not_approve_an_idea(client: Any, make_user: Any) -> None:
    from sextant.society.members.tests.factories import PersonFactory

    manager = make_user("project_manager")
    project = idea(manager=PersonFactory(user=manager, email=manager.email))
    client.force_login(manager)
    answer = client.post(reverse("projects:project_move", args=[project.pk]), {"to": "approved"})
    project.refresh_from_db()
    assert (answer.status_code, project.state) == (403, "idea")


def test_a_budget_line_of_another_project_is_not_taken_away(client: Any, make_user: Any) -> None:
    from sextant.society.ledger.models import BudgetLine
    from sextant.work.projects.tests.test_money import planned

    mine, other = running(), running("other")
    planned(other, 5_00)
    client.force_login(make_user("treasurer"))
    line = BudgetLine.objects.get()
    assert client.post(reverse("projects:budget_remove", args=[mine.pk]), {"line": line.pk}).status_code == 404
    assert BudgetLine.objects.count() == 1


def test_hours_are_written_by_those_on_the_team_for_themselves(client: Any, make_user: Any) -> None:
    worker = make_user()
    project = running()
    member, other = member_of(project, worker), member_of(project)
    client.force_login(worker)
    assert client.post(reverse("projects:hours", args=[project.pk]), {"day": today(), "hours": "1.5", "what": "Driving"}).status_code == 302
    assert ([one.minutes for one in member.hours.all()], other.hours.count()) == ([90], 0)
    assert opened(client, make_user("secretary"), "hours", project.pk) == 403


def test_a_page_asks_the_same_number_of_questions_however_much_there_is(client: Any, make_user: Any) -> None:
    project = running()
    client.force_login(make_user("secretary", "treasurer"))

    def queries(name: str, *args: int) -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(reverse(f"projects:{name}", args=args)).status_code == 200
        return len(found)

    def fill() -> None:
        milestone_of(project)
        write_hours(member_of(project), day=today(), minutes=5, by=None)
        spend(project, 1_00)
        agreed(project, (5, 1_00))

    fill()
    queries("project", project.pk)
    before = queries("project", project.pk), queries("projects")
    for number in range(3):
        fill()
        running(f"more-{number}")
    assert (queries("project", project.pk), queries("projects")) == before


def test_measures_count_projects_their_milestones_and_their_budgets() -> None:
    project = running()
    idea("idea")
    period = Period(today().year, in_days(-30), in_days(30))
    mark_milestone(milestone_of(project, -3), done_on=in_days(-3), by=None)
    mark_milestone(milestone_of(project, -9), done_on=in_days(-2), by=None)
    milestone_of(project, -1)
    milestone_of(project, 9)
    assert (projects_running(period, ASSOCIATION).value, round(on_time(period, ASSOCIATION).value or 0, 1)) == (1.0, 33.3)
    assert within_budget(period, ASSOCIATION).status == "missing"
    spend(project, 1_00)
    move_project(move_project(project, "reporting", by=None), "closed", by=None)
    assert within_budget(period, ASSOCIATION).value == 0.0
    assert projects_running(period, Scope("section", "1")).status == "not_collected"


def test_what_is_due_waits_for_the_manager_and_the_treasurer(make_user: Any) -> None:
    manager, treasurer, outsider = make_user(), make_user("treasurer"), make_user("member")
    project = running(user=manager)
    milestone_of(project, 3)
    milestone_of(project, 90, title_en="Far away")
    agreed(project, (2, 600_00))
    assert [str(task.title) for task in waiting_for(manager)] == ["The bus is fitted out (A library bus)"]
    assert [str(task.title) for task in waiting_for(treasurer)] == ["Instalment is awaited: Fund"]
    assert list(waiting_for(outsider)) == []
