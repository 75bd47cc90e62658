"""The cash flow statement by the direct method: what came and went, by the accounts that stand opposite to money.

An entry balances in every fund and currency; so, where one of its lines of a fund stands on a money account, its other
lines of that fund with the opposite sign add up to what the money changed by. Transfers between money accounts drop out.
"""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet, Sum
from django.utils.translation import gettext as _

from sextant.base.words.money import money
from sextant.society.ledger import states
from sextant.society.ledger.models import Account, Line
from sextant.society.ledger.queries.activities import stretch_in_words
from sextant.society.ledger.queries.figures import Cell, Check, Head, Row, Statement, Wish, accounts_by_key


def opposite_to_money(lines: QuerySet[Line]) -> QuerySet[Line]:
    """Of posted lines, those that stand opposite to money: not on a money account, in an entry, fund and currency that has a line on one."""
    beside = Line.objects.filter(entry=OuterRef("entry"), fund=OuterRef("fund"), currency=OuterRef("currency"), account__is_cash=True)
    return lines.filter(account__is_cash=False).filter(Exists(beside))


def _flows(wish: Wish) -> dict[tuple[str, int], int]:
    """Money in (positive) or out by currency and opposite account, in the stretch of the wish: one query."""
    lines = Line.objects.filter(entry__state=states.POSTED, entry__day__gte=wish.since, entry__day__lte=wish.until)
    lines = lines.filter(fund=wish.fund) if wish.fund else lines
    lines = lines.filter(currency=wish.currency) if wish.currency else lines
    rows = opposite_to_money(lines).order_by().values_list("currency", "account_id").annotate(total=Sum("amount_minor"))
    return {(currency, account): -total for currency, account, total in rows}


def _cash(wish: Wish, day: date, accounts: dict[int, Account]) -> dict[str, int]:
    """Money at the end of a day, by currency."""
    found: dict[str, int] = {}
    for account, _fund, currency, one in wish.moved(None, day):
        if accounts[account].is_cash:
            found[currency] = found.get(currency, 0) + one.net_minor
    return found


class _Column:
    """One stretch of days in one currency."""

    def __init__(self, wish: Wish, currency: str, flows: dict[int, int], opening: int, closing: int) -> None:
        self.wish, self.currency, self.flows, self.opening, self.closing = wish, currency, flows, opening, closing

    def of_account(self, account: Account) -> Cell | None:
        return Cell(self.flows[account.pk], self._behind(account=account.pk), -1) if account.pk in self.flows else None

    def of_flow(self, accounts: dict[int, Account], flow: str) -> Cell:
        total = sum(amount for account, amount in self.flows.items() if accounts[account].flow == flow)
        return Cell(total, self._behind(flow=flow), -1)

    def change(self) -> Cell:
        return Cell(sum(self.flows.values()), self._behind(), -1)

    def at(self, day: date, amount: int) -> Cell:
        return Cell(amount, self.wish.behind(self.currency, None, day, cash="1"), 1)

    def _behind(self, **more: object) -> tuple[tuple[str, str], ...]:
        return self.wish.behind(self.currency, self.wish.since, self.wish.until, opposite="1", **more)


def cash_flow(wish: Wish) -> list[Statement]:
    """One statement for each currency, this stretch beside the same a year before; checks that opening cash and flows come to closing cash."""
    accounts = accounts_by_key()
    stretches = [(one, _flows(one), _cash(one, one.eve, accounts), _cash(one, one.until, accounts)) for one in (wish, wish.before)]
    found = {currency for _wish, flows, opening, closing in stretches for currency in (*(key[0] for key in flows), *opening, *closing)}
    statements = []
    for currency in sorted(found):
        columns = [
            _Column(
                one,
                currency,
                {account: net for (code, account), net in flows.items() if code == currency},
                opening.get(currency, 0),
                closing.get(currency, 0),
            )
            for one, flows, opening, closing in stretches
        ]
        statements.append(_statement(currency, columns, accounts))
    return statements


def _statement(currency: str, columns: list[_Column], accounts: dict[int, Account]) -> Statement:
    rows: list[Row] = []
    used = sorted({account for column in columns for account in column.flows}, key=lambda one: accounts[one].code)
    for flow, title, total in (
        (Account.Flow.OPERATING, _("Operating activities"), _("Cash from operating activities")),
        (Account.Flow.INVESTING, _("Investing activities"), _("Cash from investing activities")),
        (Account.Flow.FINANCING, _("Financing activities"), _("Cash from financing activities")),
    ):
        mine = [accounts[one] for one in used if accounts[one].flow == flow]
        if mine:
            rows.append(Row(title, role="heading"))
            rows += [Row(one.name, tuple(column.of_account(one) for column in columns), code=one.code) for one in mine]
            rows.append(Row(total, tuple(column.of_flow(accounts, flow) for column in columns), "total"))
    rows.append(Row(_("Change in cash"), tuple(column.change() for column in columns), "grand"))
    rows.append(Row(_("Cash at the beginning"), tuple(column.at(column.wish.eve, column.opening) for column in columns)))
    rows.append(Row(_("Cash at the end"), tuple(column.at(column.wish.until, column.closing) for column in columns), "total"))
    heads = tuple(Head(f"year_{one.wish.until.year}", stretch_in_words(one.wish.since, one.wish.until)) for one in columns)
    return Statement(currency, heads, rows, [_closes(column) for column in columns])


def _closes(column: _Column) -> Check:
    change, words = sum(column.flows.values()), stretch_in_words(column.wish.since, column.wish.until)
    amounts = {"stretch": words, "opening": money(column.opening, column.currency), "change": money(change, column.currency)}
    amounts["closing"] = money(column.closing, column.currency)
    sentence = _("%(stretch)s: cash at the beginning %(opening)s and the change %(change)s come to cash at the end %(closing)s.") % amounts
    return Check(sentence, column.opening + change == column.closing)
