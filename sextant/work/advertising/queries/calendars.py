"""Which days of a place are free."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from sextant.work.advertising.models import Place, TakenDay


def taken_by_day(place: Place, since: date, until: date) -> Counter[date]:
    """How many bookings each day of a stretch has; days without one are absent."""
    return Counter(TakenDay.objects.filter(place=place, day__gte=since, day__lte=until).values_list("day", flat=True))


def full_days(place: Place, since: date, until: date) -> list[date]:
    """The days on which the place takes no more, in order."""
    return sorted(day for day, count in taken_by_day(place, since, until).items() if count >= place.capacity)


def stretches(days: Iterable[date]) -> list[tuple[date, date]]:
    """Days in order, joined to stretches without a gap."""
    found: list[tuple[date, date]] = []
    for day in days:
        if found and day - found[-1][1] == timedelta(days=1):
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


@dataclass(frozen=True)
class Cell:
    """A day of the calendar: how many bookings are still taken; `state` is free, some, full or past."""

    day: date
    free: int
    state: str


@dataclass(frozen=True)
class Month:
    """A month of the calendar; its weeks begin on Monday, places outside the month are None."""

    first: date
    weeks: list[list[Cell | None]]


def _cell(place: Place, day: date, taken: int, today: date) -> Cell:
    free = max(place.capacity - taken, 0)
    state = "past" if day < today else "full" if free == 0 else "some" if taken else "free"
    return Cell(day, free, state)


def months(place: Place, today: date, count: int = 3) -> list[Month]:
    """This month and the next ones, day by day."""
    firsts = [date(today.year + (today.month - 1 + ahead) // 12, (today.month - 1 + ahead) % 12 + 1, 1) for ahead in range(count + 1)]
    taken = taken_by_day(place, firsts[0], firsts[-1])
    made = []
    for first, after in pairwise(firsts):
        cells: list[Cell | None] = [None] * first.weekday()
        cells += [_cell(place, first + timedelta(days=n), taken[first + timedelta(days=n)], today) for n in range((after - first).days)]
        cells += [None] * (-len(cells) % 7)
        made.append(Month(first, [cells[start : start + 7] for start in range(0, len(cells), 7)]))
    return made
