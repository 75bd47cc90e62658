"""A small agenda with one measure of the test's own, and a report on it."""

from datetime import date

from sextant.base.exports.tables import Column, Table
from sextant.base.measures.registry import Figure, Measure, Period, Scope, Source, register
from sextant.front.report.actions import counted_figures, freeze_figures, open_report
from sextant.front.report.models import Report
from sextant.society.agenda.models import Agenda, Direction, Guideline, Indicator, IndicatorValue, Target

ROWS = [("Anna", 3), ("=cmd", 4), ("Boris", 5)]


def _count(period: Period, scope: Scope, *, factor: int = 1) -> Figure:
    columns = (Column("name", "Name", lambda row: row[0]), Column("visits", "Visits", lambda row: row[1]))
    return Figure(sum(row[1] for row in ROWS) * factor, Source(lambda: Table("test", columns, list(ROWS)), persons=True))


def _not_collected(period: Period, scope: Scope) -> Figure:
    return Figure(None, None, "not_collected", "The variable “visits” is lacking.")


def make_measures() -> None:
    """Registers `test.count` (rows for the office only) and `test.lacking`."""

    def office(user):
        return getattr(user, "is_staff", False)

    register(Measure("test.count", "Count", "Counts rows", "visits", _count, office))
    register(Measure("test.lacking", "Lacking", "Never known", "visits", _not_collected, lambda user: True))


def make_agenda() -> Agenda:
    """One direction, one guideline, three indicators: measured, not collected, reported (2017 and 2018)."""
    make_measures()
    Agenda.objects.filter(is_current=True).update(is_current=False)
    agenda = Agenda.objects.create(code="test", title_ru="Повестка", title_en="Agenda", is_current=True, fingerprint="f")
    direction = Direction.objects.create(agenda=agenda, code="I", position=1, title_ru="Первое", title_en="First")
    guideline = Guideline.objects.create(direction=direction, number=1, title_ru="Образ", title_en="Image")
    fields = {"guideline": guideline, "unit_ru": "посещений", "unit_en": "visits"}
    counted = Indicator.objects.create(code="counted", position=1, kind="measured", measure="test.count", title_ru="Счёт", title_en="Count", **fields)
    Target.objects.create(indicator=counted, year=2020, value=10)
    Indicator.objects.create(code="lacking", position=2, kind="statistic", measure="test.lacking", title_ru="Нет", title_en="Lacking", **fields)
    told = Indicator.objects.create(code="told", position=3, kind="reported", title_ru="Сказано", title_en="Told", decimals=1, **fields)
    for year, value in ((2016, 2.0), (2018, 3.5)):
        IndicatorValue.objects.create(
            indicator=told, year=year, starts_on=date(year, 1, 1), ends_on=date(year, 12, 31), value=value, note="counted by hand"
        )
    return agenda


def make_report(agenda: Agenda | None = None, year: int = 2018) -> Report:
    """A report with frozen figures, still a draft."""
    report = open_report(agenda=agenda or make_agenda(), year=year, by=None)
    return freeze_figures(report, counted_figures(report), by=None)
