"""Character sets are told by the bytes, with the reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from pymarc.marc8 import marc8_to_unicode

from sextant.lab.catalogues.encodings import Encoding, decoded, detect
from sextant.lab.catalogues.reading import read_catalogue
from sextant.lab.catalogues.records import Record
from sextant.lab.catalogues.tests.factories import UNIMARC, UNIMARC_LEADER, binary
from sextant.lab.catalogues.validating import findings_of

TEXT = "Сказка о рыбаке и рыбке : для младшего школьного возраста / А. С. Пушкин"


@pytest.mark.parametrize(("python", "charset"), [("cp1251", "windows-1251"), ("koi8-r", "koi8-r"), ("cp866", "cp866"), ("utf-8", "utf-8")])
@pytest.mark.parametrize("declared", ["", "marc-8", "windows-1251"])
def test_russian_text_is_told_by_its_letters(python: str, charset: str, declared: str) -> None:
    found = detect(TEXT.encode(python), declared)
    assert found.charset == charset
    assert decoded(TEXT.encode(python), found) == TEXT


@pytest.mark.parametrize("word", ["ДЕТГИЗ", "Ёж", "щука", "Москва", "подъём"])
@pytest.mark.parametrize(("python", "charset"), [("cp1251", "windows-1251"), ("koi8-r", "koi8-r")])
def test_a_short_word_follows_the_records_before_it(word: str, python: str, charset: str) -> None:
    assert detect(word.encode(python), "", charset).charset == charset  # type: ignore[arg-type]


def test_a_whole_file_in_windows_1251_is_read(tmp_path: Path) -> None:
    path = tmp_path / "c.mrc"
    fields = [(tag, text.replace("rusy50  ", "rusy0189")) for tag, text in UNIMARC]
    path.write_bytes(binary(fields, UNIMARC_LEADER, "cp1251"))
    [record] = read_catalogue(path)
    assert isinstance(record, Record)
    assert record.encoding == Encoding("windows-1251", "why_declared", "windows-1251")
    assert record.first("200") == "Игрушки"
    assert findings_of(record) == []


@pytest.mark.parametrize(
    "data",
    [b"Dvo\xe9r\xe2ak, Anton\xe2in", b"\x1b(NtEST\x1b(B and more", b"M\xe8uller and \xe2etude", b"\xc3 2024 \xa1\xb1", b"\x1bgabc\x1bs x\x1bb2\x1bs \x1bp3\x1bs",
     b"\x1b$1!0!!0\x22\x1b(B end", b"\x1b(2abc\x1b(B", b"\x1b(Sabc\x1b(B", b"\xeb\xeca T"],
)  # fmt: skip
def test_marc8_is_what_pymarc_makes_of_it(data: bytes) -> None:
    assert decoded(data, Encoding("marc-8", "why_declared", "marc-8")) == marc8_to_unicode(data)


def test_cyrillic_as_the_second_set_is_read_too() -> None:
    found = Encoding("marc-8", "why_declared", "marc-8")
    assert decoded(b"\x1b)N\xd4\xcf\xc0", found) == marc8_to_unicode(b"\x1b(N\x54\x4f\x40") == "тою"


def test_marc8_without_meaning_is_shown_and_not_printed(capsys: pytest.CaptureFixture[str]) -> None:
    found = Encoding("marc-8", "why_declared", "marc-8")
    assert decoded(b"a\xffb \x1b$1!!", found) == "a\ufffdb \ufffd"
    for number in range(256):
        assert isinstance(decoded(b"\x1b" + bytes([number]) + b"\x1b", found), str)
    assert capsys.readouterr() == ("", "")


def test_diacritics_before_letters_are_marc8() -> None:
    assert detect(b"Dvo\xe9r\xe2ak, Anton\xe2in", "marc-8") == Encoding("marc-8", "why_declared", "marc-8")
    assert detect(b"\x1b(NtEST\x1b(B", "marc-8").why == "why_escapes"


def test_single_bytes_of_nonsorting_marks_are_read_as_marks() -> None:
    data = b"\x98The\x9c journal, " + "Ä".encode()
    found = detect(data, "utf-8")
    assert (found.why, decoded(data, found)) == ("why_single_marks", "\x98The\x9c journal, Ä")


def test_utf8_with_a_torn_letter_stays_utf8() -> None:
    data = TEXT.encode() * 5 + b"\xd0"
    found = detect(data, "utf-8")
    assert (found.charset, found.why) == ("utf-8", "why_mostly_utf8")
    assert decoded(data, found).count("\ufffd") == 1


def test_western_letters_are_not_taken_for_russian() -> None:
    data = "Forskningscenter Risø : Zoé à l'école, où Noël s'énerve".encode("latin-1")
    assert detect(data, "utf-8").charset == "latin-1"
