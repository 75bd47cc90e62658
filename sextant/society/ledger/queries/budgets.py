"""The budget against what was booked, by account or by programme; each figure opens to its lines, of the budget or of the books."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sextant.base.exports.tables import Column, Table
from sextant.base.ui import numerals
from sextant.base.words.money import major
from sextant.society.ledger.models import Account, BudgetLine, BudgetYear, Programme
from sextant.society.ledger.queries.balances import turnovers
from sextant.society.ledger.queries.figures import KIND, Cell, Head, Row, Statement, Wish, accounts_by_key

RESULT = (KIND.INCOME, KIND.EXPENSE)
Sums = dict[tuple[str, int, int], int]
"""Amounts as their accounts are read, by currency, account and programme (0 for none)."""


def year_of(year: int) -> BudgetYear:
    """The year's approval, or an unsaved one where nothing is decided yet."""
    return BudgetYear.objects.filter(year=year).select_related("approved_by").first() or BudgetYear(year=year)


def months_elapsed(year: int, until: date, today: date) -> int:
    """Whole and begun months of the year that have passed by the earlier of two days: 0 … 12."""
    day = min(until, today)
    return 0 if day.year < year else 12 if day.year > year else day.month


class _Reader:
    """Cells of one currency: what was planned, what was booked, their difference, and per cent used."""

    def __init__(self, wish: Wish, currency: str, planned: Sums, booked: Sums, accounts: dict[int, Account]) -> None:
        self.wish, self.currency, self.accounts = wish, currency, accounts
        self.planned, self.booked = planned, booked

    def pairs(self) -> set[tuple[int, int]]:
        return {key[1:] for key in (*self.planned, *self.booked) if key[0] == self.currency}

    def row(self, keys: Iterable[tuple[int, int]], sign: int, **more: object) -> tuple[Cell | str, ...]:
        """`sign` is −1 where lines are credits; for a total over both kinds income counts plus and expenses minus."""
        chosen = list(keys)
        planned, booked = (self._sum(sums, chosen, "kind" in more and len(_kinds(more)) == 2) for sums in (self.planned, self.booked))
        first, last = date(self.wish.until.year, 1, 1), self.wish.until
        plan = (*((name, value) for name, value in self.wish.behind(self.currency, None, last, **more) if name != "until"), ("year", str(last.year)))
        cells = (Cell(planned, plan, 1, "ledger:budget"), Cell(booked, self.wish.behind(self.currency, first, last, **more), sign))
        return (*cells, Cell(booked - planned), numerals.percent(booked / planned) if planned > 0 else "–")

    def _sum(self, sums: Sums, keys: list[tuple[int, int]], result: bool) -> int:
        total = 0
        for account, programme in keys:
            sign = -1 if result and self.accounts[account].kind == KIND.EXPENSE else 1
            total += sign * sums.get((self.currency, account, programme), 0)
        return total


def _kinds(more: dict[str, object]) -> tuple[object, ...]:
    kinds = more.get("kind")
    return kinds if isinstance(kinds, tuple) else (kinds,)


def _planned(wish: Wish) -> Sums:
    rows = BudgetLine.objects.filter(year=wish.until.year)
    rows = rows.filter(**{name: getattr(wish, name) for name in ("fund", "programme", "currency") if getattr(wish, name)})
    sums: Sums = {}
    for currency, account, programme, amount in rows.values_list("currency", "account_id", "programme_id", "amount_minor"):
        sums[currency, account, programme or 0] = sums.get((currency, account, programme or 0), 0) + amount
    return sums


def _booked(wish: Wish, accounts: dict[int, Account]) -> Sums:
    sums: Sums = {}
    for (account, fund, programme, currency), moved in turnovers(since=date(wish.until.year, 1, 1), until=wish.until).items():
        if accounts[account].kind in RESULT and wish.wants(fund, programme, currency):
            key = (currency, account, programme)
            sums[key] = sums.get(key, 0) + accounts[account].sign * moved.net_minor
    return sums


