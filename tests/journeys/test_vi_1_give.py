"""A visitor gives to an appeal in memory of somebody, pays online, is thanked, and takes a consent back by the link (VI.1)."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from sextant.base.jobs.worker import run_waiting
from sextant.base.letters.models import Letter
from sextant.society.ledger.models import Line
from sextant.society.ledger.queries.invariants import invariants
from sextant.work.fundraising.actions.appeals import post_update
from sextant.work.fundraising.models import Appeal, Donor, Gift, Part
from sextant.work.fundraising.tests.factories import a_donor, an_appeal, an_entered, paid, today
from tests.journeys.pages import log_in, seen, violations_by_day_and_night

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ADDRESS = "maria@example.org"
STORY = "Forty village libraries have no children's book newer than 1990.\n\nEach gets a parcel of **twenty books**."


@pytest.fixture(autouse=True)
def _sandbox(settings: Any, tmp_path: Any) -> None:
    settings.SEXTANT_SANDBOX = True
    settings.MEDIA_ROOT = settings.SEXTANT_HOME = tmp_path
    cache.clear()


def furnish() -> Appeal:
    """An appeal with its story, news and what six others gave; Maria gave to the general fund last year, without letters."""
    appeal = an_appeal(summary_en="Twenty books for each of forty libraries.", story_en=STORY, suggested=[500_00, 1000_00, 3000_00])
    post_update(appeal, day=today(), by=None, title_en="The first parcel is packed", text_en="It leaves on Monday.")
    for number in range(6):
        paid(an_entered(5_000_00, donor=a_donor(f"Giver {number}", f"giver{number}@example.org"), appeal=appeal), reference=f"order {number}")
    last_year = today().replace(month=1, day=15) - timedelta(days=180)
    paid(an_entered(700_00, donor=a_donor("Maria Reader", ADDRESS)), day=last_year, reference="last year")
    return appeal


def written(template: str) -> Letter:
    """The latest letter of a kind to Maria."""
    return Letter.objects.filter(to_address=ADDRESS, template=f"fundraising.{template}").latest("pk")


def link_in(letter: Letter, place: str) -> str:
    """The address in a letter that leads there."""
    found = re.search(rf"https?://[^/\s]+(/en/fundraising/{place}/\S+)", letter.body)
    assert found is not None, letter.body
    return found[1]


def downloaded(page: Any, link: Any) -> bytes:
    with page.expect_download() as download:
        link.click()
    return download.value.path().read_bytes()[:5]


def look(page: Any) -> None:
    """From the list of appeals to one of them: goal, progress, story, news."""
    page.goto("/en/fundraising/")
    assert seen(page.get_by_role("article").get_by_text("of RUB 100,000"))
    assert violations_by_day_and_night(page) == []
    page.get_by_role("link", name="Books for villages").click()
    assert seen(page.get_by_role("img", name="RUB 30,000 of RUB 100,000 raised, 30%"))
    for part in ("twenty books", "The first parcel is packed", "Giver 5"):
        assert seen(page.get_by_text(part))
    assert violations_by_day_and_night(page) == []


def give(page: Any) -> None:
    """Fills in the form, once without the name of whom to remember."""
    form = page.get_by_role("region", name="Your gift")
    form.get_by_role("textbox", name="Another amount").fill("1 250")
    form.get_by_label("Name", exact=True).fill("Maria Reader")
    form.get_by_label("E-mail").fill(ADDRESS)
    form.get_by_text("In memory of somebody, or with a few words").click()
    form.get_by_label("In memory or in honour of somebody").select_option(label="in memory of")
    form.get_by_label("Write to me what was done").check()
    form.get_by_label("I agree that the association keeps these data").check()
    form.get_by_role("button", name="On to payment").click()
    assert seen(form.get_by_role("alert").get_by_text("Say in whose memory"))
    assert violations_by_day_and_night(page) == []
    form.get_by_label("Of whom").fill("Vera Librarian")
    form.get_by_role("button", name="On to payment").click()
    assert seen(page.get_by_role("heading", name="Thank you. One step is left"))
    assert (Part.objects.filter(gift__tribute="memory").count(), Donor.objects.get(email=ADDRESS).wants_letters) == (0, False)
    assert violations_by_day_and_night(page) == []


def pay(page: Any) -> None:
    """Breaks the payment off once, then pays; the page of the gift has the receipt."""
    own = page.url
    page.get_by_role("link", name="Pay now").click()
    assert seen(page.get_by_text("Purpose of the payment"))
    assert violations_by_day_and_night(page) == []
    page.get_by_role("button", name="Pay online").click()
    page.get_by_role("button", name="Break off").click()
    assert seen(page.get_by_text("Nothing was paid."))
    page.get_by_role("button", name="Pay online").click()
    page.get_by_role("button", name="Pay", exact=True).click()
    assert seen(page.get_by_text("Everything is paid. Thank you."))
    assert violations_by_day_and_night(page) == []
    page.goto(own)
    assert seen(page.get_by_role("heading", name="Thank you: your gift has arrived"))
    assert violations_by_day_and_night(page) == []
    assert downloaded(page, page.get_by_role("link", name="Receipt R-")) == b"%PDF-"


def booked(appeal: Appeal) -> tuple[int, int]:
    """(income of gifts, money at the bank) of the appeal's fund, in minor units."""
    lines = Line.objects.filter(fund=appeal.fund, entry__state="posted").values_list("account__use", "amount_minor")
    return -sum(amount for use, amount in lines if use == "gifts"), sum(amount for use, amount in lines if use != "gifts")


