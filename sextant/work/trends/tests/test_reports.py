"""A report is gathered, written into, frozen; its files are made from the frozen data alone."""

import hashlib
import io
import json
from datetime import date

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone, translation

from sextant.base.letters.models import Letter
from sextant.base.measures import outlooks, radar
from sextant.base.measures.outlooks import Ahead, Outlook
from sextant.base.measures.radar import EXPERTS, FIELD, SHARE, YEAR, Fact, Telling
from sextant.base.measures.registry import ASSOCIATION, Period, measure
from sextant.base.measures.waiting import tasks_of
from sextant.society.members.tests.factories import PersonFactory
from sextant.work.trends.actions.forgetting import forget_person
from sextant.work.trends.actions.reports import (
    decide_passage,
    gather_again,
    invite_author,
    open_report,
    publish_report,
    write_passage,
)
from sextant.work.trends.commands import trends
from sextant.work.trends.document import document, fact_in_words
from sextant.work.trends.models import Passage, TrendReport
from sextant.work.trends.printed import data, file_of, names_of, pdf
from sextant.work.trends.queries.reports import content_with_passages
from sextant.work.trends.telling import told_by_forecasts
from sextant.work.trends.tests.factories import on_radar, rated

pytestmark = pytest.mark.django_db
THIS = timezone.localdate().year
TEXT = {"name_ru": "Анна", "name_en": "Anna", "role_ru": "эксперт", "role_en": "expert", "text_ru": "Слово.", "text_en": "A word."}


RISES = (Ahead(THIS, 120.0, 110.0, 130.0),)


def series(code="visits", model="theta", last=100.0, ahead=RISES, **fields):
    given = {
        "title": "Visits",
        "unit": "visits",
        "address": "/en/returns/x/",
        "past": ((THIS - 2, 90.0), (THIS - 1, last)),
        "better_by": 0.12,
        "coverage80": 0.81,
        "breaks": ((2020, "Closed in the pandemic"),),
        "known_until": THIS - 1,
    }
    return Outlook(code=code, model=model, ahead=tuple(ahead), **{**given, **fields})


@pytest.fixture
def houses(monkeypatch):
    """Two invented houses that tell, and one that forecasts."""
    monkeypatch.setattr(radar, "_sources", {})
    monkeypatch.setattr(outlooks, "_sources", [])
    day = date(THIS - 1, 6, 1)
    burst = Telling("burst", day, "Burst", "Many works.", "/o/", (Fact("works", 1234.0, "/o/works/"), Fact("share", 0.25, "/o/", 0, SHARE)))
    asked = Telling("item", day, "In which year?", "", "/d/", (Fact("median", 2036.0, "/d/1/", 0, YEAR),))
    radar.register("observatory", "Observatory", FIELD, lambda: [burst])
    radar.register("delphi", "Delphi", EXPERTS, lambda: [asked])
    outlooks.register(lambda: [series(), series("loans", "naive", better_by=0.0, title="Loans")])


def opened(year=THIS):
    return open_report(year=year, today=timezone.localdate(), by=None)


def printed(report, language="en"):
    """The words of the PDF, without its line ends, and the addresses of its links."""
    made = pdf(report, language)
    with pikepdf.open(io.BytesIO(made)) as file:
        links = {str(note.A.URI) for page in file.pages for note in page.get("/Annots", []) if "/URI" in note.get("/A", {})}
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made)]
    return " ".join(" ".join(pages).replace("\ufffe", "").split()), links


def test_the_report_says_what_the_houses_tell_with_the_address_of_every_number(houses, client, make_user):
    people = [make_user("member") for _number in range(3)]
    signal = rated(on_radar(people[0]), people, (2, 4, 3), (2, 5, 4), (3, 4, 5))
    report = opened()
    words, links = printed(report)
    for said in (
        "1,234",
        "25%",
        "2036",
        "Robots at the desk",
        "in 1–3 years",
        "small – changes",
        "rated by 3 people",
        "12% below",
        "Closed in the pandemic",
    ):
        assert said.replace("small – changes", "large – changes") in words
    assert "No model did better than repeating the last value" in words
    paths = {link.split("/", 3)[-1] for link in links if link.startswith("http")}
    assert {"o/works/", "d/1/", "en/returns/x/", f"en/trends/signals/{signal.pk}/#ratings"} <= paths
    client.force_login(make_user("secretary"))
    shown = client.get(report.get_absolute_url()).content.decode()
    assert ["1,234" in shown, "/o/works/" in shown, "2036" in shown, "Closed in the pandemic" in shown] == [True] * 4


