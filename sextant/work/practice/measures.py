"""The numbers of the path from science to practice, each with the rows behind it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from sextant.base.measures.registry import Figure, Measure, Period, Scope, Source
from sextant.base.permissions.pages import anyone
from sextant.work.practice import states
from sextant.work.practice.models import Adoption, Brief, Finding, Pilot
from sextant.work.practice.queries.tables import adoptions_table, briefs_table, findings_table, pilots_table, waits_table
from sextant.work.practice.queries.times import ADOPTION, PILOT, median_wait, waits_for

Counter = Callable[[Period, Scope], Figure]


def _elsewhere() -> Figure:
    return Figure(None, None, "not_collected", gettext("This is counted for the association as a whole."))


def _by(period: Period) -> date:
    """The last day looked at: a period that still runs is seen until today."""
    return min(period.end, timezone.localdate())


def _median(event: str) -> Counter:
    """The product-limit (Kaplan–Meier) median of the wait, with the findings that still wait."""

    def counted(period: Period, scope: Scope) -> Figure:
        if scope.kind != "association":
            return _elsewhere()
        by = _by(period)
        found, source = median_wait(event, by), Source(lambda: waits_table(waits_for(event, by)))
        if found.median is None:
            words = ngettext(
                "%(ended)s of %(count)s finding has got there; that is too few for a median.",
                "%(ended)s of %(count)s findings have got there; that is too few for a median.",
                found.cases,
            )
            return Figure(None, source, "missing", words % {"ended": found.ended, "count": found.cases})
        return Figure(found.median, source)

    return counted


def _plain(event: str) -> Counter:
    """The median of those that got there; it looks shorter than it is, because those that still wait are left out."""

    def counted(period: Period, scope: Scope) -> Figure:
        if scope.kind != "association":
            return _elsewhere()
        by = _by(period)
        found = median_wait(event, by)
        source = Source(lambda: waits_table(one for one in waits_for(event, by) if one.reached_on))
        if found.plain is None:
            return Figure(None, source, "missing", gettext("No finding has got there yet."))
        return Figure(found.plain, source)

    return counted


def _placed(rows: QuerySet[Any], scope: Scope) -> QuerySet[Any]:
    if scope.kind == "region":
        return rows.filter(organisation__region=scope.key)
    return rows.filter(organisation=scope.key) if scope.kind == "organisation" else rows


def findings_accepted(period: Period, scope: Scope) -> Figure:
    """Findings taken onto the board in the period."""
    if scope.kind != "association":
        return _elsewhere()
    rows = Finding.objects.accepted().filter(decided_on__gte=period.start, decided_on__lte=period.end).order_by("decided_on", "pk")
    return Figure(rows.count(), Source(lambda: findings_table(rows)))


def briefs_published(period: Period, scope: Scope) -> Figure:
    """Versions of briefs published in the period."""
    if scope.kind != "association":
        return _elsewhere()
    rows = Brief.objects.filter(state__in=states.READ_BRIEFS, published_on__gte=period.start, published_on__lte=period.end)
    rows = rows.order_by("published_on", "pk")
    return Figure(rows.count(), Source(lambda: briefs_table(rows)))


def pilots_finished(period: Period, scope: Scope) -> Figure:
    """Pilots whose outcome was published in the period, whatever it was."""
    if scope.kind == "section":
        return _elsewhere()
    rows = Pilot.objects.with_all().filter(state=states.PUBLISHED, published_on__gte=period.start, published_on__lte=period.end)
    placed = _placed(rows, scope).order_by("published_on", "pk")
    return Figure(placed.count(), Source(lambda: pilots_table(placed)))


def adoptions(period: Period, scope: Scope) -> Figure:
    """Confirmed adoptions in use since a day of the period."""
    if scope.kind == "section":
        return _elsewhere()
    rows = Adoption.objects.filter(state=states.CONFIRMED, adopted_on__gte=period.start, adopted_on__lte=period.end)
    rows = _placed(rows.select_related("finding", "organisation__region"), scope).order_by("adopted_on", "pk")
    return Figure(rows.count(), Source(lambda: adoptions_table(rows)))


def _measure(code: str, title: Any, definition: Any, unit: Any, function: Counter) -> Measure:
    return Measure(f"practice.{code}", title, definition, unit, function, anyone)


WAITING = _(
    "Median of the days from the publication of a work to this event over all findings of the board, those that still wait included "
    "(Kaplan and Meier, 1958): the first day on which at most half still wait."
)
PLAIN = _("Median over those findings only that got there. Findings that still wait are left out, so it looks shorter than it is.")

MEASURES = (
    _measure("days_to_pilot", _("Days from publication to the first pilot"), WAITING, _("days"), _median(PILOT)),
    _measure("days_to_adoption", _("Days from publication to the first adoption"), WAITING, _("days"), _median(ADOPTION)),
    _measure("days_to_pilot_reached", _("Days to the first pilot, of those piloted"), PLAIN, _("days"), _plain(PILOT)),
    _measure("days_to_adoption_reached", _("Days to the first adoption, of those adopted"), PLAIN, _("days"), _plain(ADOPTION)),
    _measure("findings_accepted", _("Findings on the board"), _("Findings of research accepted in the period."), _("findings"), findings_accepted),
    _measure(
        "briefs_published",
        _("Briefs published"),
        _("Briefs in plain language published in the period."),
        _("briefs in plain language"),
        briefs_published,
    ),
    _measure(
        "pilots_finished",
        _("Pilots finished"),
        _("Pilots whose outcome was published in the period, those that did not work included."),
        _("pilots"),
        pilots_finished,
    ),
    _measure("adoptions", _("Adoptions"), _("Confirmed adoptions in use since a day of the period."), _("adoptions"), adoptions),
)
