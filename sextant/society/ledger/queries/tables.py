"""Lists of the books as tables to take away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.base.exports.tables import Column, Table
from sextant.base.words.money import major
from sextant.society.ledger import states
from sextant.society.ledger.models import Account, Fund, Invoice, Line
from sextant.society.ledger.queries.balances import turnovers
from sextant.society.ledger.queries.cash_flow import opposite_to_money
from sextant.society.ledger.queries.invoices import overdue


@dataclass(frozen=True)
class TrialRow:
    """One account and currency of a trial balance, in minor units; `balance_minor` is debits less credits."""

    account: Account
    currency: str
    debit_minor: int
    credit_minor: int

    @property
    def balance_minor(self) -> int:
        return self.debit_minor - self.credit_minor


def trial_balance(on: date, fund: Fund | None = None) -> tuple[list[TrialRow], list[TrialRow]]:
    """The accounts on which something moved through a day, and a row of totals for each currency (account: None stands in the totals)."""
    accounts = {one.pk: one for one in Account.objects.all()}
    sums: dict[tuple[int, str], tuple[int, int]] = {}
    for (account, fund_id, _programme, currency), moved in turnovers(since=None, until=on).items():
        if fund is None or fund_id == fund.pk:
            debit, credit = sums.get((account, currency), (0, 0))
            sums[account, currency] = (debit + moved.debit_minor, credit + moved.credit_minor)
    rows = [TrialRow(accounts[account], currency, *amounts) for (account, currency), amounts in sums.items()]
    rows.sort(key=lambda row: (row.currency, row.account.code))
    totals = []
    for currency in sorted({row.currency for row in rows}):
        of = [row for row in rows if row.currency == currency]
        totals.append(TrialRow(Account(), currency, sum(row.debit_minor for row in of), sum(row.credit_minor for row in of)))
    return rows, totals


def trial_table(rows: Iterable[TrialRow]) -> Table:
    columns = (
        Column("code", _("Code"), lambda row: row.account.code),
        Column("account", _("Account"), lambda row: row.account.name),
        Column("currency", _("Currency"), lambda row: row.currency),
        Column("debit", _("Debit"), lambda row: major(row.debit_minor, row.currency)),
        Column("credit", _("Credit"), lambda row: major(row.credit_minor, row.currency)),
        Column("balance", _("Balance"), lambda row: major(row.balance_minor, row.currency)),
    )
    return Table("trial-balance", columns, rows)


def lines_wanted(wish: dict[str, Any]) -> QuerySet[Line]:
    """Posted lines of an account, a fund, a kind or stream, a stretch of days …; newest first, with what a row shows."""
    rows = Line.objects.filter(entry__state=states.POSTED).select_related("entry", "account", "fund", "programme")
    rows = rows.filter(**{name: wish[name] for name in ("account", "fund") if wish.get(name)})
    rows = rows.filter(entry__day__gte=wish["since"]) if wish.get("since") else rows
    rows = rows.filter(entry__day__lte=wish["until"]) if wish.get("until") else rows
    return _narrowed(rows, wish).order_by("-entry__day", "-entry_id", "id")


def _narrowed(rows: QuerySet[Line], wish: dict[str, Any]) -> QuerySet[Line]:
    """The lines behind one figure of a statement: kinds of account, restriction, programme, currency, and how they stand to money."""
    asked = {"stream": "account__stream", "restriction": "fund__restriction", "flow": "account__flow", "programme": "programme"}
    rows = rows.filter(**{path: wish[name] for name, path in asked.items() if wish.get(name)})
    kinds = [wish["kind"]] if isinstance(wish.get("kind"), str) else wish.get("kind")
    rows = rows.filter(account__kind__in=kinds) if kinds else rows
    rows = rows.filter(currency=wish["currency"].upper()) if wish.get("currency") else rows
    rows = rows.filter(programme=None) if wish.get("no_programme") else rows
    rows = rows.filter(account__is_cash=True) if wish.get("cash") else rows
    return opposite_to_money(rows) if wish.get("opposite") else rows


def lines_table(rows: QuerySet[Line]) -> Table:
    columns = (
        Column("entry", _("Entry"), lambda line: line.entry.shown_number),
        Column("day", _("Day"), lambda line: line.entry.day),
        Column("memo", _("What"), lambda line: line.memo or line.entry.memo),
        Column("account", _("Account"), lambda line: line.account.code),
        Column("fund", _("Fund"), lambda line: line.fund.code),
        Column("programme", _("Programme"), lambda line: line.programme.code if line.programme else ""),
        Column("currency", _("Currency"), lambda line: line.currency),
        Column("amount", _("Amount"), lambda line: major(line.amount_minor, line.currency)),
    )
    return Table("ledger-lines", columns, rows.iterator(chunk_size=2000))


def invoices_wanted(wish: dict[str, Any]) -> QuerySet[Invoice]:
    """Invoices of one filter, newest first; an empty wish is all of them."""
    rows = overdue(timezone.localdate()) if wish.get("overdue") else Invoice.objects.all()
    rows = rows.filter(state=wish["state"]) if wish.get("state") else rows
    text = (wish.get("q") or "").strip()
    if text:
        number = text.rpartition("-")[2].lstrip("0")
        numbered = Q(number=int(number)) if number.isdigit() and len(number) < 9 else Q(pk__in=[])
        rows = rows.filter(numbered | Q(payer_name__icontains=text) | Q(payer_name__icontains=text.capitalize()))
    return rows


def invoices_table(rows: QuerySet[Invoice]) -> Table:
    columns = (
        Column("number", _("Number"), lambda one: one.shown_number),
        Column("kind", _("Kind"), lambda one: one.kind),
        Column("payer", _("Payer"), lambda one: one.payer_name),
        Column("issued_on", _("Issued on"), lambda one: one.issued_on),
        Column("due_on", _("Due on"), lambda one: one.due_on),
        Column("state", _("State"), lambda one: one.state),
        Column("currency", _("Currency"), lambda one: one.currency),
        Column("total", _("Total"), lambda one: major(one.total_minor, one.currency)),
        Column("open", _("Open"), lambda one: major(one.open_minor, one.currency)),
    )
    return Table("invoices", columns, rows.iterator(chunk_size=2000))
