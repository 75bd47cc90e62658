"""The libraries' own values by group, out of the store: what a rule of protection has to look at."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sextant.lab.engine import connection

from .formulas import Term
from .indicators import definitions
from .sql import By, Column, panel_sql

Values = dict[str, dict[str, list[float]]]
"""By indicator or variable and by group, the values of the libraries that have one."""


def group_values(folder: Path, year: int, by: By, codes: Iterable[str]) -> Values:
    """The values of one year by code (an indicator or a variable) and group, as `tables` groups them."""
    known = definitions()
    columns = [Column(code, known[code].formula if code in known else Term(code)) for code in sorted(set(codes))]
    found: Values = {column.code: {} for column in columns}
    if not columns:
        return found
    with connection("200MB", in_order=True) as engine:
        panel = panel_sql(engine, folder, [year], columns, by)
        for column in columns:
            query = f"select grp, list(i_{column.code}) from ({panel}) where i_{column.code} is not null group by grp"  # noqa: S608 - codes are our own
            found[column.code] = dict(engine.execute(query).fetchall())
    return found
