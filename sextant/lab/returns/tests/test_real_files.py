"""Real returns, read from the folder that SEXTANT_TEST_DATA names; never copied here."""

from __future__ import annotations

import csv
import gzip
import os
from pathlib import Path

import pytest

from sextant.lab.returns import store, tables
from sextant.lab.returns.key import read_key
from sextant.lab.returns.reading import open_table, read, read_table
from sextant.lab.returns.register import read_register

FOLDER = Path(os.environ.get("SEXTANT_TEST_DATA", "../shared/data")) / "returns"

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no real library returns at {FOLDER}; set SEXTANT_TEST_DATA"),
]

SYSTEMS = {2009: 9299, 2014: 9305, 2015: 9251, 2016: 9252, 2017: 9245, 2018: 9261, 2020: 9245}


def survey(year: int) -> Path:
    return FOLDER / ("fy2015.zip" if year == 2015 else f"pls_fy{year}.csv.gz")


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store with three years of the Public Libraries Survey."""
    folder = tmp_path_factory.mktemp("store")
    for year in (2014, 2018, 2020):
        store.write_year(read(survey(year)), folder, year)
    return folder


@pytest.mark.parametrize("year", SYSTEMS)
def test_every_row_of_the_survey_is_taken(year: int) -> None:
    table = open_table(survey(year))
    reading = read_table(table)
    taken = sum(1 for _ in reading)
    tally = reading.tally
    assert (table.mapping.name, table.year, taken) == ("pls", year, SYSTEMS[year])
    assert (tally.read, tally.accepted + tally.refused, tally.findings) == (SYSTEMS[year], SYSTEMS[year], [])


def test_the_full_survey_keeps_suppression_and_imputation_apart() -> None:
    rows = list(read(survey(2015)))
    assert sum(row.statuses.get("spending_salaries") == "suppressed" for row in rows) == 3273
    assert sum(row.origins.get("loans") == "imputed" for row in rows) == 9251 - 9002 - 20
    assert min(value for row in rows for value in row.values.values()) >= 0


def test_visits_per_head_of_alaska_by_plain_arithmetic(held: Path) -> None:
    with gzip.open(survey(2018), "rt", encoding="utf-8-sig") as stream:
        lines = [line for line in csv.DictReader(stream) if line["STABR"] == "AK"]
    whole = [(int(line["VISITS"]), int(line["POPU_LSA"])) for line in lines]
    counted = [(visits, people) for visits, people in whole if visits >= 0 and people > 0]
    (found,) = [line for line in tables.indicator_table(held, [2018], "region", ["visits_per_head"]) if line.unit_id == "AK"]
    assert found.value == sum(visits for visits, _ in counted) / sum(people for _, people in counted)
    assert found.n == len(counted)
    behind = [line for line in tables.rows_behind(held, "visits_per_head", 2018, "AK", "region") if line.counted]
    assert sum(line.inputs["visits"] or 0 for line in behind) == sum(visits for visits, _ in counted)


def test_what_a_year_did_not_ask_is_not_collected(held: Path) -> None:
    found = {(line.year, line.indicator): (line.status, line.missing) for line in tables.indicator_table(held, by="all")}
    assert found[2018, "spending_per_head"] == ("not_collected", ("spending",))
    assert found[2020, "visits_per_head"] == ("not_collected", ("population",))
    assert found[2020, "cost_per_visit"] == ("ok", ())
    assert {status for (year, _), (status, _) in found.items() if year == 2014} == {"ok", "not_collected"}


@pytest.mark.parametrize(
    ("name", "rows", "refused"),
    [
        ("computers", 1229, 0),
        ("event_attendance", 2078, 0),
        ("events", 2485, 0),
        ("loans", 10455, 163),
        ("users", 282, 0),
        ("visits", 3420, 0),
        ("wifi", 477, 0),
    ],
)
def test_the_english_returns_add_up_to_the_year_2023(name: str, rows: int, refused: int) -> None:
    reading = read(FOLDER / "england" / f"{name}.csv")
    assert {row.year for row in reading} == {2023}
    assert (reading.tally.read, reading.tally.refused) == (rows, refused)
    assert {finding.code for finding in reading.findings if finding.severity == "refused"} <= {"period_overlap"}


def test_the_english_files_join_into_one_row_an_authority(tmp_path: Path) -> None:
    rows = store.combine(*(read(path) for path in sorted((FOLDER / "england").glob("*.csv"))))
    store.write_year(rows, tmp_path, 2023)
    found = {row.unit_id: row for row in store.read_year(tmp_path, 2023)}
    assert (len(found), found["E09000001"].values["computer_sessions"]) == (len(set(found)), 4662 + 4908 + 5222 + 5480)


@pytest.mark.parametrize("subject", ["computer-use", "enquiries", "issues-by-branch", "visits"])
def test_the_monthly_figures_of_newcastle_become_years_from_april(subject: str) -> None:
    reading = read(FOLDER / "newcastle" / f"newcastle_2008-onwards-monthly-{subject}.csv")
    closed = {2020} if subject == "visits" else set()
    assert {row.year for row in reading} == set(range(2008, 2025)) - closed
    assert reading.tally.refused == 0


def test_the_swedish_loans_are_there_for_every_municipality_and_year() -> None:
    reading = read(FOLDER / "sweden" / "loans_with_population.csv")
    rows = list(reading)
    assert (len(rows), len({row.unit_id for row in rows}), reading.tally.read) == (290 * 13, 290, 37_700)
    assert all("population" in row.values for row in rows)


def test_the_register_and_the_list_of_variables_are_read() -> None:
    libraries = read_register(FOLDER / "moscow" / "libraries.json")
    assert (len(libraries), len({library.unit_id for library in libraries})) == (10, 10)
    ours = [entry.code for entry in read_key(FOLDER / "pls_variable_key.csv") if entry.variable]
    assert {"VISITS", "TOTCIR", "POPU_LSA", "TOTOPEXP"} <= set(ours)
