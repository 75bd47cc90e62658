"""Indicator tables: figures of libraries and groups, and the rows behind them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sextant.lab.returns import indicators, store, tables
from sextant.lab.returns.changes import Change, change
from sextant.lab.returns.reading import ReturnsError
from sextant.lab.returns.tables import IndicatorRow, RowBehind
from sextant.lab.returns.tests.factories import row


@pytest.fixture
def held(tmp_path: Path) -> Path:
    """Two regions in 2018; in 2020 no population was asked for."""
    rows = [
        row("AK1", visits=100, population=10),
        row("AK2", visits=300, population=100),
        row("AK3", visits=5, population="missing"),
        row("AK4", visits=5, population=0),
        row("WY1", region="WY", visits="suppressed", population=20_000),
    ]
    store.write_year(rows, tmp_path, 2018)
    store.write_year([row("AK1", year=2020, visits=50), row("WY1", region="WY", year=2020, visits=70)], tmp_path, 2020)
    return tmp_path


def test_the_figure_of_a_library_has_a_value_or_a_reason(held: Path) -> None:
    found = tables.indicator_table(held, [2018], indicators=["visits_per_head"])
    assert [(line.unit_id, line.value, line.status, line.missing) for line in found] == [
        ("AK1", 10, "ok", ()),
        ("AK2", 3, "ok", ()),
        ("AK3", None, "missing", ("population",)),
        ("AK4", None, "missing", ()),
        ("WY1", None, "suppressed", ("visits",)),
    ]


def test_a_group_is_the_ratio_of_sums_with_quartiles_beside(held: Path) -> None:
    found = list(tables.indicator_table(held, [2018], "region", ["visits_per_head"]))
    assert found == [
        IndicatorRow(2018, "AK", "AK", "visits_per_head", 400 / 110, "visits per person", "ok", 2, 6.5, 4.75, 8.25),
        IndicatorRow(2018, "WY", "WY", "visits_per_head", None, "visits per person", "suppressed", 0),
    ]


def test_a_year_that_did_not_ask_is_not_collected(held: Path) -> None:
    (found,) = tables.indicator_table(held, [2020], "all", ["visits_per_head"], language="ru")
    assert found == IndicatorRow(2020, "all", "all", "visits_per_head", None, "посещений на жителя", "not_collected", 0, missing=("population",))


def test_the_size_class_goes_by_the_latest_earlier_population(held: Path) -> None:
    found = tables.variable_table(held, None, "size", ["visits"])
    assert [(line.year, line.unit_id, line.value, line.n) for line in found] == [
        (2018, "0-1k", 400, 2),
        (2018, "10k-25k", None, 0),
        (2018, "unknown", 10, 2),
        (2020, "0-1k", 50, 1),
        (2020, "10k-25k", 70, 1),
    ]


def test_the_total_of_a_variable_is_its_sum(held: Path) -> None:
    (found,) = tables.variable_table(held, [2018], "all", ["visits"])
    assert found == IndicatorRow(2018, "all", "all", "visits", 410, "visits", "ok", 4, 52.5, 5, 150)


def test_a_figure_opens_to_its_rows(held: Path) -> None:
    found = list(tables.rows_behind(held, "visits_per_head", 2018, "AK", "region"))
    assert found[0] == RowBehind("AK1", "Library AK1", {"visits": 100, "population": 10}, 10, "ok", True, {}, {}, "pls", 2)
    counted = [line for line in found if line.counted]
    assert sum(line.inputs["visits"] or 0 for line in counted) / sum(line.inputs["population"] or 0 for line in counted) == 400 / 110
    assert [(line.unit_id, line.statuses) for line in found if not line.counted] == [("AK3", {"population": "missing"}), ("AK4", {})]


def test_rows_behind_everything_and_behind_a_size_class(held: Path) -> None:
    assert [line.unit_id for line in tables.rows_behind(held, "visits", 2018)] == ["AK1", "AK2", "AK3", "AK4", "WY1"]
    assert [line.unit_id for line in tables.rows_behind(held, "visits", 2020, "10k-25k", "size")] == ["WY1"]


def test_a_change_names_the_latest_earlier_year(held: Path) -> None:
    found = list(change(tables.variable_table(held, None, "region", ["visits"])))
    assert found[2] == Change(found[2].row, 2018, 410, 50 - 410, (50 - 410) / 410 * 100)
    assert (found[3].row.unit_id, found[3].earlier_year) == ("WY", None)


def test_an_unknown_year_or_indicator_is_refused(held: Path) -> None:
    for wrong in ({"years": [1999]}, {"indicators": ["joy"]}):
        with pytest.raises(ReturnsError):
            list(tables.indicator_table(held, **wrong))  # type: ignore[arg-type]
    with pytest.raises(ReturnsError):
        list(tables.rows_behind(held, "joy", 2018))


def test_an_empty_store_has_no_figures(tmp_path: Path) -> None:
    assert list(tables.indicator_table(tmp_path)) == []


def test_the_written_table_holds_the_same_as_the_rows(held: Path, tmp_path: Path) -> None:
    lines = tables.write_indicators(held, tmp_path / "t.csv").read_text("utf-8").splitlines()
    found = list(tables.indicator_table(held))
    assert [line.split(",")[:2] for line in lines[1:]] == [[str(line.year), line.unit_id] for line in found]


def test_only_one_source_is_counted_where_it_is_asked_for(held: Path) -> None:
    assert [line.n for line in tables.variable_table(held, [2018], "all", ["visits"], source="sweden")] == []


CELL = st.none() | st.sampled_from(["missing", "suppressed", "not_applicable"]) | st.integers(0, 50)
INPUTS = ("visits", "population", "loans", "spending")


@settings(max_examples=15, deadline=None)
@given(st.lists(st.fixed_dictionaries({code: CELL for code in INPUTS}), min_size=1, max_size=6))
def test_sql_and_python_agree_on_value_status_and_missing(tmp_path_factory: pytest.TempPathFactory, cells: list[dict]) -> None:
    folder = tmp_path_factory.mktemp("store")
    rows = [row(f"U{number}", **{code: cell for code, cell in line.items() if cell is not None}) for number, line in enumerate(cells)]
    store.write_year(rows, folder, 2018)
    found = {(line.unit_id, line.indicator): (line.value, line.status, line.missing) for line in tables.indicator_table(folder)}
    expected = {
        (line.unit_id, code): (result.value, result.status, result.missing)
        for line in rows
        for code, result in indicators.for_row(line.values, line.statuses).items()
    }
    assert found == expected
