"""A region fills in for its libraries by spreadsheet, answers a question, certifies, the office accepts and publishes, and the indicator shows the year (V.1)."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.core.cache import cache
from python_calamine import CalamineWorkbook

from sextant.society.members.models import Region
from sextant.work.returns.models import LibraryReturn, Round, Submission
from sextant.work.returns.tests.rounds import CLEAN, YEAR, collection_with, officer_of, worked
from tests.journeys.pages import log_in, look_again, seen, violations_by_day_and_night

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIBRARIES = 40


def opens_the_year(page: Any) -> None:
    page.goto("/en/returns/rounds/")
    page.get_by_role("link", name="Ask for a year").first.click()
    page.get_by_label("Collection").select_option(label="Town libraries")
    page.get_by_label("Year asked about").fill(str(YEAR))
    page.get_by_label("Questionnaire").select_option("public")
    page.get_by_label("Last day to answer").fill("2099-03-01")
    assert violations_by_day_and_night(page) == []
    page.get_by_role("button", name="Invite the libraries").click()
    assert seen(page.get_by_text("The libraries are invited"))
    assert violations_by_day_and_night(page) == []
    worked()


def filled_in(template: Path, target: Path) -> None:
    """The template with an answer to everything for every library; one visits cell holds a word, one library lends too much."""
    lines = CalamineWorkbook.from_filelike(BytesIO(template.read_bytes())).get_sheet_by_index(0).to_python()
    head = lines[0]
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, head)
    sheet.write_row(1, 0, lines[1])
    for number, line in enumerate(lines[2:]):
        values = {**CLEAN, "visits": 30_000 + number, "chief_officer": "Anna Chitalkina", "chief_position": "Director"}
        if number == 0:
            values["visits"] = "many"
        if number == 1:
            values |= {"loans": 950_000, "remarks": "A depository: books go out by post."}
        sheet.write_row(number + 2, 0, [*line[:3], *(values.get(name, "") for name in head[3:])])
    book.close()


def fills_in_by_spreadsheet(page: Any, folder: Path) -> None:
    page.goto("/en/returns/rounds/")
    page.get_by_role("link", name="Town libraries").click()
    page.get_by_role("link", name="Spreadsheets").click()
    assert violations_by_day_and_night(page) == []
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the template").click()
    filled_in(Path(download.value.path()), folder / "region.xlsx")
    page.get_by_label("Filled spreadsheet").set_input_files(folder / "region.xlsx")
    page.get_by_role("button", name="Bring it in").click()
    assert seen(page.get_by_role("button", name="Stop the reading"))
    worked()
    look_again(page)
    refused = page.get_by_role("group", name="What was refused").get_by_role("row")
    assert seen(refused)
    assert [row.split("\t")[1:4] for row in refused.all_inner_texts()[1:]] == [["T001", "visits", "many"]]
    assert violations_by_day_and_night(page) == []


def mends_the_cell_in_the_form(page: Any) -> None:
    """The form asks before anything is saved, saves by itself, and says so."""
    page.get_by_role("link", name="List of libraries").click()
    page.get_by_role("link", name="Library 1", exact=True).click()
    page.get_by_role("link", name="Users and visits").click()
    page.wait_for_url("**/sections/users/")
    page.locator("form[data-ready]").wait_for()
    visits, young = page.locator("#v-visits"), page.locator("#v-users_young")
    young.fill("4000")
    assert seen(page.locator("#ask-users_young").get_by_text("more than the whole it is a part of"))
    young.fill("")
    visits.fill("30 100")
    visits.press("Tab")
    assert seen(page.locator("#notes-visits").get_by_text("Saved."))
    assert violations_by_day_and_night(page) == []


def does_to_all(page: Any, link: str, number: int, **named: str) -> None:
    page.goto(f"/en/returns/rounds/{Round.objects.get().pk}/returns/")
    page.get_by_role("link", name=link).click()
    page.wait_for_url(re.compile("/returns/(send|certify|accept)/"))
    for label, words in named.items():
        page.get_by_label(label).fill(words)
    confirmed = page.get_by_label("The chief officers have seen")
    if confirmed.count():
        confirmed.check()
    page.locator("main form button[type=submit]").click()
    assert seen(page.get_by_text(f"{number} returns were moved on."))


def asks(page: Any) -> None:
    row = Submission.objects.get(library__key="T003")
    page.goto(f"/en/returns/submissions/{row.pk}/")
    page.locator("#id_item").select_option("visits")
    page.get_by_label("Question").fill("Are visits counted at the door?")
    page.get_by_role("button", name="Send it back with this question").click()
    assert seen(page.get_by_text("The question is sent to the library."))


def answers(page: Any) -> None:
    row = Submission.objects.get(library__key="T003")
    page.goto(f"/en/returns/submissions/{row.pk}/#queries")
    page.get_by_label("Answer", exact=True).fill("Yes, by a counter at the door.")
    page.get_by_role("button", name="Keep the answer").click()
    assert seen(page.get_by_text("The answer is kept."))
    page.get_by_role("button", name="Send the return").click()
    assert seen(page.get_by_text("The return is sent."))
    assert violations_by_day_and_night(page) == []


def accepts_the_doubtful_one(page: Any) -> None:
    row = Submission.objects.get(library__key="T010")
    page.goto(f"/en/returns/submissions/{row.pk}/")
    assert seen(page.get_by_text("A depository: books go out by post."))
    page.get_by_role("button", name="Accept the return").click()
    assert seen(page.get_by_text("The return is accepted."))


def publishes(page: Any) -> None:
    page.goto(f"/en/returns/rounds/{Round.objects.get().pk}/")
    page.get_by_role("link", name="Publish the year").click()
    page.get_by_role("button", name="Publish the year").click()
    assert seen(page.get_by_text("The year is being worked out;"))
    worked()
    look_again(page)
    page.get_by_role("link", name="The figures of the year").click()
    assert seen(page.get_by_text("published"))
    page.goto("/en/returns/collections/town/indicators/visits_per_head/")
    assert f"all together: {YEAR} — 3.00" in page.content()


def test_from_the_spreadsheet_of_a_region_to_the_published_year(
    browser: Any, live_server: Any, make_user: Any, settings: Any, tmp_path: Path
) -> None:
    cache.clear()
    settings.MEDIA_ROOT, settings.SEXTANT_HOME = tmp_path / "media", tmp_path / "home"
    place = Region.objects.create(code="RU-TVE", name_en="Tver Oblast", name_ru="Тверская область")
    collection_with(LIBRARIES, place=place)
    screens = [
        browser.new_context(base_url=live_server.url, locale="en-GB", viewport={"width": 1280, "height": 900}).new_page() for _each in range(2)
    ]
    office, officer = screens
    log_in(office, make_user("analyst"))
    log_in(officer, officer_of(make_user(), place))
    opens_the_year(office)
    fills_in_by_spreadsheet(officer, tmp_path)
    mends_the_cell_in_the_form(officer)
    does_to_all(officer, "Send those that are ready", LIBRARIES)
    asks(office)
    answers(officer)
    does_to_all(officer, "Certify those that were sent", LIBRARIES)
    does_to_all(office, "Accept those without questions", LIBRARIES - 1)
    accepts_the_doubtful_one(office)
    publishes(office)
    values = LibraryReturn.objects.filter(year=YEAR).values_list("values__visits", flat=True)
    assert sorted(values) == sorted([30_100, *(30_000 + number for number in range(1, LIBRARIES))])
    assert violations_by_day_and_night(office) == []
