"""From an empty year to a published report that opens to its rows, in a real browser."""

import pytest

from sextant.base.jobs.worker import run_waiting
from sextant.front.report.models import Report
from sextant.front.report.tests.factories import make_agenda
from tests.journeys.pages import log_in, seen, violations_by_day_and_night

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_report_is_opened_counted_written_agreed_and_published(page, make_user):
    make_agenda()
    log_in(page, make_user("secretary", is_staff=True))
    page.goto("/en/report/")
    page.get_by_role("link", name="Open a report").click()
    page.get_by_label("Year").fill("2018")
    page.get_by_role("button", name="Open and count").click()
    assert seen(page.get_by_text("The report is open and its figures are being counted."))
    assert run_waiting() >= 1
    page.reload()
    assert seen(page.get_by_text("Known: 2 of 3."))
    page.get_by_role("link", name="Write").click()
    page.get_by_label("Text in Russian").fill("Год был хорошим.")
    page.get_by_label("Text in English").fill("It was a good year.")
    page.get_by_role("button", name="Save as a draft").click()
    page.get_by_role("button", name="Hand in").click()
    page.get_by_role("button", name="Agree").click()
    assert seen(page.locator(".chip", has_text="agreed"))
    assert violations_by_day_and_night(page) == []
    page.get_by_role("link", name="Send to review").click()
    page.get_by_role("button", name="Move").click()
    page.get_by_role("link", name="Publish").click()
    page.get_by_role("button", name="Publish").click()
    page.wait_for_url("**/en/report/2018/")
    assert Report.objects.get().state == "published"


def test_a_visitor_reads_it_in_both_languages_and_opens_a_number(page):
    from sextant.front.report import actions, states
    from sextant.front.report.tests.factories import make_report

    actions.move_report(actions.move_report(make_report(), states.REVIEW, by=None), states.PUBLISHED, by=None)
    page.goto("/en/report/2018/")
    assert (page.get_by_role("heading", name="Agenda monitoring report 2018").count(), violations_by_day_and_night(page)) == (1, [])
    page.get_by_role("link", name="Русский").click()
    assert seen(page.get_by_role("heading", name="Мониторинг повестки: отчёт за 2018 год"))
    page.get_by_role("link", name="3,5", exact=True).click()
    page.wait_for_load_state("networkidle")
    assert (seen(page.get_by_text("counted by hand")), violations_by_day_and_night(page)) == (True, [])
