"""What a page sends by itself is not lost in silence: without a network, logged out, or when it was deleted meanwhile."""

from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from sextant.work.foresight.models import Vote
from sextant.work.foresight.queries.links import token_of
from sextant.work.foresight.tests.factories import guest
from sextant.work.foresight.tests.factories import opened as opened_session
from sextant.work.returns.models import Submission
from sextant.work.returns.tests.rounds import officer_of, opened, region, submission_of
from tests.journeys.pages import PASSWORD, log_in, violations_by_day_and_night

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def section(page: Any, make_user: Any) -> tuple[Any, Submission, Any]:
    """A section of a return open in the browser, its submission, and who fills it in."""
    work = opened()
    officer = officer_of(make_user(), region())
    log_in(page, officer)
    row = submission_of(work)
    page.goto(f"/en/returns/submissions/{row.pk}/sections/users/")
    page.locator("form[data-ready]").wait_for()
    return page, row, officer


def kept(row: Submission) -> dict[str, Any]:
    """The answers that the site has."""
    return dict(Submission.objects.get(pk=row.pk).answers)


def write(page: Any, field: str, words: str) -> None:
    page.locator(f"#v-{field}").fill(words)
    page.locator(f"#v-{field}").press("Tab")


def test_what_was_entered_without_a_network_is_sent_when_it_is_back(section: Any) -> None:
    page, row, _officer = section
    page.context.set_offline(True)
    write(page, "visits", "30100")
    expect(page.get_by_role("alert")).to_contain_text("is sent as soon as it does")
    write(page, "registered_users", "300")
    assert (kept(row), violations_by_day_and_night(page)) == ({}, [])
    page.context.set_offline(False)
    expect(page.locator("#sending")).to_be_hidden()
    expect(page.locator("#notes-registered_users")).to_contain_text("Saved.")
    assert {"visits", "registered_users"} <= set(kept(row))


def test_an_answer_pressed_in_a_hall_without_a_network_arrives_as_it_was_pressed_last(page: Any) -> None:
    participant = guest(opened_session())
    participant.consented_at = timezone.now()
    participant.save()
    page.goto(f"/en/foresight/place/{token_of(participant)}/answer/")
    page.context.set_offline(True)
    page.get_by_role("button", name="Agree", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("is sent as soon as it does")
    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="Disagree").click()
    assert not Vote.objects.exists()
    page.context.set_offline(False)
    expect(page.locator("#sending")).to_be_hidden()
    assert list(Vote.objects.values_list("participant", "value")) == [(participant.pk, -1)]


def test_whoever_was_logged_out_logs_in_beside_it_and_loses_nothing(section: Any) -> None:
    page, row, officer = section
    page.context.clear_cookies(name="sessionid")
    write(page, "visits", "30100")
    expect(page.get_by_role("alert")).to_contain_text("You are no longer logged in")
    assert (kept(row), violations_by_day_and_night(page)) == ({}, [])
    with page.context.expect_page() as opening:
        page.get_by_role("alert").get_by_role("link", name="Log in").click()
    beside = opening.value
    beside.locator("input[name=login]").fill(officer.email)
    beside.locator("input[name=password]").fill(PASSWORD)
    beside.locator("input[name=password]").press("Enter")
    beside.wait_for_url(lambda url: "login" not in url)
    beside.close()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.locator("#notes-visits")).to_contain_text("Saved.")
    expect(page.locator("#sending")).to_be_hidden()
    assert "visits" in kept(row)


def test_a_site_that_does_not_answer_for_a_while_gets_what_was_entered_as_soon_as_it_does(section: Any) -> None:
    page, row, _officer = section
    page.route("**/sections/users/", lambda route: route.fulfill(status=503) if route.request.method == "POST" else route.continue_())
    write(page, "visits", "30100")
    expect(page.get_by_role("alert")).to_contain_text("is sent as soon as it does")
    write(page, "visits", "30200")
    page.unroute("**/sections/users/")
    expect(page.locator("#notes-visits")).to_contain_text("Saved.", timeout=30_000)
    expect(page.locator("#sending")).to_be_hidden()
    assert kept(row)["visits"]["value"] == 30_200


def test_whoever_leaves_with_something_unsent_is_asked_but_not_whoever_sends_the_form(section: Any) -> None:
    page, row, _officer = section
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.context.set_offline(True)
    write(page, "visits", "30100")
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_role("link", name="Library 1").click(no_wait_after=True)
    expect(page.locator("#v-visits")).to_have_value("30100")
    assert asked == ["beforeunload"]
    page.route("**/sections/users/", lambda route: route.abort() if route.request.headers.get("hx-request") else route.continue_())
    page.context.set_offline(False)
    page.locator("form[data-ready] button[type=submit]").last.click()
    page.wait_for_load_state("load")
    assert (asked, kept(row)["visits"]["value"]) == (["beforeunload"], 30_100)


def test_what_was_deleted_meanwhile_is_told(section: Any) -> None:
    page, row, _officer = section
    Submission.objects.filter(pk=row.pk).delete()
    write(page, "visits", "30100")
    expect(page.get_by_role("alert")).to_contain_text("This is no longer there: it has been deleted")
    page.reload()
    assert page.get_by_role("heading", level=1).inner_text() == "There is no such page"
