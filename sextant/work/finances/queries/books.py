"""What moved in the books by month, read once for a page, and the way back to its lines."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, Sum
from django.urls import reverse

from sextant.lab.finances.months import Month
from sextant.society.ledger.models import Account, MonthTotal

FREE = "unrestricted"
HOME = "RUB"
"""The currency that is shown where nobody chose one."""


@dataclass(frozen=True)
class Moved:
    """Debits less credits of a month on one account, in funds of one restriction; minor units of the currency."""

    month: Month
    account: str
    """Its code."""
    kind: str
    stream: str
    is_cash: bool
    restriction: str
    currency: str
    net_minor: int


FIELDS = ("month", "account__code", "account__kind", "account__stream", "account__is_cash", "fund__restriction", "currency")


def moved() -> list[Moved]:
    """Everything that moved, month by month: one query over the totals that the database keeps."""
    sums = MonthTotal.objects.order_by().values_list(*FIELDS).annotate(net=Sum(F("debit_minor") - F("credit_minor")))
    return [Moved((row[0].year, row[0].month), *row[1:]) for row in sums.order_by("month", "account__code", "fund__restriction")]


def currencies(rows: Iterable[Moved]) -> list[str]:
    """Currencies of the books; the home currency first, then by name."""
    return sorted({row.currency for row in rows}, key=lambda one: (one != HOME, one))


def chosen_currency(wanted: str, known: list[str]) -> str:
    """The currency asked for where the books have it, else their first."""
    return wanted if wanted in known else known[0]


def income_by_year(rows: Iterable[Moved], currency: str) -> dict[int, dict[str, int]]:
    """Income by year and stream, as it is shown: what came in is positive."""
    found: dict[int, dict[str, int]] = {}
    for row in rows:
        if row.kind == Account.Kind.INCOME and row.currency == currency:
            streams = found.setdefault(row.month[0], {})
            streams[row.stream] = streams.get(row.stream, 0) - row.net_minor
    return dict(sorted(found.items()))


def lines_url(**wish: Any) -> str:
    """The page of the books with the lines behind a figure; see `LinesForm` for what may be wished."""
    return f"{reverse('ledger:lines')}?{urlencode({name: str(value) for name, value in wish.items() if value})}"


def of_year(year: int) -> dict[str, date]:
    return {"since": date(year, 1, 1), "until": date(year, 12, 31)}


def of_month(month: Month) -> dict[str, date]:
    return {"since": date(*month, 1), "until": date(*month, monthrange(*month)[1])}