def budget_report(wish: Wish, by: str = "account") -> list[Statement]:
    """One statement for each currency, for the year of the last day wanted and its days up to that day; `by` account or programme."""
    accounts = accounts_by_key()
    planned, booked = _planned(wish), _booked(wish, accounts)
    programmes = {one.pk: one for one in Programme.objects.all()} if by == "programme" else {}
    found = sorted({key[0] for key in (*planned, *booked)})
    heads = tuple(
        Head(name, label)
        for name, label in (("planned", _("Planned")), ("actual", _("Booked")), ("difference", _("Difference")), ("used", _("Used")))
    )
    statements = []
    for currency in found:
        reader = _Reader(wish, currency, planned, booked, accounts)
        rows = list(_by_programme(reader, programmes) if by == "programme" else _by_account(reader))
        statements.append(Statement(currency, heads, [*rows, Row(_("Income less expenses"), reader.row(reader.pairs(), -1, kind=RESULT), "grand")]))
    return statements


def _by_account(reader: _Reader) -> Iterator[Row]:
    for kind, title, total in ((KIND.INCOME, _("Income"), _("Total income")), (KIND.EXPENSE, _("Expenses"), _("Total expenses"))):
        keys = [key for key in reader.pairs() if reader.accounts[key[0]].kind == kind]
        if not keys:
            continue
        yield Row(title, role="heading")
        for account in sorted({reader.accounts[one] for one, _programme in keys}, key=lambda one: one.code):
            mine = [key for key in keys if key[0] == account.pk]
            yield Row(account.name, reader.row(mine, account.sign, account=account.pk), code=account.code)
        yield Row(total, reader.row(keys, -1 if kind == KIND.INCOME else 1, kind=(kind,)), "total")


def _by_programme(reader: _Reader, programmes: dict[int, Programme]) -> Iterator[Row]:
    used = {programme for _account, programme in reader.pairs()}
    for programme in sorted(used, key=lambda one: programmes[one].code if one else "~"):
        keys = [key for key in reader.pairs() if key[1] == programme]
        where: dict[str, Any] = {"programme": programme} if programme else {"no_programme": "1"}
        yield Row(str(programmes[programme]) if programme else _("Without a programme"), role="heading")
        for account, _programme in sorted(keys, key=lambda key: reader.accounts[key[0]].code):
            one = reader.accounts[account]
            yield Row(one.name, reader.row([(account, programme)], one.sign, account=account, **where), code=one.code)
        yield Row(_("Income less expenses"), reader.row(keys, -1, kind=RESULT, **where), "total")


def budget_lines(wish: dict[str, Any]) -> QuerySet[BudgetLine]:
    """Lines of a year's budget of one filter, in the order of the chart."""
    rows = BudgetLine.objects.filter(year=wish["year"]).select_related("account", "fund", "programme")
    rows = rows.filter(**{name: wish[name] for name in ("account", "fund", "programme") if wish.get(name)})
    rows = rows.filter(account__kind__in=wish["kind"]) if wish.get("kind") else rows
    rows = rows.filter(currency=wish["currency"].upper()) if wish.get("currency") else rows
    rows = rows.filter(programme=None) if wish.get("no_programme") else rows
    return rows.order_by("account__code", "programme__code", "fund__code", "pk")


BUDGET_COLUMNS = (
    Column("account", gettext_lazy("Account"), lambda line: line.account.code),
    Column("name", gettext_lazy("Name"), lambda line: line.account.name),
    Column("fund", gettext_lazy("Fund"), lambda line: line.fund.code),
    Column("programme", gettext_lazy("Programme"), lambda line: line.programme.code if line.programme else ""),
    Column("currency", gettext_lazy("Currency"), lambda line: line.currency),
    Column("amount", gettext_lazy("Amount"), lambda line: major(line.amount_minor, line.currency)),
    Column("note", gettext_lazy("Note"), lambda line: line.note),
)


def budget_table(rows: Iterable[BudgetLine], year: int | str = "") -> Table:
    """A budget as a sheet; the same columns are read back."""
    return Table(f"budget-{year}" if year else "budget", BUDGET_COLUMNS, rows)


def budgets_table() -> Table:
    """Every line of every year, for the export of the site."""
    rows = BudgetLine.objects.select_related("account", "fund", "programme").order_by("year", "account__code", "pk")
    return Table("budgets", (Column("year", gettext_lazy("Year"), lambda line: line.year), *BUDGET_COLUMNS), rows.iterator(chunk_size=2000))
