"""The radar as it stands on a day: where each signal lies by its ratings, what is new, what has moved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median_low, quantiles

from sextant.society.agenda.models import Direction
from sextant.work.trends.models import Rating, Signal
from sextant.work.trends.states import SCALES

MANY = 5
"""From so many ratings on the spread is the middle half; of fewer it is all of them, from the lowest to the highest."""


@dataclass(frozen=True)
class Reading:
    """The ratings of one scale: their median (of an even number the lower of the two in the middle, so that it is a word of the scale), and the spread."""

    scale: str
    middle: int
    low: float
    high: float

    @property
    def word(self) -> str:
        return str(SCALES[self.scale][self.middle])

    @property
    def spread_words(self) -> str:
        """`likely – almost certain`; empty where all agree."""
        low, high = round(self.low), round(self.high)
        return "" if low == high else f"{SCALES[self.scale][low]} – {SCALES[self.scale][high]}"


def reading_of(scale: str, values: Sequence[int]) -> Reading:
    """Median and spread of ratings on a scale; quartiles by straight lines between ordered values (type 7 of Hyndman and Fan, 1996)."""
    low, high = float(min(values)), float(max(values))
    if len(values) >= MANY:
        low, _middle, high = quantiles(values, n=4, method="inclusive")
    return Reading(scale, median_low(values), low, high)


@dataclass(frozen=True)
class Place:
    """A signal on the radar on a day: how many rated it and what they say (None: nobody has), whether it is new this year, where it was a year ago."""

    signal: Signal
    people: int
    horizon: Reading | None
    impact: Reading | None
    certainty: Reading | None
    is_new: bool
    was: Reading | None

    @property
    def is_rated(self) -> bool:
        return self.horizon is not None

    @property
    def has_moved(self) -> bool:
        return bool(self.horizon and self.was and self.horizon.middle != self.was.middle)

    @property
    def has_come_nearer(self) -> bool:
        return bool(self.has_moved and self.horizon and self.was and self.horizon.middle < self.was.middle)


def readings(ratings: Iterable[Rating], day: date) -> dict[str, Reading]:
    """What the ratings that held on a day say, by scale; empty where there were none."""
    held = [one for one in ratings if one.holds_at(day)]
    return {scale: reading_of(scale, [getattr(one, scale) for one in held]) for scale in SCALES} if held else {}


def place_of(signal: Signal, day: date) -> Place:
    """Where a signal lies on a day. A year ago means at the end of the year before."""
    before = date(day.year - 1, 12, 31)
    rows = list(signal.ratings.all())
    now = readings(rows, day)
    stood = signal.on_radar_on is not None and signal.on_radar_on <= before
    was = readings(rows, before).get("horizon") if stood else None
    people = sum(one.holds_at(day) for one in rows)
    return Place(signal, people, now.get("horizon"), now.get("impact"), now.get("certainty"), not stood, was)


def radar_at(day: date) -> list[Place]:
    """Every signal on the radar at the end of a day, in the order of the directions, the nearest and weightiest first; a handful of queries."""
    rows = Signal.objects.on_radar_at(day).select_related("direction__agenda").prefetch_related("ratings", "guidelines__direction")
    return sorted((place_of(one, day) for one in rows), key=_order)


def _order(place: Place) -> tuple[int, int, int, int]:
    direction = place.signal.direction
    horizon, impact = place.horizon, place.impact
    return direction.position if direction else 99, horizon.middle if horizon else 9, -(impact.middle if impact else 0), place.signal.pk


def directions() -> list[Direction]:
    """The directions of the current agenda, in order."""
    return list(Direction.objects.filter(agenda__is_current=True).select_related("agenda"))


def numbered(places: Sequence[Place], directions: Sequence[Direction]) -> list[tuple[int | None, Place]]:
    """Places with their numbers on the drawing; those without ratings, or without a direction of the current agenda, are not on it and have none."""
    known, number, found = {one.pk for one in directions}, 0, []
    for place in places:
        drawn_too = place.is_rated and place.signal.direction_id in known
        number += drawn_too
        found.append((number if drawn_too else None, place))
    return found
