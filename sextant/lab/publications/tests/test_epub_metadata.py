"""Accessibility metadata, title, language, identifier and navigation of books made right and spoilt."""

from __future__ import annotations

from pathlib import Path

import pytest

from sextant.lab.publications.epub.checking import check_epub
from sextant.lab.publications.epub.findings import EpubCheck
from sextant.lab.publications.tests.epub_factory import ACCESSIBLE, book, nav, ncx, old_book, package, page

pytestmark = pytest.mark.once


def wrong(found: EpubCheck) -> list[tuple[str, str, str]]:
    return [(one.rule, one.verdict, one.said.code) for one in found.findings if one.verdict != "pass"]


def test_a_right_book_of_either_version_passes_every_rule_asked(tmp_path: Path) -> None:
    for made, version in ((book, "3.0"), (old_book, "2.0")):
        found = check_epub(made(tmp_path))
        assert (wrong(found), found.verdict, found.version, found.layout) == ([], "pass", version, "reflowable")
        assert len(found.by_rule) > 20


@pytest.mark.parametrize(
    ("name", "rule", "verdict"),
    [
        ("schema:accessMode", "access_mode", "fail"),
        ("schema:accessibilityFeature", "accessibility_feature", "fail"),
        ("schema:accessibilityHazard", "accessibility_hazard", "fail"),
        ("schema:accessModeSufficient", "access_mode_sufficient", "pass"),
        ("schema:accessibilitySummary", "accessibility_summary", "pass"),
        ("dcterms:conformsTo", "conforms_to", "pass"),
        ("a11y:certifiedBy", "certified_by", "fail"),
    ],
)
def test_metadata_that_is_missing_is_found_and_only_what_must_be_there_fails_the_book(tmp_path: Path, name: str, rule: str, verdict: str) -> None:
    left = {key: value for key, value in ACCESSIBLE.items() if key != name}
    for made in (book, old_book):
        found = check_epub(made(tmp_path, meta=left))
        assert [one[0] for one in wrong(found)] == [rule]
        assert found.verdict == verdict


def test_epub_3_passes_over_metadata_in_the_form_of_epub_2(tmp_path: Path) -> None:
    left = {key: value for key, value in ACCESSIBLE.items() if key != "schema:accessMode"}
    found = check_epub(book(tmp_path, meta=left, extra='<meta name="schema:accessMode" content="textual"/>'))
    assert wrong(found) == [("access_mode", "fail", "metadata_absent"), ("metadata_form", "fail", "form_of_two")]


@pytest.mark.parametrize(
    ("claim", "code"),
    [
        ("EPUB Accessibility 1.1 - WCAG 2.0 Level A", ""),
        ("  EPUB Accessibility 1.1 -\n WCAG 2.2 Level AAA ", ""),
        ("EPUB Accessibility 1.0 - WCAG 2.0 Level AA", "claim_malformed"),
        ("EPUB Accessibility 1.1 - WCAG 1.0 Level AA", "claim_malformed"),
        ("EPUB accessibility 1.1 - WCAG 2.1 Level AA", "claim_malformed"),
        ("EPUB Accessibility 1.1 - WCAG 2.1 Level AAAA", "claim_malformed"),
        ("http://www.idpf.org/epub/a11y/accessibility-20170105.html#wcag-aa", "claim_of_one"),
    ],
)
def test_a_claim_has_exactly_the_words_of_the_norm(tmp_path: Path, claim: str, code: str) -> None:
    found = check_epub(book(tmp_path, meta=ACCESSIBLE | {"dcterms:conformsTo": claim}))
    assert [one[2] for one in wrong(found)] == ([code] if code else [])


@pytest.mark.parametrize(
    ("meta", "body", "codes"),
    [
        (
            {"schema:accessibilityFeature": "alternativeText", "schema:accessMode": "visual"},
            '<img src="a.jpg"/>',
            ["claim_alternatives", "claim_textual"],
        ),
        ({"schema:accessibilityFeature": "pageNavigation"}, "", ["claim_pages"]),
        ({}, '<img src="a.jpg" alt="A cat"/>', ["claim_visual"]),
        ({}, '<img src="a.jpg" alt=""/>', []),
        ({"schema:accessibilityFeature": "alternativeText", "schema:accessMode": "visual"}, '<img src="a.jpg" alt="A cat"/>', []),
    ],
)
def test_what_the_metadata_claims_is_held_against_the_book(tmp_path: Path, meta: dict[str, str], body: str, codes: list[str]) -> None:
    found = check_epub(book(tmp_path, {"one.xhtml": page("<p>Words.</p>" + body), "a.jpg": b"x"}, meta=ACCESSIBLE | meta))
    assert [one[2] for one in wrong(found) if one[0] == "claims"] == codes


def test_words_outside_the_vocabulary_and_contradicting_hazards_are_advice(tmp_path: Path) -> None:
    extra = '<meta property="schema:accessibilityHazard">flashing</meta><meta property="schema:accessMode">Textual</meta>'
    found = check_epub(book(tmp_path, extra=extra))
    assert [one[2] for one in wrong(found)] == ["word_unknown", "hazards_contradict"]
    assert found.verdict == "pass"


