"""A member brings a finding in; a brief, an invitation, a pilot with its outcome, a recommendation; another library adopts it (II.2)."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from sextant.base.jobs.models import Job
from sextant.base.jobs.worker import perform_here
from sextant.base.letters.models import Letter
from sextant.base.measures.registry import ASSOCIATION, Period, measure
from sextant.society.members.models import Person
from sextant.society.members.tests.factories import InstitutionalPlanFactory, PersonFactory, active
from sextant.work.practice.models import Finding
from sextant.work.practice.tests.factories import representative
from tests.journeys.pages import log_in, seen, violations_by_day_and_night

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLE = "Hints in the catalogue reduce failed searches"
PUBLISHED = 200
"""Days ago that the work came out."""


def opened(browser: Any, live_server: Any, user: Any) -> Any:
    """A browser of somebody who has logged in."""
    page = browser.new_context(base_url=live_server.url, locale="en-GB", viewport={"width": 1280, "height": 900}).new_page()
    log_in(page, user)
    return page


def brings_in(page: Any) -> None:
    """A member comes from elsewhere with what is known of a work."""
    day = (timezone.localdate() - timedelta(days=PUBLISHED)).isoformat()
    page.goto(f"/en/practice/findings/new/?title=Hints+in+the+catalogue+reduce+failed+searches&doi=10.5555/hints&published={day}&authors=Finder+F.")
    page.get_by_label("In the researchers' words, in English").fill("Twice as many searches ended in an order.")
    page.get_by_role("button", name="Hand in").click()
    assert seen(page.get_by_text("The finding is handed in."))
    assert violations_by_day_and_night(page) == []


def takes(office: Any) -> None:
    office.goto("/en/desk/")
    office.get_by_role("link", name="Decide about 1 finding").click()
    office.get_by_role("link", name=TITLE).click()
    office.get_by_role("button", name="Take it onto the board").click()
    assert seen(office.get_by_text("The finding is on the board."))


def writes_the_brief(page: Any, office: Any) -> None:
    """The author writes in both languages; the office publishes."""
    page.reload()
    page.get_by_role("link", name="Write the brief").click()
    for box in page.locator("main form textarea").all():
        box.fill("A hint helps. It is quickly done.")
    page.get_by_label("Title in Russian").fill("Подсказки в каталоге")
    page.get_by_role("button", name="Save the draft").click()
    assert seen(page.get_by_text("LIX ").first)
    assert violations_by_day_and_night(page) == []
    page.get_by_role("button", name="Hand in").click()
    assert seen(page.get_by_text("Somebody else looks it over."))
    office.goto("/en/desk/")
    office.get_by_role("link", name=f"Look over the brief “{TITLE}”").click()
    office.get_by_role("button", name="Publish", exact=True).click()
    assert seen(office.get_by_text("The brief is published."))


def invites(office: Any) -> None:
    """The office invites members; each gets one letter."""
    office.get_by_role("link", name=TITLE).first.click()
    office.get_by_role("link", name="Invite libraries").click()
    office.get_by_label("Answers until").fill((timezone.localdate() + timedelta(days=30)).isoformat())
    office.get_by_label("What is asked, in English").fill("Measure before and after.")
    office.get_by_role("button", name="Save").click()
    assert seen(office.get_by_text("The invitation is saved."))
    assert violations_by_day_and_night(office) == []
    office.get_by_role("button", name="Open it and write to 1 library").click()
    assert seen(office.get_by_text("The invitation is open"))
    for job in Job.objects.filter(name="practice.write_invitations", state="queued"):
        perform_here(job)
    assert list(Letter.objects.filter(template="practice.invitation").values_list("to_address", flat=True)) == ["pskov@example.org"]


def says_yes(library: Any) -> None:
    library.goto("/en/desk/")
    library.get_by_role("link", name=f"Answer the invitation “{TITLE}”").click()
    library.get_by_label("yes, we would like to try it").check()
    library.get_by_label("We agree that the pilot is published").check()
    assert violations_by_day_and_night(library) == []
    library.get_by_role("button", name="Send the answer").click()
    assert seen(library.get_by_text("the answer is noted"))


def pilots(library: Any, office: Any) -> None:
    """The library writes the protocol, starts, reports; the office publishes."""
    today = timezone.localdate()
    office.reload()
    office.get_by_role("button", name="Agree the pilot").click()
    assert seen(office.get_by_text("The pilot is agreed."))
    library.reload()
    library.get_by_role("link", name="Open the pilot").click()
    library.get_by_role("link", name="Write the protocol").click()
    days = {"Planned start": today - timedelta(days=60), "Planned end": today}
    for label, day in days.items():
        library.get_by_label(label).fill(day.isoformat())
    words = {"Steps": "Change the page.", "Indicator measured": "Orders", "Its unit": "a day", "How it is measured": "By the log."}
    for label, text in {**words, "Ethics and personal data": "None."}.items():
        library.get_by_label(f"{label}, in English").fill(text)
    library.get_by_label("What is aimed at").fill("50")
    library.get_by_role("button", name="Save").click()
    library.get_by_label("Began on").fill((today - timedelta(days=60)).isoformat())
    library.get_by_role("button", name="Start", exact=True).click()
    assert seen(library.get_by_text("The pilot has begun."))
    assert violations_by_day_and_night(library) == []
    library.get_by_role("link", name="Report the outcome").click()
    values = {"Value before": "40", "Value after": "50", "Number of cases measured": "900", "Why you think so, in English": "It lasted."}
    for label, text in values.items():
        library.get_by_label(label).fill(text)
    library.get_by_label("it worked", exact=True).check()
    library.get_by_role("button", name="Send the outcome").click()
    assert seen(library.get_by_text("Somebody looks the outcome over"))
    office.goto("/en/desk/")
    office.get_by_role("link", name="Look over the outcome of").click()
    office.get_by_role("button", name="Publish the outcome").click()
    assert seen(office.get_by_text("25.0"))
    assert violations_by_day_and_night(office) == []


def recommends(office: Any, director: Any) -> None:
    """One writes, another approves; that the pilots are few is said."""
    office.get_by_role("link", name=TITLE).first.click()
    office.get_by_role("link", name="Write the recommendation").click()
    office.get_by_label("adopt it", exact=True).check()
    office.get_by_label("What is recommended, in English").fill("Show hints.")
    office.get_by_label("Why it is given on so few pilots, in English").fill("It costs two days.")
    office.get_by_role("button", name="Save the draft").click()
    office.get_by_role("button", name="Hand in").click()
    assert seen(office.get_by_text("Somebody else approves it."))
    director.goto("/en/desk/")
    director.get_by_role("link", name="Approve the recommendation on").click()
    assert seen(director.get_by_text("Only 1 pilot is finished"))
    director.get_by_role("button", name="Approve").click()
    assert seen(director.get_by_text("approved and published"))
    assert violations_by_day_and_night(director) == []


def adopts(elsewhere: Any, office: Any) -> None:
    """Another library declares it, the office confirms."""
    elsewhere.goto(Finding.objects.get().get_absolute_url())
    elsewhere.get_by_role("link", name="We have adopted it").click()
    elsewhere.get_by_label("In use since").fill((timezone.localdate() - timedelta(days=10)).isoformat())
    elsewhere.get_by_role("button", name="Declare it").click()
    assert seen(elsewhere.get_by_text("Once it is confirmed"))
    office.goto("/en/practice/adoptions/")
    office.get_by_role("button", name="Confirm").click()
    assert seen(office.get_by_text("The adoption is confirmed."))
    assert violations_by_day_and_night(office) == []


def test_from_the_finding_to_adoption_and_the_days_it_took(browser: Any, live_server: Any, make_user: Any) -> None:
    cache.clear()
    member, secretary, director, first, second = make_user("member"), make_user("secretary"), make_user("director"), make_user(), make_user()
    PersonFactory(user=member, email=member.email)
    plan = InstitutionalPlanFactory()
    active(plan, organisation=representative(first, name_en="Pskov Library", email="pskov@example.org"), on=timezone.localdate())
    representative(second, name_en="Tver Library", email="tver@example.org")
    assert Person.objects.count() == 3
    author, office, library = (opened(browser, live_server, user) for user in (member, secretary, first))
    brings_in(author)
    takes(office)
    writes_the_brief(author, office)
    invites(office)
    says_yes(library)
    pilots(library, office)
    recommends(office, opened(browser, live_server, director))
    adopts(opened(browser, live_server, second), office)
    period = Period.of_year(timezone.localdate().year)
    values = [measure(f"practice.days_to_{event}").function(period, ASSOCIATION).value for event in ("pilot", "adoption")]  # type: ignore[union-attr]
    assert values == [PUBLISHED - 60, PUBLISHED - 10]
    visitor = browser.new_context(base_url=live_server.url, locale="en-GB", viewport={"width": 390, "height": 844}).new_page()
    visitor.goto("/en/practice/times/")
    assert [seen(visitor.locator(".stats").get_by_text(str(value), exact=True)) for value in values] == [True, True]
    assert violations_by_day_and_night(visitor) == []
    visitor.goto("/en/practice/")
    assert seen(visitor.locator("#stage-adopted").locator("..").get_by_role("link", name=TITLE))
    assert violations_by_day_and_night(visitor) == []
