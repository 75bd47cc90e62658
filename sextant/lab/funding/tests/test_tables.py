"""Calls from tables that people keep."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from sextant.lab.funding.calls import FundingCall
from sextant.lab.funding.findings import FundingError
from sextant.lab.funding.mapping import read_mapping
from sextant.lab.funding.tables import read_calls
from sextant.lab.funding.tests.factories import HEADER, ROW, example, table

TAKEN = FundingCall(
    id="1",
    title="Читающий край",
    funder="Фонд",
    countries=("RU",),
    regions=("*",),
    legal_forms=("nonprofit",),
    applicant_kinds=("library",),
    themes=("чтение",),
    award_min=100_000_00,
    award_max=1_500_000_50,
    currency="RUB",
    cofunding_share=Decimal("0.25"),
    opens_on=date(2026, 2, 1),
    closes_on=date(2026, 4, 1),
    url="https://example.org",
    text="Книги для детей",
    source="by hand",
)


def changed(position: int, cell: str) -> str:
    cells = ROW.split(";")
    cells[position] = cell
    return ";".join(cells)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1251"])
def test_a_table_is_read_in_every_usual_encoding(tmp_path: Path, encoding: str) -> None:
    reading = read_calls(table(tmp_path, ROW, encoding=encoding), example())
    assert (reading.read, reading.taken, reading.refused) == (1, (TAKEN,), ())
    assert reading.taken[0].raw["Описание"] == "Книги для детей"


def test_the_delimiter_is_found_where_the_mapping_names_none(tmp_path: Path) -> None:
    path = table(tmp_path, ROW.replace(",50", "").replace(";", "\t"), header=HEADER.replace(";", "\t"))
    assert [call.award_max for call in read_calls(path, example()).taken] == [1_500_000_00]


def test_a_call_without_a_last_day_may_be_rolling_or_silent(tmp_path: Path) -> None:
    reading = read_calls(table(tmp_path, changed(11, "Бессрочно"), changed(11, "").replace("1;", "2;", 1)), example())
    assert [(call.rolling, call.closes_on) for call in reading.taken] == [(True, None), (False, None)]


@pytest.mark.parametrize(
    ("word", "cell", "share"), [("percent", "25", "0.25"), ("share", "0,25", "0.25"), ("share", "25%", "0.25"), ("share", "1", "1")]
)
def test_the_mapping_tells_what_a_bare_number_means_and_the_sign_decides(tmp_path: Path, word: str, cell: str, share: str) -> None:
    (found,) = read_calls(table(tmp_path, changed(9, cell)), replace(example(), share=word)).taken
    assert found.cofunding_share == Decimal(share)


@pytest.mark.parametrize(
    ("position", "cell", "code", "field"),
    [
        (0, "", "field_empty", "id"),
        (1, "", "field_empty", "title"),
        (7, "сто тысяч", "not_an_amount", "От"),
        (7, "-5", "amount_negative", "От"),
        (8, "10,505", "too_many_decimals", "До"),
        (7, "2 000 000", "min_above_max", ""),
        (9, "125", "not_a_share", "Софинансирование"),
        (9, "NaN", "not_a_share", "Софинансирование"),
        (11, "31.02.2026", "not_a_date", "Окончание"),
        (11, "01.01.2026", "closes_before_opening", ""),
        (13, "a;b", "wrong_shape", ""),
    ],
)
def test_a_row_with_a_mistake_is_refused_with_its_place(tmp_path: Path, position: int, cell: str, code: str, field: str) -> None:
    reading = read_calls(table(tmp_path, ROW.replace("1;", "9;", 1), changed(position, cell)), example())
    assert (reading.read, len(reading.taken), len(reading.refused)) == (2, 1, 1)
    assert [(found.code, found.number, found.field) for found in reading.findings] == [(code, 3, field)]


def test_a_refused_row_tells_all_its_mistakes_in_both_languages_and_is_kept(tmp_path: Path) -> None:
    reading = read_calls(table(tmp_path, changed(7, "много").replace("01.04.2026", "скоро")), example())
    assert [found.sentence("ru") for found in reading.findings] == [
        "calls.csv, строка 2, Окончание: «скоро» не является датой вида %d.%m.%Y, %Y-%m-%d. Запишите дату в этом виде.",
        "calls.csv, строка 2, От: «много» не является суммой. Запишите число цифрами, без валюты и без слов.",
    ]
    assert reading.findings[1].sentence() == (
        "calls.csv, line 2, От: “много” is not an amount. Write the number in digits, without currency and without words."
    )
    assert reading.refused[0].raw["От"] == "много"


def test_the_second_of_two_equal_identifiers_is_refused(tmp_path: Path) -> None:
    reading = read_calls(table(tmp_path, ROW, ROW), example())
    assert [(found.code, found.number) for found in reading.findings] == [("id_twice", 3)]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\n \n", "empty_file"),
        (b"PK\x03\x04\x00\x00", "binary_file"),
        (b"a,b\n1,2\n", "column_missing"),
        (b"a,a\n1,2\n", "column_twice"),
        (b'a,b\n"1,2\n', "broken_table"),
        (b"a,\x98\n", "encoding_unknown"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_whole(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "calls.csv"
    path.write_bytes(content)
    with pytest.raises(FundingError) as caught:
        read_calls(path, example())
    assert caught.value.code == code
    assert caught.value.sentence("ru") != str(caught.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FundingError, match="does not exist"):
        read_calls(tmp_path / "nothing.csv", example())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("= 1", "broken_mapping"),
        ('[columns]\nid = "a"', "mapping_lacks"),
        ('[columns]\nid = "a"\ntitle = "b"\nprice = "c"', "mapping_word"),
        ('colour = "red"', "mapping_word"),
        ("columns = 1", "mapping_value"),
        ('decimal = ""\n[columns]\nid = "a"\ntitle = "b"', "mapping_value"),
        ('[columns]\nid = "a"\ntitle = "b"\n[fixed]\ncountries = "RU"', "mapping_value"),
        ('encoding = "klingon"\n[columns]\nid = "a"\ntitle = "b"', "encoding_unknown"),
    ],
)
def test_a_mapping_that_cannot_be_followed_is_refused(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "layout.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FundingError) as caught:
        read_mapping(path)
    assert caught.value.code == code