def test_a_draft_is_read_by_those_who_keep_it_and_who_writes_in_it(houses, client, make_user):
    report, author = opened(), make_user(email="author@example.org")
    invite_author(report, chapter="field", email="AUTHOR@example.org", by=None, name_en="Anna")
    pages = [report.get_absolute_url(), reverse("trends:file", args=[report.year, names_of(report)[-1]])]
    answers = []
    for user in (None, make_user("member"), author, make_user("analyst")):
        client.logout()
        if user:
            client.force_login(user)
        answers.append([client.get(page).status_code for page in pages])
        assert b"Burst" not in client.get(pages[0]).content or answers[-1][0] == 200
    assert answers == [[302, 302], [403, 403], [200, 200], [200, 200]]
    assert Letter.objects.get().to_address == "author@example.org"
    assert [task.url for task in tasks_of(author)] == [Passage.objects.get().get_absolute_url()]


def test_words_are_handed_in_in_both_languages_approved_and_frozen(houses, make_user):
    report, author = opened(), make_user(email="author@example.org")
    passage = invite_author(report, chapter="experts", email=author.email, by=None)
    with pytest.raises(ValidationError, match="Needed in both languages"):
        write_passage(passage, hand_in=True, by=author, **{**TEXT, "text_ru": ""})
    write_passage(passage, hand_in=True, by=author, **TEXT)
    with pytest.raises(ValidationError, match="wait for your decision"):
        publish_report(report, today=timezone.localdate(), by=None)
    assert "A word." not in printed(report)[0]
    decide_passage(passage, "approved", by=None)
    with pytest.raises(ValidationError, match="is approved"):
        write_passage(passage, hand_in=False, by=author, **TEXT)
    report = publish_report(report, today=timezone.localdate(), by=None)
    words = printed(TrendReport.objects.get())[0]
    assert ("A word. Anna, expert" in words, report.fingerprint in words.replace(" ", "")) == (True, True)
    with pytest.raises(ValidationError, match="stays as it is"):
        write_passage(Passage.objects.get(), hand_in=False, by=author, **TEXT)


def test_a_published_report_stays_whatever_the_rows_become_and_is_the_same_bytes(houses, make_user):
    people = [make_user("member")]
    signal = rated(on_radar(people[0]), people, (1, 1, 1))
    report = publish_report(opened(), today=timezone.localdate(), by=None)
    before = {name: file_of(report, name) for name in names_of(report)}
    rated(signal, people, (4, 5, 5))
    radar.register("delphi", "Delphi", EXPERTS, lambda: [])
    with pytest.raises(ValidationError, match="stays as it is"):
        gather_again(report, today=timezone.localdate(), by=None)
    again = TrendReport.objects.get()
    assert {name: file_of(again, name) for name in names_of(again)} == before
    assert hashlib.sha256(before[f"trends-{THIS}.json"]).hexdigest() == again.fingerprint


def test_a_draft_is_gathered_anew_and_a_year_is_opened_once(houses):
    report = opened()
    radar.register("delphi", "Delphi", EXPERTS, lambda: [])
    assert len(gather_again(report, today=timezone.localdate(), by=None).content["told"]) == 1
    with pytest.raises(ValidationError, match="already"):
        opened()
    with pytest.raises(ValidationError, match="Give a year from 2000"):
        opened(THIS + 1)


def test_a_report_of_an_earlier_year_tells_nothing_of_later_ones(houses, make_user):
    people = [make_user("member")]
    rated(on_radar(people[0]), people, (1, 1, 1))
    content = opened(THIS - 2).content
    assert (content["outlooks"], content["told"], content["radar"]["places"]) == ([], [], [])


def test_forecasts_tell_only_where_a_model_expects_another_level(monkeypatch):
    far = {"up": (Ahead(THIS, 120.0, 110.0, 130.0),), "same": (Ahead(THIS, 120.0, 90.0, 130.0),), "down": (Ahead(THIS, 50.0, 40.0, 60.0),)}
    naive = series("naive", "naive+wls", ahead=far["up"])
    monkeypatch.setattr(outlooks, "_sources", [lambda: [*(series(code, ahead=ahead) for code, ahead in far.items()), naive]])
    assert [(one.key, one.title) for one in told_by_forecasts()] == [
        ("outlook:down", f"Visits is expected to fall by {THIS}"),
        ("outlook:up", f"Visits is expected to rise by {THIS}"),
    ]


