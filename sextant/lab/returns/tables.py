"""Indicator tables over the store, and the rows behind every figure of them.

The value of a group is *pooled*: the formula over the sums of all its libraries that have every input, so that a
large library weighs as much as it is large. `median`, `q1` and `q3` are over the libraries' own values, with linear
interpolation (type 7 of Hyndman and Fan, "Sample quantiles in statistical packages", The American Statistician 50(4),
1996). Libraries that lack an input count in neither; `n` is how many were counted.
"""

# ruff: noqa: S608 - the SQL is made of codes of our own dictionary; paths and words are quoted literals

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from sextant.lab.engine import connection, quoted

from . import dictionary
from .findings import error
from .formulas import Status, Term
from .groups import size_names
from .indicators import definitions
from .sql import By, Column, group_sql, panel_sql, unit_sql
from .store import years as years_held

BATCH = 10_000


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One figure: of a library, or of a group (its code in `unit_id`; then `n`, `median`, `q1`, `q3` are given).

    `missing` names the variables in the way where `status` is not `ok`.
    """

    year: int
    unit_id: str
    unit_name: str
    indicator: str
    value: float | None
    unit: str
    status: Status
    n: int | None = None
    median: float | None = None
    q1: float | None = None
    q3: float | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowBehind:
    """One library's part in a figure: its inputs with status and origin, its own value, its line in the file."""

    unit_id: str
    unit_name: str
    inputs: dict[str, float | None]
    value: float | None
    status: Status
    counted: bool
    statuses: dict[str, str] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    source: str = ""
    line: int = 0


def indicator_table(
    folder: Path,
    years: list[int] | None = None,
    by: By = "unit",
    indicators: Iterable[str] | None = None,
    source: str | None = None,
    language: Literal["en", "ru"] = "en",
) -> Iterator[IndicatorRow]:
    """Indicators of the years (all held, if None), ordered by year, library or group, and indicator.

    `source` keeps to the returns of one mapping. Raises `ReturnsError` for a year or an indicator not held.
    """
    columns = [Column(code, definitions()[code].formula) for code in _known(indicators, list(definitions()))]
    units = {code: getattr(definitions()[code], f"unit_{language}") for code in definitions()}
    return _table(folder, years, by, columns, units, source, language)


def variable_table(
    folder: Path,
    years: list[int] | None = None,
    by: By = "all",
    variables: Iterable[str] | None = None,
    source: str | None = None,
    language: Literal["en", "ru"] = "en",
) -> Iterator[IndicatorRow]:
    """The same for variables: the value of a group is its total; the variable's code stands in `indicator`."""
    known = dictionary.variables()
    columns = [Column(code, Term(code)) for code in _known(variables, list(known))]
    units = {code: dictionary.UNITS[known[code].unit][language == "ru"] for code in known}
    return _table(folder, years, by, columns, units, source, language)


def write_indicators(folder: Path, target: Path, years: list[int] | None = None, by: By = "unit", source: str | None = None) -> Path:
    """All indicators straight into a file (`.parquet` or `.csv`), without passing through Python."""
    columns = [Column(code, indicator.formula) for code, indicator in definitions().items()]
    kind = "parquet, compression zstd" if target.suffix == ".parquet" else "csv, header"
    names = "year, unit_id, unit_name, indicator, value, status, missing, n, median, q1, q3"
    with connection("200MB", in_order=True) as engine:
        panel = panel_sql(engine, folder, _held(folder, years), columns, by, source)
        query = unit_sql(panel, columns) if by == "unit" else group_sql(panel, columns)
        engine.execute(f"copy (select * from ({query}) t({names})) to {quoted(target)} (format {kind})")
    return target


def rows_behind(
    folder: Path,
    indicator: str,
    year: int,
    group: str | None = None,
    by: By = "all",
    source: str | None = None,
) -> Iterator[RowBehind]:
    """The libraries behind a figure, ordered by their id: those counted, and those left out with the reason.

    `indicator` may be a variable too. `group` is the `unit_id` of the figure's row in a table of the same `by`.
    """
    column = _column(indicator)
    with connection("200MB", in_order=True) as engine:
        panel = panel_sql(engine, folder, _held(folder, [year]), [column], by, source)
        if group is not None:
            panel = f"from ({panel}) where grp = {quoted(group)}"
        inputs = ", ".join(f"v_{code}, s_{code}" for code in column.inputs)
        cursor = engine.execute(
            f"select b.unit_id, b.unit_name, source, line, origins, e.value, e.status, {inputs} from ({panel}) b"
            f" join ({_unit_values(panel, column)}) e on b.unit_id = e.unit_id order by b.unit_id"
        )
        while batch := cursor.fetchmany(BATCH):
            for row in batch:
                yield _behind(row, column)


def _unit_values(panel: str, column: Column) -> str:
    names = "year, unit_id, unit_name, code, value, status, missing, n, median, q1, q3"
    by_unit = f"select * replace (unit_id as grp) from ({panel})"
    return f"select * from ({unit_sql(by_unit, [column])}) t({names})"


def _behind(row: tuple[Any, ...], column: Column) -> RowBehind:
    unit_id, name, source, line, origins, value, status, *cells = row
    numbers, reasons = cells[::2], cells[1::2]
    came = json.loads(origins)
    return RowBehind(
        unit_id,
        name,
        dict(zip(column.inputs, numbers, strict=True)),
        value,
        status,
        status == "ok",
        {code: reason for code, reason in zip(column.inputs, reasons, strict=True) if reason},
        {code: came[code] for code in column.inputs if code in came},
        source,
        line,
    )


def _table(
    folder: Path,
    years: list[int] | None,
    by: By,
    columns: list[Column],
    units: dict[str, str],
    source: str | None,
    language: Literal["en", "ru"],
) -> Iterator[IndicatorRow]:
    names = {code: pair[language == "ru"] for code, pair in size_names().items()} if by == "size" else {}
    chosen = _held(folder, years)
    if not columns or not chosen:
        return
    with connection("200MB", in_order=True) as engine:
        panel = panel_sql(engine, folder, chosen, columns, by, source)
        cursor = engine.execute(unit_sql(panel, columns) if by == "unit" else group_sql(panel, columns))
        while batch := cursor.fetchmany(BATCH):
            for year, group, name, code, value, status, missing, n, median, q1, q3 in batch:
                named = tuple(missing.split(",")) if missing else ()
                shown = name or names.get(group, group)
                yield IndicatorRow(year, group, shown, code, value, units[code], status, n, median, q1, q3, named)


def _column(code: str) -> Column:
    if code in definitions():
        return Column(code, definitions()[code].formula)
    if code in dictionary.variables():
        return Column(code, Term(code))
    raise error("indicator_unknown", "–", name=code, known=", ".join(definitions()))


def _known(wanted: Iterable[str] | None, known: list[str]) -> list[str]:
    if wanted is None:
        return known
    chosen = list(dict.fromkeys(wanted))
    for code in chosen:
        if code not in known:
            raise error("indicator_unknown", "–", name=code, known=", ".join(known))
    return chosen


def _held(folder: Path, wanted: list[int] | None) -> list[int]:
    held = years_held(folder)
    if wanted is None:
        return held
    for year in wanted:
        if year not in held:
            raise error("year_not_held", folder.name, year=year, held=", ".join(map(str, held)) or "–")
    return sorted(set(wanted))
