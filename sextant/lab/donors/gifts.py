"""A gift, and the whole periods between two days."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from .findings import refuse

Period = Literal["year", "half", "quarter", "month"]
MONTHS: dict[Period, int] = {"year": 12, "half": 6, "quarter": 3, "month": 1}


@dataclass(frozen=True, slots=True)
class Gift:
    """What one donor gave on one day, in minor units (kopecks, cents) of a currency; more than nought."""

    donor: str
    day: date
    amount_minor: int
    currency: str = "RUB"


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier; the last day of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def periods_between(day: date, on: date, period: Period) -> int:
    """Whole periods between a day and `on`, counted back from `on`: 0 within the last period, which ends on `on`.

    Counted so, every period is whole whatever day it is, and a forecast is of the periods that begin on the next day.
    """
    months = (on.year - day.year) * 12 + on.month - day.month
    if day > months_before(on, months):
        months -= 1
    return months // MONTHS[period]


def of_currency(gifts: Iterable[Gift], on: date, currency: str = "") -> tuple[list[Gift], str]:
    """The gifts up to a day in one currency; refuses where there are none, or several currencies and none is named."""
    given = [gift for gift in gifts if gift.day <= on and currency in ("", gift.currency)]
    found = sorted({gift.currency for gift in given})
    if not found:
        raise refuse("no_gifts")
    if len(found) > 1:
        raise refuse("currencies_several", found=", ".join(found))
    return given, found[0]