@pytest.mark.parametrize(
    ("value", "form", "decimals", "language", "said"),
    [
        (2036, YEAR, 0, "en", "2036"),
        (2036.5, YEAR, 0, "ru", "2036,5"),
        (0.255, SHARE, 1, "ru", "25,5\u00a0%"),
        (1234.5, "number", 1, "en", "1,234.5"),
    ],
)
def test_a_number_is_written_as_its_kind(value, form, decimals, language, said):
    assert fact_in_words(value, form, decimals, language) == said


def test_an_empty_report_says_so_in_every_chapter(monkeypatch):
    monkeypatch.setattr(radar, "_sources", {})
    monkeypatch.setattr(outlooks, "_sources", [])
    report = opened()
    assert printed(report)[0].count("Nothing was told for this chapter.") == 4
    assert [one["passages"] for one in document(report.content, "ru")["chapters"]] == [[], [], [], []]


def test_the_command_writes_the_published_files(houses, tmp_path):
    report = publish_report(opened(), today=timezone.localdate(), by=None)
    path = tmp_path / "report.pdf"
    done = CliRunner().invoke(trends, ["report", "--year", str(THIS), "--format", "pdf", "--language", "en", "--out", str(path)])
    assert (done.exit_code, path.read_bytes()) == (0, pdf(report, "en"))
    done = CliRunner().invoke(trends, ["report", "--year", str(THIS), "--format", "json"])
    assert (done.stdout_bytes, json.loads(done.stdout)["year"]) == (data(report), THIS)


def test_a_year_without_a_report_is_refused_in_the_language_of_the_site():
    said = {}
    for language in ("ru", "en"):
        with translation.override(language):
            said[language] = CliRunner().invoke(trends, ["report", "--year", "2001"]).output
    assert said["ru"] == "Error: Трендовых отчётов пока нет. Офис открывает их на странице «Тренды → Трендовые отчёты».\n"
    opened(2024)
    opened(2025)
    for language in ("ru", "en"):
        with translation.override(language):
            done = CliRunner().invoke(trends, ["report", "--year", "2001"])
            said[language] = done.output
    assert (done.exit_code, said["en"]) == (1, "Error: There is no trend report of 2001; there are those of: 2024, 2025.\n")
    assert said["ru"] == "Error: Трендового отчёта за 2001 год нет; есть за годы: 2024, 2025.\n"


def test_reports_published_are_counted_by_the_day_of_publication(houses):
    publish_report(opened(THIS - 1), today=timezone.localdate(), by=None)
    opened()
    count = measure("trends.reports_published").function
    assert [count(Period.of_year(year), ASSOCIATION).value for year in (THIS - 1, THIS)] == [0, 1]


def test_only_those_who_keep_a_report_gather_invite_decide_and_publish(houses, client, make_user):
    report, author = opened(), make_user(email="author@example.org")
    passage = invite_author(report, chapter="field", email=author.email, by=None)
    write_passage(passage, hand_in=True, by=author, **TEXT)
    addresses = [reverse(f"trends:{name}", args=[THIS]) for name in ("gather_report", "invite", "publish")]
    addresses += [reverse("trends:decide_passage", args=[passage.pk]), reverse("trends:open_report")]
    client.force_login(author)
    assert {client.post(address, {"to": "approved", "year": THIS - 1}).status_code for address in addresses} == {403}
    client.force_login(make_user("member"))
    assert client.get(passage.get_absolute_url()).status_code == 403
    assert (TrendReport.objects.get().state, Passage.objects.get().state) == ("draft", "handed_in")


def test_a_person_who_is_erased_leaves_drafts_and_stays_named_where_it_was_published(houses, make_user):
    author = make_user(email="author@example.org")
    person = PersonFactory(user=author)
    for year in (THIS - 1, THIS):
        passage = invite_author(opened(year), chapter="field", email=author.email, by=None)
        decide_passage(write_passage(passage, hand_in=True, by=author, **TEXT), "approved", by=None)
    publish_report(TrendReport.objects.get(year=THIS - 1), today=timezone.localdate(), by=None)
    assert forget_person(person) == 1
    assert [len(content_with_passages(one)["passages"]) for one in TrendReport.objects.order_by("year")] == [1, 0]
