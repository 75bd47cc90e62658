"""The statement of position: assets, liabilities and net assets by restriction, at a day and a year before."""

from datetime import date

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from sextant.society.ledger.models import Account, Fund
from sextant.society.ledger.queries.figures import (
    KIND,
    NET,
    Cell,
    Check,
    Head,
    Row,
    Statement,
    Wish,
    accounts_by_key,
    funds_by_key,
    summed,
    year_before,
)

At = tuple[date, dict[tuple[str, int, int], int]]


def position(wish: Wish) -> list[Statement]:
    """One statement for each currency, at the last day of the wish and a year before; funds that give and take balance each by itself."""
    accounts, funds = accounts_by_key(), funds_by_key()
    days = (wish.until, year_before(wish.until))
    at = [(day, summed(wish.moved(None, day))) for day in days]
    return [_statement(wish, currency, at, accounts, funds) for currency in sorted({key[0] for _day, sums in at for key in sums})]


def _statement(wish: Wish, currency: str, at: list[At], accounts: dict[int, Account], funds: dict[int, Fund]) -> Statement:
    mine = [(day, {key[1:]: net for key, net in sums.items() if key[0] == currency}) for day, sums in at]
    reader = _Reader(wish, currency, mine, accounts, funds)
    assets, liabilities = reader.section(KIND.ASSET, _("Assets")), reader.section(KIND.LIABILITY, _("Liabilities"))
    rows = [*assets, Row(_("Total assets"), reader.kinds((KIND.ASSET,), 1), "total")]
    rows += [*liabilities, Row(_("Total liabilities"), reader.kinds((KIND.LIABILITY,), -1), "total")]
    rows += [Row(_("Net assets"), role="heading"), *reader.net_assets(), Row(_("Total net assets"), reader.kinds(NET, -1), "total")]
    rows.append(Row(_("Liabilities and net assets"), reader.kinds((KIND.LIABILITY, *NET), -1), "grand"))
    balanced = all(sum(sums.values()) == 0 for _day, sums in mine)
    heads = tuple(Head(f"on_{day:%Y_%m_%d}", date_format(day, "SHORT_DATE_FORMAT")) for day, _sums in mine)
    return Statement(currency, heads, rows, [Check(_("Assets equal liabilities and net assets."), balanced)])


class _Reader:
    """Cells of one currency, a cell for each of the days."""

    def __init__(
        self, wish: Wish, currency: str, at: list[tuple[date, dict[tuple[int, int], int]]], accounts: dict[int, Account], funds: dict[int, Fund]
    ) -> None:
        self.wish, self.currency, self.at, self.accounts, self.funds = wish, currency, at, accounts, funds
        self.by_account = [_by_account(sums) for _day, sums in at]

    def section(self, kind: str, title: str) -> list[Row]:
        used = {account for sums in self.by_account for account in sums}
        booked = sorted((self.accounts[one] for one in used if self.accounts[one].kind == kind), key=lambda one: one.code)
        rows = [Row(one.name, tuple(self._of_account(one, place) for place in range(len(self.at))), code=one.code) for one in booked]
        return [Row(title, role="heading"), *rows] if rows else []

    def _of_account(self, account: Account, place: int) -> Cell | None:
        net = self.by_account[place].get(account.pk)
        if net is None:
            return None
        return Cell(account.sign * net, self.wish.behind(self.currency, None, self.at[place][0], account=account.pk), account.sign)

    def kinds(self, kinds: tuple[str, ...], sign: int) -> tuple[Cell, ...]:
        """The total over accounts of these kinds, at each day."""
        return tuple(self._total(place, kinds, sign, "") for place in range(len(self.at)))

    def net_assets(self) -> list[Row]:
        """A row for each restriction under which something was ever booked."""
        used = {self.funds[fund].restriction for _day, sums in self.at for _account, fund in sums}
        return [
            Row(capfirst(str(one.label)), tuple(self._total(place, NET, -1, one) for place in range(len(self.at))))
            for one in Fund.Restriction
            if one in used
        ]

    def _total(self, place: int, kinds: tuple[str, ...], sign: int, restriction: str) -> Cell:
        day, sums = self.at[place]
        total = sum(
            net for (account, fund), net in sums.items() if self.accounts[account].kind in kinds and restriction in ("", self.funds[fund].restriction)
        )
        return Cell(sign * total, self.wish.behind(self.currency, None, day, kind=kinds, restriction=str(restriction)), sign)


def _by_account(sums: dict[tuple[int, int], int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for (account, _fund), net in sums.items():
        found[account] = found.get(account, 0) + net
    return found
