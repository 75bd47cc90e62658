"""A campaign begins, its kit is taken, a visitor endorses, a second association adopts the agenda, and both are counted on the dial (0.2)."""

import io
import re
import zipfile
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from sextant.base.jobs.worker import perform_here
from sextant.base.letters.models import Letter
from sextant.base.measures.registry import ASSOCIATION, Period, measure
from sextant.work.outreach.models import Adoption, Campaign, Endorsement
from sextant.work.outreach.tests.factories import BROWSER, an_agenda
from tests.journeys.pages import log_in, seen, violations_by_day_and_night

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def draws_up_and_begins(office: Any) -> None:
    office.goto("/en/outreach/")
    office.get_by_role("link", name="New campaign").first.click()
    office.get_by_label("Agenda").select_option(label="Spring agenda")
    words = {"Address of the page": "spring", "Name in Russian": "Повестка", "Name in English": "Into every region"}
    for label, text in {**words, "Call to readers in Russian": "Прочтите её", "Call to readers in English": "Read it and begin"}.items():
        office.get_by_label(label).fill(text)
    assert violations_by_day_and_night(office) == []
    office.get_by_role("button", name="Save").click()
    office.get_by_role("button", name="Begin the campaign").click()
    assert seen(office.get_by_text("The campaign runs. Its kit is being made."))
    perform_here(Campaign.objects.get().job)


def takes_the_kit(visitor: Any) -> None:
    visitor.goto("/en/outreach/go/spring-site/")
    assert violations_by_day_and_night(visitor) == []
    visitor.get_by_role("link", name="Kit: press sheet, cards, slides").click()
    assert violations_by_day_and_night(visitor) == []
    with visitor.expect_download() as taken:
        visitor.get_by_role("link", name="Everything as one ZIP").click()
    assert len(zipfile.ZipFile(io.BytesIO(taken.value.path().read_bytes())).namelist()) == 8


def endorses(visitor: Any) -> None:
    visitor.goto("/en/outreach/go/spring-site/")
    visitor.get_by_role("link", name="Endorse it").first.click()
    visitor.get_by_label("an organisation").check()
    for label, text in {"Name": "Harbour Library", "In your own words": "We begin with mentors.", "E-mail": "desk@example.org"}.items():
        visitor.get_by_label(label, exact=label == "Name").fill(text)
    assert violations_by_day_and_night(visitor) == []
    visitor.get_by_role("button", name="Endorse").click()
    assert seen(visitor.locator(".field__error"))
    visitor.get_by_label(re.compile("I agree that this endorsement")).check()
    visitor.get_by_role("button", name="Endorse").click()
    assert seen(visitor.get_by_role("heading", name="Look into your mail"))
    confirms(visitor, "desk@example.org")


def confirms(visitor: Any, address: str) -> None:
    link = re.search(r"/en/outreach/confirm/\S+", Letter.objects.get(template="outreach.confirm", to_address=address).body).group()
    visitor.goto(link)
    visitor.get_by_role("button", name="Yes, that was me").click()
    assert seen(visitor.get_by_text("Confirmed. The office looks at it and writes to you."))


def adopts(visitor: Any) -> None:
    visitor.goto("/en/outreach/adoptions/")
    visitor.get_by_role("link", name="We adopted the agenda").first.click()
    words = {"Name": "Island Library Society", "Day of the decision": timezone.localdate().isoformat(), "By which decision": "resolution 7"}
    for label, text in {**words, "E-mail": "society@example.org"}.items():
        visitor.get_by_label(label, exact=label == "Name").fill(text)
    visitor.get_by_label("Country").select_option("IE")
    assert violations_by_day_and_night(visitor) == []
    visitor.get_by_role("button", name="Tell the association").click()
    assert seen(visitor.get_by_role("heading", name="Look into your mail"))
    confirms(visitor, "society@example.org")


def looks_over(office: Any) -> None:
    office.goto("/en/outreach/waiting/")
    assert violations_by_day_and_night(office) == []
    office.get_by_role("button", name=re.compile("^Show it")).click()
    assert seen(office.get_by_text("The endorsement is shown"))
    office.get_by_role("link", name="Island Library Society").click()
    office.get_by_role("button", name="Enter into the register").click()
    assert seen(office.get_by_text("The adoption stands in the register"))


@pytest.mark.once
def test_an_agenda_is_made_known_endorsed_and_adopted(browser: Any, live_server: Any, make_user: Any) -> None:
    cache.clear()
    an_agenda()
    office, visitor = (browser.new_context(base_url=live_server.url, locale="en-GB", user_agent=BROWSER).new_page() for _who in range(2))
    for page in (office, visitor):
        page.set_default_timeout(15000)
    log_in(office, make_user("editor"))
    draws_up_and_begins(office)
    takes_the_kit(visitor)
    endorses(visitor)
    adopts(visitor)
    looks_over(office)
    visitor.goto("/en/outreach/spring/")
    assert seen(visitor.get_by_text("We begin with mentors."))
    assert seen(visitor.get_by_role("link", name="Island Library Society"))
    office.goto("/en/outreach/spring/reach/")
    assert violations_by_day_and_night(office) == []
    year = Period.of_year(timezone.localdate().year)
    counted = {code: measure(f"outreach.{code}").function(year, ASSOCIATION).value for code in ("organisations_endorsing", "adoptions_in_force")}
    assert counted == {"organisations_endorsing": 1, "adoptions_in_force": 1}
    counts = Campaign.objects.get().counts
    assert (counts.get(act="taken").count, counts.get(act="seen", channel__isnull=False).visitors) == (1, 1)
    assert (Endorsement.objects.get().channel.code, Adoption.objects.get().number) == ("spring-site", 1)
