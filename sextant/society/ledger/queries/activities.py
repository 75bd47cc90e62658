"""The statement of activities: income and expenses by account and restriction, this stretch beside the same a year before."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sextant.society.ledger.models import Account, Fund
from sextant.society.ledger.queries.figures import KIND, NET, Cell, Head, Row, Statement, Wish, accounts_by_key, funds_by_key, summed

Sums = dict[tuple[str, int, int], int]


@dataclass(frozen=True)
class Column:
    """One column: a stretch of days and a restriction (empty: all funds), with what moved on each account and what was there before."""

    wish: Wish
    currency: str
    restriction: str
    sums: dict[int, int]
    opening: int

    def of_account(self, account: Account) -> Cell | None:
        """The account's movement as it is read, income and expenses positive; None where nothing is booked."""
        if account.pk not in self.sums:
            return None
        return Cell(account.sign * self.sums[account.pk], self._behind(account=account.pk), account.sign)

    def of_kinds(self, accounts: Iterable[Account], kinds: tuple[str, ...], sign: int) -> Cell:
        """All movements on accounts of these kinds."""
        total = sum(self.sums.get(one.pk, 0) for one in accounts if one.kind in kinds)
        return Cell(sign * total, self._behind(kind=kinds), sign)

    def at_the_beginning(self) -> Cell:
        return Cell(self.opening, self.wish.behind(self.currency, None, self.wish.eve, kind=NET, restriction=self.restriction), -1)

    def at_the_end(self) -> Cell:
        behind = self.wish.behind(self.currency, None, self.wish.until, kind=NET, restriction=self.restriction)
        return Cell(self.opening - sum(self.sums.values()), behind, -1)

    def _behind(self, **more: object) -> tuple[tuple[str, str], ...]:
        return self.wish.behind(self.currency, self.wish.since, self.wish.until, restriction=self.restriction, **more)


def _net(sums: Sums, accounts: dict[int, Account]) -> Sums:
    """Only what belongs to net assets."""
    return {key: amount for key, amount in sums.items() if accounts[key[1]].kind in NET}


def _column(wish: Wish, currency: str, restriction: str, moved: Sums, before: Sums, funds: dict[int, Fund]) -> Column:
    def wanted(sums: Sums) -> Iterator[tuple[int, int]]:
        return ((account, net) for (code, account, fund), net in sums.items() if code == currency and restriction in ("", funds[fund].restriction))

    sums: dict[int, int] = {}
    for account, net in wanted(moved):
        sums[account] = sums.get(account, 0) + net
    return Column(wish, currency, restriction, sums, -sum(net for _account, net in wanted(before)))


def stretch_in_words(since: date, until: date) -> str:
    """A calendar year as its number, any other stretch as its two days."""
    if (since.month, since.day, until.month, until.day) == (1, 1, 12, 31) and since.year == until.year:
        return str(since.year)
    return f"{date_format(since, 'SHORT_DATE_FORMAT')} – {date_format(until, 'SHORT_DATE_FORMAT')}"


def activities(wish: Wish) -> list[Statement]:
    """One statement for each currency; a fixed number of queries, whatever the size of the books."""
    accounts, funds = accounts_by_key(), funds_by_key()
    stretches = []
    for one in (wish, wish.before):
        stretches.append((one, _net(summed(one.moved(one.since, one.until)), accounts), _net(summed(one.moved(None, one.eve)), accounts)))
    found = sorted({key[0] for _wish, moved, before in stretches for key in (*moved, *before)})
    return [_statement(currency, stretches, accounts, funds) for currency in found]


def _statement(currency: str, stretches: list[tuple[Wish, Sums, Sums]], accounts: dict[int, Account], funds: dict[int, Fund]) -> Statement:
    used = {funds[key[2]].restriction for _wish, *both in stretches for sums in both for key in sums if key[0] == currency}
    shown = [one for one in Fund.Restriction if one.value in used]
    wanted = [*shown, ""] if len(shown) > 1 else [""]
    columns = [_column(one, currency, str(kind), moved, before, funds) for one, moved, before in stretches for kind in wanted]
    heads = tuple(
        Head(
            f"{one.restriction or 'total'}_{one.wish.until.year}",
            str(Fund.Restriction(one.restriction).label) if one.restriction else _("total"),
            stretch_in_words(one.wish.since, one.wish.until),
        )
        for one in columns
    )
    booked = [one for one in accounts.values() if any(one.pk in column.sums for column in columns)]
    return Statement(currency, heads, _rows(columns, sorted(booked, key=lambda one: one.code)))


def _rows(columns: list[Column], booked: list[Account]) -> list[Row]:
    rows = []
    for kind, title, total in (
        (KIND.INCOME, _("Income"), _("Total income")),
        (KIND.EXPENSE, _("Expenses"), _("Total expenses")),
        (KIND.NET_ASSETS, _("Transfers and amounts brought forward"), ""),
    ):
        mine = [one for one in booked if one.kind == kind]
        if mine or total:
            rows.append(Row(title, role="heading"))
            rows += [Row(one.name, tuple(column.of_account(one) for column in columns), code=one.code) for one in mine]
        if total:
            rows.append(Row(total, tuple(column.of_kinds(booked, (kind,), -1 if kind == KIND.INCOME else 1) for column in columns), "total"))
    rows.append(Row(_("Change in net assets"), tuple(column.of_kinds(booked, NET, -1) for column in columns), "grand"))
    if all(column.wish.programme is None for column in columns):
        rows.append(Row(_("Net assets at the beginning"), tuple(column.at_the_beginning() for column in columns)))
        rows.append(Row(_("Net assets at the end"), tuple(column.at_the_end() for column in columns), "total"))
    return rows
