"""Rows of a wide table: what is taken, what is refused and why."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sextant.lab.returns.cells import CellMistake, read_cell
from sextant.lab.returns.mapping import Numbers, load
from sextant.lab.returns.reading import Finding, ReturnRow, read
from sextant.lab.returns.tests.factories import HEADER, pls_file

GOOD = "AK1,Anchorage,AK,100,200,300"


def refused(folder: Path, *lines: str, header: str = HEADER) -> list[tuple[str, int, str, str]]:
    """Read a file with one good row more; every finding as code, line, column, value."""
    reading = read(pls_file(folder, GOOD, *lines, header=header))
    assert [row.unit_id for row in reading] == ["AK1"]
    assert (reading.tally.read, reading.tally.accepted, reading.tally.refused) == (1 + len(lines), 1, len(lines))
    return [(finding.code, finding.line, finding.column, finding.value) for finding in reading.findings]


def test_a_row_becomes_a_return(tmp_path: Path) -> None:
    assert list(read(pls_file(tmp_path, GOOD))) == [
        ReturnRow("AK1", "Anchorage", "AK", 2018, 2, {"population": 100, "visits": 200, "loans": 300}, source="pls")
    ]


def test_text_where_a_number_belongs_refuses_the_row(tmp_path: Path) -> None:
    assert refused(tmp_path, "AK2,Juneau,AK,many,2,3") == [("not_a_number", 3, "POPU_LSA", "many")]


def test_a_negative_count_refuses_the_row(tmp_path: Path) -> None:
    assert refused(tmp_path, "AK2,Juneau,AK,1,-7,3") == [("negative", 3, "VISITS", "-7")]


def test_the_second_return_of_a_library_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, GOOD) == [("duplicate", 3, "FSCSKEY", "AK1")]


def test_a_row_after_a_refused_one_of_the_same_library_is_taken(tmp_path: Path) -> None:
    reading = read(pls_file(tmp_path, "AK2,Juneau,AK,1,many,3", "AK2,Juneau,AK,1,2,3"))
    assert [(row.unit_id, row.line) for row in reading] == [("AK2", 3)]
    assert [finding.code for finding in reading.findings] == ["not_a_number"]


def test_a_row_with_too_few_or_too_many_fields_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, "AK2,Juneau,AK,1,2", "AK3,Sitka,AK,1,2,3,4") == [("row_length", 3, "", ""), ("row_length", 4, "", "")]


def test_a_row_without_a_key_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, " ,Juneau,AK,1,2,3") == [("key_missing", 3, "FSCSKEY", "")]


def test_a_finding_says_in_both_languages_what_to_do(tmp_path: Path) -> None:
    reading = read(pls_file(tmp_path, "AK2,Juneau,AK,1,-7,3"))
    assert list(reading) == []
    assert reading.findings == [
        Finding(
            "refused",
            "negative",
            "pls_fy2018.csv",
            2,
            "VISITS",
            "-7",
            "-7 is negative and is no declared code for a missing value.",
            "-7 — отрицательное число и не объявлено кодом пропуска.",
            "Correct the number, or declare the code in the mapping.",
            "Исправьте число или объявите код в описании.",
        )
    ]


@pytest.mark.parametrize(
    ("code", "status"),
    [("-1", "missing"), ("-1.0", "missing"), ("-3", "not_applicable"), ("-4", "not_applicable"), ("-9", "suppressed"), ("M", "missing")],
)
def test_a_missing_code_is_a_status_and_never_a_number(tmp_path: Path, code: str, status: str) -> None:
    (row,) = read(pls_file(tmp_path, f"AK1,A,AK,{code},5,6"))
    assert (row.values, row.statuses) == ({"visits": 5, "loans": 6}, {"population": status})


def test_an_empty_cell_means_what_the_mapping_says(tmp_path: Path) -> None:
    header = "FSCSKEY,LIBNAME,STABR,VISITS,SALARIES,RESPONSE_STATUS"
    lines = ("A1,A,AK,,,Survey Respondent", "A2,B,AK,,,Closed", "A3,C,AK,7,8,Survey Nonrespondent")
    rows = list(read(pls_file(tmp_path, *lines, header=header)))
    assert [row.statuses for row in rows] == [
        {"visits": "missing", "spending_salaries": "suppressed"},
        {"visits": "not_applicable", "spending_salaries": "not_applicable"},
        {},
    ]
    assert rows[2].origins == {"visits": "imputed", "spending_salaries": "imputed"}


def test_a_flag_behind_a_value_is_kept_as_its_origin(tmp_path: Path) -> None:
    header = "FSCSKEY,LIBNAME,STABR,VISITS,F_VISITS,TOTCIR,F_TOTCIR,SALARIES,F_SALX"
    (row,) = read(pls_file(tmp_path, "A1,A,AK,5,R_15,6,IQ15,-9,H_15", header=header))
    assert (row.values, row.statuses, row.origins) == (
        {"visits": 5, "loans": 6},
        {"spending_salaries": "suppressed"},
        {"loans": "imputed"},
    )


STOCK = "FSCSKEY,LIBNAME,STABR,BKVOL,EBOOK,AUDIO,VIDEO"


def test_the_stock_is_added_up_and_marked_as_derived(tmp_path: Path) -> None:
    (row,) = read(pls_file(tmp_path, "A1,A,AK,100,20,3,4", header=STOCK))
    assert (row.values["stock"], row.origins["stock"], "stock_electronic" in row.values) == (127, "derived", False)


def test_a_sum_with_a_part_missing_is_missing(tmp_path: Path) -> None:
    (row,) = read(pls_file(tmp_path, "A1,A,AK,100,-1,3,4", header=STOCK))
    assert (row.values.get("stock"), row.statuses["stock"]) == (None, "missing")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7502.0", 7502),
        ("0.68", 0.68),
        (" 12 ", 12),
        ("1,234", 1234),
        ("1,234,567", 1234567),
        ("39%", 39),
        ("1 234", 1234),
        ("1\u00a0234", 1234),
        ("+5", 5),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, value: float) -> None:
    assert read_cell(text, Numbers(thousands=",", percent=True)) == value


@pytest.mark.parametrize("text", ["1,23", "nan", "inf", "1_000", "0x1f", "²", "12a", "1e99", "--1", "1,2345"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(CellMistake):
        read_cell(text, Numbers(thousands=",", percent=True))


def test_a_decimal_comma_can_be_declared() -> None:
    assert read_cell("1 234,5", Numbers(decimal=",")) == 1234.5


@given(st.text(max_size=12))
def test_a_cell_is_a_number_a_status_or_a_mistake_and_never_negative(text: str) -> None:
    try:
        value = read_cell(text, load("pls").numbers)
    except CellMistake:
        return
    assert value in ("missing", "not_applicable", "suppressed") if isinstance(value, str) else value >= 0


@given(st.integers(0, 10**14))
def test_a_whole_number_comes_back_as_it_was_written(number: int) -> None:
    assert (read_cell(str(number), Numbers()), read_cell(f"{number}.0", Numbers())) == (number, number)
