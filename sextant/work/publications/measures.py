"""The numbers this house can be asked for, each with the rows behind it, and what waits for a keeper."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Max, QuerySet
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from sextant.base.exports.tables import Column, Table
from sextant.base.measures.registry import Figure, Measure, Period, Scope, Source
from sextant.work.publications import rules, states
from sextant.work.publications.models import Check, QualityMark

CHECKS = (
    Column("book", pgettext_lazy("handed in", "Book"), lambda row: row.book_id),
    Column("title", _("Title"), lambda row: row.book.title),
    Column("publisher", _("Publishing house"), lambda row: row.book.published_by or str(row.book.publisher or "")),
    Column("age", _("Readers' age"), lambda row: row.age),
    Column("verdict", _("Verdict"), lambda row: row.verdict),
    Column("ended_at", _("Checked on"), lambda row: row.ended_at),
)
MARKS = (
    Column("code", _("Code"), lambda row: row.code),
    Column("title", _("Title"), lambda row: row.book.title),
    Column("given_on", _("Mark given on"), lambda row: row.given_on),
    Column("state", _("Quality mark"), lambda row: row.state),
)


def _elsewhere() -> Figure:
    return Figure(None, None, "not_collected", gettext("This is not counted here; ask for the association as a whole."))


def _newest(period: Period, scope: Scope) -> QuerySet[Check]:
    """Of every book the last check that ended in the period; of the publisher or region asked for."""
    rows = Check.objects.filter(outcome=states.DONE, ended_at__date__gte=period.start, ended_at__date__lte=period.end)
    if scope.kind == "organisation":
        rows = rows.filter(book__publisher=int(scope.key))
    if scope.kind == "region":
        rows = rows.filter(book__publisher__region=int(scope.key))
    newest = rows.order_by().values("book").annotate(last=Max("pk")).values("last")
    return Check.objects.filter(pk__in=newest).select_related("book__publisher").order_by("pk")


def books_checked(period: Period, scope: Scope) -> Figure:
    """Books of which a file was checked in the period."""
    if scope.kind == "section":
        return _elsewhere()
    rows = _newest(period, scope)
    return Figure(rows.count(), Source(lambda: Table("books-checked", CHECKS, rows)))


def books_without_faults(period: Period, scope: Scope) -> Figure:
    """Of the books with a verdict, those whose last check of the period found no breach of a verified norm; in per cent."""
    if scope.kind == "section":
        return _elsewhere()
    rows = _newest(period, scope).filter(verdict__in=(states.PASS, states.FAIL))
    source, count = Source(lambda: Table("books-checked", CHECKS, rows)), rows.count()
    if not count:
        return Figure(None, source, "missing", gettext("No book came to a verdict in the period."))
    return Figure(100 * rows.filter(verdict=states.PASS).count() / count, source)


def marks_given(period: Period, scope: Scope) -> Figure:
    """Quality marks given in the period, those that have ended since among them."""
    if scope.kind != "association":
        return _elsewhere()
    rows = QualityMark.objects.filter(given_on__gte=period.start, given_on__lte=period.end).select_related("book").order_by("pk")
    return Figure(rows.count(), Source(lambda: Table("quality-marks", MARKS, rows)))


def _measure(code: str, title: Any, definition: Any, unit: Any, function: Any, decimals: int = 0) -> Measure:
    return Measure(f"publications.{code}", title, definition, unit, function, rules.is_keeper, decimals)


MEASURES: Iterable[Measure] = (
    _measure("books_checked", _("Books checked"), _("Children's books of which a file was checked in the period."), _("books"), books_checked),
    _measure(
        "books_without_faults",
        _("Books without faults"),
        _("Of the books that came to a verdict in the period, those whose last check found no breach of a verified norm."),
        "%",
        books_without_faults,
        1,
    ),
    _measure("marks_given", _("Quality marks given"), _("Quality marks given to children's books in the period."), _("quality marks"), marks_given),
)
