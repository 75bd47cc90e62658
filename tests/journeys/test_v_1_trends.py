"""A member tells a signal, the office takes it, three rate it, it stands on the radar; the year's report is written, published, printed (V.1)."""

import io
import re
from statistics import median, median_low
from typing import Any

import pikepdf
import pypdfium2
import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from sextant.base.letters.models import Letter
from sextant.base.measures.registry import ASSOCIATION, Period, measure
from sextant.work.delphi.actions.rounds import close_study, publish_study
from sextant.work.delphi.models import Answer, Item
from sextant.work.delphi.tests.factories import a_number, a_panel, a_study, closed, opened, said
from sextant.work.trends.models import Rating, Signal, TrendReport
from sextant.work.trends.printed import data, names_of
from sextant.work.trends.states import SCALES
from sextant.work.trends.tests.factories import an_agenda
from tests.journeys.pages import log_in, seen, violations_by_day_and_night

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.once]
THIS = timezone.localdate().year
RATINGS = (("in 1–3 years", "large", "likely"), ("in 3–7 years", "changes everything", "likely"), ("in 1–3 years", "large", "a guess"))


def asked_experts() -> Item:
    """A published study of six people with one question."""
    study = a_study(title_en="The library of 2036")
    item, panel = a_number(study, text_en="How important is reading aloud?", text_ru="Насколько важно чтение вслух?"), a_panel(study, 6)
    opened(study)
    said(panel, item, [2, 5, 5, 6, 6, 7])
    closed(study)
    publish_study(close_study(study, by=None), fingerprint="f", today=timezone.localdate(), by=None)
    return item


def tells(member: Any) -> None:
    member.goto("/en/trends/")
    assert seen(member.get_by_text("The radar is empty"))
    assert violations_by_day_and_night(member) == []
    member.get_by_role("link", name="Tell a signal").first.click()
    told = {"Title in English": "Robots at the desk", "What was noticed, in English": "In three towns already.", "What the source is": "A newspaper"}
    for label, text in {**told, "Address of the source": "https://example.org/robots"}.items():
        member.get_by_label(label).fill(text)
    assert violations_by_day_and_night(member) == []
    member.get_by_role("button", name="Tell the office").click()
    assert seen(member.get_by_text("Thank you. The office looks at your signal"))


def takes(office: Any) -> None:
    office.goto("/en/trends/signals/queue/")
    office.get_by_role("button", name="Gather from the data of the site").click()
    assert seen(office.get_by_text("1 new signal waits for your decision."))
    assert violations_by_day_and_night(office) == []
    office.get_by_role("link", name="Robots at the desk").click()
    office.get_by_role("link", name="Put right and decide").click()
    office.get_by_label("Title in Russian").fill("Роботы у стойки")
    office.get_by_label("Direction of the agenda").select_option(label="V. Education")
    office.get_by_label("V.1 First").check()
    assert violations_by_day_and_night(office) == []
    office.get_by_role("button", name="Put it on the radar").click()
    assert seen(office.get_by_text("Nobody has rated this signal yet, so it has no place on the radar."))


def rates(page: Any, address: str, words: tuple[str, str, str]) -> None:
    page.goto(address)
    for question, word in zip(("When will it matter", "How much will it change", "How sure is that"), words, strict=True):
        page.get_by_role("group", name=re.compile(question)).get_by_label(word, exact=True).check()
    page.get_by_role("button", name="Keep my rating").click()
    assert seen(page.get_by_text("Your rating is kept."))


def looks(page: Any, signal: Signal) -> None:
    """The mark on the drawing leads to the signal by the keyboard; the table says the medians that the rows have."""
    page.goto("/en/trends/")
    mark = page.locator(f"svg a[href='/en/trends/signals/{signal.pk}/']")
    assert seen(mark)
    row = page.get_by_role("row", name=re.compile("Robots at the desk")).inner_text()
    for scale, words in SCALES.items():
        assert str(words[median_low(Rating.objects.values_list(scale, flat=True))]) in row
    assert violations_by_day_and_night(page) == []
    mark.focus()
    page.keyboard.press("Enter")
    assert seen(page.get_by_role("heading", name="Ratings"))
    assert violations_by_day_and_night(page) == []


