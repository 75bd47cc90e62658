"""Drawings of answers as SVG that stands alone: maps, the strategic diagram, the bars of bursts; other charts stand in `charts` and `lists_drawn`.

Every circle and bar says by `title` what it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from sextant.lab.bibliometrics.clusters import Cluster
from sextant.lab.bibliometrics.layouts import LETTER, Map
from sextant.lab.bibliometrics.themes import Theme

from .answers import Answer, Row
from .charts import authors_of_law, collaboration_by_year, dynamics_of, sources_of_law, spectrum_of
from .corpus import Corpus
from .findings import refuse
from .lists_drawn import pairs_of, path_of, profiles_of, topics_of
from .maps import COUNTED
from .sheets import COLOURS, FAINT, LINE, sheet, text, title, word

MOST_BURSTS = 40
MOST_CLUSTERS = 14
"""So many clusters are named below a map."""


MAKERS: dict[str, Callable[[Corpus, Answer, str], str]] = {
    "dynamics": dynamics_of,
    "profiles": profiles_of,
    "laws-authors": authors_of_law,
    "laws-sources": sources_of_law,
    "spectroscopy": spectrum_of,
    "mainpath": path_of,
    "topicmodel": topics_of,
    "collaboration-years": collaboration_by_year,
    "collaboration-pairs": pairs_of,
}


def drawing(corpus: Corpus, answer: Answer, language: str) -> str:
    """The answer as SVG; refuses what has no drawing."""
    makers = {**MAKERS, "map": map_of, "themes": diagram_of, "bursts": bars_of}
    maker = makers.get(f"{answer.name}-{answer.kind}", makers.get(answer.name))
    if maker is None or (not answer.rows and answer.name in {"collaboration", "mainpath"}):
        raise refuse("no_drawing", analysis=title(answer, language))
    return maker(corpus, answer, language)


def map_of(corpus: Corpus, answer: Answer, language: str) -> str:
    """Circles by cluster with their labels, and the clusters by name below."""
    assert answer.map is not None
    found, clusters = answer.map
    colour = {name: COLOURS[number % len(COLOURS)] for number, one in enumerate(clusters) for name in one.members}
    counted = COUNTED.get(answer.kind.rpartition("-")[2], "works")
    circles = [
        f'<circle cx="{spot.x}" cy="{spot.y}" r="{spot.radius}" fill="{colour[spot.name]}" fill-opacity="0.6">'
        f"<title>{escape(_pointed(answer.label(corpus, spot.name, language), row, counted, language))}</title></circle>"
        for spot, row in zip(found.spots, answer.rows, strict=True)
    ]
    labels = [
        text(
            (spot.box[0] + spot.box[2]) / 2,
            spot.box[3] - 0.3 * spot.text_size,
            answer.label(corpus, spot.name, language),
            spot.text_size,
            anchor="middle",
        )
        for spot in found.spots
        if spot.box
    ]
    legend, height = _legend(corpus, answer, clusters, found, language)
    return sheet(found.width, height, title(answer, language), [*circles, *labels, *legend])


def _pointed(label: str, row: Row, counted: str, language: str) -> str:
    """What is told of a circle that is pointed at."""
    said = f"{label}: {row[counted]} {word(counted, language)}"
    return f"{said}. {row['title']}" if row.get("title") else said


def _legend(corpus: Corpus, answer: Answer, clusters: Sequence[Cluster], found: Map, language: str) -> tuple[list[str], int]:
    """Clusters of two members and more, each in a line with its colour and its strongest members."""
    parts, y = [], found.height + 24.0
    named = [(number, one) for number, one in enumerate(clusters) if len(one.members) > 1]
    for number, one in named[:MOST_CLUSTERS]:
        name = ", ".join(answer.label(corpus, member, language) for member in one.names)
        parts.append(f'<circle cx="24" cy="{y - 4:.1f}" r="6" fill="{COLOURS[number % len(COLOURS)]}" fill-opacity="0.6"/>')
        parts.append(text(38, y, f"{name} ({len(one.members)})", 13))
        y += 21
    if len(named) > MOST_CLUSTERS:
        parts.append(text(38, y, f"{word('more_clusters', language)}: {len(named) - MOST_CLUSTERS}", 13, colour=FAINT))
        y += 21
    return parts, int(y + 6)


def diagram_of(corpus: Corpus, answer: Answer, language: str) -> str:
    """Callon's diagram, one a period, side by side: places are ranks, so that no two themes of a period fall together."""
    size, gap = 380, 24
    width = len(answer.periods) * (size + gap) + gap
    parts = []
    for number, (name, period) in enumerate(answer.periods):
        parts += _quarters(gap + number * (size + gap), 48, size, name, language)
        parts += _themes(corpus, period, gap + number * (size + gap), 48, size, language)
    parts.append(text(gap, 48 + size + 40, f"→ {word('centrality', language)}    ↑ {word('density', language)}", 12, colour=FAINT))
    return sheet(width, 48 + size + 54, title(answer, language), parts)


