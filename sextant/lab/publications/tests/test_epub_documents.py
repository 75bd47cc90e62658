"""Titles, languages, headings, pictures, tables, links and colours of documents made right and spoilt."""

from __future__ import annotations

from pathlib import Path

import pytest

from sextant.lab.publications.epub.checking import check_epub
from sextant.lab.publications.tests.epub_factory import ACCESSIBLE, book, page

pytestmark = pytest.mark.once
VISUAL = ACCESSIBLE | {"schema:accessMode": "visual", "schema:accessModeSufficient": "visual"}


def found_in(folder: Path, body: str, **asked: str) -> list[tuple[str, str, str]]:
    files = {"one.xhtml": page(body, **asked), "a.jpg": b"x", "b.jpg": b"x", "c.jpg": b"x"}
    found = check_epub(book(folder, files, meta=VISUAL))
    return [(one.rule, one.verdict, one.said.code) for one in found.findings if one.verdict != "pass"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<p>W.</p><img src="a.jpg"/>', [("image_alternative", "alt_absent")]),
        ('<p>W.</p><img src="a.jpg" alt=""/>', []),
        ('<p>W.</p><img src="a.jpg" role="presentation"/>', []),
        ('<p>W.</p><img src="a.jpg" aria-hidden="true"/>', []),
        ('<p>W.</p><div aria-hidden="true"><img src="a.jpg"/></div>', []),
        ('<p>W.</p><img src="a.jpg" aria-label="A cat"/>', []),
        ('<p>W.</p><p id="x">A cat</p><img src="a.jpg" aria-labelledby="x"/>', []),
        ('<p>W.</p><img src="a.jpg" alt="a.jpg"/>', [("image_words", "alternative_says_nothing")]),
        ('<p>W.</p><img src="a.jpg" alt="Картинка 5"/>', [("image_words", "alternative_says_nothing")]),
        (
            '<p>W.</p><img src="a.jpg" alt="A page"/><img src="b.jpg" alt="A page"/><img src="c.jpg" alt="A page"/>',
            [("image_words", "alternative_repeated")],
        ),
        ('<img src="a.jpg" alt=""/>', [("picture_page", "nothing_to_read")]),
        ('<svg xmlns="http://www.w3.org/2000/svg"><image href="a.jpg"/></svg><p>W.</p>', [("image_alternative", "svg_without_name")]),
        ('<svg xmlns="http://www.w3.org/2000/svg"><title>A cat</title><image href="a.jpg"/></svg>', []),
        ('<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="A cat"><path d="M0 0"/></svg>', []),
        ('<svg xmlns="http://www.w3.org/2000/svg"><text>Cat</text></svg>', []),
        ('<p>W.</p><svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true"><path d="M0 0"/></svg>', []),
    ],
)
def test_pictures(tmp_path: Path, body: str, expected: list[tuple[str, str]]) -> None:
    assert [(rule, code) for rule, _verdict, code in found_in(tmp_path, body)] == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h1>A</h1><h2>B</h2><h3>C</h3><h2>D</h2>", []),
        ("<h1>A</h1><h3>B</h3>", [("heading_order", "heading_skips")]),
        ("<h2>A</h2><h3>B</h3>", []),
        ("<h1>A</h1><h2> </h2>", [("heading_text", "heading_empty")]),
        ('<h1><img src="a.jpg" alt="A book of cats"/></h1>', []),
        ("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>", [("table_headers", "table_without_headers")]),
        ("<table><tr><th>1</th><th>2</th></tr><tr><td>3</td><td>4</td></tr></table>", []),
        ('<table role="presentation"><tr><td>1</td></tr><tr><td>3</td></tr></table>', []),
        ('<p><a href="one.xhtml"></a>W.</p>', [("link_text", "link_empty")]),
        ('<p><a href="one.xhtml"><img src="a.jpg" alt="Home of the cats"/></a></p>', []),
        ('<p><a href="one.xhtml">здесь</a></p>', [("link_words", "link_vague")]),
        ('<p><a id="x"/>W.</p>', []),
    ],
)
def test_headings_tables_and_links(tmp_path: Path, body: str, expected: list[tuple[str, str]]) -> None:
    assert [(rule, code) for rule, _verdict, code in found_in(tmp_path, body)] == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"title": ""}, ["title_absent"]),
        ({"title": "<title> </title>"}, ["title_empty"]),
        ({"language": ""}, ["language_absent"]),
        ({"language": 'xml:lang="en" lang="fr"'}, ["languages_differ"]),
        ({"language": 'xml:lang="en-GB"'}, []),
        ({"language": 'xml:lang="fr"'}, ["no_document_in_language"]),
    ],
)
def test_titles_and_languages(tmp_path: Path, asked: dict[str, str], expected: list[str]) -> None:
    assert [code for _rule, _verdict, code in found_in(tmp_path, "<p>Words.</p>", **asked)] == expected


