"""How much is published, by whom, where: dynamics, profiles, and the laws of Lotka and Bradford."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from sextant.lab.bibliometrics.findings import BibliometricsError
from sextant.lab.bibliometrics.growth import growth, h_index
from sextant.lab.bibliometrics.laws import bradford, lotka
from sextant.lab.sentences import Said

from .analyses import by_year
from .answers import Answer, Row
from .corpus import Corpus, Landed
from .findings import refuse, say
from .units import Units, units_of

PROFILED = ("authors", "organisations", "countries", "keywords", "sources")
RECENT = 5
"""The last so many years of the corpus are its recent ones."""
SHOWN = 3
NO_GROWTH = dict.fromkeys(("rate", "low", "high", "doubling", "compound"))


def dynamics(corpus: Corpus) -> Answer:
    """Works a year with their sum, the change from the year before as a share, and the exponential growth fitted to all years
    (`bibliometrics.growth`): rate a year with its 95 % interval, doubling time in years, compound rate from the first year to the last."""
    years, _table, totals = by_year(corpus)
    notes: list[Said] = []
    fitted: Sequence[float | None] = [None] * len(years)
    told: Row = NO_GROWTH
    try:
        found = growth(totals)
    except BibliometricsError as refusal:
        notes.append(refusal.said)
    else:
        fitted, told = found.fitted, {name: getattr(found, name) for name in NO_GROWTH}
        percent = f"{100 * found.rate:.1f}", f"{100 * found.low:.1f}", f"{100 * found.high:.1f}"
        code = "grows" if found.doubling and found.low > 0 else "grows_unsurely"
        notes.append(
            say(
                code,
                first=str(years[0]),
                last=str(years[-1]),
                rate=percent[0],
                low=percent[1],
                high=percent[2],
                doubling=f"{found.doubling or 0:.1f}",
            )
        )
    undated = sum(one.year is None for one in corpus.landed)
    if undated:
        notes.append(say("without_year", count=undated))
    rows = []
    for place, (year, number, whole) in enumerate(zip(years, totals, accumulate(totals), strict=True)):
        before = totals[place - 1] if place else 0
        change = round(number / before - 1, 6) if before else None
        rows.append({"year": year, "works": number, "cumulative": whole, "change": change, "fitted": fitted[place], "growth": told})
    return Answer("dynamics", rows, notes)


def profiles(corpus: Corpus, *, of: str = "authors", most: int = 50, least: int = 1) -> Answer:
    """The most productive authors, organisations, countries, keywords or sources: works, years, recent works, citations and h-index
    within the corpus, main concepts, latest works. What the corpus has no data for is None, and a note says so."""
    if of not in PROFILED:
        raise refuse("unknown_unit", name=of, known=", ".join(PROFILED))
    units = units_of(corpus, of)
    works = units.works(corpus)
    order = sorted((key for key in works if len(works[key]) >= least), key=lambda key: (-len(works[key]), units.labels[key][0], key))
    last = max((one.year for one in corpus.landed if one.year is not None), default=None)
    rows = [{"rank": rank, **_profile(corpus, units, key, works[key], last)} for rank, key in enumerate(order[:most], start=1)]
    notes = [] if any(one.cited_by is not None for one in corpus.landed) else [say("no_citation_counts")]
    if len(order) > most:
        notes.append(say("profiles_left", shown=most, count=len(order)))
    return Answer("profiles", rows, notes, kind=of)


def _profile(corpus: Corpus, units: Units, key: str, works: list[Landed], last: int | None) -> Row:
    years = [one.year for one in works if one.year is not None]
    cited = [one.cited_by for one in works if one.cited_by is not None]
    concepts = [name for name, _count in sorted(Counter(c for one in works for c in one.concepts).items(), key=lambda one: (-one[1], one[0]))[:SHOWN]]
    latest = sorted(works, key=lambda one: (-(one.year or 0), one.work))[:SHOWN]
    english, russian = units.labels[key]
    return {
        "key": key,
        "label_en": english,
        "label_ru": russian,
        "works": len(works),
        "first": min(years, default=None),
        "last": max(years, default=None),
        "recent": None if last is None else sum(year > last - RECENT for year in years),
        "cited_by": sum(cited) if cited else None,
        "h_index": h_index(cited) if cited else None,
        "concepts_en": [corpus.label(one, "en") for one in concepts],
        "concepts_ru": [corpus.label(one, "ru") for one in concepts],
        "latest": [f"{one.title} ({one.year})" if one.year else one.title for one in latest],
    }


def laws(corpus: Corpus, *, of: str = "authors", zones: int = 3) -> Answer:
    """Lotka's law of authors, or Bradford's zones of sources (`bibliometrics.laws`)."""
    if of not in ("authors", "sources"):
        raise refuse("unknown_unit", name=of, known="authors, sources")
    units = units_of(corpus, of)
    counts = {key: len(works) for key, works in units.works(corpus).items()}
    return _lotka(counts) if of == "authors" else _bradford(units, counts, zones)


def _lotka(counts: dict[str, int]) -> Answer:
    found = lotka(counts)
    names = ("exponent", "exponent_by_squares", "constant", "distance", "critical", "holds", "authors")
    fit = {name: getattr(found, name) for name in names}
    rows = [{"works": works, "authors": authors, "share": share, "expected": expected, "fit": fit} for works, authors, share, expected in found.rows]
    words = {"exponent": f"{found.exponent:.2f}", "distance": f"{found.distance:.3f}", "critical": f"{found.critical:.3f}"}
    return Answer("laws", rows, [say("lotka_holds" if found.holds else "lotka_refused", **words)], kind="authors")


def _bradford(units: Units, counts: dict[str, int], zones: int) -> Answer:
    rows: list[Row] = []
    whole = 0
    for zone, one in enumerate(bradford(counts, zones=zones), start=1):
        for key in one.sources:
            whole += counts[key]
            english, russian = units.labels[key]
            told = {"rank": len(rows) + 1, "key": key, "label_en": english, "label_ru": russian}
            rows.append({**told, "works": counts[key], "cumulative": whole, "zone": zone, "multiplier": one.multiplier})
    return Answer("laws", rows, kind="sources")
