"""Months, quarters and years: what a period covers, and that nothing is counted twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sextant.lab.returns.periods import Gathered, Period, parse_period
from sextant.lab.returns.reading import ReturnRow, ReturnsError, read


@pytest.mark.parametrize(
    ("text", "starts", "period"),
    [
        ("2023-04-01/P3M", 4, Period(2023, 0, 3)),
        ("2024-01-01/P3M", 4, Period(2023, 9, 3)),
        ("2024-03-01/P1M", 4, Period(2023, 11, 1)),
        ("2023-04-01/P1Y", 4, Period(2023, 0, 12)),
        ("2023-1", 1, Period(2023, 0, 1)),
        ("2023-12", 4, Period(2023, 8, 1)),
        ("2008", 1, Period(2008, 0, 12)),
        ("2023-02-01/P3M", 4, None),
        ("2023-13-01/P1M", 1, None),
        ("2023-04-02/P1M", 4, None),
        ("spring", 1, None),
    ],
)
def test_a_period_is_placed_in_its_year(text: str, starts: int, period: Period | None) -> None:
    assert parse_period(text, starts) == period


@given(st.permutations(range(12)))
def test_twelve_months_in_any_order_make_the_year(months: list[int]) -> None:
    gathered = Gathered()
    for month in months:
        assert not gathered.overlaps(Period(2023, month, 1))
        gathered.add(Period(2023, month, 1), month)
    assert (gathered.months, gathered.yearly("sum"), gathered.yearly("last"), gathered.yearly("mean")) == (12, 66, 11, 5.5)
    assert gathered.overlaps(Period(2023, 3, 3))


def table(folder: Path, name: str, *lines: str) -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_quarters_and_dimensions_add_up_to_variables(tmp_path: Path) -> None:
    quarters = ["2023-04-01/P3M", "2023-07-01/P3M", "2023-10-01/P3M", "2024-01-01/P3M"]
    lines = [f"E1,{form},{age},{quarter},{count}" for quarter in quarters for form, age, count in FORMS]
    path = table(tmp_path, "loans.csv", "Authority,Format,Content age group,Period,Count", *lines)
    assert list(read(path)) == [
        ReturnRow(
            "E1",
            "E1",
            "",
            2023,
            2,
            {"loans": 444, "loans_physical": 440, "loans_electronic": 4, "loans_children": 40},
            source="england",
        )
    ]


FORMS = [("Physical book", "Adult", 100), ("Physical audiobook", "Under 12", 10), ("Ebook", "Unknown", 1)]


def test_a_quarter_over_a_month_already_taken_is_refused(tmp_path: Path) -> None:
    path = table(tmp_path, "wifi.csv", "Authority,Period,Count", "E1,2023-04-01/P1M,5", "E1,2023-04-01/P3M,15", "E1,2023-04-01/P1M,5")
    reading = read(path)
    (row,) = reading
    assert (row.values, row.origins) == ({"wifi_sessions": 5}, {"wifi_sessions": "months:1"})
    assert [(finding.code, finding.line) for finding in reading.findings] == [
        ("period_overlap", 3),
        ("period_overlap", 4),
        ("incomplete_year", 2),
    ]
    assert (reading.tally.read, reading.tally.accepted, reading.tally.refused) == (3, 1, 2)


def test_bad_observations_are_named(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "visits.csv",
        "Authority,Location,Period,Count",
        "E1,Library,2023-04-01/P1Y,50",
        "E1,Castle,2023-04-01/P1Y,5",
        "E1,Library,2023-05-01/P1Y,5",
        "E1,Library,soon,5",
        "E1,Mobile library,2023-04-01/P1Y,few",
        "E1,Mobile library,2023-04-01/P1Y,-5",
        ",Library,2023-04-01/P1Y,5",
        "E1,Library",
    )
    reading = read(path)
    assert [row.values for row in reading] == [{"visits": 50}]
    assert [(finding.code, finding.line) for finding in reading.findings] == [
        ("dimension_unknown", 3),
        ("period_unreadable", 4),
        ("period_unreadable", 5),
        ("not_a_number", 6),
        ("negative", 7),
        ("key_missing", 8),
        ("row_length", 9),
    ]


def test_files_alike_are_told_apart_by_their_names(tmp_path: Path) -> None:
    lines = ("Authority,Period,Count", "E1,2023-04-01/P1Y,5")
    assert [row.values for row in read(table(tmp_path, "computers.csv", *lines))] == [{"computer_sessions": 5}]
    with pytest.raises(ReturnsError) as caught:
        read(table(tmp_path, "figures.csv", *lines))
    assert caught.value.code == "table_unclear"


def test_months_become_years_that_start_in_april(tmp_path: Path) -> None:
    months = [f"2022-{month}" for month in range(4, 13)] + ["2023-1", "2023-2", "2023-3", "2023-4", "2023-5"]
    path = table(tmp_path, "monthly-visits.csv", "Library," + ",".join(months), 'Walker,"1,000",' + "1," * 11 + "7,")
    first, second = read(path)
    assert (first.unit_id, first.year, first.values, first.origins) == ("NCL-Walker", 2022, {"visits": 1011}, {})
    assert (second.year, second.values, second.origins) == (2023, {"visits": 7}, {"visits": "months:1"})


def test_a_share_is_the_mean_of_its_months(tmp_path: Path) -> None:
    path = table(tmp_path, "computer-use.csv", "Library,2022-4,2022-5,2022-6", "Walker,10%,20%,60%", "City,5%,x,1%", "Walker,1%,1%,1%")
    reading = read(path)
    assert [row.values for row in reading] == [{"computer_occupancy": 30}]
    assert [(finding.code, finding.line) for finding in reading.findings] == [("incomplete_year", 2), ("not_a_number", 3), ("duplicate", 4)]


def test_a_library_without_figures_in_a_year_gets_no_row(tmp_path: Path) -> None:
    path = table(tmp_path, "visits.csv", "Library,2022-4,2023-4", "Walker,,5")
    assert [row.year for row in read(path)] == [2023]


def test_yearly_observations_carry_population_and_county(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "sweden.csv",
        "Region_Code,Media_Type,Year,Loan_Count,Region_Name,Population",
        "114,15,2000,41561.0,Upplands Väsby,37576",
        "114,20,2000,100,Upplands Väsby,37576",
        "114,55,2000,,Upplands Väsby,37576",
    )
    (row,) = read(path)
    assert (row.unit_id, row.region, row.values) == (
        "SE-0114",
        "01",
        {"population": 37576, "loans": 41661, "loans_children": 100, "loans_physical": 41661},
    )
    assert (row.statuses, row.origins) == ({"loans_electronic": "missing"}, {"loans": "partial"})
    assert [other.year for other in read(path, year=1999)] == []
