"""The numbers others may ask for, each with the libraries behind it, and what waits for an analyst."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sextant.base.exports.tables import Column, Table
from sextant.base.measures.registry import Figure, Measure, Period, Scope, Source
from sextant.base.measures.waiting import Task
from sextant.base.permissions.pages import anyone
from sextant.lab.returns import dictionary, indicators
from sextant.work.returns.models import Aggregate, Collection, ImportRun, LibraryReturn, Submission, YearRelease
from sextant.work.returns.queries import figures, words
from sextant.work.returns.queries.protection import why_group_withheld
from sextant.work.returns.rules import is_office, may_import
from sextant.work.returns.states import ACCEPTED, DONE, PUBLISHED_RETURN


def _release(collection: str, year: int) -> YearRelease | None:
    chosen = Collection.objects.filter(code=collection).first() if collection else figures.default_collection()
    return chosen.years.select_related("collection").filter(year=year).first() if chosen else None


def _in_scope(release: YearRelease, scope: Scope) -> QuerySet[LibraryReturn]:
    """The returns of a year that a scope covers: all, those of a region, or those of one organisation."""
    rows = figures.returns_of(release)
    if scope.kind == "region":
        rows = rows.filter(Q(region=scope.key) | Q(region=scope.key.removeprefix(f"{release.collection.country}-")))
    if scope.kind == "organisation":
        rows = rows.filter(library__organisation_id=scope.key)
    return rows


def _not_held(year: int) -> Figure:
    return Figure(None, None, "not_collected", _("No library returns of %(year)s are held.") % {"year": year})


def indicator(period: Period, scope: Scope, *, indicator: str, collection: str = "", statistic: str = "value") -> Figure:
    """An indicator of library returns: the ratio of sums over all libraries that have every input, or their median.

    Of a variable of the dictionary it gives the total, or the median.
    """
    release = _release(collection, period.year)
    if release is None:
        return _not_held(period.year)
    inputs = indicators.definitions()[indicator].inputs if indicator in indicators.definitions() else (indicator,)
    absent = [code for code in inputs if code not in release.variables]
    if absent:
        return Figure(None, None, "not_collected", words.not_collected_reason(period.year, absent))
    rows = _in_scope(release, scope)
    source = Source(lambda: _table_of(release, rows, indicator, inputs))
    found = _held_figure(release, scope, indicator) or _counted(rows, indicator, inputs)
    value = found.median if statistic == "median" else found.value
    reason = "" if value is not None else why_group_withheld(found) or _("No library has all that this figure needs.")
    return Figure(value, source, "ok" if value is not None else found.status, reason)


def _held_figure(release: YearRelease, scope: Scope, code: str) -> Aggregate | None:
    if scope.kind not in ("association", "region"):
        return None
    kind, groups = "all", ["all"]
    if scope.kind == "region":
        kind, groups = "region", [scope.key, scope.key.removeprefix(f"{release.collection.country}-")]
    is_variable = code not in indicators.definitions()
    return Aggregate.objects.filter(release=release, indicator=code, is_variable=is_variable, group_kind=kind, group__in=groups).first()


def _counted(rows: QuerySet[LibraryReturn], code: str, inputs: tuple[str, ...]) -> Aggregate:
    """The same figure for a scope that is no stored group, such as the libraries of one organisation."""
    whole = [row.values for row in rows if all(name in row.values for name in inputs)]
    if not whole:
        return Aggregate(status="missing")
    sums = {name: sum(values[name] for values in whole) for name in inputs}
    if code in indicators.definitions():
        result = indicators.for_row(sums, {})[code]
        return Aggregate(value=result.value, median=result.value, status=result.status)
    return Aggregate(value=sums[code], median=sums[code], status="ok")


def _table_of(release: YearRelease, rows: QuerySet[LibraryReturn], code: str, inputs: tuple[str, ...]) -> Table:
    """The libraries behind a figure: what each put in, how it came about, and the library's own value."""
    columns = [
        Column("unit_id", gettext_lazy("Key"), lambda row: row[0]),
        Column("library", gettext_lazy("Library"), lambda row: row[1]),
        Column("region", gettext_lazy("Region"), lambda row: row[2]),
        *(_input_column(name) for name in inputs),
        Column("origin", gettext_lazy("How it came about"), lambda row: "; ".join(f"{name}: {row[5][name]}" for name in inputs if name in row[5])),
    ]
    if code in indicators.definitions():
        columns.append(Column(code, words.indicator_name(code), lambda row: row[6].get(code)))
    fields = ("library__key", "library__name", "region", "values", "statuses", "origins", "indicators")
    streamed = rows.select_related(None).values_list(*fields).iterator(chunk_size=500)
    return Table(f"{code}-{release.collection.code}-{release.year}", tuple(columns), streamed)


def _input_column(name: str) -> Column:
    return Column(name, words.variable_name(name), lambda row: row[3].get(name, row[4].get(name, "not_collected")))


def libraries_reporting(period: Period, scope: Scope, *, collection: str = "") -> Figure:
    """Libraries that gave at least one number of their own for the year."""
    release = _release(collection, period.year)
    if release is None:
        return _not_held(period.year)
    rows = _in_scope(release, scope)
    count = sum(1 for record in _reporting(rows) if record[3])
    return Figure(float(count), Source(lambda: _reporting_table(release, rows)))


def response_rate(period: Period, scope: Scope, *, collection: str = "") -> Figure:
    """The share of libraries asked that gave at least one number of their own, in per cent."""
    release = _release(collection, period.year)
    if release is None:
        return _not_held(period.year)
    rows = _in_scope(release, scope)
    answers = [record[3] for record in _reporting(rows)]
    source = Source(lambda: _reporting_table(release, rows))
    if not answers:
        return Figure(None, source, "missing", _("No library was asked."))
    return Figure(100 * sum(answers) / len(answers), source)


