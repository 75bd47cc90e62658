"""The statement of funds: what each fund held, took in, spent, gave to or got from other funds, and holds, in a stretch of days."""

from datetime import date

from django.db.models import Sum
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from sextant.base.words.money import money
from sextant.society.ledger.models import Account, Fund, MonthTotal
from sextant.society.ledger.queries.figures import KIND, NET, Cell, Check, Head, Row, Statement, Wish, accounts_by_key, funds_by_key, summed

Sums = dict[tuple[str, int, str], int]
PARTS = (("income", (KIND.INCOME,), -1), ("expenses", (KIND.EXPENSE,), 1), ("transfers", (KIND.NET_ASSETS,), -1))


def fund_statement(wish: Wish) -> list[Statement]:
    """One statement for each currency; what closes is what the statement of position shows as net assets. A fund below zero is marked."""
    accounts, funds = accounts_by_key(), funds_by_key()
    before, moved = _by_kind(wish, None, wish.eve, accounts), _by_kind(wish, wish.since, wish.until, accounts)
    low, closing = _lowest(wish), _by_kind(wish, None, wish.until, accounts)
    found = sorted({key[0] for key in (*before, *moved)})
    return [_statement(_Reader(wish, currency, before, moved, closing), low, funds) for currency in found]


def _by_kind(wish: Wish, since: date | None, until: date, accounts: dict[int, Account]) -> Sums:
    """Credits less debits by currency, fund and kind of account; only what belongs to net assets."""
    found: Sums = {}
    for (currency, account, fund), net in summed(wish.moved(since, until)).items():
        kind = accounts[account].kind
        if kind in NET:
            found[currency, fund, kind] = found.get((currency, fund, kind), 0) - net
    return found


def _lowest(wish: Wish) -> dict[tuple[str, int], tuple[int, date]]:
    """The lowest balance of each fund at the end of a whole month inside the stretch, with the month: one query over the totals of months."""
    rows = MonthTotal.objects.filter(account__kind__in=NET, month__lte=wish.until).order_by("month")
    running: dict[tuple[str, int], int] = {}
    low: dict[tuple[str, int], tuple[int, date]] = {}
    for currency, fund, month, debit, credit in rows.values_list("currency", "fund_id", "month").annotate(Sum("debit_minor"), Sum("credit_minor")):
        running[currency, fund] = running.get((currency, fund), 0) + credit - debit
        if (month.year, month.month) >= (wish.since.year, wish.since.month) and (month.year, month.month) < (wish.until.year, wish.until.month):
            low[currency, fund] = min(low.get((currency, fund), (0, month)), (running[currency, fund], month))
    return low


class _Reader:
    """Cells of one currency."""

    def __init__(self, wish: Wish, currency: str, before: Sums, moved: Sums, closing: Sums) -> None:
        self.wish, self.currency, self.before, self.moved, self.closing = wish, currency, before, moved, closing

    def funds(self) -> set[int]:
        return {fund for code, fund, _kind in (*self.before, *self.moved) if code == self.currency}

    def row(self, funds: set[int], fund: int | None = None, restriction: str = "") -> tuple[Cell, ...]:
        """Opening, in, out, transfers, closing of these funds; `fund` or `restriction` say the same to the page of lines."""
        more: dict[str, object] = {"restriction": restriction} | ({"fund": fund} if fund else {})
        opening = self.wish.behind(self.currency, None, self.wish.eve, kind=NET, **more)
        closing = self.wish.behind(self.currency, None, self.wish.until, kind=NET, **more)
        cells = [Cell(self._sum(self.before, funds, NET), opening, -1)]
        for _name, kinds, sign in PARTS:
            behind = self.wish.behind(self.currency, self.wish.since, self.wish.until, kind=kinds, **more)
            cells.append(Cell(-sign * self._sum(self.moved, funds, kinds), behind, sign))
        return (*cells, Cell(self._sum(self.closing, funds, NET), closing, -1))

    def _sum(self, sums: Sums, funds: set[int], kinds: tuple[str, ...]) -> int:
        return sum(sums.get((self.currency, fund, kind), 0) for fund in funds for kind in kinds)


def _statement(reader: _Reader, low: dict[tuple[str, int], tuple[int, date]], funds: dict[int, Fund]) -> Statement:
    rows: list[Row] = []
    for restriction in Fund.Restriction:
        mine = sorted((funds[one] for one in reader.funds() if funds[one].restriction == restriction), key=lambda one: one.code)
        if not mine:
            continue
        rows.append(Row(capfirst(str(restriction.label)), role="heading"))
        for fund in mine:
            cells = reader.row({fund.pk}, fund=fund.pk)
            rows.append(Row(str(fund), cells, code=fund.code, mark=_mark(cells, low.get((reader.currency, fund.pk)), reader.currency)))
        if len(mine) > 1:
            together = reader.row({one.pk for one in mine}, restriction=restriction.value)
            rows.append(Row(_("Together: %(restriction)s") % {"restriction": restriction.label}, together, "total"))
    all_funds = reader.row(reader.funds())
    rows.append(Row(_("All funds"), all_funds, "grand"))
    words = (("opening", _("At the beginning")), ("in", _("In")), ("out", _("Out")), ("transfers", _("Transfers")), ("closing", _("At the end")))
    heads = tuple(Head(name, label) for name, label in words)
    opening, income, expenses, transfers, closing = (cell.amount_minor for cell in all_funds)
    sentence = _("What the funds held, what came in, went out and was moved come to what they hold.")
    return Statement(reader.currency, heads, rows, [Check(sentence, opening + income - expenses + transfers == closing)])


def _mark(cells: tuple[Cell, ...], low: tuple[int, date] | None, currency: str) -> str:
    """A warning where the fund is below zero at an end of the stretch, or was at the end of a month inside it."""
    if cells[-1].amount_minor < 0:
        return _("below zero")
    if cells[0].amount_minor < 0:
        return _("was below zero at the beginning")
    if low is not None and low[0] < 0:
        return _("was below zero (%(amount)s at the end of %(month)s)") % {"amount": money(low[0], currency), "month": f"{low[1]:%m.%Y}"}
    return ""
