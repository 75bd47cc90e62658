"""The commands, end to end on PDFs made here and on real EPUBs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from unittest.mock import ANY

import pytest
import typst
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from sextant.lab.publications.commands import publication
from sextant.lab.publications.tests.epub_factory import book as epub
from sextant.lab.publications.tests.epub_factory import page
from sextant.lab.publications.tests.test_reports import CHECK, READ, REGISTRY

pytestmark = pytest.mark.once

BOOKS = Path(os.environ.get("SEXTANT_TEST_DATA", "../shared/data")) / "reading" / "epub"
FRAME = """
#set document(date: none)
#set page(width: 165mm, height: 215mm, margin: 20mm)
#set text(font: "Libertinus Serif", size: {size}pt, lang: "ru", top-edge: 1em, bottom-edge: 0em, hyphenate: false)
#set par(leading: {leading}pt, spacing: {leading}pt, justify: true)
#for i in range({times}) [Ёжик шёл по лесу и считал звёзды, а звёзд было так много, что он сбился и начал сначала. ]
"""


def pdf(folder: Path, name: str = "book.pdf", *, size: float = 10, leading: float = 3, times: int = 22, more: str = "") -> Path:
    """A book of one face on 125 mm, over 1,500 characters a page."""
    source = folder / "made.typ"
    source.write_text(FRAME.format(size=size, leading=leading, times=times) + more, encoding="utf-8")
    path = folder / name
    path.write_bytes(typst.compile(str(source)))
    return path


def run(*arguments: object, language: str = "C") -> tuple[int, str, str]:
    """Exit code, output and errors of `sextant publication`."""
    found = CliRunner().invoke(publication, [str(one) for one in arguments], env={"LC_ALL": language})
    return found.exit_code, found.stdout, found.stderr


def checked(*arguments: object) -> dict:
    """The JSON of a check that ends well."""
    code, out, err = run("check", *arguments)
    assert (code, err) == (0, "")
    shape = json.loads(out)
    Draft202012Validator(CHECK, registry=REGISTRY).validate(shape)
    return shape


def test_a_book_that_meets_the_norm_passes(tmp_path: Path) -> None:
    shape = checked(pdf(tmp_path), "--age", "11-14", "--kind", "fiction", "--pack", "tr-cu-007-2011")
    assert (shape["file"], shape["verdict"]) == ("book.pdf", "pass")
    numbers = {one["rule"].rpartition(".")[2]: one["value"] for one in shape["findings"] if one["verified"]}
    assert (numbers["size"], numbers["leading"], numbers["line"]) == (10.0, pytest.approx(3.0, abs=0.2), pytest.approx(125.0, abs=0.5))


def test_a_book_that_does_not_is_a_finished_check_with_code_0(tmp_path: Path) -> None:
    shape = checked(pdf(tmp_path, size=8, times=30), "--age", "11-14")
    first = shape["findings"][0]
    assert (shape["verdict"], first["value"], first["required"], first["unit"], first["page"]) == ("fail", 8.0, 10.0, "pt", 1)
    left, low, right, high = first["box"]
    assert (left, right) == (pytest.approx(56.7, abs=1), pytest.approx(411, abs=2))
    assert 57 < low < 500 < high < 553.5


def test_the_youngest_have_no_verified_row_in_the_regulation(tmp_path: Path) -> None:
    shape = checked(pdf(tmp_path), "--age", "3-6")
    assert shape["verdict"] == "not_checkable"
    assert shape["why"][0].startswith("No verified rule of the packs named (tr-cu-007-2011) applies")
    assert {one["verified"] for one in shape["findings"]} == {False}


def test_the_same_book_fails_the_youngest_under_the_decree(tmp_path: Path) -> None:
    assert checked(pdf(tmp_path), "--age", "3-6", "--pack", "ru-307-2009")["verdict"] == "fail"


def test_a_pdf_without_letters_is_never_a_pass(tmp_path: Path) -> None:
    source = tmp_path / "drawn.typ"
    source.write_text("#set page(width: 100mm, height: 100mm)\n#rect(width: 100%, height: 100%, fill: blue)\n#pagebreak()\n#circle(fill: red)")
    path = tmp_path / "drawn.pdf"
    path.write_bytes(typst.compile(str(source)))
    shape = checked(path, "--age", "11-14")
    assert (shape["verdict"], shape["findings"]) == ("not_checkable", [])
    assert [(one["checkable"], bool(one["why"])) for one in shape["pages"]] == [(False, True)] * 2


def test_several_files_give_a_list_and_one_an_object(tmp_path: Path) -> None:
    one, two = pdf(tmp_path), pdf(tmp_path, "small.pdf", size=8)
    shapes = checked(one, two, "--age", "11-14")
    assert [(shape["file"], shape["verdict"]) for shape in shapes] == [("book.pdf", "pass"), ("small.pdf", "fail")]


def test_reading_gives_text_and_pages_without_a_norm(tmp_path: Path) -> None:
    code, out, err = run("read", pdf(tmp_path), "--format", "json")
    shape = json.loads(out)
    Draft202012Validator(READ, registry=REGISTRY).validate(shape)
    assert (code, err, sorted(shape)) == (0, "", ["file", "pages", "text"])
    assert shape["text"][0]["string"].startswith("Ёжик шёл по лесу")
    assert shape["pages"] == [{"page": 1, "checkable": True, "why": ""}]


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_reports_are_written_in_both_languages_and_named(tmp_path: Path, form: str) -> None:
    out = tmp_path / "new" / "reports"
    code, said, err = run("check", pdf(tmp_path, size=8), "--age", "11-14", "--format", form, "--out", out)
    names = [f"book.ru.{form}", f"book.en.{form}"]
    assert (code, err, said.split()) == (0, "", [str(out / name) for name in names])
    assert all((out / name).stat().st_size > 5_000 for name in names)


def test_reports_of_files_of_one_name_do_not_overwrite_each_other(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    files = [pdf(tmp_path), pdf(tmp_path / "other", size=8)]
    run("check", *files, "--age", "11-14", "--format", "html", "--language", "en", "--out", tmp_path / "out")
    run("check", *files, "--age", "11-14", "--format", "json", "--out", tmp_path / "out")
    assert len(list((tmp_path / "out").glob("*.html"))) == 2
    assert {json.loads(one.read_text())["verdict"] for one in (tmp_path / "out").glob("*.json")} == {"pass", "fail"}


def test_a_pack_of_ones_own_can_be_named(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        'id = "own"\njurisdiction = "RU"\ndocument = "Own"\n[[rule]]\nkey = "big"\nkind = "type"\ntitle = "Big"\nages = ["11-14"]\nkinds = ["fiction"]\n'
        '[[rule.row]]\nkey = "big-30"\nsource = "Own"\nverified = true\nsize_pt = 30\n'
    )
    assert [one["rule"] for one in checked(pdf(tmp_path), "--age", "11-14", "--pack", own)["findings"]] == ["big-30.size"]
    own.write_text(own.read_text().replace("size_pt = 30", "size = 30"))
    code, _, err = run("check", pdf(tmp_path), "--age", "11-14", "--pack", own)
    assert (code, "own.toml: line 14, size: There is no such field here." in err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--age", "11-14", "--pack", "tr"], "There is no pack “tr”"),
        (["--age", "11-14", "--on", "yesterday"], "“yesterday” is no date"),
        (["--age", "11-14", "--trim", "big"], "“big” is no size of a page"),
        (["--age", "11-14", "--mark", "7+"], "“7+” is no age mark"),
        (["--age", "11-14", "--mark", "6+", "--age", "5"], "'5' is not one of"),
    ],
)
def test_a_question_that_cannot_be_answered_ends_with_2_and_a_sentence(tmp_path: Path, arguments: list[str], words: str) -> None:
    code, out, err = run("check", pdf(tmp_path), *arguments)
    assert (code, out, words in err, "Traceback" in err) == (2, "", True, False)


def test_a_refused_file_does_not_hold_up_the_others(tmp_path: Path) -> None:
    text, cut = tmp_path / "notes.txt", tmp_path / "cut.pdf"
    text.write_text("no book")
    cut.write_bytes(b"%PDF-1.7\n" + b"x" * 300)
    code, out, err = run("check", tmp_path / "gone.pdf", text, pdf(tmp_path), cut, "--age", "11-14")
    assert (code, [one["file"] for one in json.loads(out)]) == (2, ["book.pdf"])
    assert [line.partition(": ")[0] for line in err.removeprefix("Error: ").splitlines()] == ["gone.pdf", "notes.txt", "cut.pdf"]


def test_people_are_answered_in_the_language_of_their_shell(tmp_path: Path) -> None:
    _, _, err = run("read", tmp_path / "gone.pdf", language="ru_RU.UTF-8")
    assert "gone.pdf: Файла нет или его нельзя прочитать." in err
    _, out, _ = run("check", pdf(tmp_path), "--age", "3-6", language="ru_RU.UTF-8")
    assert json.loads(out)["why"][0].startswith("Ни одно проверенное правило")


def test_the_command_starts_without_django_and_without_its_readers() -> None:
    asked = "import sys; from sextant.lab.publications import commands; print([m for m in ('django', 'numpy', 'PIL', 'typst', 'playa') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_the_command_is_known_to_sextant() -> None:
    asked = "import sys; sys.argv = ['sextant', 'publication', 'check', '--help']; from sextant.cli import main; main()"
    found = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert "--age [3-6|7-10|11-14|15-17|adult]" in found.stdout


def test_an_epub_that_leads_out_is_refused_or_told(tmp_path: Path) -> None:
    path = tmp_path / "evil.epub"
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("../../etc/passwd", "root")
    code, _, err = run("check", path, "--age", "3-6")
    assert (code, err.startswith("Error: evil.epub: "), "Traceback" in err) == (2, True, False)


def test_an_epub_of_fixed_layout_is_measured_on_its_trim(tmp_path: Path) -> None:
    port, css = (
        '<meta name="viewport" content="width=1000, height=800"/>',
        "p {position: absolute; left: 50px; top: 50px; width: 700px; height: 90px; %s}",
    )
    body = f"<p>{'Once upon a time a hedgehog counted the stars. ' * 3}</p>"
    extra = '<meta property="rendition:layout">pre-paginated</meta>'
    file = epub(tmp_path, {"one.xhtml": page(body, head=f"{port}<style>{css % 'font: 40px/60px sans-serif'}</style>")}, extra=extra)
    asked = (file, "--age", "3-6", "--pack", "ru-307-2009")
    told = {
        one["rule"].rpartition(".")[2]: (one["verdict"], one["value"]) for one in checked(*asked, "--trim", "250x200")["findings"] if one["verified"]
    }
    assert told == {
        "size": ("pass", 28.35),
        "leading": ("pass", 14.17),
        "line": ("pass", 175.0),
        "face": ("pass", "sans"),
        "weight": ANY,
        "upright": ANY,
    }
    unsized = checked(*asked)
    assert (unsized["verdict"], unsized["pages"][0]["why"]) == ("not_checkable", "trim_unknown")
    code, said, _ = run("check", *asked, "--trim", "250 × 200", "--format", "pdf", "--out", tmp_path / "out")
    assert (code, len(said.split())) == (0, 2)


@pytest.mark.skipif(not BOOKS.is_dir(), reason=f"no real picture books at {BOOKS}; set SEXTANT_TEST_DATA")
def test_real_picture_books_flow_and_are_put_to_epub_accessibility() -> None:
    files = sorted(BOOKS.glob("*.epub"))
    shapes = checked(*files, "--age", "3-6")
    assert [shape["file"] for shape in shapes] == [one.name for one in files]
    assert {shape["verdict"] for shape in shapes} == {"not_checkable"}
    assert all("flows" in shape["why"][0] and shape["epub"]["findings"] for shape in shapes)