def test_russian_letters_marked_as_english_are_found_unless_they_name_their_language(tmp_path: Path) -> None:
    russian = "Кот сидел на ковре и был рад, потому что ковёр был мягкий и тёплый."
    assert [code for _rule, _verdict, code in found_in(tmp_path, f"<p>{russian}</p>")] == ["letters_differ"]
    assert found_in(tmp_path, f'<p xml:lang="ru">{russian}</p><p>Words.</p>') == []


@pytest.mark.parametrize(
    ("css", "body", "expected"),
    [
        ("p {color: #777}", "<p>W.</p>", [("fail", "#777777 / #ffffff")]),
        ("p {color: #767676}", "<p>W.</p>", []),
        ("body {background: #222} p {color: #eee}", "<p>W.</p>", []),
        ("body {background: black}", "<p>W.</p>", [("fail", "#000000 / #000000")]),
        ("h1 {color: #777}", "<h1>W</h1>", []),
        ("p {color: #777; font-size: 18pt}", "<p>W.</p>", []),
        ("p {color: #777 !important} p.x {color: black}", '<p class="x">W.</p>', [("fail", "#777777 / #ffffff")]),
        ("p {color: #777} p.x {color: black}", '<p class="x">W.</p>', []),
        ("div > p {color: #777}", "<p>W.</p>", []),
        ("div > p {color: #777}", "<div><p>W.</p></div>", [("fail", "#777777 / #ffffff")]),
        ("div p:nth-child(2) {color: #777}", "<div><p>W.</p></div>", [("not_checkable", "")]),
        ("p {color: #000; background: url(a.jpg)}", "<p>W.</p>", [("not_checkable", "")]),
        ("p {color: rgba(0,0,0,.5)}", "<p>W.</p>", [("not_checkable", "")]),
        ("p {color: var(--ink)}", "<p>W.</p>", [("not_checkable", "")]),
        ("@media print {p {color: #eee}}", "<p>W.</p>", []),
        ("@media (max-width: 9em) {p {color: #eee}}", "<p>W.</p>", [("not_checkable", "")]),
        ("a:hover {color: #eee}", '<p><a href="#x">Words of it</a></p>', []),
        ("p {color: #eee; display: none}", "<p>W.</p><p>Words.</p>", []),
        ("p {color: black; position: absolute}", "<p>W.</p>", [("not_checkable", "")]),
        ("/* p {color: #eee} */ p::before {color: #eee}", "<p>W.</p>", []),
        ("p + p {color: #777}", "<p>W.</p><p>V.</p>", [("fail", "#777777 / #ffffff")]),
        ('p[class="q}"] {color: #777} p {color: #111}', "<p>W.</p>", []),
        ("p {color: #777", "<p>W.</p>", [("fail", "#777777 / #ffffff")]),
    ],
)
def test_contrast_by_a_small_cascade(tmp_path: Path, css: str, body: str, expected: list[tuple[str, str]]) -> None:
    """#767676 on white is 4.54:1, #777777 is 4.48:1 (the well-known neighbours of 4.5)."""
    found = check_epub(book(tmp_path, {"one.xhtml": page(body, head=f"<style>{css.replace('>', '&gt;')}</style>"), "a.jpg": b"x"}))
    assert [(one.verdict, one.value) for one in found.findings if one.rule == "contrast" and one.verdict != "pass"] == expected


def test_style_sheets_are_read_with_what_they_import_and_missed_when_they_are_gone(tmp_path: Path) -> None:
    head = '<link rel="stylesheet" href="css/a.css"/>'
    files = {"one.xhtml": page("<p>W.</p>", head=head), "OEBPS/css/a.css": "@import 'b.css';", "OEBPS/css/b.css": "p {color: #888}"}
    found = [one for one in check_epub(book(tmp_path, files)).findings if one.rule == "contrast"]
    assert [(one.verdict, one.said.code, one.line) for one in found] == [("fail", "contrast_weak_on_white", 4)]
    assert found[0].sentence("ru") == (
        "OEBPS/one.xhtml, строка 4: Текст (#888888 / #ffffff) на белом фоне, принятом по умолчанию, отличается от него на 3,54:1, а нужно 4,5:1. "
        "Сделайте его темнее."
    )
    del files["OEBPS/css/b.css"]
    assert [one.said.code for one in check_epub(book(tmp_path, files)).findings if one.rule == "contrast"] == ["sheet_absent"]
