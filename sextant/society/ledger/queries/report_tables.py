"""Statements as tables to take away: a row of the file for each row of the statement, amounts in whole units with a point."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from sextant.base.exports.tables import Column, Table
from sextant.base.words.money import major
from sextant.society.ledger.queries.figures import Cell, Row, Statement


def _value(place: int) -> Any:
    def value(pair: tuple[Statement, Row]) -> Any:
        statement, row = pair
        cell = row.cells[place] if place < len(row.cells) else None
        return major(cell.amount_minor, statement.currency) if isinstance(cell, Cell) else cell

    return value


def statement_table(name: str, statements: Iterable[Statement]) -> Table:
    """All currencies under one another; headings stand as rows without amounts. Columns are those of the widest statement."""
    made = list(statements)
    heads = max((one.heads for one in made), key=len, default=())
    columns = [
        Column("currency", _("Currency"), lambda pair: pair[0].currency),
        Column("code", _("Code"), lambda pair: pair[1].code),
        Column("row", _("Row"), lambda pair: pair[1].label),
        Column("role", _("Role"), lambda pair: pair[1].role),
    ]
    columns += [Column(head.name, f"{head.group} {head.label}".strip(), _value(place)) for place, head in enumerate(heads)]
    columns.append(Column("mark", _("Mark"), lambda pair: pair[1].mark))
    return Table(name, tuple(columns), ((one, row) for one in made for row in one.rows))