@pytest.mark.parametrize(
    ("dc", "rule", "code"),
    [
        ("<dc:language>en</dc:language>", "book_title", "metadata_absent"),
        ("<dc:title> </dc:title><dc:language>en</dc:language>", "book_title", "metadata_absent"),
        ("<dc:title>B</dc:title>", "book_language", "metadata_absent"),
        ("<dc:title>B</dc:title><dc:language>english language</dc:language>", "book_language", "tag_malformed"),
    ],
)
def test_title_and_language_of_the_book(tmp_path: Path, dc: str, rule: str, code: str) -> None:
    found = check_epub(book(tmp_path, dc=dc))
    assert (rule, "fail", code) in wrong(found)


@pytest.mark.parametrize(
    ("lines", "rule", "code"),
    [
        ("", "contents", "contents_empty"),
        ('<li><a href="two.xhtml">Two</a></li>', "contents_links", "line_leads_nowhere"),
        ('<li><a href="../../etc/passwd">Two</a></li>', "contents_links", "line_leads_out"),
        ('<li><a href="https://example.org/">Two</a></li>', "contents_links", "line_leads_out"),
        ('<li><a href="one.xhtml#no">One</a></li>', "contents_links", "fragment_unknown"),
        ('<li><a href="one.xhtml"> </a></li>', "contents_links", "line_without_words"),
        ('<li><a href="nav.xhtml">Me</a></li>', "contents_links", "line_outside_spine"),
        ('<li><a href="one.xhtml#b">B</a></li><li><a href="one.xhtml#a">A</a></li>', "contents_order", "line_out_of_order"),
    ],
)
def test_lines_of_the_table_of_contents(tmp_path: Path, lines: str, rule: str, code: str) -> None:
    body = '<h1 id="a">One</h1><p id="b">Words.</p>'
    found = check_epub(book(tmp_path, {"nav.xhtml": nav(lines), "one.xhtml": page(body)}))
    assert [one for one in wrong(found) if one[0] == rule] == [(rule, "fail", code)]


def test_a_line_may_be_a_picture_with_an_alternative_and_a_heading_of_a_part_no_link(tmp_path: Path) -> None:
    lines = '<li><span>Part</span><ol><li><a href="one.xhtml"><img src="a.jpg" alt="One"/></a></li></ol></li>'
    assert wrong(check_epub(book(tmp_path, {"nav.xhtml": nav(lines), "a.jpg": b"x"}))) == []


def test_contents_that_begin_late_leave_parts_out_of_reach(tmp_path: Path) -> None:
    files = {"zero.xhtml": page(), "one.xhtml": page()}
    found = check_epub(old_book(tmp_path, {"toc.ncx": ncx(), **files}))
    assert wrong(found) == []
    found = check_epub(old_book(tmp_path, {"toc.ncx": ncx(), **files}, spine='<itemref idref="i2"/><itemref idref="i1"/>'))
    assert wrong(found) == [("contents_whole", "fail", "parts_before")]


def test_the_identifier_in_the_contents_of_epub_2_is_that_of_the_book(tmp_path: Path) -> None:
    assert wrong(check_epub(old_book(tmp_path, {"toc.ncx": ncx(uid="other")}))) == [("ncx_identifier", "fail", "ncx_differs")]


PAGES = '<nav epub:type="page-list"><ol><li><a href="one.xhtml#p1">1</a></li></ol></nav>'
BREAK = '<h1>One</h1><span epub:type="pagebreak" id="p1" title="1"/><p>Words.</p>'


@pytest.mark.parametrize(
    ("more", "body", "extra", "expected"),
    [
        ("", BREAK, "", [("page_list", "fail", "page_list_absent")]),
        (PAGES, BREAK, "<dc:source>urn:isbn:1</dc:source>", []),
        (PAGES, BREAK, "", [("page_source", "not_checkable", "page_source_absent")]),
        (PAGES, BREAK + '<span role="doc-pagebreak" id="p2"/>', "<dc:source>x</dc:source>", [("page_list", "fail", "page_break_missed")]),
    ],
)
def test_page_breaks_want_a_list_and_a_list_its_source(
    tmp_path: Path, more: str, body: str, extra: str, expected: list[tuple[str, str, str]]
) -> None:
    found = check_epub(book(tmp_path, {"nav.xhtml": nav(more=more), "one.xhtml": page(body)}, extra=extra))
    assert wrong(found) == expected


def test_files_that_the_package_names_must_be_there(tmp_path: Path) -> None:
    spine = '<itemref idref="i1"/><itemref idref="ghost"/>'
    found = check_epub(book(tmp_path, {"content.opf": package(["nav.xhtml", "one.xhtml", "gone.jpg", "../../out.jpg"], spine=spine)}))
    assert [one[2] for one in wrong(found)] == ["file_absent", "address_leads_out", "itemref_unknown"]
    assert found.findings[[one.said.code for one in found.findings].index("file_absent")].line == 1
