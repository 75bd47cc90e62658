"""Calls from a CSV table or a workbook, read as a mapping says."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from .calls import FundingCall, Reading, Row
from .files import csv_table, workbook_table
from .findings import CellMistake, error
from .mapping import CallMapping
from .money import known_currency, minor_units
from .rows import Gathering, account, check_call, table_rows


def read_calls(path: Path, mapping: CallMapping) -> Reading[FundingCall]:
    """The calls of a CSV file, or of the first sheet of a workbook; read = taken + refused, each refused row with all its mistakes.

    Raises `FundingError` for a file that is no such table or lacks a column that the mapping names.
    """
    is_workbook = path.suffix.lower() in (".xlsx", ".ods", ".xls")
    table = workbook_table(path) if is_workbook else csv_table(path, mapping.encoding, mapping.delimiter)
    for column in mapping.columns.values():
        if column not in table.columns:
            raise error("column_missing", table.file, column=column, mapping=mapping.name)
    return account(table.file, "line", table_rows(table), lambda row, gathering: _call(row, mapping, gathering), lambda call: call.id)


def _call(row: Row, mapping: CallMapping, gathering: Gathering) -> FundingCall:
    cells_of = _Cells(row, mapping)
    currency = gathering.take(cells_of.currency, "")
    nothing: tuple[date | None, bool] = (None, False)
    closes, rolling = gathering.take(cells_of.closing, nothing)
    call = FundingCall(
        id=cells_of.text("id"),
        title=cells_of.text("title"),
        funder=cells_of.text("funder"),
        countries=cells_of.members("countries"),
        regions=cells_of.members("regions"),
        legal_forms=cells_of.members("legal_forms"),
        applicant_kinds=cells_of.members("applicant_kinds"),
        themes=cells_of.members("themes"),
        award_min=gathering.take(lambda: cells_of.amount("award_min", currency), None),
        award_max=gathering.take(lambda: cells_of.amount("award_max", currency), None),
        currency=currency,
        cofunding_share=gathering.take(cells_of.share, None),
        opens_on=gathering.take(lambda: cells_of.day("opens_on"), None),
        closes_on=closes,
        rolling=rolling,
        url=cells_of.text("url"),
        text=cells_of.text("text"),
        source=mapping.source,
        raw=row,
    )
    return check_call(call, gathering)


class _Cells:
    """The cells of one row by the field of a call that they fill."""

    def __init__(self, row: Row, mapping: CallMapping) -> None:
        self._row, self._mapping = row, mapping

    def text(self, name: str) -> str:
        """The cell; where it is empty, the fixed value; both through the mapping's words."""
        found = str(self._row.get(self._column(name), "") or self._mapping.fixed.get(name, ""))
        return self._ours(name, found)

    def members(self, name: str) -> tuple[str, ...]:
        """The members of a list, in order, without doubles."""
        cell = str(self._row.get(self._column(name), ""))
        members = [part.strip() for part in cell.split(self._mapping.separator) if part.strip()]
        fixed = self._mapping.fixed.get(name, [])
        ours = [self._ours(name, member) for member in members or list(fixed)]
        return tuple(dict.fromkeys(ours))

    def currency(self) -> str:
        """The currency's code, or nothing where the row names neither currency nor amount."""
        found = self.text("currency")
        if not found and not self.text("award_min") and not self.text("award_max"):
            return ""
        return known_currency(found, self._column("currency"))

    def amount(self, name: str, currency: str) -> int | None:
        """Minor units; nothing where the cell is empty, or the currency is not known (which is a mistake of its own)."""
        found = self.text(name)
        return minor_units(found, currency, self._column(name), self._mapping.decimal) if found and currency else None

    def share(self) -> Decimal | None:
        """The co-funding as a share between 0 and 1; `25%` is 0.25 always, `25` by the mapping's word."""
        found = self.text("cofunding_share")
        if not found:
            return None
        bare = found.removesuffix("%").strip().replace(self._mapping.decimal, ".")
        value = Decimal(bare) if re.fullmatch(r"\d{1,3}(\.\d{1,6})?", bare) else Decimal(-1)
        value = value / 100 if found.endswith("%") or self._mapping.share == "percent" else value
        if not 0 <= value <= 1:
            raise CellMistake("not_a_share", self._column("cofunding_share"), found)
        return value

    def closing(self) -> tuple[date | None, bool]:
        """The last day, or that there is none."""
        if self.text("closes_on").casefold() in self._mapping.rolling and self.text("closes_on"):
            return None, True
        return self.day("closes_on"), False

    def day(self, name: str) -> date | None:
        """The day in one of the mapping's forms."""
        found = self.text(name)
        if not found:
            return None
        for form in self._mapping.dates:
            try:
                return datetime.strptime(found, form).date()
            except ValueError:
                continue
        raise CellMistake("not_a_date", self._column(name), found, format=", ".join(self._mapping.dates))

    def _column(self, name: str) -> str:
        return self._mapping.columns.get(name, name)

    def _ours(self, name: str, word: str) -> str:
        return self._mapping.words.get(name, {}).get(word.casefold(), word)
