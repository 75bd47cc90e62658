"""The numbers of contemporary quality literature (III.1), each with the rows behind it."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sextant.base.measures.registry import Figure, Measure, Period, Scope, Source
from sextant.base.permissions.pages import anyone
from sextant.society.members.models import Organisation
from sextant.work.reading import states
from sextant.work.reading.models import Ballot, Book, RecommendedList, Review
from sextant.work.reading.queries.tables import ballots_table, books_table, libraries_table, lists_table, reviews_table

Counter = Callable[[Period, Scope], Figure]


def _elsewhere() -> Figure:
    return Figure(None, None, "not_collected", gettext("This is counted for the association as a whole."))


def books_nominated(period: Period, scope: Scope) -> Figure:
    """Books nominated in the period that were not withdrawn."""
    if scope.kind != "association":
        return _elsewhere()
    rows = Book.objects.filter(nominated_on__gte=period.start, nominated_on__lte=period.end).exclude(state=states.WITHDRAWN)
    rows = rows.prefetch_related("topics").order_by("nominated_on", "pk")
    return Figure(rows.count(), Source(lambda: books_table(rows)))


def books_reviewed(period: Period, scope: Scope) -> Figure:
    """Books of which at least one review was handed in in the period."""
    if scope.kind != "association":
        return _elsewhere()
    rows = Review.objects.filter(state=states.HANDED_IN, handed_in_on__gte=period.start, handed_in_on__lte=period.end)
    rows = rows.select_related("book").order_by("handed_in_on", "pk")
    return Figure(rows.order_by().values("book").distinct().count(), Source(lambda: reviews_table(rows)))


def lists_published(period: Period, scope: Scope) -> Figure:
    """Recommended lists first published in the period; a corrected version of a year is the same list."""
    if scope.kind != "association":
        return _elsewhere()
    rows = RecommendedList.objects.filter(state__in=states.READ_LISTS, version=1, published_on__gte=period.start, published_on__lte=period.end)
    rows = rows.select_related("season").order_by("published_on", "pk")
    return Figure(rows.count(), Source(lambda: lists_table(rows)))


def _ballots(period: Period, scope: Scope) -> QuerySet[Ballot]:
    key: Any = scope.key
    rows = Ballot.objects.filter(day__gte=period.start, day__lte=period.end)
    if scope.kind == "region":
        rows = rows.filter(library__region=key)
    return rows.filter(library=key) if scope.kind == "organisation" else rows


def libraries_voted(period: Period, scope: Scope) -> Figure:
    """Libraries whose young readers voted in the period."""
    if scope.kind == "section":
        return _elsewhere()
    keys: Any = _ballots(period, scope).order_by().values("library").distinct()
    inside = {"reading_ballots__day__gte": period.start, "reading_ballots__day__lte": period.end}
    rows = Organisation.objects.filter(pk__in=keys, **inside).select_related("region").annotate(voters=Sum("reading_ballots__voters"))
    rows = rows.order_by("name_ru", "pk")
    return Figure(keys.count(), Source(lambda: libraries_table(rows)))


def young_votes(period: Period, scope: Scope) -> Figure:
    """Votes of young readers in the period: one reader's word on one book. Readers are not counted, for nobody knows who they are."""
    if scope.kind == "section":
        return _elsewhere()
    rows = _ballots(period, scope).select_related("book", "library__region").order_by("day", "pk")
    total = rows.aggregate(total=Sum("voters"))["total"] or 0
    return Figure(total, Source(lambda: ballots_table(rows)))


def _measure(code: str, title: Any, definition: Any, unit: Any, function: Counter) -> Measure:
    return Measure(f"reading.{code}", title, definition, unit, function, anyone)


MEASURES = (
    _measure(
        "books_nominated",
        _("Books nominated"),
        _("Books nominated in the period for the recommended list and not withdrawn."),
        _("books"),
        books_nominated,
    ),
    _measure(
        "books_reviewed",
        _("Books reviewed"),
        _("Books of which a member of the readers' council handed in a review in the period."),
        _("books"),
        books_reviewed,
    ),
    _measure(
        "lists_published",
        _("Recommended lists published"),
        _("Bilingual recommended lists first published in the period; corrected versions are not counted again."),
        _("lists"),
        lists_published,
    ),
    _measure(
        "libraries_voted",
        _("Libraries that voted"),
        _("Libraries whose young readers voted on books in the period."),
        _("libraries"),
        libraries_voted,
    ),
    _measure(
        "young_votes",
        _("Young readers' votes"),
        _("Votes that libraries counted in the period: one reader's word on one book. Nobody knows who they are, so readers are not counted."),
        _("votes"),
        young_votes,
    ),
)
