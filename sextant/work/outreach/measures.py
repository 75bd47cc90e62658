"""The numbers outreach can be asked for, each with the rows behind it."""

from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from sextant.base.exports.tables import Column, Table
from sextant.base.measures.registry import Figure, Measure, Period, Scope, Source
from sextant.work.outreach import rules, states
from sextant.work.outreach.models import Adoption, DayCount, Endorsement
from sextant.work.outreach.queries.support import adoptions_table, endorsements_table


def _elsewhere() -> Figure:
    return Figure(None, None, "not_collected", gettext("This is counted for the association as a whole."))


def organisations_endorsing(period: Period, scope: Scope) -> Figure:
    """Organisations whose endorsement was confirmed by the end of the period and is shown."""
    if scope.kind != "association":
        return _elsewhere()
    rows = Endorsement.objects.filter(who=Endorsement.Who.ORGANISATION, state=states.SHOWN, confirmed_on__lte=period.end)
    rows = rows.order_by("confirmed_on", "pk")
    return Figure(rows.count(), Source(lambda: endorsements_table(rows)))


def adoptions_in_force(period: Period, scope: Scope) -> Figure:
    """Adoptions decided by the end of the period that had not ended by then, of those in the register."""
    if scope.kind != "association":
        return _elsewhere()
    rows = Adoption.objects.filter(state__in=states.IN_REGISTER, adopted_on__lte=period.end).exclude(ended_on__lte=period.end)
    rows = rows.select_related("agenda").prefetch_related("guidelines__direction").order_by("number")
    return Figure(rows.count(), Source(lambda: adoptions_table(rows)))


def visitors(period: Period, scope: Scope) -> Figure:
    """Browsers that opened the page of a campaign, counted once a day and added up over the days of the period."""
    if scope.kind != "association":
        return _elsewhere()
    rows = DayCount.objects.filter(act=DayCount.Act.SEEN, on__gte=period.start, on__lte=period.end)
    rows = rows.select_related("campaign", "channel").order_by("on", "pk")
    return Figure(rows.aggregate(all=Sum("visitors"))["all"] or 0, Source(lambda: _counts_table(rows)))


def _counts_table(rows: Any) -> Table:
    columns = (
        Column("on", _("Day"), lambda one: one.on),
        Column("campaign", _("Campaign"), lambda one: one.campaign.code),
        Column("way", _("Word in the link"), lambda one: one.channel.code if one.channel else ""),
        Column("count", _("How often"), lambda one: one.count),
        Column("visitors", _("visitors"), lambda one: one.visitors),
    )
    return Table("visits", columns, rows)


def _measure(code: str, title: Any, definition: Any, unit: Any, function: Any) -> Measure:
    return Measure(f"outreach.{code}", title, definition, unit, function, rules.may_keep, 0)


MEASURES = (
    _measure(
        "organisations_endorsing",
        _("Organisations that endorse the agenda"),
        _("Organisations whose endorsement was confirmed by the end of the period and is shown on the page of a campaign."),
        _("organisations"),
        organisations_endorsing,
    ),
    _measure(
        "adoptions_in_force",
        _("Adoptions of the agenda"),
        _("Associations and other bodies in the register whose decision to take the agenda over was in force at the end of the period."),
        pgettext_lazy("of an agenda", "adoptions"),
        adoptions_in_force,
    ),
    _measure(
        "visitors",
        _("Visitors of the campaign for the agenda"),
        _(
            "Browsers that opened the page of a campaign, each counted once a day; nobody is followed from day to day, so one person may count on several days."
        ),
        _("visitors"),
        visitors,
    ),
)
