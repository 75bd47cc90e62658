"""The SQL that computes indicators, generated from their formulas: one pass over the Parquet files of the years."""

# ruff: noqa: S608 - the SQL is made of codes of our own dictionary; paths and words are quoted literals

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sextant.lab.engine import listed, quoted

from .formulas import Formula, to_sql, variables_of
from .groups import size_sql
from .store import year_file, years

if TYPE_CHECKING:
    import duckdb

By = Literal["unit", "region", "size", "all"]


@dataclass(frozen=True, slots=True)
class Column:
    """Something to compute for every library: an indicator, or a variable taken as it is."""

    code: str
    formula: Formula

    @property
    def inputs(self) -> tuple[str, ...]:
        """The variables it needs."""
        return variables_of(self.formula)


def panel_sql(
    engine: duckdb.DuckDBPyConnection,
    folder: Path,
    chosen: list[int],
    columns: Iterable[Column],
    by: By,
    source: str | None = None,
) -> str:
    """A relation with a row a library and year: `year, grp, unit_id, unit_name, line, source, origins`, the inputs
    as `v_…` and `s_…`, and each wanted value as `i_…` (NULL where it cannot be computed).

    The size class goes by the population of the year, or of the latest earlier year held for that library.
    """
    columns = list(columns)
    files = listed([year_file(folder, year) for year in chosen])
    held = {row[0] for row in engine.execute(f"describe from read_parquet({files}, union_by_name = true)").fetchall()}
    inputs = sorted({code for column in columns for code in column.inputs})
    cells = [_cell(code, held) for code in inputs]
    values = [f"{to_sql(column.formula, 'v_{}')} as i_{column.code}" for column in columns]
    where = f" where source = {quoted(source)}" if source else ""
    base = (
        f"select year, unit_id, unit_name, region, source, line, origins, {', '.join(cells)} from read_parquet({files}, union_by_name = true){where}"
    )
    group = {"unit": "b.unit_id", "region": "coalesce(nullif(b.region, ''), 'unknown')", "all": "'all'", "size": size_sql("p.people")}[by]
    joined = _with_population(folder) if by == "size" else ""
    return f"select b.*, {group} as grp, {', '.join(values)} from ({base}) b{joined}"


def unit_sql(panel: str, columns: list[Column]) -> str:
    """One row a year, library and column, in that order: value, status and the variables in the way."""
    structs = ", ".join(
        f"{{'code': {quoted(column.code)}, 'value': i_{column.code}, 'status': {_status(column)}, 'missing': {_missing(column)}}}"
        for column in sorted(columns, key=lambda column: column.code)
    )
    return (
        "select year, grp, unit_name, e.code, e.value, e.status, e.missing, null, null, null, null from"
        f" (select year, grp, unit_name, unnest([{structs}]) as e"
        f" from (from ({panel}) order by year, unit_id))"
    )


def group_sql(panel: str, columns: list[Column]) -> str:
    """One row a year, group and column, in that order: the pooled value, its status, n, median and quartiles."""
    ordered = sorted(columns, key=lambda column: column.code)
    inputs = sorted({name for column in ordered for name in column.inputs})
    sums = ", ".join([*map(_group_columns, ordered), *map(_group_input, inputs)])
    structs = ", ".join(
        f"{{'code': {quoted(column.code)}, 'value': {_pooled(column)}, 'status': {_group_status(column)},"
        f" 'missing': {_group_missing(column)}, 'n': n_{column.code}, 'q': q_{column.code}}}"
        for column in ordered
    )
    return (
        "select year, grp, '', e.code, e.value, e.status, e.missing, e.n, e.q[2], e.q[1], e.q[3] from"
        f" (select year, grp, unnest([{structs}]) as e"
        f" from (select year, grp, {sums} from ({panel}) group by year, grp order by year, grp))"
    )


def _cell(code: str, held: set[str]) -> str:
    """The number and status of a variable; NULL for both in files written before the dictionary knew it."""
    if f"v_{code}" in held:
        return f"v_{code}, s_{code}"
    return f"null::double as v_{code}, null::varchar as s_{code}"


def _with_population(folder: Path) -> str:
    """The population of the year or of the latest earlier year held for that library, as `p.people`."""
    files = listed([year_file(folder, year) for year in years(folder)])
    people = f"select unit_id, year, v_population as people from read_parquet({files}, union_by_name = true) where v_population is not null"
    return f" asof left join ({people}) p on b.unit_id = p.unit_id and b.year >= p.year"


def _uncollected(code: str) -> str:
    return f"(v_{code} is null and s_{code} is null)"


def _status(column: Column) -> str:
    uncollected = " or ".join(_uncollected(code) for code in column.inputs)
    suppressed = " or ".join(f"coalesce(s_{code} = 'suppressed', false)" for code in column.inputs)
    return (
        f"case when i_{column.code} is not null then 'ok' when {uncollected} then 'not_collected'"
        f" when {suppressed} then 'suppressed' else 'missing' end"
    )


def _missing(column: Column) -> str:
    """The variables that stand in the way, as `formulas.evaluate` names them."""
    uncollected = ", ".join(f"case when {_uncollected(code)} then '{code}' end" for code in column.inputs)
    suppressed = ", ".join(f"case when s_{code} = 'suppressed' then '{code}' end" for code in column.inputs)
    missing = ", ".join(f"case when v_{code} is null then '{code}' end" for code in column.inputs)
    tests = [" or ".join(_uncollected(code) for code in column.inputs)]
    tests.append(" or ".join(f"coalesce(s_{code} = 'suppressed', false)" for code in column.inputs))
    return (
        f"case when i_{column.code} is not null then '' when {tests[0]} then concat_ws(',', {uncollected})"
        f" when {tests[1]} then concat_ws(',', {suppressed}) else concat_ws(',', {missing}) end"
    )


def _group_columns(column: Column) -> str:
    """Sums of the inputs over libraries that have them all, how many these are, and their quartiles."""
    code = column.code
    sums = [f"sum(case when i_{code} is not null then v_{name} end) as t_{code}__{name}" for name in column.inputs]
    return ", ".join([*sums, f"count(i_{code}) as n_{code}", f"quantile_cont(i_{code}, [0.25, 0.5, 0.75]) as q_{code}"])


def _group_input(name: str) -> str:
    """Whether anybody in the group was asked for a variable (`a_…`), and whether a number was suppressed (`h_…`)."""
    hidden = f"coalesce(bool_or(s_{name} = 'suppressed'), false)"
    return f"count(v_{name}) + count(s_{name}) > 0 as a_{name}, {hidden} as h_{name}"


def _pooled(column: Column) -> str:
    return to_sql(column.formula, f"t_{column.code}__{{}}")


def _group_status(column: Column) -> str:
    asked = " and ".join(f"a_{name}" for name in column.inputs)
    hidden = " or ".join(f"h_{name}" for name in column.inputs)
    return f"case when n_{column.code} > 0 then 'ok' when not ({asked}) then 'not_collected' when {hidden} then 'suppressed' else 'missing' end"


def _group_missing(column: Column) -> str:
    """The variables nobody in the group was asked for."""
    names = ", ".join(f"case when not a_{name} then '{name}' end" for name in column.inputs)
    return f"case when n_{column.code} > 0 then '' else concat_ws(',', {names}) end"
