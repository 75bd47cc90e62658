"""What statements are made of: a wish for days, fund, programme and currency; cells that know the lines they are the sum of; rows."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from urllib.parse import urlencode

from sextant.base.words.money import major
from sextant.society.ledger.models import Account, Fund, Programme
from sextant.society.ledger.queries.balances import Turnover, turnovers

KIND = Account.Kind
NET = (KIND.NET_ASSETS, KIND.INCOME, KIND.EXPENSE)
"""Kinds of account whose credits less debits are the net assets: what was brought forward or moved, earned and spent."""


def year_before(day: date) -> date:
    """The same day a year before; the last day of a month stays the last day of its month."""
    last = monthrange(day.year, day.month)[1] == day.day
    length = monthrange(day.year - 1, day.month)[1]
    return date(day.year - 1, day.month, length if last else min(day.day, length))


@dataclass(frozen=True)
class Wish:
    """What a statement is asked for: a stretch of days (both ends included), perhaps one fund, programme or currency."""

    since: date
    until: date
    fund: Fund | None = None
    programme: Programme | None = None
    currency: str = ""

    @property
    def before(self) -> "Wish":
        """The same stretch a year before."""
        return replace(self, since=year_before(self.since), until=year_before(self.until))

    @property
    def eve(self) -> date:
        """The day before the stretch begins."""
        return self.since - timedelta(days=1)

    def moved(self, since: date | None, until: date) -> Iterator[tuple[int, int, str, Turnover]]:
        """(account, fund, currency, what moved) of the wanted fund, programme and currency in a stretch of days; programmes stand apart."""
        for (account, fund, programme, currency), one in turnovers(since=since, until=until).items():
            if self.wants(fund, programme, currency) and one.lines:
                yield account, fund, currency, one

    def wants(self, fund: int, programme: int, currency: str) -> bool:
        """Whether an amount on this fund, programme (0 for none) and currency is asked for."""
        right = (self.fund is None or self.fund.pk == fund) and (self.programme is None or self.programme.pk == programme)
        return right and self.currency in ("", currency)

    def behind(self, currency: str, since: date | None, until: date, **more: object) -> tuple[tuple[str, str], ...]:
        """The query of the page of lines that shows what is behind a figure; values that are empty are left out."""
        asked: dict[str, object] = {"fund": self.fund and self.fund.pk, "programme": self.programme and self.programme.pk, **more}
        asked |= {"currency": currency, "since": since, "until": until}
        return tuple((name, str(one)) for name, value in asked.items() for one in _each(value))


def _each(value: object) -> Iterable[object]:
    if isinstance(value, tuple):
        return value
    return () if value in (None, "", False) else (value,)


@dataclass(frozen=True)
class Cell:
    """An amount in minor units: `sign` times the sum of the lines that `wish` asks a page for (the lines of the books, or of a budget)."""

    amount_minor: int
    wish: tuple[tuple[str, str], ...] = ()
    sign: int = 1
    page: str = "ledger:lines"

    @property
    def query(self) -> str:
        """The query string of that page; empty for a figure that is worked out of others (a difference)."""
        return urlencode(self.wish)


@dataclass(frozen=True)
class Row:
    """One row: `role` is line, heading, total or grand; a cell that is None has nothing to show. `mark` warns in a word."""

    label: str
    cells: tuple[Cell | str | None, ...] = ()
    role: str = "line"
    code: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Head:
    """The head of a column, and of the group of columns it stands in."""

    name: str
    label: str
    group: str = ""


@dataclass(frozen=True)
class Check:
    """An identity the statement must keep, in a sentence, and whether it does."""

    sentence: str
    holds: bool


@dataclass(frozen=True)
class Statement:
    """A statement in one currency."""

    currency: str
    heads: tuple[Head, ...]
    rows: list[Row]
    checks: list[Check] = field(default_factory=list)

    @property
    def decimals(self) -> int:
        """None where every amount is whole, so that figures stand under one another."""
        amounts = (major(cell.amount_minor, self.currency) for cell in self.cells())
        return 0 if all(amount == amount.to_integral_value() for amount in amounts) else 2

    def cells(self) -> Iterator[Cell]:
        """Every figure of the statement."""
        return (cell for row in self.rows for cell in row.cells if isinstance(cell, Cell))

    @property
    def groups(self) -> list[tuple[str, int]]:
        """Names of the groups of columns with the number of columns in each; empty where columns stand in no group."""
        found: dict[str, int] = {}
        for head in self.heads:
            found[head.group] = found.get(head.group, 0) + 1
        return [] if set(found) == {""} else list(found.items())


def summed(moved: Iterable[tuple[int, int, str, Turnover]]) -> dict[tuple[str, int, int], int]:
    """Debits less credits by currency, account and fund; what moved and came back stands as zero."""
    sums: dict[tuple[str, int, int], int] = {}
    for account, fund, currency, one in moved:
        sums[currency, account, fund] = sums.get((currency, account, fund), 0) + one.net_minor
    return sums


def accounts_by_key() -> dict[int, Account]:
    return {one.pk: one for one in Account.objects.all()}


def funds_by_key() -> dict[int, Fund]:
    return {one.pk: one for one in Fund.objects.all()}