def thanked_today() -> None:
    """One letter of thanks with the receipt, written and sent on the day of the payment."""
    run_waiting()
    letter, part = written("thanks"), Part.objects.get(gift__tribute="memory")
    assert part.thanked_at is not None
    assert letter.sent_at is not None
    days = {timezone.localdate(letter.sent_at), timezone.localdate(part.thanked_at), part.day}
    assert (days, letter.state, part.gift.tribute_name) == ({today()}, "sent", "Vera Librarian")
    assert (part.receipt_number in letter.body, "1,250" in letter.subject) == (True, True)
    assert Letter.objects.filter(to_address=ADDRESS, template="fundraising.thanks").count() == 1


def fundraiser_asks(office: Any) -> None:
    """Finds the gift on the page of the donor, who now agrees to letters, and asks for the statements of last year."""
    office.goto("/en/fundraising/office/donors/?q=Maria")
    office.get_by_role("link", name="Maria Reader").click()
    assert seen(office.get_by_role("row", name="Books for villages").get_by_text("RUB 1,250"))
    assert seen(office.get_by_role("listitem").filter(has_text="about appeals").get_by_text("yes", exact=True))
    assert violations_by_day_and_night(office) == []
    office.goto("/en/fundraising/office/")
    office.get_by_role("link", name="Statements of a year").click()
    office.get_by_label("Year").fill(str(today().year - 1))
    assert violations_by_day_and_night(office) == []
    office.get_by_role("button", name="Write the statements").click()
    assert seen(office.get_by_text("The statements are being written."))
    run_waiting()


def take_back(page: Any, link: str) -> None:
    """No letters any more, by the link at the foot of a letter."""
    page.goto(link)
    assert violations_by_day_and_night(page) == []
    page.get_by_label("Write to me what was done").uncheck()
    page.get_by_role("button", name="Save").click()
    assert seen(page.get_by_text("Your wishes are saved."))


def test_from_the_list_of_appeals_to_a_consent_taken_back(page: Any, browser: Any, live_server: Any, make_user: Any) -> None:
    appeal = furnish()
    look(page)
    give(page)
    pay(page)
    page.goto(link_in(written("thanks"), "gifts"))
    page.get_by_role("link", name="Books for villages").click()
    assert seen(page.get_by_role("img", name="RUB 31,250 of RUB 100,000 raised, 31%"))
    assert seen(page.get_by_role("listitem").filter(has_text="Maria Reader"))
    assert (booked(appeal), Gift.objects.get(tribute="memory").state, invariants()) == ((31_250_00, 31_250_00), "received", [])
    thanked_today()

    context = browser.new_context(base_url=live_server.url, locale="en-GB", viewport={"width": 1280, "height": 900})
    office = context.new_page()
    log_in(office, make_user("fundraiser"))
    fundraiser_asks(office)
    letter = written("statement")
    assert page.request.get(link_in(letter, "statements")).body()[:5] == b"%PDF-"
    take_back(page, link_in(letter, "letters"))
    office.goto(f"/en/fundraising/office/donors/{Donor.objects.get(email=ADDRESS).pk}/")
    assert seen(office.get_by_role("listitem").filter(has_text="about appeals").get_by_text("no", exact=True))
    context.close()
