"""The numbers the observatory can be asked for, each with the rows behind it, and what waits for a reviewer."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from sextant.base.exports.tables import Column, Table
from sextant.base.measures.registry import Figure, Measure, Period, Scope, Source
from sextant.base.measures.waiting import Task
from sextant.base.permissions.pages import anyone
from sextant.work.observatory import rules, states
from sextant.work.observatory.models import Brief, Edition

EDITIONS = (
    Column("corpus", _("Corpus"), lambda row: row.corpus.name),
    Column("number", pgettext_lazy("observatory", "Edition"), lambda row: row.number),
    Column("works", _("Works"), lambda row: row.works),
    Column("fingerprint", _("Fingerprint"), lambda row: row.fingerprint),
    Column("published_at", _("Published on"), lambda row: row.published_at),
)
BRIEFS = (
    Column("title", _("Title"), lambda row: row.title),
    Column("concept", _("Concept"), lambda row: row.concept.label),
    Column("edition", pgettext_lazy("observatory", "Edition"), lambda row: str(row.edition)),
    Column("published_at", _("Published on"), lambda row: row.published_at),
)


def _elsewhere() -> Figure:
    return Figure(None, None, "not_applicable", gettext("The observatory looks at the field as a whole."))


def _editions(period: Period) -> QuerySet[Edition]:
    rows = Edition.objects.published().filter(published_at__date__gte=period.start, published_at__date__lte=period.end)
    return rows.select_related("corpus").order_by("published_at", "pk")


def editions_published(period: Period, scope: Scope) -> Figure:
    """Editions of the observatory published in the period and not withdrawn."""
    if scope.kind != "association":
        return _elsewhere()
    rows = _editions(period)
    return Figure(rows.count(), Source(lambda: Table("editions", EDITIONS, rows)))


def works_analysed(period: Period, scope: Scope) -> Figure:
    """Works in the newest edition of each corpus among those published in the period."""
    if scope.kind != "association":
        return _elsewhere()
    newest = {row.corpus_id: row.pk for row in _editions(period)}
    rows = Edition.objects.filter(pk__in=newest.values()).select_related("corpus").order_by("pk")
    if not newest:
        return Figure(None, None, "missing", gettext("No edition was published in the period."))
    return Figure(rows.aggregate(all=Sum("works"))["all"], Source(lambda: Table("editions", EDITIONS, rows)))


def briefs_published(period: Period, scope: Scope) -> Figure:
    """Priority domains on which a reviewed brief was published in the period."""
    if scope.kind != "association":
        return _elsewhere()
    rows = Brief.objects.published().filter(published_at__date__gte=period.start, published_at__date__lte=period.end)
    rows = rows.select_related("concept", "edition__corpus").order_by("published_at", "pk")
    return Figure(rows.count(), Source(lambda: Table("briefs", BRIEFS, rows)))


MEASURES = (
    Measure(
        "observatory.editions_published",
        _("Editions of the observatory"),
        _("Editions of the observatory published in the period and not withdrawn."),
        _("editions"),
        editions_published,
        anyone,
    ),
    Measure(
        "observatory.works_analysed",
        _("Works analysed by the observatory"),
        _("Works in the newest edition of each corpus among those published in the period."),
        _("works"),
        works_analysed,
        anyone,
    ),
    Measure(
        "observatory.briefs_published",
        _("Briefs on priority domains"),
        _("Priority domains on which a brief, reviewed by a second person, was published in the period."),
        _("briefs"),
        briefs_published,
        anyone,
    ),
)


def tasks_of(user: Any) -> Iterable[Task]:
    """Briefs that wait for another's review, and editions that nobody has looked over."""
    if not rules.may_keep(user):
        return
    group = _("Observatory")
    for brief in Brief.objects.filter(state=states.IN_REVIEW).exclude(written_by=user).select_related("concept")[:20]:
        yield Task(gettext("Review the brief “%(title)s”") % {"title": brief.title}, brief.get_absolute_url(), None, group)
    for edition in Edition.objects.filter(state=states.MADE).select_related("corpus")[:20]:
        yield Task(gettext("Look over and publish: %(edition)s") % {"edition": edition}, edition.get_absolute_url(), None, group)
