"""A children's librarian brings the catalogue in, reads the profile, plans a purchase, mends a contradiction, decides by hand, and takes the order (III.1)."""

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from pymarc import MARCReader

from sextant.work.acquisitions.models import Collection, Plan
from sextant.work.acquisitions.tests.factories import BOOKS, holdings, loans, marc, offer, representative, worked
from tests.journeys.pages import log_in, look_again, seen, violations_by_day_and_night

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A catalogue with a damaged record, copies, loans, and a supplier's offer."""
    (tmp_path / "books.mrc").write_bytes(marc() + b"00099 this was a record once\x1d")
    (tmp_path / "copies.csv").write_bytes(holdings())
    (tmp_path / "loans.csv").write_bytes(loans())
    (tmp_path / "offer.csv").write_bytes(offer("bad,,Without a price,,,7-10,rus,82,,,"))
    return tmp_path


def brings_the_catalogue_in(page: Any, files: Path) -> None:
    page.goto("/en/acquisitions/")
    page.get_by_role("link", name="Begin a collection").first.click()
    page.get_by_label("What the collection is called").fill("Whole library")
    page.get_by_role("button", name="Save").click()
    assert seen(page.get_by_text("The collection is begun."))
    assert violations_by_day_and_night(page) == []
    page.get_by_label("Catalogue file").set_input_files(files / "books.mrc")
    page.get_by_label("Copies and places").set_input_files(files / "copies.csv")
    page.get_by_label("Loans").set_input_files(files / "loans.csv")
    page.get_by_role("button", name="Bring it in").click()
    assert seen(page.get_by_role("button", name="Stop the import"))
    worked()
    look_again(page)
    assert seen(page.get_by_text("set aside as damaged"))
    assert seen(page.get_by_role("link", name="The bytes"))
    assert violations_by_day_and_night(page) == []


def tells_of_the_children(page: Any) -> None:
    page.get_by_role("link", name="To the collection").click()
    page.get_by_role("link", name="Children around").first.click()
    page.get_by_label("Language").nth(2).fill("tat")
    page.get_by_label("Area").nth(2).fill("Centre")
    page.get_by_label("Children").nth(2).fill("80")
    page.get_by_role("button", name="Add a line").click()
    page.get_by_label("From age").nth(5).fill("7")
    page.get_by_label("To age").nth(5).fill("10")
    page.get_by_label("Children").nth(5).fill("100")
    page.get_by_role("button", name="Save").click()
    assert seen(page.get_by_text("The table of children is saved."))
    assert violations_by_day_and_night(page) == []
    page.get_by_role("link", name="Files and plans").click()
    page.get_by_role("button", name="Make the profile anew").click()
    assert seen(page.get_by_text("The profile is being made; you may leave the page."))
    worked()


def reads_the_profile(page: Any) -> None:
    page.goto(f"/en/acquisitions/{Collection.objects.get().pk}/profile/")
    page.get_by_role("link", name="Readers and languages").click()
    assert seen(page.get_by_role("heading", name="Gap map"))
    assert violations_by_day_and_night(page) == []
    page.locator(".heat").first.locator("a").click() if page.locator(".heat").first.locator("a").count() else page.locator(".heat a").first.click()
    assert seen(page.get_by_text(BOOKS[2][1]))
    assert violations_by_day_and_night(page) == []


def plans(page: Any, files: Path) -> None:
    """Demands that contradict each other are mended where the page says so."""
    page.goto(f"/en/acquisitions/{Collection.objects.get().pk}/")
    page.get_by_role("link", name="Plan a purchase").first.click()
    page.get_by_label("What the plan is called").fill("Spring")
    page.get_by_label("Offer of a supplier").set_input_files(files / "offer.csv")
    page.get_by_label("Budget").fill("5 000")
    page.get_by_role("button", name="Go on to the demands").click()
    assert violations_by_day_and_night(page) == []
    demand(page, 0, "language", "tat", "70")
    page.get_by_role("button", name="Add a demand").click()
    demand(page, 1, "language", "rus", "50")
    page.get_by_role("button", name="Work out the list").click()
    assert seen(page.get_by_role("button", name="Stop the search"))
    worked()
    look_again(page)
    assert seen(page.get_by_role("heading", name="What contradicts"))
    assert violations_by_day_and_night(page) == []
    page.get_by_role("link", name="Change the demands").click()
    page.get_by_label("At least", exact=False).nth(1).fill("20")
    page.locator("#id_demand-0-least").fill("30")
    page.get_by_role("button", name="Work out the list").click()
    assert seen(page.get_by_role("button", name="Stop the search"))
    worked()
    look_again(page)
    assert seen(page.get_by_text("proven gap"))
    assert seen(page.get_by_role("heading", name="What every demand costs"))
    assert violations_by_day_and_night(page) == []


def demand(page: Any, number: int, field: str, value: str, least: str) -> None:
    line = page.locator(f"#id_demand-{number}-field").locator("xpath=ancestor::fieldset")
    line.locator(f"#id_demand-{number}-field").select_option(field)
    line.locator(f"#id_demand-{number}-value").fill(value)
    line.locator(f"#id_demand-{number}-least").fill(least)


def decides_by_hand(page: Any) -> str:
    """The first title of the list goes, and the list is worked out again."""
    out = str(Plan.objects.get().titles.filter(copies__gt=0).order_by("title", "pk")[0].title)
    page.locator("#titles").get_by_role("button", name=f"Take out {out}", exact=True).click()
    assert seen(page.get_by_text("The title is taken out."))
    page.get_by_role("button", name="Work the list out again").click()
    assert seen(page.get_by_role("button", name="Stop the search"))
    worked()
    look_again(page)
    return out


def takes_the_order(page: Any) -> list[Any]:
    with page.expect_download() as download:
        page.get_by_role("link", name="MARC 21").click()
    with Path(download.value.path()).open("rb") as handle:
        records = list(MARCReader(handle))
    page.get_by_role("link", name="Mark as ordered").click()
    page.get_by_label("Number of the order").fill("A-7")
    page.get_by_role("button", name="Mark as ordered").click()
    assert seen(page.get_by_text("The list is marked as ordered"))
    assert violations_by_day_and_night(page) == []
    return records


def test_from_the_catalogue_to_the_order(browser: Any, live_server: Any, make_user: Any, files: Path, settings: Any, tmp_path: Path) -> None:
    cache.clear()
    settings.MEDIA_ROOT = tmp_path / "media"
    user = make_user()
    representative(user, name_en="Pskov Children's Library")
    page = browser.new_context(base_url=live_server.url, locale="en-GB", viewport={"width": 1280, "height": 900}).new_page()
    log_in(page, user)
    brings_the_catalogue_in(page, files)
    tells_of_the_children(page)
    reads_the_profile(page)
    plans(page, files)
    out = decides_by_hand(page)
    records = takes_the_order(page)
    plan = Plan.objects.get()
    listed = set(plan.titles.filter(copies__gt=0).values_list("title", flat=True))
    assert ({record["245"]["a"] for record in records}, out in listed, plan.state) == (listed, False, "ordered")
    assert plan.account["read"] == plan.account["taken"] + plan.account["merged"] + plan.account["refused"] == 41
