"""The analyses by name: each takes a corpus and gives rows of a table, and where people would rather look, a drawing.

Every concept stands with its labels in both languages; numbers of works can be opened by `works_on`.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping

from sextant.lab.bibliometrics.bursts import bursts
from sextant.lab.bibliometrics.clusters import leiden
from sextant.lab.bibliometrics.layouts import drawn
from sextant.lab.bibliometrics.networks import Network, together
from sextant.lab.bibliometrics.themes import followed, themes
from sextant.lab.forecasting.panels import panel
from sextant.lab.priorities.parts import Work, field_of
from sextant.lab.priorities.resampling import measured
from sextant.lab.priorities.scoring import ranked

from .answers import Answer, Row
from .corpus import Corpus
from .findings import refuse


def _named(corpus: Corpus, concept: str) -> Row:
    return {"concept": concept, "label_en": corpus.label(concept, "en"), "label_ru": corpus.label(concept, "ru")}


def _usable(corpus: Corpus) -> Corpus:
    if not any(one.concepts for one in corpus.landed):
        raise refuse("empty_corpus")
    return corpus


def works_on(corpus: Corpus, concept: str) -> list[Row]:
    """The works behind a number, the latest first."""
    found = [one for one in corpus.landed if concept in one.concepts]
    found.sort(key=lambda one: (-(one.year or 0), one.work))
    return [{"work": one.work, "year": one.year, "title": one.title, "cited_by": one.cited_by} for one in found]


def by_year(corpus: Corpus) -> tuple[list[int], dict[str, list[int]], list[int]]:
    """All years from the first to the last, the works of each concept in each, and all works in each; works without a year are left out."""
    dated = [one for one in corpus.landed if one.year is not None]
    if not dated:
        raise refuse("few_years", given=0, wanted=1)
    first, last = min(one.year or 0 for one in dated), max(one.year or 0 for one in dated)
    years = list(range(first, last + 1))
    table: dict[str, list[int]] = {}
    totals = [0] * len(years)
    for one in dated:
        totals[(one.year or 0) - first] += 1
        for concept in one.concepts:
            table.setdefault(concept, [0] * len(years))[(one.year or 0) - first] += 1
    return years, table, totals


def topics(corpus: Corpus, *, least: int = 1) -> Answer:
    """Concepts with their works by year, the most frequent first."""
    years, table, _totals = by_year(_usable(corpus))
    counts = Counter(concept for one in corpus.landed for concept in one.concepts)
    rows = [
        {**_named(corpus, concept), "works": number, "by_year": dict(zip(years, table.get(concept, [0] * len(years)), strict=True))}
        for concept, number in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        if number >= least
    ]
    return Answer("topics", rows)


def _network(corpus: Corpus, most: int, least: int) -> Network:
    return together(one.concepts for one in corpus.landed).narrowed(most, least)


def concept_map(
    corpus: Corpus, *, most: int = 120, least: int = 3, resolution: float = 1.0, language: str = "en", width: int = 960, height: int = 640
) -> Answer:
    """The concepts that stand together, in clusters, each with its place on a map of the language, `width` × `height` pixels."""
    network = _network(_usable(corpus), most, least)
    clusters = leiden(network, resolution=resolution)
    found = drawn(network, labels=[corpus.label(name, language) for name in network.names], width=width, height=height)
    cluster_of = {name: number for number, one in enumerate(clusters, start=1) for name in one.members}
    rows = [
        {**_named(corpus, spot.name), "cluster": cluster_of[spot.name], "x": spot.x, "y": spot.y, "works": int(network.sizes[place])}
        for spot, place in ((spot, network.names.index(spot.name)) for spot in found.spots)
    ]
    return Answer("map", rows, list(found.notes), (found, clusters))


def burst_list(corpus: Corpus, *, scaling: float = 2.0, gamma: float = 1.0) -> Answer:
    """Bursts of concepts, the heaviest first."""
    years, table, totals = by_year(_usable(corpus))
    names = sorted(table)
    found = bursts([table[name] for name in names], totals, terms=names, years=years, scaling=scaling, gamma=gamma)
    rows = [{**_named(corpus, one.term), "start": one.start, "end": one.end, "weight": one.weight, "works": sum(table[one.term])} for one in found]
    return Answer("bursts", rows)


def theme_list(corpus: Corpus, *, periods: int = 3, most: int = 120, least: int = 3, resolution: float = 1.5) -> Answer:
    """Themes of each period on Callon's diagram, followed under one identity; periods have about equally many works."""
    dated = _by_period(corpus, periods)
    told, rows = [], []
    found = followed([themes(part.narrowed(most, least), resolution=resolution) for _name, part in dated])
    for (name, _part), period in zip(dated, found, strict=True):
        told.append((name, period))
        for theme in period:
            words = [_named(corpus, word) for word in theme.words[:8]]
            rows.append(
                {
                    "period": name,
                    "identity": theme.identity,
                    "label_en": ", ".join(word["label_en"] for word in words[:3]),
                    "label_ru": ", ".join(word["label_ru"] for word in words[:3]),
                    "concepts": list(theme.words),
                    "centrality": theme.centrality,
                    "density": theme.density,
                    "quarter": theme.quarter,
                }
            )
    return Answer("themes", rows, periods=told)


