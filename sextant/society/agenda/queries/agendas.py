"""Reading agendas with what stands under them, and where their guidelines stand, in a constant number of queries."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count

from sextant.base.measures.registry import SMALL_CELL, measure
from sextant.society.agenda.course import ATTENTION, BEHIND, NONE, ON_COURSE, REACHED, Course, course_of
from sextant.society.agenda.models import Agenda, Contribution, Direction, Guideline, Indicator, IndicatorValue, Target
from sextant.society.agenda.queries.visible import visible_initiatives

WORDS = (REACHED, ON_COURSE, BEHIND, NONE)


@dataclass(frozen=True)
class Change:
    """The difference to the latest earlier year that has a figure, with that year named."""

    year: int
    by: float


@dataclass(frozen=True)
class Reading:
    """An indicator as one reader sees it: its latest figure, the change, the target ahead, and how far it has come."""

    indicator: Indicator
    value: IndicatorValue | None
    withheld: bool
    change: Change | None
    target: Target | None
    course: Course
    series: list[IndicatorValue] = field(default_factory=list)


@dataclass
class Standing:
    """A guideline with its indicators counted by word; `share` is the part of those that can be told which are on course or better."""

    guideline: Guideline
    words: Counter[str] = field(default_factory=Counter)
    initiatives: Counter[str] = field(default_factory=Counter)

    @property
    def told(self) -> int:
        return sum(self.words[word] for word in (REACHED, ON_COURSE, BEHIND))

    @property
    def initiatives_count(self) -> int:
        """All initiatives that the reader may know of, whatever their state."""
        return self.initiatives.total()

    @property
    def share(self) -> float | None:
        return self.good / self.told if self.told else None

    @property
    def word(self) -> str:
        """One word for the guideline: behind when most of its told indicators are; some behind ask for attention."""
        if not self.told:
            return NONE
        if self.words[REACHED] == self.told:
            return REACHED
        if self.words[BEHIND] * 2 > self.told:
            return BEHIND
        return ATTENTION if self.words[BEHIND] else ON_COURSE

    @property
    def good(self) -> int:
        """How many of its indicators are on course or have reached their target."""
        return self.words[REACHED] + self.words[ON_COURSE]


@dataclass
class Sector:
    """A direction with the standings of its guidelines."""

    direction: Direction
    standings: list[Standing]


def current_agenda() -> Agenda | None:
    """The agenda the association works by; None on a site without one."""
    return Agenda.objects.filter(is_current=True).first()


def agendas() -> list[Agenda]:
    """All agendas, the current one first, then the latest."""
    return sorted(Agenda.objects.all(), key=lambda one: (not one.is_current, -(one.adopted_on.toordinal() if one.adopted_on else 0)))


def directions_of(agenda: Agenda) -> list[Direction]:
    """The directions in order, each with its guidelines at hand."""
    directions = list(agenda.directions.prefetch_related("guidelines"))
    for direction in directions:
        for guideline in direction.guidelines.all():
            guideline.direction = direction
    return directions


def may_see_figure(user: Any, indicator: Indicator, value: IndicatorValue) -> bool:
    """Figures that stand for fewer than five persons are withheld from those who may not see the rows."""
    if not value.persons or value.rows >= SMALL_CELL:
        return True
    known = measure(indicator.measure)
    return known is not None and known.may_see_rows(user)


def readings(indicators: Iterable[Indicator], user: Any) -> list[Reading]:
    """The indicators as this reader sees them; two queries for any number of them."""
    rows = list(indicators)
    keys = [row.pk for row in rows]
    values: dict[int, list[IndicatorValue]] = {key: [] for key in keys}
    for value in IndicatorValue.objects.filter(indicator__in=keys, scope_kind="association").order_by("year"):
        values[value.indicator_id].append(value)
    targets: dict[int, list[Target]] = {key: [] for key in keys}
    for target in Target.objects.filter(indicator__in=keys).order_by("year"):
        targets[target.indicator_id].append(target)
    return [_reading(row, values[row.pk], targets[row.pk], user) for row in rows]


def _reading(indicator: Indicator, values: list[IndicatorValue], targets: list[Target], user: Any) -> Reading:
    for value in values:
        value.indicator = indicator
    series = [value for value in values if value.status == "ok" and may_see_figure(user, indicator, value)]
    known = [value for value in values if value.status == "ok"]
    latest = known[-1] if known else (values[-1] if values else None)
    withheld = bool(known) and not may_see_figure(user, indicator, known[-1])
    target = target_ahead(targets, latest.year if latest else None)
    if latest is None or latest.status != "ok" or withheld:
        return Reading(indicator, latest, withheld, None, target, Course(NONE), series)
    earlier = [value for value in series if value.year < latest.year]
    change = Change(earlier[-1].year, (latest.value or 0) - (earlier[-1].value or 0)) if earlier else None
    return Reading(indicator, latest, False, change, target, course_of(indicator, latest.year, latest.value, target), series)


def target_ahead(targets: list[Target], year: int | None) -> Target | None:
    """The next target from that year on, else the last one there is."""
    ahead = [target for target in targets if year is None or target.year >= year]
    return ahead[0] if ahead else (targets[-1] if targets else None)


def standings(agenda: Agenda, user: Any) -> list[Sector]:
    """Every direction with the standing of each guideline, in six queries whatever the agenda's size."""
    sectors = [Sector(direction, [Standing(guideline) for guideline in direction.guidelines.all()]) for direction in directions_of(agenda)]
    by_key = {standing.guideline.pk: standing for sector in sectors for standing in sector.standings}
    active = Indicator.objects.filter(guideline__direction__agenda=agenda, is_active=True).order_by("pk")
    for reading in readings(active, user):
        by_key[reading.indicator.guideline_id].words[reading.course.word] += 1
    shown = Contribution.objects.filter(guideline__in=by_key, initiative__in=visible_initiatives(user).order_by())
    for key, state, count in shown.values_list("guideline", "initiative__state").annotate(count=Count("pk")).order_by():
        by_key[key].initiatives[state] += count
    return sectors


def standing_of(guideline: Guideline, readings: list[Reading], user: Any) -> Standing:
    """Where one guideline stands, from its readings; one query."""
    shown = Contribution.objects.filter(guideline=guideline, initiative__in=visible_initiatives(user).order_by())
    states = shown.values_list("initiative__state").annotate(count=Count("pk")).order_by()
    return Standing(guideline, Counter(reading.course.word for reading in readings), Counter(dict(states)))


def dial(agenda: Agenda, user: Any) -> list[Sector]:
    """What the sign of the product is drawn from: sectors with segments (direction 0, how an agenda is made, has no sector)."""
    return [sector for sector in standings(agenda, user) if sector.direction.code != "0"]
