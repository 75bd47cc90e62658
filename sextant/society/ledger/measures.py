"""The numbers that the books can be asked for, each with the lines it was counted from."""

from collections.abc import Callable

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sextant.base.measures.registry import Figure, Measure, Period, Scope, Source
from sextant.society.ledger import rules, states
from sextant.society.ledger.models import Account, BudgetLine, Line
from sextant.society.ledger.queries.tables import lines_table

OWN = ("services", "publications", "advertising", "events", "learning")
"""Streams of income that the association earns by projects, editions, advertising and services."""


def _income(period: Period, currency: str) -> QuerySet[Line]:
    """Posted lines of income accounts within the period, in an order that never changes."""
    lines = Line.objects.filter(entry__state=states.POSTED, account__kind=Account.Kind.INCOME, currency=currency)
    lines = lines.filter(entry__day__gte=period.start, entry__day__lte=period.end)
    return lines.select_related("entry", "account", "fund", "programme").order_by("entry_id", "id")


def _counted(period: Period, scope: Scope, currency: str, count: Callable[[dict[str, int]], tuple[float, tuple[str, ...]]]) -> Figure:
    """A figure over income by stream; `count` gives the value and the streams that made it (none: all of them)."""
    if scope.kind != "association":
        return Figure(None, None, "not_collected", gettext("The books are kept for the association as a whole."))
    lines = _income(period, currency)
    by_stream = {stream: -total for stream, total in lines.order_by().values_list("account__stream").annotate(Sum("amount_minor"))}
    if sum(by_stream.values()) <= 0:
        return Figure(None, Source(lambda: lines_table(lines)), "missing", gettext("No income is booked in the period."))
    value, streams = count(by_stream)
    rows = lines.filter(account__stream__in=streams) if streams else lines
    return Figure(value, Source(lambda: lines_table(rows)))


def stream_income(period: Period, scope: Scope, stream: str = "gifts", currency: str = "RUB") -> Figure:
    """Income of one stream, in thousands of the currency."""
    return _counted(period, scope, currency, lambda by_stream: (by_stream.get(stream, 0) / 100_000, (stream,)))


def largest_source_share(period: Period, scope: Scope, currency: str = "RUB") -> Figure:
    """Share of the largest stream in all income, in per cent; opens to all lines of income."""
    return _counted(period, scope, currency, lambda by_stream: (100 * max(by_stream.values()) / sum(by_stream.values()), ()))


def own_income_share(period: Period, scope: Scope, currency: str = "RUB") -> Figure:
    """Share of projects, editions, advertising and services in all income, in per cent; opens to all lines of income."""
    return _counted(period, scope, currency, lambda by_stream: (100 * sum(by_stream.get(one, 0) for one in OWN) / sum(by_stream.values()), ()))


def budget_used(period: Period, scope: Scope, currency: str = "RUB") -> Figure:
    """Expenses booked in the period as a share of the expenses planned for its year, in per cent; missing where nothing is planned."""
    if scope.kind != "association":
        return Figure(None, None, "not_collected", gettext("The books are kept for the association as a whole."))
    expense = {"account__kind": Account.Kind.EXPENSE, "currency": currency}
    lines = Line.objects.filter(entry__state=states.POSTED, entry__day__gte=period.start, entry__day__lte=period.end, **expense)
    rows = lines.select_related("entry", "account", "fund", "programme").order_by("entry_id", "id")
    source = Source(lambda: lines_table(rows))
    planned = BudgetLine.objects.filter(year=period.year, **expense).aggregate(total=Sum("amount_minor"))["total"] or 0
    if planned <= 0:
        return Figure(None, source, "missing", gettext("No expenses are planned for the year."))
    spent = lines.aggregate(total=Sum("amount_minor"))["total"] or 0
    return Figure(100 * spent / planned, source)


def measures() -> list[Measure]:
    """Everything this house can count."""
    see, percent = rules.may_see_books, _("per cent")
    income = _("Income booked in the period on accounts of the stream (gifts, grants, dues …), in thousands of the currency.")
    largest = _("The largest stream of income as a share of all income booked in the period.")
    own = _("Services, publications, advertising, events and courses as a share of all income booked in the period.")
    used = _("Expenses booked in the period as a share of the expenses planned for the year.")
    return [
        Measure("ledger.budget_used", _("Share of the budget used"), used, percent, budget_used, see, 1, ("currency",)),
        Measure("ledger.stream_income", _("Income of a stream"), income, _("thousands"), stream_income, see, 0, ("stream", "currency")),
        Measure(
            "ledger.largest_source_share", _("Share of the largest source of income"), largest, percent, largest_source_share, see, 1, ("currency",)
        ),
        Measure("ledger.own_income_share", _("Share of own income"), own, percent, own_income_share, see, 1, ("currency",)),
    ]