def _reporting(rows: QuerySet[LibraryReturn]) -> Iterator[tuple[str, str, str, bool]]:
    """Each library asked, and whether one of its numbers is its own, not imputed."""
    fields = ("library__key", "library__name", "region", "values", "origins")
    for key, name, region, values, origins in rows.select_related(None).values_list(*fields).iterator(chunk_size=500):
        yield key, name, region, any(origins.get(code) != "imputed" for code in values)


def _reporting_table(release: YearRelease, rows: QuerySet[LibraryReturn]) -> Table:
    columns = (
        Column("unit_id", gettext_lazy("Key"), lambda row: row[0]),
        Column("library", gettext_lazy("Library"), lambda row: row[1]),
        Column("region", gettext_lazy("Region"), lambda row: row[2]),
        Column("reported", gettext_lazy("Gave figures"), lambda row: row[3]),
    )
    return Table(f"reporting-{release.collection.code}-{release.year}", columns, _reporting(rows))


def _asked(period: Period, scope: Scope, collection: str) -> QuerySet[Submission]:
    """The libraries asked for the year, as far as a scope covers them."""
    rows = Submission.objects.filter(round__year=period.year)
    chosen = Collection.objects.filter(code=collection) if collection else Collection.objects.filter(rounds__year=period.year, is_demo=False)
    if not collection and not chosen.exists():
        chosen = Collection.objects.filter(rounds__year=period.year)
    rows = rows.filter(round__collection__in=chosen)
    if scope.kind == "region":
        rows = rows.filter(region__code=scope.key)
    if scope.kind == "organisation":
        rows = rows.filter(organisation_id=scope.key)
    return rows.order_by("library__key", "pk")


def accepted_in_time(period: Period, scope: Scope, *, collection: str = "") -> Figure:
    """The share of libraries asked whose return was first sent by the last day and has been accepted, in per cent."""
    rows = _asked(period, scope, collection)
    asked = rows.count()
    if not asked:
        return Figure(None, None, "missing", _("No library was asked for %(year)s.") % {"year": period.year})
    taken = rows.filter(state__in=[ACCEPTED, PUBLISHED_RETURN], sent_at__date__lte=F("round__due_on")).count()
    return Figure(100 * taken / asked, Source(lambda: _asked_table(rows, period.year)))


def _asked_table(rows: QuerySet[Submission], year: int) -> Table:
    """Each library asked: its state, the last day, when it first sent, when it was accepted."""
    columns = (
        Column("unit_id", gettext_lazy("Key"), lambda row: row[0]),
        Column("library", gettext_lazy("Library"), lambda row: row[1]),
        Column("state", gettext_lazy("State"), lambda row: row[2]),
        Column("due_on", gettext_lazy("Last day"), lambda row: row[3]),
        Column("sent_at", gettext_lazy("Sent"), lambda row: row[4]),
        Column("accepted_at", gettext_lazy("Accepted"), lambda row: row[5]),
    )
    fields = ("library__key", "library__name", "state", "round__due_on", "sent_at", "accepted_at")
    return Table(f"returns-in-time-{year}", columns, rows.values_list(*fields).iterator(chunk_size=500))


MEASURES = (
    Measure(
        code="returns.indicator",
        title=gettext_lazy("Statistic of library returns"),
        definition=gettext_lazy(
            "An indicator computed from the annual returns of libraries: the ratio of sums over all libraries that have every input."
        ),
        unit="",
        function=indicator,
        may_see_rows=anyone,
        decimals=2,
        parameters=("indicator", "collection", "statistic"),
    ),
    Measure(
        code="returns.libraries_reporting",
        title=gettext_lazy("Libraries that sent their return"),
        definition=gettext_lazy("Libraries that gave at least one number of their own for the year; imputed numbers do not count."),
        unit=gettext_lazy("libraries"),
        function=libraries_reporting,
        may_see_rows=anyone,
        parameters=("collection",),
    ),
    Measure(
        code="returns.response_rate",
        title=gettext_lazy("Response to the annual returns"),
        definition=gettext_lazy("The share of libraries asked that gave at least one number of their own for the year."),
        unit="%",
        function=response_rate,
        may_see_rows=anyone,
        decimals=1,
        parameters=("collection",),
    ),
    Measure(
        code="returns.accepted_in_time",
        title=gettext_lazy("Returns accepted in time"),
        definition=gettext_lazy(
            "The share of libraries asked for a year whose return was first sent by the last day and has been accepted. Where no collection is named, those of the association that ask for the year."
        ),
        unit="%",
        function=accepted_in_time,
        may_see_rows=is_office,
        decimals=1,
        parameters=("collection",),
    ),
)


def waiting_for(user: Any) -> Iterable[Task]:
    """Imports whose findings nobody has looked at."""
    if not may_import(user):
        return
    waiting = ImportRun.objects.filter(outcome=DONE, findings_count__gt=0, seen_at=None).order_by("id")[:20]
    for work in waiting:
        count = ngettext("%(count)s finding in the import of %(file)s", "%(count)s findings in the import of %(file)s", work.findings_count)
        title = count % {"count": work.findings_count, "file": work.file_name}
        yield Task(title, reverse("returns:import", args=[work.pk]), group=_("Library statistics"))


def known_variables() -> list[str]:
    """Codes that `returns.indicator` takes beside those of indicators."""
    return list(dictionary.variables())
