"""Streams, costs, months and methods in the reader's language."""

from datetime import date

from django.utils.dateformat import format as formatted
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from sextant.base.ui.templatetags.ui import month as month_in_words
from sextant.lab.finances.months import Month
from sextant.lab.finances.scenarios import COST
from sextant.society.ledger.models import Account
from sextant.society.ledger.queries.streams import STREAMS, stream_name

INCOME = "income:"
METHODS: dict[str, str | Promise] = {
    "naive": gettext_lazy("Naive: the last value again"),
    "drift": gettext_lazy("Drift: a straight line from the first value to the last"),
    "seasonal_naive": gettext_lazy("Seasonal naive: the same month of the last year"),
    "smoothing": gettext_lazy("Exponential smoothing"),
    "damped_trend": gettext_lazy("Damped trend"),
    "theta": gettext_lazy("Theta"),
    "seasonal_theta": gettext_lazy("Theta with a season"),
}
SERIES: dict[str, str | Promise] = {
    "free_cash": gettext_lazy("Free money at the end of a month"),
    "income": gettext_lazy("Unrestricted income in a month"),
}


def month_name(month: Month) -> str:
    """March 2026, март 2026: as a page says it."""
    return month_in_words(date(*month, 1))


def month_in_sentence(month: Month) -> str:
    """As it stands after “from” and “end of”: June 2026, июня 2026"""
    day = date(*month, 1)
    return formatted(day, "E Y").replace(" ", "\u00a0") if (get_language() or "ru").startswith("ru") else month_in_words(day)


def month_mark(month: Month) -> str:
    """03.26: as an axis says it."""
    return f"{month[1]:02d}.{month[0] % 100:02d}"


def method_name(method: str) -> str:
    return str(METHODS.get(method, method))


def key_names() -> dict[str, str]:
    """What a scenario may change, in words: every stream of income, and every account of costs that is open."""
    accounts = Account.objects.all()
    streams = dict.fromkeys([one.stream for one in accounts if one.stream] + list(STREAMS))
    costs = {f"{COST}{one.code}": _("Costs: %(name)s") % {"name": one.name} for one in accounts if one.kind == Account.Kind.EXPENSE}
    return {f"{INCOME}{stream}": _("Income: %(name)s") % {"name": stream_name(stream)} for stream in streams} | costs
