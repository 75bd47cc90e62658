"""Baselines, targets and reported figures of the demo, so that every guideline has something to show."""

from datetime import date

from sextant.base.accounts.models import User
from sextant.base.demo.registry import World
from sextant.society.agenda.models import Agenda, Indicator, IndicatorValue, Target

DEMO = "demo"
YEARS = 5
WAYS = (0.16, 0.13, 0.11, 0.09, 0.07, 0.05, 0.02, -0.04)
"""Change of a year, the good way; what is drawn from it goes well more often than not."""
SILENT = 9
"""One of so many reported indicators has no value yet, as in life."""


def _reported(world: World, indicator: Indicator, last: int, by: User) -> list[IndicatorValue]:
    """Five years that begin somewhere and go the good way, or not."""
    chance, rows = world.chance, []
    value = chance.choice((12.0, 25.0, 40.0, 60.0, 120.0))
    way = chance.choice(WAYS) * (-1 if indicator.good == Indicator.Good.DOWN else 1)
    for year in range(last - YEARS + 1, last + 1):
        note = "Вымышленное значение демонстрационной ассоциации."
        period = {"year": year, "starts_on": date(year, 1, 1), "ends_on": date(year, 12, 31)}
        rows.append(IndicatorValue(indicator=indicator, value=round(value, indicator.decimals), note=note, reported_by=by, **period))
        value *= 1 + way + chance.uniform(-0.05, 0.05)
    return rows


def make_figures(world: World, agenda: Agenda) -> None:
    """Reported values for the indicators that people report, and a target for each indicator that has a value to start from."""
    last, by = world.today.year - 1, world.left["secretary@demo.example"]
    indicators = list(Indicator.objects.filter(guideline__direction__agenda=agenda, is_active=True))
    reported = [one for one in indicators if one.kind == Indicator.Kind.REPORTED and world.chance.randrange(SILENT)]
    values = [row for one in reported for row in _reported(world, one, last, by)]
    IndicatorValue.objects.bulk_create(values, batch_size=500)


def make_targets(world: World, agenda: Agenda) -> None:
    """Sets baseline and target from the first known value: a tenth to a half better within six years."""
    last, targets, changed = world.today.year - 1, [], []
    known: dict[int, list[IndicatorValue]] = {}
    for value in (
        IndicatorValue.objects.filter(indicator__guideline__direction__agenda=agenda, status="ok").select_related("indicator").order_by("year")
    ):
        known.setdefault(value.indicator_id, []).append(value)
    for values in known.values():
        first, indicator = values[0], values[0].indicator
        if indicator.good == Indicator.Good.NONE or not first.value or indicator.targets.exists():
            continue
        better = world.chance.uniform(0.1, 0.5) * (-1 if indicator.good == Indicator.Good.DOWN else 1)
        indicator.baseline_year, indicator.baseline_value = first.year, first.value
        changed.append(indicator)
        targets.append(Target(indicator=indicator, year=last + 2, value=round(first.value * (1 + better), indicator.decimals + 1), adopted_by=DEMO))
    Indicator.objects.bulk_update(changed, ["baseline_year", "baseline_value"])
    Target.objects.bulk_create(targets)
