"""The command: checks, pages and text at the shell, in both languages."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sextant.lab.publications.epub.commands import epub
from sextant.lab.publications.tests.epub_factory import book, page, write

pytestmark = pytest.mark.once


def run(*words: object, lang: str = "C") -> Result:
    return CliRunner().invoke(epub, [str(word) for word in words], env={"LC_ALL": lang})


@pytest.fixture
def three(tmp_path: Path) -> list[Path]:
    """A right book, a wrong one, and no book."""
    found = []
    for name, files in (("right", {}), ("wrong", {"one.xhtml": page('<p>W.</p><img src="a.jpg"/>'), "a.jpg": b"x"})):
        (tmp_path / name).mkdir()
        found.append(book(tmp_path / name, files))
    return [*found, write(tmp_path / "none.epub", {"one.xhtml": page()}, container=None)]


def test_the_exit_code_tells_the_worst(three: list[Path]) -> None:
    assert [run("check", *three[:number]).exit_code for number in (1, 2, 3)] == [0, 1, 2]
    shown = json.loads(run("check", *three, "--format", "json").stdout)
    assert [one["verdict"] for one in shown] == ["pass", "fail", "not_checkable"]
    assert json.loads(run("check", three[0], "--format", "json").stdout)["verdict"] == "pass"


def test_what_is_wrong_is_told_rule_by_rule_in_the_language_of_the_shell(three: list[Path]) -> None:
    assert run("check", three[0], lang="ru_RU.UTF-8").stdout == "book.epub: все обязательные правила выполнены.\n"
    lines = run("check", three[1], lang="ru_RU.UTF-8").stdout.splitlines()
    assert lines[0] == "book.epub: обязательные правила нарушены."
    assert (
        "  - У изображений есть текстовая замена или пометка «украшение» (обязательно; WCAG 2.0, 1.1.1 Non-text Content)",
        '      OEBPS/one.xhtml, строка 4: У изображения «a.jpg» нет атрибута alt. Скажите, что на нём, или укажите alt="", если это украшение.',
    ) in list(pairwise(lines))
    assert len(run("check", three[0], "--all").stdout.splitlines()) > 40


def test_without_java_the_check_says_so_and_goes_on(three: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    shown = json.loads(run("check", three[0], "--epubcheck", "--format", "json").stdout)
    told = [one for one in shown["findings"] if one["rule"] == "epubcheck_error"]
    assert [one["verdict"] for one in told] == ["not_checkable"]
    assert told[0]["en"].startswith("EPUBCheck was not asked: ")
    assert shown["verdict"] == "not_checkable"


def test_pages_of_fixed_layout_with_and_without_a_trim(tmp_path: Path) -> None:
    head = '<meta name="viewport" content="width=1000, height=800"/><style>p {font-size: 40px}</style>'
    path = book(tmp_path, {"one.xhtml": page("<p>Words</p>", head=head)}, extra='<meta property="rendition:layout">pre-paginated</meta>')
    shown = json.loads(run("read", path, "--trim", "250x200").stdout)
    assert [(one["string"], round(one["size_pt"], 2)) for one in shown["text"]] == [("Words", 28.35)]
    shown = json.loads(run("read", path, lang="ru_RU.UTF-8").stdout)
    assert (shown["text"], shown["pages"][0]["why"]) == ([], "trim_unknown")
    assert shown["pages"][0]["sentence"] == "Размер печатной страницы неизвестен, и у px нет размера на бумаге. Укажите формат в мм."
    for trim in ("250", "0x0"):
        done = run("read", path, "--trim", trim)
        assert (done.exit_code, done.stdout) == (2, "")
    assert run("read", book(tmp_path)).exit_code == 2


def test_the_text_of_a_book_and_what_was_left_out(tmp_path: Path) -> None:
    done = run("text", book(tmp_path, {"two.xhtml": "<!DOCTYPE html [<!ENTITY a 'b'>]><html/>"}))
    assert (done.exit_code, done.stdout) == (0, "One\nThe cat sat on the mat. It was glad.\n")
    assert done.stderr == "OEBPS/two.xhtml: The document could not be read and is left out.\n"
    assert run("text", tmp_path / "absent.epub").exit_code == 2
