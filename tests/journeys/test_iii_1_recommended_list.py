"""A book is nominated, reviewed twice, voted on by children in a library, and recommended in both languages by a second person (III.1)."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from sextant.base.measures.registry import ASSOCIATION, Period, measure
from sextant.society.members.models import Person
from sextant.society.members.tests.factories import PersonFactory
from sextant.work.reading.models import Ballot, Book, KioskSession, RecommendedList
from sextant.work.reading.tests.factories import criteria, isbn, perform, representative, seated, topic
from tests.journeys.pages import log_in, look_again, seen, violations_by_day_and_night

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLE, CALLED = "Кот на маяке", "The Cat at the Lighthouse"


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def opened(browser: Any, live_server: Any, user: Any) -> Any:
    """A browser of somebody who has logged in."""
    page = browser.new_context(base_url=live_server.url, locale="en-GB", viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(9000)
    log_in(page, user)
    return page


def opens_the_season(office: Any) -> None:
    later = (timezone.localdate() + timedelta(days=30)).isoformat()
    office.goto("/en/reading/office/seasons/new/")
    office.get_by_label("Year", exact=True).fill(str(timezone.localdate().year))
    for label in ("Nominations until", "Reviews until", "Votes until"):
        office.get_by_label(label).fill(later)
    assert violations_by_day_and_night(office) == []
    office.get_by_role("button", name="Save").click()
    assert seen(office.get_by_text("Saved."))


def nominates(member: Any, number: str) -> None:
    """A wrong number is told, a right one taken."""
    member.goto("/en/reading/season/")
    member.get_by_role("link", name="Nominate a book").click()
    words = {
        "ISBN": number[:-1] + str((int(number[-1]) + 1) % 10),
        "Title, as on the book": TITLE,
        "Author": "Ветров Пётр",
        "Publisher": "Белый стриж",
    }
    for label, text in words.items():
        member.get_by_label(label, exact=True).fill(text)
    for label, text in {"Age from": "7", "Age to": "10", "Why it should be on the list": "Читают вслух."}.items():
        member.get_by_label(label).fill(text)
    member.get_by_label("The sea").check()
    member.get_by_role("button", name="Nominate").click()
    assert seen(member.get_by_text("The check digit of this ISBN is wrong.").first)
    assert violations_by_day_and_night(member) == []
    member.get_by_label("ISBN").fill(number)
    member.get_by_role("button", name="Nominate").click()
    assert seen(member.get_by_text("The nomination is sent."))


def takes_it(office: Any) -> None:
    office.goto("/en/desk/")
    office.get_by_role("link", name="Decide about 1 nominated book").click()
    office.get_by_role("link", name=TITLE).click()
    office.get_by_role("button", name="Take it into the season").click()
    assert seen(office.get_by_text("The book is in the season."))


def reviews(reader: Any, words: str, others: str) -> None:
    """Points, words, a recommendation; the other review is read only afterwards."""
    reader.goto("/en/desk/")
    reader.get_by_role("link", name="Review 1 book of the season").click()
    reader.get_by_role("link", name="Write a review").click()
    for group in ("Text", "Illustration"):
        reader.get_by_role("group", name=group).get_by_label("5", exact=True).check()
    reader.get_by_label("In words, in English").fill(words)
    reader.get_by_label("yes", exact=True).check()
    assert violations_by_day_and_night(reader) == []
    reader.goto(reader.url.replace("/review/", "/"))
    assert not others or reader.get_by_text(others).count() == 0
    reader.go_back()
    for group in ("Text", "Illustration"):
        reader.get_by_role("group", name=group).get_by_label("5", exact=True).check()
    reader.get_by_label("In words, in English").fill(words)
    reader.get_by_label("yes", exact=True).check()
    reader.get_by_role("button", name="Hand in").click()
    assert seen(reader.get_by_text("The review is handed in."))
    assert not others or seen(reader.get_by_text(others))


def children_vote(librarian: Any, browser: Any, live_server: Any) -> None:
    """The librarian opens a page; a tablet without a log-in takes three presses; closed, they are a ballot."""
    librarian.goto("/en/reading/votes/library/")
    librarian.get_by_role("link", name="Open a voting page").click()
    librarian.get_by_label("Age of the readers").select_option("7-10")
    librarian.get_by_label("Readers in the room").fill("3")
    librarian.get_by_label(TITLE).check()
    librarian.get_by_role("button", name="Open the page").click()
    assert seen(librarian.get_by_role("button", name="Close it and count"))
    code = KioskSession.objects.get().code
    assert seen(librarian.get_by_text(code, exact=True))
    assert violations_by_day_and_night(librarian) == []
    tablet = browser.new_context(base_url=live_server.url, locale="en-GB", viewport={"width": 800, "height": 1100}).new_page()
    tablet.goto("/en/reading/vote/")
    tablet.get_by_label("Code of the voting page").fill(code)
    tablet.get_by_role("button", name="Open the page").click()
    assert violations_by_day_and_night(tablet) == []
    for answer in ("5 stars", "5 stars", "4 stars"):
        tablet.get_by_role("button", name=answer).click()
        assert seen(tablet.get_by_text("Thank you, it is counted."))
        tablet.goto(f"/en/reading/vote/{code}/")  # the page without its thanks, for the next reader
        KioskSession.objects.update(last_vote_at=timezone.now() - timedelta(seconds=1))
    tablet.get_by_role("button", name="1 star").click()
    assert seen(tablet.get_by_text("Everybody in the room has voted on this book."))
    assert {cookie["name"] for cookie in tablet.context.cookies()} <= {"django_language"}
    librarian.reload()
    librarian.get_by_role("button", name="Close it and count").click()
    assert seen(librarian.get_by_text("The voting page is closed"))
    assert Ballot.objects.get().counts == (0, 0, 0, 1, 2)


def writes_the_list(office: Any) -> None:
    """Annotation in both languages, the draft by scores, title and foreword; handed in."""
    office.goto(Book.objects.get().get_absolute_url().replace("/ru/", "/en/"))
    office.get_by_role("link", name="Annotation").click()
    words = {"Title in English": CALLED, "Annotation in Russian": "Короткие главы.", "Annotation in English": "Short chapters."}
    for label, text in words.items():
        office.get_by_label(label).fill(text)
    office.get_by_role("button", name="Save").click()
    assert seen(office.get_by_text("The annotation is saved."))
    office.goto("/en/reading/office/")
    assert violations_by_day_and_night(office) == []
    office.get_by_role("button", name="Draft the list").click()
    assert seen(office.get_by_text("The scores are being counted."))
    perform("reading.draft_list")
    look_again(office)
    assert seen(office.get_by_text("1 book is on the list"))
    words = {
        "Title in Russian": "Лучшие книги",
        "Title in English": "Best books",
        "Foreword in Russian": "Мы читали.",
        "Foreword in English": "We have read.",
    }
    for label, text in words.items():
        office.get_by_label(label).fill(text)
    office.get_by_role("button", name="Save").click()
    assert seen(office.get_by_text("Title and foreword are saved."))
    assert violations_by_day_and_night(office) == []
    office.get_by_role("button", name="Hand in").click()
    assert seen(office.get_by_text("Somebody else publishes it."))
    assert office.get_by_role("button", name="Publish in both languages").count() == 0


def publishes(director: Any) -> None:
    director.goto("/en/desk/")
    director.get_by_role("link", name="Publish the recommended list of").click()
    director.get_by_role("button", name="Publish in both languages").click()
    assert seen(director.get_by_text("The list is published in both languages."))
    perform("reading.print_list")


def test_from_a_nomination_to_the_list_in_both_languages(browser: Any, live_server: Any, make_user: Any) -> None:
    cache.clear()
    member, secretary, director, first, second, librarian = (make_user(*roles) for roles in (("member",), ("secretary",), ("director",), (), (), ()))
    PersonFactory(user=member, email=member.email)
    seated(first), seated(second), criteria(), topic()
    representative(librarian, name_en="Pskov Children's Library", kind="childrens_library")
    assert Person.objects.count() == 4
    office = opened(browser, live_server, secretary)
    opens_the_season(office)
    nominates(opened(browser, live_server, member), isbn(7))
    takes_it(office)
    reviews(opened(browser, live_server, first), "One wants to read it aloud.", "")
    reviews(opened(browser, live_server, second), "The cat is right.", "One wants to read it aloud.")
    children_vote(opened(browser, live_server, librarian), browser, live_server)
    writes_the_list(office)
    publishes(opened(browser, live_server, director))
    visitor = browser.new_context(base_url=live_server.url, locale="en-GB", viewport={"width": 390, "height": 844}).new_page()
    for address, title, name in (("/en/reading/", "Best books", CALLED), ("/ru/reading/", "Лучшие книги", TITLE)):
        visitor.goto(address)
        assert seen(visitor.get_by_role("heading", level=1, name=title))
        assert seen(visitor.get_by_role("heading", level=2, name=name))
        assert violations_by_day_and_night(visitor) == []
    visitor.goto("/en/reading/?age=15")
    assert seen(visitor.get_by_text("No book answers this question."))
    assert RecommendedList.objects.get().files.count() == 2
    period = Period.of_year(timezone.localdate().year)
    names = ("books_reviewed", "lists_published", "libraries_voted", "young_votes")
    assert [measure(f"reading.{name}").function(period, ASSOCIATION).value for name in names] == [1, 1, 1, 3]  # type: ignore[union-attr]
