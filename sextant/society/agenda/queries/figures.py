"""Where a figure comes from: its measure, its period, and the rows that were counted, now beside then."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from sextant.base.exports.tables import Column, Table
from sextant.base.measures.registry import ASSOCIATION, SMALL_CELL, Figure, Measure, Period, measure
from sextant.base.search.queries import matching_ids
from sextant.society.agenda.models import Agenda, Indicator, IndicatorValue
from sextant.society.agenda.queries.agendas import Reading, may_see_figure


@dataclass(frozen=True)
class Origin:
    """A figure's origin for one reader. `same` says whether the rows are those that were counted; None when nobody can tell.

    Of a withheld figure neither the number of rows nor their fingerprint is told.
    """

    indicator: Indicator
    period: Period
    measure: Measure | None
    value: IndicatorValue | None
    withheld: bool
    rows_now: int | None
    fingerprint_now: str
    same: bool | None
    table: Table | None


def figure_of(indicator: Indicator, period: Period) -> Figure | None:
    """The figure as the registry counts it now; None when its capability is not installed."""
    known = measure(indicator.measure) if indicator.measure else None
    return known.function(period, ASSOCIATION, **indicator.parameters) if known else None


def origin_of(indicator: Indicator, year: int, user: Any) -> Origin:
    """Counts the rows anew and sets them beside what was stored; the rows themselves only for those who may see them."""
    value = indicator.values.filter(year=year, scope_kind="association", scope_id="").first()
    period = Period(year, value.starts_on, value.ends_on) if value else Period.of_year(year)
    known = measure(indicator.measure) if indicator.measure else None
    figure = figure_of(indicator, period)
    source = figure.source if figure else None
    count, fingerprint = source.count_and_fingerprint() if source else (0, "")
    opens = known is not None and known.may_see_rows(user)
    same = fingerprint == value.fingerprint if value and value.fingerprint and source else None
    small = source is not None and source.persons and count < SMALL_CELL and not opens
    withheld = small or (value is not None and not may_see_figure(user, indicator, value))
    if withheld:
        return Origin(indicator, period, known, value, True, None, "", same, None)
    return Origin(indicator, period, known, value, False, count, fingerprint, same, source.table() if source and opens else None)


def indicators_of(agenda: Agenda, *, awaited: int | None = None, direction: Any = None, kind: str = "", text: str = "") -> QuerySet[Indicator]:
    """The active indicators in the agenda's order, narrowed; `awaited` leaves only reported ones without a value for that year."""
    rows = Indicator.objects.filter(guideline__direction__agenda=agenda, is_active=True).select_related("guideline__direction__agenda", "section")
    if awaited is not None:
        rows = rows.filter(kind=Indicator.Kind.REPORTED).exclude(values__year=awaited)
    if direction is not None:
        rows = rows.filter(guideline__direction=direction)
    if kind:
        rows = rows.filter(kind=kind)
    if text.strip():
        rows = rows.filter(pk__in=matching_ids("indicator", text))
    return rows


def readings_table(readings: list[Reading]) -> Table:
    """The list of indicators as a file; withheld figures stay empty."""

    def shown(row: Reading) -> float | None:
        return row.value.value if row.value and not row.withheld else None

    columns = (
        Column("guideline", "Guideline", lambda row: row.indicator.guideline.code),
        Column("indicator", "Indicator", lambda row: row.indicator.code),
        Column("title_ru", "Title (ru)", lambda row: row.indicator.title_ru),
        Column("title_en", "Title (en)", lambda row: row.indicator.title_en),
        Column("kind", "Kind", lambda row: row.indicator.kind),
        Column("unit", "Unit", lambda row: row.indicator.unit),
        Column("year", "Year", lambda row: row.value.year if row.value else None),
        Column("value", "Value", shown),
        Column("status", "Status", lambda row: "suppressed" if row.withheld else row.value.status if row.value else "missing"),
        Column("target_year", "Target year", lambda row: row.target.year if row.target else None),
        Column("target", "Target", lambda row: row.target.value if row.target else None),
        Column("course", "Course", lambda row: row.course.word),
    )
    return Table("indicators", columns, readings)


def series_table(reading: Reading) -> Table:
    """One indicator's figures by year as this reader sees them."""
    columns = (
        Column("year", "Year", lambda value: value.year),
        Column("value", "Value", lambda value: value.value),
        Column("rows", "Rows", lambda value: value.rows),
        Column("fingerprint", "Fingerprint", lambda value: value.fingerprint),
        Column("note", "Note", lambda value: value.note),
    )
    return Table(f"{reading.indicator.code}", columns, reading.series)