def _by_period(corpus: Corpus, periods: int) -> list[tuple[str, Network]]:
    """Stretches of whole years, each with about as many works; fewer of them where there are not enough years."""
    years, _table, totals = by_year(_usable(corpus))
    bounds: list[int] = []
    seen, whole = 0, sum(totals)
    for year, number in zip(years, totals, strict=True):
        seen += number
        if seen >= whole * (len(bounds) + 1) / periods and len(bounds) < periods - 1:
            bounds.append(year)
    edges = [years[0] - 1, *bounds, years[-1]]
    found = []
    for first, last in itertools.pairwise(edges):
        if last > first:
            part = together(one.concepts for one in corpus.landed if one.year is not None and first < one.year <= last)
            found.append((f"{first + 1}–{last}" if last > first + 1 else str(last), part))
    return found


def priorities(
    corpus: Corpus, *, asked: Mapping[str, float] | None = None, weights: Mapping[str, float] | None = None, least: int = 5, times: int = 200
) -> Answer:
    """Concepts in the order in which the field should study them, with the parts of their scores and 90 % intervals."""
    made = [Work(one.year, one.concepts, one.cited_by) for one in _usable(corpus).landed if one.year is not None]
    found, notes = ranked(measured(field_of(made, asked), times=times, least=least), weights)
    rows = [
        {
            "rank": one.rank,
            **_named(corpus, one.concept),
            "score": one.score,
            "low": one.low,
            "high": one.high,
            "parts": one.parts,
            "adds": one.adds,
            "works": one.works,
        }
        for one in found
    ]
    return Answer("priorities", rows, notes)


def forecasts(corpus: Corpus, *, horizon: int = 3, least: int = 30) -> Answer:
    """Works a year on each concept of at least `least` works, continued; one row a concept and year."""
    years, table, _totals = by_year(_usable(corpus))
    counts = {name: [float(value) for value in row] for name, row in table.items() if sum(row) >= least}
    if not counts:
        raise refuse("empty_corpus")
    found = panel(counts, horizon=horizon)
    rows = []
    for name in sorted(counts, key=lambda one: (-sum(counts[one]), one)):
        one = found.series[name]
        backtest = {"mase": one.mase, "naive": one.naive, "gain": one.gain, "coverage80": found.coverage[80], "coverage95": found.coverage[95]}
        for step, ahead in enumerate(one.ahead, start=1):
            (low80, high80), (low95, high95) = ahead.intervals[80], ahead.intervals[95]
            ends = {"low80": low80, "high80": high80, "low95": low95, "high95": high95}
            rows.append({**_named(corpus, name), "year": years[-1] + step, "value": ahead.value, **ends, "model": one.method, "backtest": backtest})
    return Answer("forecast", rows)
