"""Accounts, funds and programmes with what stands on them, as tables to take away; a row for each currency."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from sextant.base.exports.tables import Column, Table
from sextant.base.words.money import major
from sextant.society.ledger.queries.holdings import Holding, accounts_held, funds_held, programmes_held

Row = tuple[Any, str, int | None]


def _rows(holdings: Iterable[Holding]) -> Iterator[Row]:
    for one in holdings:
        if not one.amounts:
            yield one.thing, "", None
        for currency, amount in one.amounts:
            yield one.thing, currency, amount


def _table(name: str, holdings: Iterable[Holding], *more: Column) -> Table:
    columns = (
        Column("code", _("Code"), lambda row: row[0].code),
        Column("name_ru", _("Name in Russian"), lambda row: row[0].name_ru),
        Column("name_en", _("Name in English"), lambda row: row[0].name_en),
        *more,
        Column("currency", _("Currency"), lambda row: row[1]),
        Column("amount", _("Amount"), lambda row: None if row[2] is None else major(row[2], row[1])),
    )
    return Table(name, columns, _rows(holdings))


def accounts_table(holdings: Iterable[Holding] | None = None) -> Table:
    return _table(
        "chart-of-accounts",
        accounts_held() if holdings is None else holdings,
        Column("kind", _("Kind"), lambda row: row[0].kind),
        Column("use", _("Use"), lambda row: row[0].use),
        Column("stream", _("Stream of income"), lambda row: row[0].stream),
        Column("flow", _("Place in the cash flow statement"), lambda row: row[0].flow),
        Column("open", _("Open"), lambda row: row[0].is_open),
    )


def funds_table(holdings: Iterable[Holding] | None = None) -> Table:
    return _table(
        "funds",
        funds_held() if holdings is None else holdings,
        Column("restriction", _("What binds the money"), lambda row: row[0].restriction),
        Column("giver", _("Giver"), lambda row: row[0].giver),
        Column("opened_on", _("Opened on"), lambda row: row[0].opened_on),
        Column("closed_on", _("Closed on"), lambda row: row[0].closed_on),
    )


def programmes_table(holdings: Iterable[Holding] | None = None) -> Table:
    shown = programmes_held() if holdings is None else holdings
    return _table("programmes", shown, Column("open", _("Open"), lambda row: row[0].is_open))
