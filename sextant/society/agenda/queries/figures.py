"""Where a figure comes from: its measure, its period, and the rows that were counted, now beside then."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sextant.base.exports.tables import Table
from sextant.base.measures.registry import ASSOCIATION, Figure, Measure, Period, measure
from sextant.society.agenda.models import Indicator, IndicatorValue
from sextant.society.agenda.queries.agendas import may_see_figure


@dataclass(frozen=True)
class Origin:
    """A figure's origin for one reader. `same` says whether the rows are those that were counted; None when nobody can tell."""

    indicator: Indicator
    period: Period
    measure: Measure | None
    value: IndicatorValue | None
    withheld: bool
    rows_now: int
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
    withheld = value is not None and not may_see_figure(user, indicator, value)
    return Origin(indicator, period, known, value, withheld, count, fingerprint, same, source.table() if source and opens else None)


def years_shown(today: date, values: list[IndicatorValue]) -> list[int]:
    """Years that a page offers: those with figures, and the present one."""
    return sorted({today.year, *(value.year for value in values)}, reverse=True)
