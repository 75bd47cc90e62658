"""The numbers this house can be asked for, each with the rows behind it."""

from collections.abc import Iterable
from datetime import timedelta
from statistics import median
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from sextant.base.exports.tables import Column, Table
from sextant.base.measures.registry import Figure, Measure, Period, Scope, Source
from sextant.society.documents import rules
from sextant.society.documents.models import Comment, Publication

PUBLICATIONS = (
    Column("document", _("Document"), lambda row: row.version.document.code),
    Column("kind", _("Kind of document"), lambda row: row.version.document.kind),
    Column("version", _("Version"), lambda row: row.version.number),
    Column("published_on", _("Published on"), lambda row: row.published_on),
    Column("fingerprint", _("Fingerprint of the text (SHA-256)"), lambda row: row.fingerprint),
)
COMMENTS = (
    Column("comment", pgettext_lazy("document", "Comment"), lambda row: row.pk),
    Column("document", _("Document"), lambda row: row.version.document.code),
    Column("made_at", _("Written at"), lambda row: row.made_at),
    Column("settled_at", _("Settled at"), lambda row: _settled_at(row)),
    Column("outcome", _("Disposition"), lambda row: row.state),
)
DAY = timedelta(days=1)


def _settled_at(comment: Comment) -> Any:
    found = getattr(comment, "disposition", None)
    return found.at if found is not None else None


def _elsewhere() -> Figure:
    return Figure(None, None, "not_collected", gettext("This is not counted here; ask for the association as a whole, a section or an organisation."))


def _owned(rows: QuerySet[Any], scope: Scope, prefix: str) -> QuerySet[Any]:
    if scope.kind == "association":
        return rows
    return rows.filter(**{f"{prefix}owner_kind": f"members.{scope.kind}", f"{prefix}owner_key": scope.key})


def documents_published(period: Period, scope: Scope, kind: str = "") -> Figure:
    """Versions published in the period; of one kind with the parameter `kind`."""
    if scope.kind not in ("association", "section", "organisation"):
        return _elsewhere()
    rows = Publication.objects.filter(published_on__gte=period.start, published_on__lte=period.end).select_related("version__document")
    rows = _owned(rows, scope, "version__document__").order_by("published_on", "pk")
    rows = rows.filter(version__document__kind=kind) if kind else rows
    return Figure(rows.count(), Source(lambda: Table("documents-published", PUBLICATIONS, rows)))


def _comments(period: Period, scope: Scope) -> QuerySet[Comment]:
    """Comments written in the period in consultations that are over; neither answers nor withdrawn ones."""
    rows = Comment.objects.filter(reply_to=None, withdrawn_at=None, made_at__date__gte=period.start, made_at__date__lte=period.end)
    rows = rows.exclude(version__consultations__closed_at=None).select_related("version__document", "disposition")
    return _owned(rows, scope, "version__document__").order_by("pk")


def comments_answered(period: Period, scope: Scope) -> Figure:
    """Of the comments written in the period, those that have a disposition with its reason; in per cent."""
    if scope.kind not in ("association", "section", "organisation"):
        return _elsewhere()
    rows = _comments(period, scope)
    source, count = Source(lambda: Table("comments", COMMENTS, rows)), rows.count()
    if not count:
        return Figure(None, source, "missing", gettext("No consultation with comments ended in the period."))
    return Figure(100 * rows.filter(disposition__isnull=False).count() / count, source)


def days_to_disposition(period: Period, scope: Scope) -> Figure:
    """The median of the days from a comment to its disposition, of those written in the period that have one."""
    if scope.kind not in ("association", "section", "organisation"):
        return _elsewhere()
    rows = _comments(period, scope).filter(disposition__isnull=False)
    source = Source(lambda: Table("comments-settled", COMMENTS, rows))
    waits = [(one.disposition.at - one.made_at) / DAY for one in rows]
    if not waits:
        return Figure(None, source, "missing", gettext("No comment written in the period has a disposition."))
    return Figure(median(waits), source)


def _measure(code: str, title: Any, definition: Any, unit: Any, function: Any, decimals: int = 0, parameters: tuple[str, ...] = ()) -> Measure:
    return Measure(f"documents.{code}", title, definition, unit, function, rules.may_see_rows, decimals, parameters)


MEASURES: Iterable[Measure] = (
    _measure(
        "documents_published",
        _("Documents published"),
        _("Versions of documents published in the period; with the parameter “kind” those of one kind."),
        _("documents"),
        documents_published,
        parameters=("kind",),
    ),
    _measure(
        "comments_answered",
        _("Comments answered with a reason"),
        _("Of the comments written in the period in consultations that are over, those with a disposition; withdrawn ones are left out."),
        "%",
        comments_answered,
        1,
    ),
    _measure(
        "days_to_disposition",
        _("Days from comment to disposition"),
        _("Median of the days between a comment and its disposition, of comments written in the period."),
        _("days"),
        days_to_disposition,
        1,
    ),
)
