"""The numbers of collections and acquisitions, each with the rows behind it. Figures of libraries come from those that agreed to be counted."""

from collections.abc import Callable
from statistics import median
from typing import Any

from django.db.models import Max, QuerySet
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from sextant.base.exports.tables import Column, Table
from sextant.base.measures.registry import Figure, Measure, Period, Scope, Source
from sextant.work.acquisitions import rules, states
from sextant.work.acquisitions.models import Collection, Plan, Profile
from sextant.work.acquisitions.queries.profiles import share_of

SCOPES = ("association", "region", "organisation")


def _elsewhere() -> Figure:
    return Figure(None, None, "not_collected", gettext("This is counted for the association, a region or a library."))


def _of(scope: Scope, rows: QuerySet[Any], way: str) -> QuerySet[Any]:
    if scope.kind == "organisation":
        return rows.filter(**{f"{way}organisation": scope.key})
    return rows.filter(**{f"{way}organisation__region": scope.key}) if scope.kind == "region" else rows


def _profiles(period: Period, scope: Scope) -> QuerySet[Profile]:
    """The last profile of the period of every collection that is counted."""
    made = Profile.objects.filter(made_at__date__gte=period.start, made_at__date__lte=period.end)
    last = _of(scope, made, "collection__").values("collection").annotate(last=Max("pk")).values("last")
    return Profile.objects.filter(pk__in=last, collection__shares=True).select_related("collection__organisation").order_by("pk")


PROFILES = (
    Column("library", _("Library"), lambda row: str(row.collection)),
    Column("made", pgettext_lazy("profile", "Made on"), lambda row: row.made_at.date()),
    Column("copies", _("Copies"), lambda row: row.totals.get("copies")),
    Column("renewal", _("Renewal"), lambda row: share_of(row.totals, "renewal")),
    Column("award_coverage", _("Coverage of lists"), lambda row: share_of(row.totals, "award_coverage")),
    Column("recent", _("Recent editions"), lambda row: share_of(row.totals, "recent")),
)
PLANS = (
    Column("library", _("Library"), lambda row: str(row.collection)),
    Column("plan", pgettext_lazy("of a purchase", "Plan"), lambda row: row.name),
    Column("made", pgettext_lazy("profile", "Made on"), lambda row: row.made_at.date()),
    Column("ordered_on", _("Ordered on"), lambda row: row.ordered_on),
)


def profiles_current(period: Period, scope: Scope) -> Figure:
    """Libraries with a profile made in the period."""
    if scope.kind not in SCOPES:
        return _elsewhere()
    made = Collection.objects.filter(profiles__made_at__date__gte=period.start, profiles__made_at__date__lte=period.end)
    rows = _of(scope, made, "").values("organisation_id", "organisation__name_ru", "organisation__name_en").distinct().order_by("organisation_id")
    columns = (
        Column("library", _("Library"), lambda row: row["organisation_id"]),
        Column("name", pgettext_lazy("of a library", "Name"), lambda row: row["organisation__name_ru"] or row["organisation__name_en"]),
    )
    return Figure(rows.count(), Source(lambda: Table("libraries", columns, rows)))


def plans_ordered(period: Period, scope: Scope) -> Figure:
    """Share of the lists worked out in the period that were ordered."""
    if scope.kind not in SCOPES:
        return _elsewhere()
    listed = Plan.objects.filter(state__in=(states.MADE, states.ORDERED), made_at__date__gte=period.start, made_at__date__lte=period.end)
    rows = _of(scope, listed, "collection__").select_related("collection__organisation").order_by("pk")
    found = list(rows.values_list("state", flat=True))
    if not found:
        return Figure(None, None, "missing", gettext("No purchase plan was worked out in the period."))
    return Figure(100 * found.count(states.ORDERED) / len(found), Source(lambda: Table("plans", PLANS, rows)))


def _median_of(name: str) -> Callable[[Period, Scope], Figure]:
    """The median over collections, in per cent."""

    def counted(period: Period, scope: Scope) -> Figure:
        if scope.kind not in SCOPES:
            return _elsewhere()
        rows = _profiles(period, scope)
        values = [value for value in (share_of(totals, name) for totals in rows.values_list("totals", flat=True)) if value is not None]
        if not values:
            return Figure(None, None, "missing", gettext("No library that agreed to be counted has made such a profile in the period."))
        return Figure(100 * median(values), Source(lambda: Table("profiles", PROFILES, rows)))

    return counted


def recent_editions(period: Period, scope: Scope) -> Figure:
    """Share of recent editions among the copies for children of all libraries together, in per cent."""
    if scope.kind not in SCOPES:
        return _elsewhere()
    rows = _profiles(period, scope)
    totals = list(rows.values_list("totals", flat=True))
    below = sum(one.get("recent_below", 0) for one in totals)
    if not below:
        return Figure(None, None, "missing", gettext("No library that agreed to be counted has made such a profile in the period."))
    return Figure(100 * sum(one.get("recent_above", 0) for one in totals) / below, Source(lambda: Table("profiles", PROFILES, rows)))


MEASURES = (
    Measure(
        "acquisitions.profiles_current",
        _("Libraries with a profile of their collection"),
        _("Libraries for which a profile of the collection for children was made in the period."),
        _("libraries"),
        profiles_current,
        rules.is_keeper,
    ),
    Measure(
        "acquisitions.plans_ordered",
        _("Purchase plans carried out"),
        _("Share of the purchase lists worked out in the period that were marked as ordered."),
        "%",
        plans_ordered,
        rules.is_keeper,
        decimals=1,
    ),
    Measure(
        "acquisitions.award_coverage",
        _("Coverage of awards and recommended lists"),
        _("Median over libraries that agreed to be counted: titles of all lists that the library has, divided by titles of the lists."),
        "%",
        _median_of("award_coverage"),
        rules.is_keeper,
        decimals=1,
    ),
    Measure(
        "acquisitions.renewal",
        _("Renewal of collections for children"),
        _("Median over libraries that agreed to be counted: copies added in the last year, divided by all copies."),
        "%",
        _median_of("renewal"),
        rules.is_keeper,
        decimals=1,
    ),
    Measure(
        "acquisitions.recent_editions",
        _("Recent editions for children"),
        _(
            "Copies for children of recent years (as a rule five), divided by copies for children whose year is known, libraries that agreed together."
        ),
        "%",
        recent_editions,
        rules.is_keeper,
        decimals=1,
    ),
)
