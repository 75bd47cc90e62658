"""The numbers that the finances can be asked for, each with the lines it was counted from."""

from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from sextant.base.measures.registry import Figure, Measure, Period, Scope, Source
from sextant.lab.finances.concentration import concentration
from sextant.society.ledger.models import Account
from sextant.society.ledger.queries.tables import lines_table, lines_wanted
from sextant.work.finances import rules
from sextant.work.finances.queries.books import FREE, HOME, moved, of_month
from sextant.work.finances.queries.runway import balance_by_month, last_whole_month, runways


def _one_set_of_books(scope: Scope) -> Figure | None:
    if scope.kind != "association":
        return Figure(None, None, "not_collected", say("The books are kept for the association as a whole."))
    return None


def hhi(period: Period, scope: Scope, currency: str = HOME) -> Figure:
    """The Herfindahl–Hirschman index of income by stream, 0 … 1; opens to all lines of income of the period."""
    if (refused := _one_set_of_books(scope)) is not None:
        return refused
    rows = lines_wanted({"kind": Account.Kind.INCOME, "currency": currency, "since": period.start, "until": period.end})
    source = Source(lambda: lines_table(rows))
    found = concentration({stream: -total for stream, total in rows.order_by().values_list("account__stream").annotate(Sum("amount_minor"))})
    if found is None:
        return Figure(None, source, "missing", say("No income is booked in the period."))
    return Figure(float(found.hhi), source)


def runway_months(period: Period, scope: Scope, currency: str = HOME) -> Figure:
    """Months the free money at the end of the period lasts at the mean outflow of twelve months; opens to every line of free money.

    Of a year that is not over, the last whole month counts.
    """
    if (refused := _one_set_of_books(scope)) is not None:
        return refused
    last = min(last_whole_month(timezone.localdate()), (period.end.year, period.end.month))
    rows = lines_wanted({"cash": True, "restriction": FREE, "currency": currency, "until": of_month(last)["until"]})
    source = Source(lambda: lines_table(rows))
    found = next((one for one in runways(balance_by_month(moved(), currency, last)) if one.window == 12), None)
    if found is None:
        return Figure(None, source, "missing", say("The books cover less than twelve whole months."))
    if found.months is None:
        return Figure(None, source, "missing", say("The free money did not shrink in the twelve months before: it does not run out."))
    return Figure(float(found.months), source)


def measures() -> list[Measure]:
    """Everything this house can count."""
    see, months = rules.may_see_finances, _("months")
    index = _("The sum of the squared shares of the streams in all income booked in the period: 1 for a single source, 1 ÷ N for N equal ones.")
    lasts = _(
        "Unrestricted money at banks and in the till over its mean monthly net outflow of the twelve months before; restricted money is not counted."
    )
    return [
        Measure("finances.hhi", _("Concentration of income (HHI)"), index, "", hhi, see, 3, ("currency",)),
        Measure("finances.runway_months", _("Months the free money lasts"), lasts, months, runway_months, see, 1, ("currency",)),
    ]
