"""Runs that are in force, what they were made from, and whether the figures have changed since."""

import hashlib
import json
from collections.abc import Iterable

from sextant.base.jobs.states import DONE
from sextant.work.returns.models import Collection, Filling, ForecastRun, YearRelease

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


def declared_breaks(collection: Collection) -> list[tuple[int, str, str]]:
    """Year, English and Russian reason of every declared break."""
    return list(collection.breaks.order_by("year").values_list("year", "reason_en", "reason_ru"))


def fingerprint_over(releases: Iterable[YearRelease], breaks: Iterable[tuple[int, str, str]] = ()) -> str:
    """SHA-256 over the fingerprints of years, and over declared breaks."""
    said = [[[one.year, one.fingerprint] for one in releases], [list(one) for one in breaks]]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def fingerprint_of_filling(release: YearRelease) -> str:
    """What a filling made now would be made from."""
    return fingerprint_over([release, *earlier_releases(release)])


def fingerprint_of_forecast(collection: Collection) -> str:
    """What a forecast made now would be made from."""
    return fingerprint_over(held_releases(collection), declared_breaks(collection))


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