def _quarters(x: float, y: float, size: float, name: str, language: str) -> list[str]:
    half = size / 2
    lines = f'<path d="M{x} {y + half}h{size}M{x + half} {y}v{size}" stroke="{LINE}"/><rect x="{x}" y="{y}" width="{size}" height="{size}" fill="none" stroke="{LINE}"/>'
    names = [
        text(x + size - 8, y + 16, word("motor", language), 11, anchor="end", colour=FAINT),
        text(x + size - 8, y + size + 15, word("basic", language), 11, anchor="end", colour=FAINT),
        text(x + 8, y + 16, word("niche", language), 11, colour=FAINT),
        text(x + 8, y + size + 15, word("emerging_or_declining", language), 11, colour=FAINT),
    ]
    return [lines, text(x, y - 14, name, 15, weight=600), *names]


def _themes(corpus: Corpus, period: Sequence[Theme], x: float, y: float, size: float, language: str) -> list[str]:
    across = _ranks([one.centrality for one in period])
    upwards = _ranks([one.density for one in period])
    largest = max((one.works for one in period), default=1.0) or 1.0
    parts: list[str] = []
    labels: list[str] = []
    for number, one in enumerate(period):
        cx, cy = x + size * (0.1 + 0.8 * across[number]), y + size * (0.87 - 0.77 * upwards[number])
        radius = 6 + 18 * (one.works / largest) ** 0.5
        name = ", ".join(corpus.label(word, language) for word in one.words[:3])
        fill = COLOURS[(one.identity - 1) % len(COLOURS)]
        parts.append(
            f'<circle cx="{cx:.1f}" cy="{cy:.1f}" r="{radius:.1f}" fill="{fill}" fill-opacity="0.6"><title>{one.identity}. {escape(name)}</title></circle>'
        )
        label = f"{one.identity}. {corpus.label(one.words[0], language)}"
        half = LETTER * 12 * len(label) / 2
        labels.append(text(min(max(cx, x + half + 4), x + size - half - 4), cy + radius + 13, label, 12, anchor="middle"))
    return parts + labels


def _ranks(values: Sequence[float]) -> list[float]:
    order = sorted(range(len(values)), key=lambda place: (values[place], place))
    found = [0.5] * len(values)
    for rank, place in enumerate(order):
        if len(values) > 1:
            found[place] = rank / (len(values) - 1)
    return found


def bars_of(corpus: Corpus, answer: Answer, language: str) -> str:
    """The heaviest bursts as bars over the years, the earliest on top."""
    rows = sorted(answer.rows[:MOST_BURSTS], key=lambda row: (row["start"], row["end"], row["concept"]))
    left, width, line = 300, 960, 22
    first, last = (min(row["start"] for row in rows), max(row["end"] for row in rows)) if rows else (0, 0)
    step = (width - left - 40) / max(last - first + 1, 1)
    heaviest = max((row["weight"] for row in rows), default=1.0) or 1.0
    every = next(step_of for step_of in (1, 2, 5, 10, 20, 50) if step * step_of >= 34) if rows else 1
    parts = [text(left + (year - first + 0.5) * step, 20, str(year), 11, anchor="middle", colour=FAINT) for year in range(first, last + 1, every)]
    for number, row in enumerate(rows):
        y = 34 + number * line
        thick = 5 + 11 * (row["weight"] / heaviest) ** 0.5
        said = f"{row[f'label_{language}']}: {row['start']}–{row['end']}, {word('weight', language)} {row['weight']:.1f}"
        parts.append(text(left - 12, y + 14, row[f"label_{language}"], 12.5, anchor="end"))
        parts.append(
            f'<rect x="{left + (row["start"] - first) * step:.1f}" y="{y + 10 - thick / 2:.1f}" width="{(row["end"] - row["start"] + 1) * step:.1f}"'
            f' height="{thick:.1f}" rx="2" fill="{COLOURS[0]}"><title>{escape(said)}</title></rect>'
        )
    return sheet(width, 44 + line * len(rows), title(answer, language), parts)
