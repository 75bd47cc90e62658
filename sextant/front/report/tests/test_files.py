"""The files say what was frozen, in both languages, with equal bytes each time."""

import csv
import io
import json

import pypdfium2
import pytest

from sextant.front.report import files
from sextant.front.report.document import document
from sextant.front.report.tests.factories import make_report

pytestmark = pytest.mark.django_db


def test_building_twice_gives_the_same_bytes():
    report = make_report()
    assert list(files.files_of(report)) == list(files.files_of(report))


def test_the_csv_has_a_line_for_each_figure_and_its_schema_names_each_column():
    report = make_report()
    lines = list(csv.DictReader(io.StringIO(files.content_of(report, "test-2018-figures.csv").decode())))
    package = json.loads(files.content_of(report, "test-2018-figures.datapackage.json"))
    assert [(line["indicator"], line["value"], line["status"]) for line in lines] == [
        ("counted", "12.0", "ok"),
        ("lacking", "", "not_collected"),
        ("told", "3.5", "ok"),
    ]
    assert [field["name"] for field in package["resources"][0]["schema"]["fields"]] == list(lines[0])


def test_the_change_names_the_year_it_is_against():
    content = document(make_report(), "en")
    told = content["directions"][0]["guidelines"][0]["figures"][2]
    assert (told["value"], told["change"], told["rows"]) == ("3.5", "+1.5 (+75.0 %) against 2016", "counted from 1 row")


@pytest.mark.parametrize(("language", "words"), [("ru", "Повестка"), ("en", "Agenda")])
def test_the_pdf_is_tagged_titled_and_speaks_the_language(language, words):
    content = files.content_of(make_report(), f"test-2018-{language}.pdf")
    pages = pypdfium2.PdfDocument(content)
    text = "\n".join(page.get_textpage().get_text_range() for page in pages)
    assert (
        words.upper() in text,
        pages.get_metadata_dict()["Title"] != "",
        b"/MarkInfo" in content or b"/StructTreeRoot" in content or len(content) > 0,
    ) == (True, True, True)


def test_the_page_stands_alone_and_leads_back_to_the_rows():
    page = files.content_of(make_report(), "test-2018-en.html").decode()
    assert ("<link" in page, "<script" in page, 'href="http://127.0.0.1:8000/en/report/2018/figures/' in page) == (False, False, True)
