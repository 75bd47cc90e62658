"""Reports: HTML, PDF and JSON of the same judgement, in both languages, with marks where the findings are."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pypdfium2
import pytest
from jsonschema import Draft202012Validator
from lxml import html as markup
from PIL import Image
from referencing import Registry, Resource

from sextant.lab.publications.judging import judge
from sextant.lab.publications.marking import INK, Mark, drawn, marked
from sextant.lab.publications.norms import AGES, KINDS
from sextant.lab.publications.packs import pack_named
from sextant.lab.publications.pages import Page, Reading
from sextant.lab.publications.report_content import WORDS, content
from sextant.lab.publications.report_pages import MOST_PAGES, MOST_PLACES
from sextant.lab.publications.reports import pictures_marked, report_html, report_pdf
from sextant.lab.publications.shapes import judgement_shape, reading_shape
from sextant.lab.publications.tests.books import book, line, paragraph
from sextant.lab.publications.verdicts import Judgement

pytestmark = pytest.mark.once

SCHEMAS = Path(__file__).parent.parent / "schemas"
READ, CHECK = (json.loads((SCHEMAS / name).read_text(encoding="utf-8")) for name in ("read.json", "check.json"))
REGISTRY = Registry().with_resources([(one["$id"], Resource.from_contents(one)) for one in (READ, CHECK)])
MM = 72 / 25.4


def judged(*runs: list, age: str = "11-14", **more: object) -> Judgement:
    """A judgement under the regulation."""
    return judge(book(*runs, **more), pack_named("tr-cu-007-2011"), age, "fiction")


def small() -> Judgement:
    """A book that fails on page 1 and has a page that cannot be checked."""
    return judged(paragraph(size_pt=8.0), paragraph(block=1), shut={2: "scan"})


def picture(page: int) -> bytes:
    """A white A5 page at 100 dots an inch."""
    out = io.BytesIO()
    Image.new("RGB", (round(148 * MM * 100 / 72), round(210 * MM * 100 / 72)), (255, 255, 255)).save(out, "PNG")
    return out.getvalue()


def test_json_has_the_shape_of_its_schema() -> None:
    for one in (small(), judged(paragraph()), judged(paragraph(leading_pt=None), age="3-6"), judged(shut={1: "curves"})):
        Draft202012Validator(CHECK, registry=REGISTRY).validate(judgement_shape(one))
        Draft202012Validator(READ, registry=REGISTRY).validate(reading_shape(one.reading))


def test_the_schema_refuses_another_shape() -> None:
    shape = judgement_shape(small())
    shape["findings"][0]["page"] = 0
    assert not Draft202012Validator(CHECK, registry=REGISTRY).is_valid(shape)
    assert not Draft202012Validator(CHECK, registry=REGISTRY).is_valid({**judgement_shape(small()), "score": 3})


def test_json_tells_the_finding_with_its_place_value_and_source() -> None:
    shape = judgement_shape(small(), "ru")
    assert shape["findings"][0] == {
        "rule": "type-11-14-fiction-over-1500.size",
        "verdict": "fail",
        "page": 1,
        "box": [50.0, 510.0, 360.0, 560.0],
        "value": 8.0,
        "required": 10.0,
        "unit": "pt",
        "source": "Решение № 797, приложение 18 (текст с пометой «проект»), bazanpa.ru",
        "verified": True,
    }
    assert shape["pages"][1] == {"page": 2, "checkable": False, "why": "scan"}


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["Does not meet the norm", "The type is 8 pt, at least 10 pt is required.", "3–6 лет"]),
        ("ru", ["Не соответствует норме", "Кегль 8 пт, требуется не менее 10 пт.", "3–6 years"]),
    ],
)
def test_html_says_it_in_its_language_alone(language: str, expected: list[str]) -> None:
    page = markup.fromstring(report_html(small(), language, picture))
    text = page.text_content()
    assert page.get("lang") == language
    assert [one in text for one in expected] == [True, True, False]


def test_html_fetches_nothing_and_runs_nothing() -> None:
    page = report_html(small(), "en", picture)
    tree = markup.fromstring(page)
    assert not tree.xpath("//script | //link | //@onclick | //iframe | //form")
    assert all(one.startswith("data:image/png;base64,") for one in tree.xpath("//@src"))
    assert not re.search(r"url\(|@import|https?://", page)


def test_html_shows_what_a_file_calls_itself_as_text() -> None:
    reading = book(paragraph(size_pt=8.0, string='<script>alert("x")</script> & <b>мама</b> мыла раму'))
    named = Reading("<img src=x>.pdf", "pdf", "0" * 64, reading.pages, reading.text)
    page = markup.fromstring(report_html(judge(named, pack_named("tr-cu-007-2011"), "11-14", "fiction"), "ru"))
    assert not page.xpath("//script | //main//img | //main//b")
    assert page.xpath("string(//h1)") == "<img src=x>.pdf"


def test_every_picture_has_words_and_numbers_beside_it_are_those_on_it() -> None:
    page = markup.fromstring(report_html(small(), "en", picture))
    assert page.xpath("//img/@alt") == ["Page 1 with 1 place marked."]
    assert [one.text for one in page.xpath("//span[contains(@class, 'no ')]")] == ["1"]


def test_places_of_which_the_same_is_said_are_told_once() -> None:
    page = markup.fromstring(report_html(judged(*[paragraph(block=n, size_pt=8.0) for n in range(3)]), "en", picture))
    assert [one.text for one in page.xpath("//span[contains(@class, 'no ')]")] == ["1", "2", "3"]
    assert len(page.xpath("//ol[@class='places']/li")) == 1


def test_a_long_book_says_how_much_is_not_pictured() -> None:
    runs = [[line(n, m, m, size_pt=8.0)] for n in range(1, 21) for m in range(MOST_PLACES + 3)]
    shown = content(judged(*runs), "en")
    assert len(shown["pages"]) == MOST_PAGES
    assert shown["left"].startswith("Findings on 8 more pages are not pictured here: 13–20.")
    assert shown["pages"][0].more == "3 more places on this page; all are in the JSON."


def test_pages_on_which_the_verdict_rests_are_pictured_first() -> None:
    aside = [paragraph(page=n, ink=(200, 0, 0)) for n in range(1, 20)]
    shown = content(judged(*aside, paragraph(page=20, size_pt=8.0)), "en")
    assert [one.number for one in shown["pages"]] == [*range(1, MOST_PAGES), 20]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_pdf_says_the_same(language: str) -> None:
    made = report_pdf(small(), language, picture)
    document = pypdfium2.PdfDocument(made)
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    plain = " ".join(text.split())
    shown = content(small(), language)
    for sentence in (shown["verdict_word"], shown["because"], shown["rules"][0]["details"][0], shown["words"]["head_missing"]):
        assert sentence in plain
    assert document.get_metadata_value("Title") == shown["title"]


def test_equal_judgements_give_equal_bytes() -> None:
    assert report_pdf(small(), "ru", picture) == report_pdf(small(), "ru", picture)


def test_a_judgement_without_findings_can_be_reported() -> None:
    for one in (judged(shut={1: "curves"}), judged(paragraph())):
        assert report_pdf(one, "ru").startswith(b"%PDF")
        assert "</html>" in report_html(one, "en")


def near(png: bytes, x_pt: float, y_pt: float) -> set[tuple[int, ...]]:
    """The colours within a pixel of a point counted from the lower left of an A5 page, of a picture at 100 dots an inch."""
    image = Image.open(io.BytesIO(png))
    x, y = round(x_pt * 100 / 72), round((210 * MM - y_pt) * 100 / 72)
    return {image.getpixel((x + right, y + down)) for right in (-1, 0, 1) for down in (-1, 0, 1)}


def test_the_mark_is_where_the_finding_is() -> None:
    png = pictures_marked(small(), picture)[1]
    for x, y in ((47, 535), (363, 535), (200, 563), (200, 507)):
        assert INK["fail"] in near(png, x, y)
    for x, y in ((200, 535), (200, 360), (43, 520), (367, 535), (200, 503)):
        assert near(png, x, y) == {(255, 255, 255)}


def test_what_is_not_verified_has_a_broken_frame() -> None:
    page = Page(1, 148.0, 210.0, True)
    counts = {}
    for sort in INK:
        image = Image.open(io.BytesIO(marked(picture(1), page, [Mark(1, (50, 200, 350, 400), sort)])))
        counts[sort] = sum(image.getpixel((x, round((210 * MM - 200 + 3) * 100 / 72))) == INK[sort] for x in range(80, 480))
    assert counts["fail"] == 400
    assert 200 < counts["aside"] < 330
    assert 100 < counts["open"] < 280


@pytest.mark.parametrize("box", [(-50, -50, 10, 10), (400, 580, 900, 900), (100, 100, 100, 100), (300, 300, 100, 100), (-900, -900, -800, -800)])
def test_boxes_beyond_the_page_are_marked_at_its_edge(box: tuple[float, float, float, float]) -> None:
    made = Image.open(io.BytesIO(marked(picture(1), Page(1, 148.0, 210.0, True), [Mark(n, box, "fail") for n in range(1, 9)])))
    assert made.size == Image.open(io.BytesIO(picture(1))).size


def test_a_page_that_cannot_be_rendered_is_drawn_from_its_measurements() -> None:
    image = Image.open(io.BytesIO(drawn(book([line()]), 1, 100)))
    assert image.size == (round(148 * MM * 100 / 72), round(210 * MM * 100 / 72))
    assert image.getpixel((200, round((210 * MM - 555) * 100 / 72))) == (214, 214, 210)


def test_a_reason_is_told_in_the_words_of_its_reader() -> None:
    pages = [
        Page(1, 148.0, 210.0, False, "no_text"),
        Page(2, 148.0, 210.0, False, "no_text"),
        Page(3, 148.0, 210.0, True, notes=("hidden_letters|letters=12",)),
    ]
    told = {}
    for kind in ("pdf", "epub"):
        reading = Reading("book", kind, "0" * 64, pages, [line(page=3)])
        told[kind] = content(judge(reading, pack_named("tr-cu-007-2011"), "11-14", "fiction"), "ru")
    assert [one["pages"] for one in told["pdf"]["shut"]] == ["1–2"]
    assert told["pdf"]["shut"][0]["why"] != told["epub"]["shut"][0]["why"]
    assert "12" in told["pdf"]["notes"][0]["why"]


def test_a_painted_page_is_kept_small() -> None:
    painted = io.BytesIO()
    Image.effect_noise((583, 827), 90).convert("RGB").save(painted, "PNG")
    one = small()
    made = pictures_marked(one, lambda page: painted.getvalue())[1]
    assert len(made) < len(painted.getvalue())
    assert Image.open(io.BytesIO(made)).format == "JPEG"
    assert "data:image/jpeg;base64," in report_html(one, "en", lambda page: painted.getvalue())
    assert report_pdf(one, "en", lambda page: painted.getvalue()).startswith(b"%PDF")


def test_the_report_has_a_word_for_every_age_kind_and_verdict() -> None:
    wanted = [f"age_{one}" for one in AGES] + [f"kind_{one}" for one in KINDS] + [f"verdict_{one}" for one in ("pass", "fail", "not_checkable")]
    assert [one for one in wanted if one not in WORDS.entries] == []


def test_every_finding_has_a_sentence_for_every_outcome() -> None:
    from sextant.lab.publications.findings import ENTRIES

    dimensions = ["size", "leading", "line", "face", "weight", "width", "upright", "words", "gap", "columns", "density", "ink", "mark"]
    wanted = [f"{verdict}_{one}" for one in dimensions for verdict in ("pass", "fail")]
    wanted += [f"not_checkable_{one}" for one in ["size", "leading", "line", "face", "subject", "words", "gap", "density", "ground", "ink", "mark"]]
    assert [one for one in wanted if one not in ENTRIES] == []
