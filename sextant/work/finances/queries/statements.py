"""The yearly open statement of finances: its rows as the books say them, and as they were published."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Max, Min, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sextant.base.exports.tables import Column, Table
from sextant.base.words.fields import in_language
from sextant.base.words.money import major
from sextant.society.ledger.models import Account, Fund, MonthTotal
from sextant.society.ledger.queries.balances import Key, Turnover, turnovers
from sextant.work.finances.models import OpenStatement

ACTIVITIES, FUNDS = "activities", "funds"
OPENING, INCOME, EXPENSE, TRANSFERS, CLOSING = "opening", "income", "expense", "transfers", "closing"
ITEMS = (OPENING, INCOME, EXPENSE, TRANSFERS, CLOSING)
FIELDS: tuple[tuple[str, str | Promise], ...] = (
    ("section", _("activities: income and expenses of the year; funds: from the opening to the closing balance of each fund")),
    ("item", _("income or expense; for funds also opening, transfers (and balances brought forward) and closing")),
    ("code", _("code of the account in the chart of accounts, or of the fund")),
    ("stream", _("stream of income; empty for expenses and funds")),
    ("name_ru", _("name of the account or the fund in Russian")),
    ("name_en", _("name of the account or the fund in English")),
    ("restriction", _("unrestricted, restricted (to a purpose by its giver) or endowment")),
    ("currency", _("currency of the amount, ISO 4217")),
    ("amount", _("amount in units of the currency; income and expenses are positive, transfers out of a fund negative")),
)
"""The columns of the file and what they mean: the data dictionary."""
Row = dict[str, Any]


def statement_rows(year: int) -> list[Row]:
    """Income and expenses of a year by account and restriction, and each fund from opening to closing; minor units, in a fixed order."""
    accounts = {one.pk: one for one in Account.objects.all()}
    funds = {one.pk: one for one in Fund.objects.all()}
    before = turnovers(since=None, until=date(year, 1, 1) - timedelta(days=1))
    within = turnovers(since=date(year, 1, 1), until=date(year, 12, 31))
    return [*_activities(within, accounts, funds), *_funds(before, within, accounts, funds)]


def _activities(within: dict[Key, Turnover], accounts: dict[int, Account], funds: dict[int, Fund]) -> list[Row]:
    sums: dict[tuple[str, str, str, str], int] = {}
    by_code = {one.code: one for one in accounts.values()}
    for (account, fund, _programme, currency), moved in within.items():
        one = accounts[account]
        if one.kind in (INCOME, EXPENSE):
            key = (one.kind, one.code, funds[fund].restriction, currency)
            sums[key] = sums.get(key, 0) + one.sign * moved.net_minor
    order = sorted(sums, key=lambda key: (key[0] != INCOME, *key[1:]))
    return [_row(ACTIVITIES, key[0], by_code[key[1]], by_code[key[1]].stream, key[2], key[3], sums[key]) for key in order if sums[key]]


def _funds(before: dict[Key, Turnover], within: dict[Key, Turnover], accounts: dict[int, Account], funds: dict[int, Fund]) -> list[Row]:
    """A fund is what stands on income, expenses and net assets: credits less debits. Closing = opening + income − expenses + transfers."""
    sums: dict[tuple[int, str], dict[str, int]] = {}
    for (account, fund, _programme, currency), moved in before.items():
        if accounts[account].kind not in (Account.Kind.ASSET, Account.Kind.LIABILITY):
            _add(sums, fund, currency, OPENING, -moved.net_minor)
    for (account, fund, _programme, currency), moved in within.items():
        one = accounts[account]
        if one.kind not in (Account.Kind.ASSET, Account.Kind.LIABILITY):
            item = one.kind if one.kind in (INCOME, EXPENSE) else TRANSFERS
            _add(sums, fund, currency, item, moved.net_minor if item == EXPENSE else -moved.net_minor)
    found: list[Row] = []
    for fund, currency in sorted(sums, key=lambda key: (funds[key[0]].restriction != "unrestricted", funds[key[0]].code, key[1])):
        of = sums[fund, currency]
        of[CLOSING] = of.get(OPENING, 0) + of.get(INCOME, 0) - of.get(EXPENSE, 0) + of.get(TRANSFERS, 0)
        if any(of.values()):
            one_fund = funds[fund]
            found += [_row(FUNDS, item, one_fund, "", one_fund.restriction, currency, of.get(item, 0)) for item in ITEMS]
    return found


def _add(sums: dict[tuple[int, str], dict[str, int]], fund: int, currency: str, item: str, amount: int) -> None:
    of = sums.setdefault((fund, currency), {})
    of[item] = of.get(item, 0) + amount


def _row(section: str, item: str, named: Account | Fund, stream: str, restriction: str, currency: str, amount: int) -> Row:
    names = {f"name_{code}": getattr(named, f"name_{code}") for code in ("ru", "en")}
    return {
        "section": section,
        "item": str(item),
        "code": named.code,
        "stream": stream,
        **names,
        "restriction": str(restriction),
        "currency": currency,
        "amount_minor": amount,
    }


def rows_fingerprint(rows: list[Row]) -> str:
    """SHA-256 over the rows as canonical JSON: the same figures and names give the same fingerprint."""
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def booked_years() -> list[int]:
    """Years in which something is booked, the latest first."""
    ends = MonthTotal.objects.aggregate(first=Min("month"), last=Max("month"))
    return list(range(ends["last"].year, ends["first"].year - 1, -1)) if ends["first"] else []


def latest_versions() -> list[OpenStatement]:
    """The latest version of each published year, the latest year first."""
    found: dict[int, OpenStatement] = {}
    for one in OpenStatement.objects.defer("rows"):
        found.setdefault(one.year, one)
    return list(found.values())


def versions_of(year: int) -> QuerySet[OpenStatement]:
    return OpenStatement.objects.filter(year=year)


def statement_table(statement: OpenStatement) -> Table:
    """The published rows as they stand in the files."""
    columns = tuple(Column(name, about, _value(name)) for name, about in FIELDS)
    return Table(f"finances-{statement.year}-{statement.version}", columns, statement.rows)


def _value(name: str) -> Any:
    if name == "amount":
        return lambda row: major(row["amount_minor"], row["currency"])
    return lambda row: row[name]


def dictionary_table() -> Table:
    """The data dictionary: one row a column of the file."""
    columns = (Column("column", _("Column"), lambda row: row[0]), Column("meaning", _("Meaning"), lambda row: str(row[1])))
    return Table("finances-dictionary", columns, FIELDS)


@dataclass
class StatementLine:
    """One account in a published statement: its amounts by restriction."""

    name: str
    code: str
    amounts: dict[str, int] = field(default_factory=dict)

    @property
    def total_minor(self) -> int:
        return sum(self.amounts.values())

    @property
    def free_minor(self) -> int:
        return self.amounts.get("unrestricted", 0)

    @property
    def kept_minor(self) -> int:
        """Restricted, and endowment."""
        return self.total_minor - self.free_minor


@dataclass
class FundLine:
    """One fund in a published statement, from opening to closing."""

    name: str
    restriction: str
    amounts: dict[str, int] = field(default_factory=dict)

    @property
    def in_order(self) -> list[int]:
        return [self.amounts[item] for item in ITEMS]


@dataclass
class Sheet:
    """A published statement in one currency, as its page shows it."""

    currency: str
    income: list[StatementLine] = field(default_factory=list)
    expenses: list[StatementLine] = field(default_factory=list)
    funds: list[FundLine] = field(default_factory=list)

    @property
    def income_total(self) -> StatementLine:
        return _total(self.income)

    @property
    def expense_total(self) -> StatementLine:
        return _total(self.expenses)

    @property
    def result(self) -> StatementLine:
        """Income less expenses, by restriction."""
        income, expenses = self.income_total.amounts, self.expense_total.amounts
        return StatementLine("", "", {name: income.get(name, 0) - expenses.get(name, 0) for name in {*income, *expenses}})

    @property
    def fund_totals(self) -> list[int]:
        return [sum(column) for column in zip(*(fund.in_order for fund in self.funds), strict=True)]


def _total(lines: Iterable[StatementLine]) -> StatementLine:
    total = StatementLine("", "")
    for line in lines:
        for name, amount in line.amounts.items():
            total.amounts[name] = total.amounts.get(name, 0) + amount
    return total


def sheets(rows: Iterable[Row]) -> list[Sheet]:
    """Published rows arranged for reading, one sheet a currency; names in the reader's language."""
    found: dict[str, Sheet] = {}
    funds: dict[tuple[str, str], FundLine] = {}
    for row in rows:
        sheet = found.setdefault(row["currency"], Sheet(row["currency"]))
        name = in_language({"ru": row["name_ru"], "en": row["name_en"]}) or row["code"]
        if row["section"] == FUNDS:
            if (row["currency"], row["code"]) not in funds:
                funds[row["currency"], row["code"]] = FundLine(name, row["restriction"])
                sheet.funds.append(funds[row["currency"], row["code"]])
            funds[row["currency"], row["code"]].amounts[row["item"]] = row["amount_minor"]
        else:
            side = sheet.income if row["item"] == INCOME else sheet.expenses
            if not side or side[-1].code != row["code"]:
                side.append(StatementLine(name, row["code"]))
            side[-1].amounts[row["restriction"]] = row["amount_minor"]
    return list(found.values())