def opens(office: Any, author: Any) -> None:
    office.goto("/en/trends/reports/")
    office.get_by_label("Year", exact=True).fill(str(THIS))
    office.get_by_role("button", name="Open the report").click()
    assert seen(office.get_by_text("The report is open, its data are gathered."))
    assert violations_by_day_and_night(office) == []
    office.get_by_role("link", name="Invite an author").click()
    office.get_by_label("Chapter").select_option(label="The radar of trends")
    office.get_by_label("E-mail of their account").fill(author.email)
    assert violations_by_day_and_night(office) == []
    office.get_by_role("button", name="Invite").click()
    assert seen(office.get_by_text("Invited. A letter with the link goes out."))


def writes(page: Any) -> None:
    body = Letter.objects.get(template="trends.invitation").body
    page.goto(re.search(r"/(?:en|ru)(/trends/\S+)", body).expand(r"/en\1"))  # type: ignore[union-attr]
    texts = {
        "name_ru": "Анна",
        "name_en": "Anna",
        "role_ru": "эксперт",
        "role_en": "expert",
        "text_ru": "Смотрите сами.",
        "text_en": "See for yourselves.",
    }
    for name, text in texts.items():
        page.locator(f"#id_{name}").fill(text)
    assert violations_by_day_and_night(page) == []
    page.get_by_role("button", name="Hand in").click()
    assert seen(page.get_by_text("Handed in; the office reads it."))


def publishes(office: Any) -> None:
    office.goto(f"/en/trends/reports/{THIS}/")
    office.get_by_role("button", name="Approve").click()
    assert seen(office.get_by_text("The passage is approved."))
    office.get_by_role("link", name="Publish", exact=True).click()
    office.get_by_role("button", name="Publish").click()
    assert seen(office.get_by_text("The report is published."))
    assert seen(office.get_by_text("See for yourselves."))
    assert violations_by_day_and_night(office) == []


def reads_back(visitor: Any, item: Item) -> None:
    """The PDF that a visitor takes says what the rows say, in both languages, and every link into the site opens for the visitor."""
    report = TrendReport.objects.get()
    answers = list(Answer.objects.filter(item=item).values_list("value", flat=True))
    for name, said_of in zip(
        names_of(report)[:2], ({"эксперт", "через 1–3 года", "5,5"}, {"expert", "in 1–3 years", f"{median(answers):.1f}"}), strict=True
    ):
        visitor.goto(f"/en/trends/reports/{THIS}/")
        with visitor.expect_download() as taken:
            visitor.get_by_role("link", name=name).click()
        made = taken.value.path().read_bytes()
        text = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made))
        assert {words for words in said_of if words not in " ".join(text.split())} == set()
        with pikepdf.open(io.BytesIO(made)) as file:
            links = {str(note.A.URI) for page in file.pages for note in page.get("/Annots", []) if "/URI" in note.get("/A", {})}
        paths = {re.sub(r"^https?://[^/]+|#.*$", "", link) for link in links}
        assert {path: Client().get(path).status_code for path in paths} == dict.fromkeys(paths, 200)
        assert len(paths) >= 2
    assert Client().get(f"/en/trends/reports/{THIS}/files/{names_of(report)[2]}").content == data(report)


def test_from_a_told_signal_to_the_printed_report(browser: Any, live_server: Any, make_user: Any) -> None:
    cache.clear()
    an_agenda()
    item, author = asked_experts(), make_user(email="author@example.org", language="en")
    raters, pages = [make_user("member") for _number in range(3)], {}
    for name, user in {"office": make_user("secretary"), "author": author, **{str(place): one for place, one in enumerate(raters)}}.items():
        pages[name] = browser.new_context(base_url=live_server.url, locale="en-GB", viewport={"width": 1280, "height": 900}).new_page()
        log_in(pages[name], user)
    tells(pages["0"])
    takes(pages["office"])
    signal = Signal.objects.get(source="")
    for place, words in enumerate(RATINGS):
        rates(pages[str(place)], f"/en/trends/signals/{signal.pk}/", words)
    looks(pages["0"], signal)
    opens(pages["office"], author)
    writes(pages["author"])
    publishes(pages["office"])
    visitor = browser.new_context(base_url=live_server.url, locale="en-GB", viewport={"width": 390, "height": 800}).new_page()
    reads_back(visitor, item)
    year = Period.of_year(THIS)
    assert [measure(f"trends.{code}").function(year, ASSOCIATION).value for code in ("signals_rated", "reports_published")] == [1, 1]
