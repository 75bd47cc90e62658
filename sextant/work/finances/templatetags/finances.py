"""Small words on the pages of the finances."""

from fractions import Fraction

from django import template

from sextant.lab.finances.months import Month
from sextant.lab.finances.runway import Runway
from sextant.society.ledger.models import Fund
from sextant.work.finances.queries.books import FREE, lines_url, of_month
from sextant.work.finances.queries.words import month_in_sentence, month_name

register = template.Library()


@register.filter
def decimal(value: Fraction | int | str | None) -> float | None:
    """An exact fraction as a number that the filters `written` and `percent` take; what is not there stays None."""
    return float(value) if isinstance(value, Fraction | int) else None


@register.filter
def whole(value: Fraction) -> int:
    """An exact fraction of minor units, rounded to whole ones."""
    return round(value)


@register.filter
def month_of(month: Month | None) -> str:
    """(2026, 3) as March 2026."""
    return month_name(month) if month else ""


@register.filter
def end_of(month: Month) -> str:
    """(2026, 3) as it stands after “end of”: March 2026, марта 2026"""
    return month_in_sentence(month)


@register.filter
def window_url(one: Runway, currency: str) -> str:
    """The lines that changed the free money in the window of a runway."""
    first, last = of_month(one.nets[0][0])["since"], of_month(one.nets[-1][0])["until"]
    return lines_url(cash="on", restriction=FREE, currency=currency, since=first, until=last)


@register.filter
def restriction(word: str) -> str:
    """The restriction of a fund in the reader's language."""
    return str(dict(Fund.Restriction.choices).get(word, word))
