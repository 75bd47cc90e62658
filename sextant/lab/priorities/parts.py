"""The parts of the score of a concept, reckoned from works and from what practice asks for (needs numpy and scipy).

Years: the latest year Y of the works; *recent* are Y−2 … Y, *before* Y−5 … Y−3, *lately* Y−4 … Y.

- growth: ln of the share of recent works over the share of works before, each with half a work added to the concept and one to
  all, so that a concept without works before has a finite growth;
- burst: ln(1 + weight) of the heaviest burst that reaches into the recent years, 0 without one (`lab.bibliometrics.bursts`);
- uptake: mean of the citations of its works, each over the mean of all works of the same year that have a count (the mean
  normalised citation score of Waltman et al. 2011, Journal of Informetrics 5);
- novelty: the median year of its works less the median year of all;
- gap: ln of its share of what practice asks for over its share of works lately, with half added as above.

A part without data (no citation counts, no questions of practice) is absent as a whole; of one concept it is NaN.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from sextant.lab.bibliometrics.bursts import bursts

from .findings import refuse

Floats = NDArray[np.float64]
PARTS = ("growth", "burst", "uptake", "novelty", "gap")
RECENT, LATELY = 3, 5


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """Works of a field on its concepts: incidence works × concepts, the year of each work, citations (NaN where not known), and
    how often practice asks for each concept (None: nobody was asked)."""

    concepts: tuple[str, ...]
    incidence: Any
    years: NDArray[np.int64]
    citations: Floats
    asked: Floats | None

    @property
    def works(self) -> NDArray[np.int64]:
        """How many works stand on each concept."""
        return np.asarray(self.incidence.sum(axis=0)).ravel().astype(np.int64)


@dataclass(frozen=True, slots=True)
class Work:
    """A work as it counts here: its year, its concepts, its citations where somebody counted them."""

    year: int
    concepts: tuple[str, ...]
    citations: float | None = None


def field_of(works: Sequence[Work], asked: Mapping[str, float] | None = None) -> Field:
    """The field of these works; concepts that only practice asks for belong to it too. A concept counts once in a work."""
    names = sorted({concept for work in works for concept in work.concepts} | set(asked or ()))
    if not any(work.concepts for work in works):
        raise refuse("no_works")
    place_of = {name: place for place, name in enumerate(names)}
    rows = [sorted({place_of[concept] for concept in work.concepts}) for work in works]
    starts = np.cumsum([0, *map(len, rows)])
    columns = [place for row in rows for place in row]
    incidence = sparse.csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(works), len(names)))
    citations = np.array([np.nan if work.citations is None else work.citations for work in works], dtype=np.float64)
    wanted = np.array([float(asked.get(name, 0.0)) for name in names]) if asked else None
    return Field(tuple(names), incidence, np.array([work.year for work in works], dtype=np.int64), citations, wanted)


def parts_of(field: Field, weights: Floats | None = None) -> dict[str, Floats]:
    """Each part by concept. `weights` says how often each work counts (for resampling); without it once."""
    often = np.ones(len(field.years)) if weights is None else weights
    first, latest = int(field.years.min()), int(field.years.max())
    table, totals = _by_year(field, often, first, latest)
    found = {"growth": _growth(table, totals), "burst": _burst(field, table, totals, first), "novelty": _novelty(table, totals, first)}
    uptake = _uptake(field, often, first, latest)
    if uptake is not None:
        found["uptake"] = uptake
    if field.asked is not None and field.asked.sum() > 0:
        found["gap"] = _log_ratio(field.asked, field.asked.sum(), table[:, -LATELY:].sum(axis=1), totals[-LATELY:].sum())
    return {part: found[part] for part in PARTS if part in found}


def _by_year(field: Field, often: Floats, first: int, latest: int) -> tuple[Floats, Floats]:
    """Works by concept and year, and all works by year."""
    span = latest - first + 1
    membership = sparse.csr_matrix((often, (field.years - first, np.arange(len(often)))), shape=(span, len(often)))
    return (membership @ field.incidence).toarray().T, np.asarray(np.bincount(field.years - first, weights=often, minlength=span), dtype=np.float64)


def _log_ratio(one: Floats, of_one: Any, two: Floats, of_two: Any) -> Floats:
    return np.asarray(np.log((one + 0.5) / (of_one + 1)) - np.log((two + 0.5) / (of_two + 1)))


def _growth(table: Floats, totals: Floats) -> Floats:
    recent, before = slice(-RECENT, None), slice(-2 * RECENT, -RECENT)
    return _log_ratio(table[:, recent].sum(axis=1), totals[recent].sum(), table[:, before].sum(axis=1), totals[before].sum())


def _burst(field: Field, table: Floats, totals: Floats, first: int) -> Floats:
    years = list(range(first, first + len(totals)))
    heaviest = dict.fromkeys(field.concepts, 0.0)
    for one in bursts(table, totals.tolist(), terms=field.concepts, years=years):
        if one.end > years[-1] - RECENT:
            heaviest[one.term] = max(heaviest[one.term], one.weight)
    return np.log1p(np.array([heaviest[name] for name in field.concepts]))


def _novelty(table: Floats, totals: Floats, first: int) -> Floats:
    whole = table.sum(axis=1)
    return np.where(whole > 0, _medians(table) - _medians(totals[None, :])[0], np.nan)


def _medians(table: Floats) -> Floats:
    """The place of the year in which half of each row's works are reached."""
    half = table.sum(axis=1, keepdims=True) / 2
    return (table.cumsum(axis=1) >= half - 1e-9).argmax(axis=1).astype(np.float64)


def _uptake(field: Field, often: Floats, first: int, latest: int) -> Floats | None:
    known = np.isfinite(field.citations)
    if not known.any() or not field.citations[known].sum():
        return None
    counted = np.where(known, field.citations, 0.0)
    span = latest - first + 1
    place = field.years - first
    number = np.bincount(place, weights=often * known, minlength=span)
    mean = np.divide(np.bincount(place, weights=often * counted, minlength=span), number, out=np.zeros(span), where=number > 0)
    expected = mean[place]
    usable = known & (expected > 0)
    normal = np.divide(counted, expected, out=np.zeros(len(counted)), where=usable)
    works = field.incidence.T @ (often * usable)
    return np.divide(field.incidence.T @ (often * normal), works, out=np.full(len(works), np.nan), where=works > 0)
