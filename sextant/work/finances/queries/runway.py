"""For how long: the free money by month, the runway with its parts, and the series a forecast is made of."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from sextant.base.ui.charts import Chart, Point, Series
from sextant.base.ui.columns import column_chart
from sextant.base.words.money import in_thousands, thousands
from sextant.lab.finances.months import Month, between, plus
from sextant.lab.finances.runway import WINDOWS, Runway, runway
from sextant.society.ledger.models import Account
from sextant.work.finances.queries.books import FREE, Moved, lines_url, of_month
from sextant.work.finances.queries.words import month_in_sentence, month_mark, month_name

SHOWN = 24
"""Months in the chart of the balance."""


@dataclass(frozen=True)
class MonthBalance:
    """One whole month: by how much the free money changed, what it and the restricted money came to at its end."""

    month: Month
    change_minor: int
    free_minor: int
    restricted_minor: int
    url: str

    @property
    def name(self) -> str:
        return month_name(self.month)

    @property
    def name_in_sentence(self) -> str:
        return month_in_sentence(self.month)


def last_whole_month(today: date) -> Month:
    return plus((today.year, today.month), -1)


def balance_by_month(rows: Iterable[Moved], currency: str, last: Month) -> list[MonthBalance]:
    """Money at banks and in the till at the end of each whole month, from the first month with books on."""
    free: dict[Month, int] = {}
    restricted: dict[Month, int] = {}
    for row in rows:
        if row.currency == currency and row.month <= last:
            free.setdefault(row.month, 0)
            if row.is_cash:
                side = free if row.restriction == FREE else restricted
                side[row.month] = side.get(row.month, 0) + row.net_minor
    found: list[MonthBalance] = []
    held, kept = 0, 0
    for month in between(min(free), last) if free else []:
        held, kept = held + free.get(month, 0), kept + restricted.get(month, 0)
        url = lines_url(cash="on", restriction=FREE, currency=currency, **of_month(month))
        found.append(MonthBalance(month, free.get(month, 0), held, kept, url))
    return found


def runways(months: list[MonthBalance]) -> list[Runway]:
    """The runway at the mean of twelve, six and three months; windows that begin before the books are left out."""
    if not months:
        return []
    last, changes = months[-1], {one.month: one.change_minor for one in months}
    found = [runway(last.free_minor, last.restricted_minor, changes, last.month, window, months[0].month) for window in WINDOWS]
    return [one for one in found if one is not None]


def balance_url(last: Month, currency: str, restriction: str) -> str:
    """The lines that make up a balance at the end of a month."""
    return lines_url(cash="on", restriction=restriction, currency=currency, until=of_month(last)["until"])


def balance_chart(months: list[MonthBalance], currency: str) -> Chart:
    """Columns by month: free and restricted money."""
    shown = months[-SHOWN:]
    free = Series(_("Free"), [Point(month_mark(one.month), thousands(one.free_minor, currency), one.url) for one in shown])
    restricted = Series(_("Restricted"), [Point(month_mark(one.month), thousands(one.restricted_minor, currency)) for one in shown])
    return column_chart(
        [free, restricted],
        title=_("Money at banks and in the till, end of month"),
        unit=in_thousands(currency),
        decimals=0,
    )


Inputs = dict[str, list[list[str | int]]]


def forecast_inputs(rows: list[Moved], currency: str, last: Month) -> Inputs:
    """The series a forecast is made of, month by month: the free money, and unrestricted income."""
    months = balance_by_month(rows, currency, last)
    income: dict[Month, int] = {}
    for row in rows:
        if row.currency == currency and row.kind == Account.Kind.INCOME and row.restriction == FREE:
            income[row.month] = income.get(row.month, 0) - row.net_minor
    mark = lambda month: f"{month[0]}-{month[1]:02d}"  # noqa: E731
    return {
        "free_cash": [[mark(one.month), one.free_minor] for one in months],
        "income": [[mark(one.month), income.get(one.month, 0)] for one in months],
    }


def fingerprint_of(inputs: Inputs) -> str:
    """SHA-256 over the inputs, the same for the same books."""
    return hashlib.sha256(json.dumps(inputs, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
