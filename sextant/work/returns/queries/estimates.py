"""Runs that are in force, what they were made from, and whether the figures have changed since."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sextant.base.jobs.states import DONE
from sextant.base.ui.breaks import Break
from sextant.work.returns.models import Collection, Filling, ForecastRun, YearRelease
from sextant.work.returns.queries.notions import cuts_of

MOST_EARLIER = 5
"""Earlier years that a filling reads; older values say little of a library."""
FEWEST_YEARS = 2
"""Years that a forecast needs."""


def earlier_releases(release: YearRelease) -> list[YearRelease]:
    """The years before that a filling reads, latest first."""
    rows = YearRelease.objects.filter(collection_id=release.collection_id, year__lt=release.year, libraries__gt=0)
    return list(rows.order_by("-year")[:MOST_EARLIER])


def held_releases(collection: Collection) -> list[YearRelease]:
    """The years of a collection that have figures, earliest first."""
    return list(collection.years.filter(libraries__gt=0).order_by("year"))


class Declared(NamedTuple):
    """A declared break: its year, its reason in both languages, and the region whose series alone it breaks, or nothing."""

    year: int
    english: str
    russian: str
    region: str = ""

    @property
    def kept(self) -> list[Any]:
        """As a run keeps it; the region only where there is one."""
        return list(self if self.region else self[:3])


def declared_breaks(collection: Collection) -> list[Declared]:
    """Every declared break, earliest first, those of all regions before those of one."""
    return [Declared(*row) for row in collection.breaks.order_by("year", "region").values_list("year", "reason_en", "reason_ru", "region")]


def fingerprint_over(releases: Iterable[YearRelease], breaks: Iterable[Declared] = (), cuts: Mapping[str, Sequence[Break]] | None = None) -> str:
    """SHA-256 over the fingerprints of years, over declared breaks, and over the years from which on a variable means something else."""
    said: list[Any] = [[[one.year, one.fingerprint] for one in releases], [one.kept for one in breaks]]
    if cuts:
        said.append([[code, sorted({one.year for one in rows})] for code, rows in sorted(cuts.items())])
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def fingerprint_of_filling(release: YearRelease) -> str:
    """What a filling made now would be made from."""
    return fingerprint_over([release, *earlier_releases(release)])


def fingerprint_of_forecast(collection: Collection) -> str:
    """What a forecast made now would be made from."""
    held = held_releases(collection)
    return fingerprint_over(held, declared_breaks(collection), cuts_of(collection, held[-1].year) if held else None)


def filling_in_force(release: YearRelease) -> Filling | None:
    """The latest filling of a year that ended well."""
    return release.fillings.filter(outcome=DONE).select_related("release__collection").order_by("-number").first()


def latest_filling(release: YearRelease) -> Filling | None:
    """The latest filling that was asked for, however it ended."""
    return release.fillings.select_related("job").order_by("-number").first()


def run_in_force(collection: Collection) -> ForecastRun | None:
    """The latest forecast of a collection that ended well."""
    return collection.forecast_runs.filter(outcome=DONE).order_by("-number").first()


def latest_run(collection: Collection) -> ForecastRun | None:
    """The latest forecast that was asked for, however it ended."""
    return collection.forecast_runs.select_related("job").order_by("-number").first()
