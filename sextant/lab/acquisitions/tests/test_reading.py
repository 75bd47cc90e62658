"""Tables of candidates, holdings and loans: every row is taken, merged or refused with its reason."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sextant.lab.acquisitions.candidates import Reading, read_candidates, read_layout
from sextant.lab.acquisitions.findings import AcquisitionsError
from sextant.lab.acquisitions.holdings import read_holdings
from sextant.lab.acquisitions.titles import fits, mark, yes_or_no

HEADER = "id,isbn,title,price,age,language,class,awards,accessible,value\n"


@pytest.fixture
def table(tmp_path: Path):
    def write(text: str, name: str = "C.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


def test_a_row_is_a_title_with_marks_in_one_form(table) -> None:
    [found], report = read_candidates(table(HEADER + 'a,978-5-17-118366-0,Ёлка,"1 450,50",7–10 лет,Татарский,84(2),Medal; Prize,"да; braille",7.5\n'))
    assert (found.id, found.isbn, found.title, found.price, found.value, found.awards) == (
        "a",
        "9785171183660",
        "Ёлка",
        145050,
        7.5,
        ("Medal", "Prize"),
    )
    assert found.tags == {
        "age": ("7-10",), "language": ("tat",), "class": ("84(2)",), "awards": ("medal", "prize"), "accessible": ("yes", "braille"),
    }  # fmt: skip
    assert (report.read, report.taken, report.findings) == (1, 1, [])


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("a,,T,,3-6,rus,,,,1", "cell_empty"),
        (",,T,5,3-6,rus,,,,1", "cell_empty"),
        ("a,,,5,3-6,rus,,,,1", "cell_empty"),
        ("a,,T,five,3-6,rus,,,,1", "price_wrong"),
        ("a,,T,-5,3-6,rus,,,,1", "price_wrong"),
        ("a,,T,0,3-6,rus,,,,1", "price_wrong"),
        ("a,,T,1.234,3-6,rus,,,,1", "price_wrong"),
        ("a,,T,5,3-6,rus,,,,", "cell_empty"),
        ("a,,T,5,3-6,rus,,,,much", "value_wrong"),
        ("a,,T,5,3-6,rus,,,,nan", "value_wrong"),
        ("a,,T,5,3-6,rus,,,,-1", "value_wrong"),
        ("a,,T,5,3-6,rus,,,,1,9", "cells_too_many"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_line_and_the_others_are_taken(table, row: str, code: str) -> None:
    titles, report = read_candidates(table(HEADER + row + "\nb,,Other,5,3-6,rus,,,,1\n"))
    assert [one.id for one in titles] == ["b"]
    assert [(one.line, one.fate, one.code) for one in report.findings] == [(2, "refused", code)]
    assert (report.read, report.taken, report.merged, report.refused) == (2, 1, 0, 1)


def test_one_isbn_twice_is_one_title_at_the_lower_price_or_two_that_cannot_both_be(table) -> None:
    rows = [
        "a,9785171183660,Dog and cat,5,3-6,rus,,,,1", "b,9785171183660,Dog and Cat!,4,7-10,rus,,Medal,yes,2", "c,9785171183660,Physics,3,3-6,rus,,,,1",
        "a,,Another,3,3-6,rus,,,,1", "d,9785171183666,Wrong digit,3,3-6,rus,,,,1",
    ]  # fmt: skip
    titles, report = read_candidates(table(HEADER + "\n".join(rows)))
    assert [(one.id, one.price, one.value, one.tags["age"], one.awards) for one in titles] == [
        ("a", 400, 2.0, ("3-6", "7-10"), ("Medal",)), ("d", 300, 1.0, ("3-6",), ()),
    ]  # fmt: skip
    assert [(one.line, one.fate, one.code) for one in report.findings] == [
        (3, "merged", "isbn_merged_cheaper"), (4, "refused", "isbn_of_another"), (5, "refused", "id_twice"), (6, "noted", "isbn_wrong"),
    ]  # fmt: skip
    assert (report.read, report.taken, report.merged, report.refused) == (5, 2, 1, 2)
    assert report.sentence("ru") == "C.csv: Прочитано 5 строк: принято 2, слито с другой 1, отклонено 2."


def test_columns_and_rates_come_from_a_layout_and_windows_1251_is_read(table) -> None:
    layout = read_layout(table('currency = "RUB"\ndecimal = ","\n[columns]\nid = "Арт."\nprice = "Стоимость"\n[rates]\nUSD = "92,5"\n', "L.toml"))
    assert layout == Reading("RUB", {"id": "Арт.", "price": "Стоимость"}, ",", {"USD": Decimal("92.5")})
    text = "Арт.;Название;Стоимость;Валюта\n1;Пёс;450,5;\n2;Кот;2,01;usd\n3;Лев;2;EUR\n"
    titles, report = read_candidates(table(text, encoding="windows-1251"), layout)
    assert [(one.title, one.price, one.value) for one in titles] == [("Пёс", 45050, 1.0), ("Кот", 18593, 1.0)]
    assert [(one.line, one.code) for one in report.findings] == [(4, "currency_other")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"", "file_empty"),
        (b"\n\n", "file_empty"),
        (b"\x00\x01", "file_binary"),
        (b"id,title\na,b\n", "column_missing"),
        (b"id,title,price,price\na,b,1,2\n", "column_twice"),
        (b'id,title,price\n1,"open,2\n', "table_broken"),
    ],
)
def test_a_file_that_is_no_such_table_is_one_sentence(tmp_path: Path, text: bytes, code: str) -> None:
    path = tmp_path / "C.csv"
    path.write_bytes(text)
    with pytest.raises(AcquisitionsError) as refused:
        read_candidates(path)
    assert (refused.value.code, refused.value.sentence("ru").startswith("C.csv: ")) == (code, True)


def test_an_absent_file_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(AcquisitionsError, match=r"none\.csv: The file does not exist"):
        read_candidates(tmp_path / "none.csv")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=12), max_size=12))
def test_whatever_stands_in_a_table_rows_add_up(tmp_path_factory: pytest.TempPathFactory, cells: list[list[str]]) -> None:
    path = tmp_path_factory.mktemp("fuzz") / "C.csv"
    path.write_text(HEADER + "\n".join(",".join(row) for row in cells), encoding="utf-8", errors="replace", newline="")
    try:
        titles, report = read_candidates(path)
    except AcquisitionsError:
        return
    assert report.read == report.taken + report.merged + report.refused
    assert report.taken == len(titles)


def test_holdings_and_loans_are_added_up_by_isbn_in_any_writing(table) -> None:
    held = table(
        "isbn,location,copies,added\n5-17-118366-X,a,2,2020\n978-5-17-118366-0,b,3,2021-05-01\n978-5-17-118366-0,b,,\n,a,1,\n1,a,x,\n2,a,1,31.12.2020\n",
        "H.csv",
    )
    lent = table("isbn,date,loans\n9785171183660,2024-01-01,40\n9785171183660,2024,2\n3,2024-13-01,2\n", "L.csv")
    found = read_holdings(held, lent)
    assert found.copies == {"9785171183660": 6}
    assert (found.locations, found.loans) == ({"a": 2, "b": 4}, {"9785171183660": 42})
    assert [(one.read, one.taken, one.refused) for one in found.reports] == [(6, 3, 3), (3, 2, 1)]
    assert [one.code for one in found.reports[0].findings] == ["cell_empty", "count_wrong", "day_wrong"]
    assert read_holdings(held, locations=["b"]).copies == {"9785171183660": 4}


@pytest.mark.parametrize(
    ("name", "wanted", "marks", "answer"),
    [
        ("age", "7-10", ("7-10",), True),
        ("age", "7-10", ("8-9",), True),
        ("age", "7-10", ("10-12",), False),
        ("age", "7-10", ("9-12",), True),
        ("age", "3-6", ("6-9",), False),
        ("age", "3-6", ("6+",), False),
        ("age", "7-10", ("7+",), True),
        ("age", "3-6", ("6",), True),
        ("age", "6+", ("6+",), True),
        ("class", "84*", ("84(2)",), True),
        ("class", "84", ("84(2)",), False),
        ("awards", "*", (), False),
        ("accessible", "*", ("no",), False),
        ("accessible", "no", ("no",), True),
        ("accessible", "braille", ("yes", "braille"), True),
    ],
)
def test_a_target_finds_titles_by_their_marks(name: str, wanted: str, marks: tuple[str, ...], answer: bool) -> None:
    assert fits(name, wanted, marks) is answer


def test_marks_are_written_in_one_form() -> None:
    assert [mark("language", text) for text in ("ru", "Русский", "RUS", "xx")] == ["rus", "rus", "rus", "xx"]
    assert [mark("age", text) for text in ("6 – 9", "6+", "7—10 лет")] == ["6-9", "6+", "7-10"]
    assert [yes_or_no(text) for text in ("", "Нет", "1", "large print", "да; braille")] == [
        ("no",),
        ("no",),
        ("yes",),
        ("yes", "large print"),
        ("yes", "braille"),
    ]
