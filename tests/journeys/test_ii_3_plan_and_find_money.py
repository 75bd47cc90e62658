"""The director of a library makes a plan, sees what it lacks, brings calls, sees which fit and why, and wins (II.3)."""

from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from sextant.base.jobs.worker import run_waiting
from sextant.society.members.tests.factories import OrganisationFactory
from sextant.work.planning.models import Plan
from sextant.work.planning.tests.factories import HEADER, director_of, in_days, row_of
from tests.journeys.pages import log_in, seen, violations_by_day_and_night

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = {"Themes": '"reading; children"', "Description": "Family reading", "Legal forms": "public institution"}


def calls_file(folder: Path) -> Path:
    closes = in_days(40).isoformat()
    rows = [
        row_of("1", Call="Reading together", To="900000", Closes=closes, **WORDS),
        row_of("2", Call="Reading in Kazakhstan", Countries="KZ", Closes=closes, **WORDS),
        row_of("3", Call="Broken", To="many"),
    ]
    path = folder / "calls.csv"
    path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    return path


def write_plan(page: Any) -> None:
    """From an empty form to a plan with one goal, one cost and one indicator."""
    page.goto("/en/planning/plans/new/")
    page.get_by_label("Title in English").fill("A library nearby")
    page.get_by_label("Legal form").select_option("public institution")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Add a goal").click()
    page.get_by_label("Title in English").fill("Children read")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Add what is done").click()
    page.get_by_label("Title in English").fill("Family reading programme")
    page.get_by_label("Themes").fill("reading, children")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Add a cost").click()
    page.get_by_label("What it is spent on").fill("Books")
    page.get_by_label(str(timezone.localdate().year), exact=False).first.fill("500 000")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Add an indicator").click()
    page.get_by_label("Title in English").fill("Families")
    page.get_by_role("button", name="Save").click()
    assert seen(page.get_by_role("row", name="Families"))


def test_from_an_empty_plan_to_won_money(page: Any, make_user: Any, tmp_path: Path) -> None:
    library = OrganisationFactory()
    director = director_of(library, make_user())
    log_in(page, director)
    write_plan(page)
    gap = page.get_by_role("group", name="Money by year").get_by_role("row", name=str(timezone.localdate().year))
    assert seen(gap.get_by_text("RUB 500,000").nth(1))
    assert violations_by_day_and_night(page) == []

    page.goto("/en/planning/calls/files/")
    page.locator("input[type=file]").set_input_files(calls_file(tmp_path))
    page.get_by_role("button", name="Read the file").click()
    page.wait_for_url("**/calls/files/*/")
    run_waiting()
    page.reload()
    assert seen(page.get_by_role("listitem").filter(has_text="new rows").get_by_text("2", exact=True))
    assert seen(page.get_by_text("many"))

    plan = Plan.objects.get()
    page.goto(f"/en/planning/plans/{plan.pk}/matches/")
    assert seen(page.get_by_role("article").filter(has_text="Reading together").get_by_text("Themes in common"))
    assert seen(page.get_by_role("article").filter(has_text="Reading in Kazakhstan").get_by_text("does not fit"))
    assert violations_by_day_and_night(page) == []
    page.get_by_role("link", name="Begin an application").click()
    page.get_by_label("Funder").fill("Fund of the Open Book")
    page.get_by_label("Amount asked").fill("300 000")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="submitted").click()
    page.get_by_role("link", name="It is won").click()
    page.get_by_role("button", name="It is won").click()
    assert seen(page.get_by_text("the gap of the plan is smaller now"))
    assert violations_by_day_and_night(page) == []

    page.goto(f"/en/planning/plans/{plan.pk}/")
    assert seen(gap.get_by_text("RUB 200,000"))
    page.get_by_role("link", name="Adopt", exact=True).click()
    page.get_by_role("button", name="Adopt").click()
    assert seen(page.get_by_text("Version 1 is adopted and frozen."))


def test_the_director_of_another_library_does_not_open_the_draft(page: Any, make_user: Any) -> None:
    log_in(page, director_of(OrganisationFactory(), make_user()))
    write_plan(page)
    plan = Plan.objects.get()
    page.context.clear_cookies()
    log_in(page, director_of(OrganisationFactory(), make_user()))
    answer = page.goto(f"/en/planning/plans/{plan.pk}/")
    assert (answer.status, page.get_by_text("A library nearby").count()) == (403, 0)
    assert violations_by_day_and_night(page) == []
