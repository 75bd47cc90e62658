"""The numbers grants can be asked for, each with the rows behind it."""

from django.db.models import F, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sextant.base.measures.registry import Figure, Measure, Period, Scope, Source
from sextant.society.grants import rules, states
from sextant.society.grants.models import Grant, GrantReport
from sextant.society.grants.queries.giving import GIVEN
from sextant.society.grants.queries.tables import grants_table_without_names, reports_table
from sextant.society.members.measures import YOUNG


def _elsewhere() -> Figure:
    return Figure(None, None, "not_collected", gettext("Grants are given by the association as a whole."))


def _awarded(period: Period) -> QuerySet[Grant]:
    """Grants awarded in the period that did not come to nothing, in an order that never changes."""
    rows = Grant.objects.annotate(given=GIVEN).filter(given__gt=0, awarded_on__gte=period.start, awarded_on__lte=period.end)
    return rows.select_related("organisation", "fund", "programme").order_by("awarded_on", "pk")


def _source(rows: QuerySet[Grant], *, persons: bool = False) -> Source:
    return Source(lambda: grants_table_without_names(rows), persons=persons)


def awarded(period: Period, scope: Scope) -> Figure:
    """Grants and prizes with money awarded in the period, less those that came to nothing."""
    if scope.kind != "association":
        return _elsewhere()
    rows = _awarded(period)
    return Figure(rows.count(), _source(rows))


def awarded_amount(period: Period, scope: Scope, currency: str = "RUB") -> Figure:
    """What they come to, less what was booked back or returned, in thousands of the currency."""
    if scope.kind != "association":
        return _elsewhere()
    rows = _awarded(period).filter(currency=currency)
    return Figure((rows.order_by().aggregate(sum=Sum("given"))["sum"] or 0) / 100_000, _source(rows))


def paid_share(period: Period, scope: Scope, currency: str = "RUB") -> Figure:
    """Of what was awarded in the period and is run here, the share that is paid by today, in per cent."""
    if scope.kind != "association":
        return _elsewhere()
    rows = _awarded(period).filter(currency=currency, state__in=states.MANAGED)
    sums = rows.order_by().aggregate(whole=Sum("given"), paid=Sum(F("paid_minor") - F("returned_minor")))
    if not sums["whole"]:
        return Figure(None, _source(rows), "missing", gettext("No grant was awarded in the period."))
    return Figure(100 * sums["paid"] / sums["whole"], _source(rows))


def reports_on_time(period: Period, scope: Scope) -> Figure:
    """Of the reports due in the period, and by today, the share that was sent by its day, in per cent."""
    if scope.kind != "association":
        return _elsewhere()
    over = min(period.end, timezone.localdate())
    rows = GrantReport.objects.filter(due_on__gte=period.start, due_on__lte=over).exclude(grant__state__in=_NOT_OWED, state=states.AWAITED)
    rows = rows.select_related("grant").order_by("due_on", "pk")
    source = Source(lambda: reports_table(rows))
    if not (whole := rows.count()):
        return Figure(None, source, "missing", gettext("No report was due in the period."))
    return Figure(100 * rows.filter(first_sent_on__lte=F("due_on")).count() / whole, source)


_NOT_OWED = (states.PROMISED, states.WITHDRAWN, states.CANCELLED, states.RETURNED)
"""A grant in these states owes no report that was not sent."""


def to_young(period: Period, scope: Scope) -> Figure:
    """Of the grants to persons awarded in the period, the share to those not older than 35 full years on the day of the award."""
    if scope.kind != "association":
        return _elsewhere()
    rows = _awarded(period).exclude(person=None).select_related("person", "fund", "programme")
    ages = [grant.person.age_on(grant.awarded_on) for grant in rows if grant.person is not None]
    source = _source(rows, persons=True)
    if not ages:
        return Figure(None, source, "missing", gettext("No grant to a person was awarded in the period."))
    return Figure(100 * sum(age is not None and age <= YOUNG for age in ages) / len(ages), source)


def measures() -> list[Measure]:
    """Everything this house can count."""
    everybody, see, share = rules.may_read, rules.may_see_rows, _("per cent")
    table = (
        ("awarded", _("Grants awarded"), _("pieces"), awarded, everybody, 0, ()),
        ("awarded_amount", _("Amount of grants awarded"), _("thousands"), awarded_amount, everybody, 0, ("currency",)),
        ("paid_share", _("Share of grants paid"), share, paid_share, see, 1, ("currency",)),
        ("reports_on_time", _("Reports on grants sent on time"), share, reports_on_time, see, 1, ()),
        ("to_young", _("Grants to young specialists"), share, to_young, see, 1, ()),
    )
    return [
        Measure(f"grants.{code}", title, DEFINITIONS[code], unit, function, may_see, decimals, parameters)
        for code, title, unit, function, may_see, decimals, parameters in table
    ]


DEFINITIONS = {
    "awarded": _(
        "Grants and prizes with money awarded in the period; those that were withdrawn, cancelled or returned before anything remained are left out."
    ),
    "awarded_amount": _("What the grants awarded in the period come to, less what was booked back or returned, in thousands of the currency."),
    "paid_share": _("Of what was awarded in the period, the share that is paid by today, less what was returned."),
    "reports_on_time": _("Of the reports on grants that were due in the period, the share that was first sent by its day."),
    "to_young": _(
        "Of the grants to persons awarded in the period, the share to those not older than 35 on the day of the award; an unknown age is not young."
    ),
}
