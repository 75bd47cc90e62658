"""The index of prestige of a year: entered figures, vacancies counted from the board, and the index over the years."""

from dataclasses import dataclass
from datetime import date
from statistics import median

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sextant.lab.prestige import SCALES, Component, Index, Part, prestige_index
from sextant.work.careers import states
from sextant.work.careers.models import Job, PrestigeFigure

LEAST = 3
"""The index is given with at least so many components."""
FEWEST_JOBS = 5
"""Own vacancies are counted from so many closed ones on; fewer say nothing."""
OLDEST = 2
"""A figure may stand in for a later year that long; its own year is always shown."""
YEARS_SHOWN = 8


@dataclass(frozen=True)
class Known:
    """A figure with its year and source."""

    value: float
    year: int
    source: str | Promise
    url: str = ""


@dataclass(frozen=True)
class Line:
    """One component as the page shows it; `known` is None where it was not collected."""

    title: str
    part: Part
    known: Known | None
    weight: float


@dataclass(frozen=True)
class YearIndex:
    """The index of a year with its lines."""

    year: int
    index: Index
    lines: tuple[Line, ...]


def own_vacancies(years: set[int]) -> dict[tuple[str, int], Known]:
    """Vacancies filled and days open, counted from jobs of the board that closed in each of the years."""
    rows: dict[int, list[Job]] = {}
    for job in Job.objects.filter(state=states.CLOSED, closed_on__year__in=years).exclude(outcome=Job.Outcome.DROPPED):
        assert job.closed_on is not None
        rows.setdefault(job.closed_on.year, []).append(job)
    found, source = {}, _("vacancies of this board")
    for year, jobs in rows.items():
        if len(jobs) < FEWEST_JOBS:
            continue
        filled = [job for job in jobs if job.outcome == Job.Outcome.FILLED]
        found["filled", year] = Known(100 * len(filled) / len(jobs), year, source)
        if len(filled) >= FEWEST_JOBS:
            found["days_open", year] = Known(float(median(days_open(job) for job in filled)), year, source)
    return found


def days_open(job: Job) -> int:
    """Days from the publication of a closed job to its end."""
    assert job.closed_on is not None
    assert job.published_at is not None
    return max((job.closed_on - timezone.localdate(job.published_at)).days, 0)


def known_figures(years: set[int]) -> dict[tuple[str, int], Known]:
    """All figures of these years by component and year; what was entered by hand wins over what the board counts."""
    entered = {
        (row.component, row.year): Known(float(row.value), row.year, row.source, row.source_url)
        for row in PrestigeFigure.objects.filter(year__in=years)
    }
    return {**own_vacancies(years), **entered}


def _of_year(year: int, known: dict[tuple[str, int], Known]) -> YearIndex:
    found = {code: next((known[code, past] for past in range(year, year - OLDEST - 1, -1) if (code, past) in known), None) for code in SCALES}
    index = prestige_index([Component(code, one.value if one else None) for code, one in found.items()], least=LEAST)
    titles = dict(PrestigeFigure.Component.choices)
    lines = tuple(Line(str(titles[part.code]), part, found[part.code], SCALES[part.code].weight) for part in index.parts)
    return YearIndex(year, index, lines)


def indices(last: int, years: int = YEARS_SHOWN) -> list[YearIndex]:
    """The index of each year up to the last, oldest first; three queries whatever the number of years."""
    wanted = range(last - years + 1, last + 1)
    known = known_figures(set(range(wanted[0] - OLDEST, last + 1)))
    return [_of_year(year, known) for year in wanted]


def index_of(year: int) -> YearIndex:
    return indices(year, 1)[0]


def latest_year(today: date) -> int:
    """The year before this one where it has an index and this one has not, else this one."""
    now, before = index_of(today.year), index_of(today.year - 1)
    return today.year if now.index.value is not None or before.index.value is None else today.year - 1
