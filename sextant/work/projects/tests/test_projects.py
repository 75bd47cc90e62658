"""A project from idea to close: its states, its milestones, its documents."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from sextant.society.ledger.models import Programme
from sextant.work.projects.actions.money import write_hours
from sextant.work.projects.actions.projects import (
    add_evidence,
    leave_team,
    mark_milestone,
    move_project,
    remove_evidence,
    save_project,
)
from sextant.work.projects.actions.reports import draft_report, publish_report
from sextant.work.projects.tests.factories import agreed, idea, in_days, member_of, milestone_of, running

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 text"


def pdf(name: str = "letter.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def reported(project):
    return publish_report(draft_report(project, since=in_days(-49), until=in_days(0), by=None, summary_en="Done."), by=None)


def test_approval_opens_the_programme_in_the_books() -> None:
    project = move_project(idea(), "approved", by=None)
    programme = Programme.objects.get()
    assert (project.programme, programme.code, programme.about_id) == (programme, "project-bus", str(project.pk))


def test_a_project_may_take_a_programme_that_stands_already() -> None:
    programme = Programme.objects.create(code="grant-7", name_en="A grant")
    project = move_project(idea(programme=programme), "approved", by=None)
    assert (project.programme, Programme.objects.count()) == (programme, 1)


def test_code_and_currency_stay_once_money_is_kept() -> None:
    project = running()
    with pytest.raises(ValidationError, match="code, currency and programme stay"):
        save_project(project, by=None, code="other")
    assert save_project(project, by=None, title_en="The bus").title_en == "The bus"


def test_two_projects_do_not_share_a_code() -> None:
    idea()
    with pytest.raises(ValidationError, match="Another project"):
        idea()


def test_states_follow_the_table_and_a_project_without_a_manager_does_not_run() -> None:
    project = move_project(idea(), "approved", by=None)
    with pytest.raises(ValidationError, match="does not follow"):
        move_project(project, "closed", by=None)
    with pytest.raises(ValidationError, match="Name the manager"):
        move_project(project, "running", by=None)


def test_a_funded_project_is_closed_only_after_a_report() -> None:
    project = running()
    agreed(project)
    project = move_project(project, "reporting", by=None)
    with pytest.raises(ValidationError, match="have not had a report"):
        move_project(project, "closed", by=None)
    reported(project)
    closed = move_project(project, "closed", by=None)
    assert (closed.state, closed.closed_on) == ("closed", in_days(0))


def test_a_milestone_is_done_on_a_day_that_has_come_and_may_be_taken_back() -> None:
    row = milestone_of(running())
    with pytest.raises(ValidationError, match="in the future"):
        mark_milestone(row, done_on=in_days(1), by=None)
    assert mark_milestone(row, done_on=in_days(0), said_en="Late by rain", by=None).said_en == "Late by rain"
    assert mark_milestone(row, done_on=None, by=None).done_on is None


def test_a_document_is_looked_into_and_stays_once_a_report_names_it() -> None:
    project = running()
    kept = add_evidence(project, upload=pdf(), by=None)
    with pytest.raises(ValidationError, match="attached already"):
        add_evidence(project, upload=pdf("copy.pdf"), by=None)
    with pytest.raises(ValidationError, match="not taken"):
        add_evidence(project, upload=pdf("page.txt", b"<html>"), by=None)
    reported(project)
    with pytest.raises(ValidationError, match="published report names"):
        remove_evidence(kept, by=None)
    other = add_evidence(project, upload=pdf("other.pdf", PDF + b"2"), by=None)
    remove_evidence(other, by=None)
    assert [one.name for one in project.evidence.all()] == ["letter.pdf"]


def test_somebody_with_hours_stays_on_the_team() -> None:
    project = running()
    busy, idle = member_of(project), member_of(project)
    write_hours(busy, day=in_days(-1), minutes=60, by=None)
    leave_team(idle, by=None)
    with pytest.raises(ValidationError, match="stay on the team"):
        leave_team(busy, by=None)
    assert list(project.team.all()) == [busy]
