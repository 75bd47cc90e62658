"""What kind of file it is, how it is written, and what is refused."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from sextant.lab.returns.reading import ReturnsError, open_table, read
from sextant.lab.returns.tests.factories import HEADER, pls_file

GOOD = "AK1,Anchorage,AK,100,200,300"


def refusal(path: Path, **words: object) -> str:
    with pytest.raises(ReturnsError) as caught:
        list(read(path, **words))  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)
    return caught.value.code


@pytest.mark.parametrize("start", [b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, b"%PDF-1.7 x", b"\xd0\xcf\x11\xe0abc", b"a,b\n\x00\x01\n"])
def test_a_file_of_another_type_is_refused(tmp_path: Path, start: bytes) -> None:
    path = tmp_path / "fy2018.csv"
    path.write_bytes(start)
    assert refusal(path) == "wrong_file_type"


def test_a_workbook_is_refused_with_the_advice_to_save_it_as_csv(tmp_path: Path) -> None:
    path = tmp_path / "fy2018.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
    with pytest.raises(ReturnsError) as caught:
        open_table(path)
    assert str(caught.value) == (
        "fy2018.xlsx: this is XLSX/DOCX/ODS, not a table of text; save the table as CSV (a .csv, .csv.gz or .zip file) and import that."
    )
    assert caught.value.sentence("ru").startswith("fy2018.xlsx: это XLSX/DOCX/ODS, а не текстовая таблица; сохраните")


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf\r\n"])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "fy2018.csv"
    path.write_bytes(content)
    assert refusal(path) == "empty_file"


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nothing.csv") == "file_absent"


def test_a_table_without_a_header_is_refused(tmp_path: Path) -> None:
    assert refusal(pls_file(tmp_path, "4,5,6", header="1,2,3")) == "no_header"


def test_a_header_without_rows_is_refused(tmp_path: Path) -> None:
    assert refusal(pls_file(tmp_path)) == "no_rows"


def test_a_column_that_stands_twice_is_refused(tmp_path: Path) -> None:
    assert refusal(pls_file(tmp_path, GOOD + ",1", header=HEADER + ",VISITS")) == "column_twice"


def test_a_missing_key_column_is_named(tmp_path: Path) -> None:
    path = pls_file(tmp_path, "Anchorage,AK,5", header="LIBNAME,STABR,VISITS")
    with pytest.raises(ReturnsError) as caught:
        open_table(path, mapping="pls")
    assert (caught.value.code, caught.value.column, caught.value.line) == ("column_missing", "FSCSKEY", 1)


def test_an_unknown_header_asks_for_a_mapping(tmp_path: Path) -> None:
    assert refusal(pls_file(tmp_path, "1,2", header="one,two")) == "mapping_not_recognised"


def test_an_unknown_mapping_lists_the_known_ones(tmp_path: Path) -> None:
    assert refusal(pls_file(tmp_path, GOOD), mapping="atlantis") == "mapping_unknown"


def test_a_year_that_nothing_tells_is_asked_for(tmp_path: Path) -> None:
    path = pls_file(tmp_path, GOOD, name="returns.csv")
    assert refusal(path) == "year_unknown"
    assert [row.year for row in read(path, year=2018)] == [2018]


def test_the_year_asked_for_wins_over_the_file_name_with_a_warning(tmp_path: Path) -> None:
    reading = read(pls_file(tmp_path, GOOD), year=2017)
    assert [row.year for row in reading] == [2017]
    assert [finding.code for finding in reading.findings] == ["year_contradicts"]


def test_a_cut_gzip_is_refused_and_a_whole_one_read(tmp_path: Path) -> None:
    whole = tmp_path / "fy2018.csv.gz"
    whole.write_bytes(gzip.compress(f"{HEADER}\n{GOOD}\n".encode()))
    assert [row.unit_id for row in read(whole)] == ["AK1"]
    cut = tmp_path / "cut_fy2018.csv.gz"
    cut.write_bytes(whole.read_bytes()[:-9])
    assert refusal(cut) == "damaged_file"


def test_the_table_of_a_zip_is_the_member_that_fits(tmp_path: Path) -> None:
    path = tmp_path / "survey.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a/outlets_fy2018.csv", "FSCSKEY,FSCS_SEQ,LIBNAME,STABR,VISITS\nAK1,1,A,AK,2\n")
        archive.writestr("a/systems_fy2018.csv", f"{HEADER}\n{GOOD}\n")
        archive.writestr("a/README.txt", "words")
    table = open_table(path)
    assert (table.source.member, table.year) == ("a/systems_fy2018.csv", 2018)


def test_a_zip_with_two_tables_that_fit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "survey.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for year in (2017, 2018):
            archive.writestr(f"fy{year}.csv", f"{HEADER}\n{GOOD}\n")
    assert refusal(path) == "several_tables"


def test_a_zip_without_a_table_and_a_broken_one_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "fy2018.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("picture.txt", "words")
    assert refusal(path) == "wrong_file_type"
    path.write_bytes(b"PK\x03\x04 and nothing more")
    assert refusal(path) == "damaged_file"


NAMES = {
    "utf-8-sig": "Библиотека №5 имени Пушкина",
    "windows-1251": "Библиотека имени Пушкина, город Тверь",
    "windows-1252": "Bibliothèque du Québec – Montréal",
    "utf-16": "Библиотека №5",
}


@pytest.mark.parametrize("encoding", NAMES)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_any_encoding_and_delimiter_is_found(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "fy2018.csv"
    name = NAMES[encoding].replace(delimiter, " ")
    lines = [HEADER.replace(",", delimiter), delimiter.join(["AK1", name, "AK", "1", "2", "3"])]
    path.write_text("\r\n".join(lines), encoding=encoding)
    assert [(row.unit_name, row.values["loans"]) for row in read(path)] == [(name, 3)]


def test_a_quotation_mark_left_open_stops_the_file_at_its_line(tmp_path: Path) -> None:
    path = pls_file(tmp_path, GOOD, 'AK2,"Open,AK,1,2,3', *(f"AK{n},Name,AK,1,2,3" for n in range(3, 90)))
    with pytest.raises(ReturnsError) as caught:
        list(read(path))
    assert (caught.value.code, caught.value.line) == ("broken_table", 3)
