"""What if: the year that repeats itself, and the paths of scenarios beside it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from sextant.base.ui.charts import Chart, Point, Series
from sextant.base.ui.columns import path_chart
from sextant.base.ui.numerals import percent
from sextant.base.words.money import in_thousands, money, thousands
from sextant.lab.finances.months import Month, plus
from sextant.lab.finances.scenarios import COST, Path, path, yearly_pattern
from sextant.society.ledger.models import Account
from sextant.work.finances.models import Scenario, ScenarioChange
from sextant.work.finances.queries.books import FREE, Moved, lines_url, of_month
from sextant.work.finances.queries.runway import MonthBalance, balance_by_month
from sextant.work.finances.queries.words import INCOME, month_in_sentence, month_mark

AHEAD = 24
MOST = 3
"""Scenarios that are compared side by side."""


@dataclass(frozen=True)
class Basis:
    """What every path begins with: the free money at the end of the last whole month, and the twelve months up to it.

    `other_minor` is what changed the free money in these months beyond income and costs (invoices not paid yet, advances,
    equipment, transfers): it is shown and not repeated.
    """

    currency: str
    last: Month
    opening_minor: int
    pattern: dict[str, list[int]]
    other_minor: int

    @property
    def as_it_is(self) -> Path:
        return path(self.opening_minor, self.pattern, self.last, length=AHEAD)

    def answer(self, scenario: Scenario) -> Path:
        """The path of a scenario."""
        return path(self.opening_minor, self.pattern, self.last, [one.as_lab for one in scenario.changes.all()], AHEAD)


def basis(rows: list[Moved], currency: str, last: Month) -> Basis | None:
    """The basis of all paths in a currency; None where no month with books is over."""
    months = balance_by_month(rows, currency, last)
    if not months:
        return None
    history: dict[str, dict[Month, int]] = {}
    for row in rows:
        if row.currency == currency and row.restriction == FREE and row.kind in (Account.Kind.INCOME, Account.Kind.EXPENSE):
            key = f"{INCOME}{row.stream}" if row.kind == Account.Kind.INCOME else f"{COST}{row.account}"
            by_month = history.setdefault(key, {})
            by_month[row.month] = by_month.get(row.month, 0) - row.net_minor
    pattern = {key: amounts for key, amounts in yearly_pattern(history, last).items() if any(amounts)}
    booked = sum(sum(amounts) for amounts in pattern.values())
    return Basis(currency, last, months[-1].free_minor, pattern, _changed(months[-12:]) - booked)


def _changed(months: Iterable[MonthBalance]) -> int:
    return sum(one.change_minor for one in months)


@dataclass(frozen=True)
class Line:
    """One path in the comparison."""

    name: str
    path: Path
    scenario: Scenario | None = None

    @property
    def ends_on(self) -> date | None:
        return date(*self.path.ends_on) if self.path.ends_on else None

    def closing_after(self, months: int) -> int:
        return self.path.months[months - 1].closing_minor

    @property
    def after_one_year(self) -> int:
        return self.closing_after(12)

    @property
    def after_two_years(self) -> int:
        return self.closing_after(AHEAD)


def lines(base: Basis, scenarios: Sequence[Scenario]) -> list[Line]:
    """As it is, and each scenario."""
    return [Line(_("As it is"), base.as_it_is), *(Line(one.name, base.answer(one), one) for one in scenarios)]


def paths_chart(found: Sequence[Line], base: Basis) -> Chart:
    """The free money by month on each path."""
    series = [
        Series(
            line.name,
            [Point(month_mark(base.last), thousands(base.opening_minor, base.currency))]
            + [Point(month_mark(one.month), thousands(one.closing_minor, base.currency)) for one in line.path.months],
        )
        for line in found
    ]
    return path_chart(series, title=_("Free money, end of month"), unit=in_thousands(base.currency), decimals=0)


@dataclass(frozen=True)
class PartRow:
    """What a key adds over the whole path: as it is, in the scenario, and the difference; the lines of the last twelve months."""

    name: str
    before_minor: int
    after_minor: int
    url: str

    @property
    def difference_minor(self) -> int:
        return self.after_minor - self.before_minor


def parts(base: Basis, answer: Path, names: dict[str, str], accounts: dict[str, int]) -> list[PartRow]:
    """Every stream and cost of a path with its difference from how it is; the largest difference first."""
    before = base.as_it_is.shares
    rows = [PartRow(names.get(key, key), before.get(key, 0), share, _key_url(base, key, accounts)) for key, share in answer.shares.items()]
    return sorted(rows, key=lambda row: (-abs(row.difference_minor), -abs(row.before_minor), row.name))


def _key_url(base: Basis, key: str, accounts: dict[str, int]) -> str:
    kind, _colon, name = key.partition(":")
    what = {"stream": name, "kind": "income"} if f"{kind}:" == INCOME else {"account": accounts.get(name, 0)}
    first, until = of_month(plus(base.last, -11))["since"], of_month(base.last)["until"]
    return lines_url(**what, restriction=FREE, currency=base.currency, since=first, until=until)


def change_in_words(change: ScenarioChange, names: dict[str, str], currency: str) -> str:
    """Income: Membership dues, +10 %, from June 2026."""
    what = names.get(change.key, change.key)
    if change.permille is not None:
        how = ("+" if change.permille > 0 else "") + percent(change.permille / 1000, 0 if change.permille % 10 == 0 else 1)
    else:
        how = _("%(amount)s a month") % {"amount": ("+" if (change.amount_minor or 0) > 0 else "") + money(change.amount_minor or 0, currency)}
    since = month_in_sentence((change.since.year, change.since.month))
    if change.until is None:
        return _("%(what)s, %(how)s, from %(since)s on") % {"what": what, "how": how, "since": since}
    until = month_in_sentence((change.until.year, change.until.month))
    return _("%(what)s, %(how)s, from %(since)s to %(until)s") % {"what": what, "how": how, "since": since, "until": until}
