"""Drawings of answers as SVG that stands alone: the map of concepts, the strategic diagram, the bars of bursts.

Colours are those of the look of the site, told apart also by their lightness; every circle and bar says by `title` what it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from sextant.lab.bibliometrics.clusters import Cluster
from sextant.lab.bibliometrics.layouts import LETTER, Map
from sextant.lab.bibliometrics.themes import Theme

from .analyses import Answer
from .corpus import Corpus
from .findings import refuse

INK, FAINT, LINE, PAPER = "#1a2332", "#5d6474", "#d8cdb8", "#fcf9f2"
COLOURS = ("#0d4f74", "#a97d24", "#23623f", "#9a2d26", "#6b4c9a", "#2f8f8b", "#4b5362", "#c2683c", "#7c8f2a", "#b0507e")
FACE = "Golos Text, Arial, sans-serif"
MOST_BURSTS = 40
WORDS = {
    "en": {
        "map": "Map of concepts",
        "themes": "Themes by centrality and density",
        "bursts": "Bursts",
        "works": "works",
        "centrality": "centrality: ties to other themes",
        "density": "density: ties within the theme",
        "motor": "motor themes",
        "basic": "basic themes",
        "niche": "niche themes",
        "emerging_or_declining": "emerging or declining",
        "weight": "weight",
    },
    "ru": {
        "map": "Карта понятий",
        "themes": "Темы по центральности и плотности",
        "bursts": "Всплески",
        "works": "публикаций",
        "centrality": "центральность: связи с другими темами",
        "density": "плотность: связи внутри темы",
        "motor": "движущие темы",
        "basic": "базовые темы",
        "niche": "нишевые темы",
        "emerging_or_declining": "зарождающиеся или угасающие",
        "weight": "вес",
    },
}


def _text(x: float, y: float, said: str, size: float = 12, *, anchor: str = "start", colour: str = INK, weight: int = 400) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:.1f}" text-anchor="{anchor}" fill="{colour}" font-weight="{weight}">{escape(said)}</text>'


def _sheet(width: int, height: int, title: str, parts: Sequence[str]) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" font-family="{FACE}" role="img">'
    )
    return "\n".join([head, f"<title>{escape(title)}</title>", f'<rect width="{width}" height="{height}" fill="{PAPER}"/>', *parts, "</svg>\n"])


def drawing(corpus: Corpus, answer: Answer, language: str) -> str:
    """The answer as SVG; refuses what has no drawing."""
    makers: dict[str, Callable[[Corpus, Answer, str], str]] = {"map": map_of, "themes": diagram_of, "bursts": bars_of}
    if answer.name not in makers:
        raise refuse("no_drawing", analysis=answer.name)
    return makers[answer.name](corpus, answer, language)


def map_of(corpus: Corpus, answer: Answer, language: str) -> str:
    """Circles by cluster with their labels, and the clusters by name below."""
    assert answer.map is not None
    found, clusters = answer.map
    colour = {name: COLOURS[number % len(COLOURS)] for number, one in enumerate(clusters) for name in one.members}
    works, words = {row["concept"]: row["works"] for row in answer.rows}, WORDS[language]
    circles = [
        f'<circle cx="{spot.x}" cy="{spot.y}" r="{spot.radius}" fill="{colour[spot.name]}" fill-opacity="0.6">'
        f"<title>{escape(corpus.label(spot.name, language))}: {works[spot.name]} {words['works']}</title></circle>"
        for spot in found.spots
    ]
    labels = [
        _text((spot.box[0] + spot.box[2]) / 2, spot.box[3] - 0.3 * spot.text_size, corpus.label(spot.name, language), spot.text_size, anchor="middle")
        for spot in found.spots
        if spot.box
    ]
    legend, height = _legend(corpus, clusters, found, language)
    return _sheet(found.width, height, words["map"], [*circles, *labels, *legend])


def _legend(corpus: Corpus, clusters: Sequence[Cluster], found: Map, language: str) -> tuple[list[str], int]:
    """Clusters of two members and more, each in a line with its colour and its strongest members."""
    parts, y = [], found.height + 24.0
    for number, one in enumerate(clusters):
        if len(one.members) > 1:
            name = ", ".join(corpus.label(member, language) for member in one.names)
            parts.append(f'<circle cx="24" cy="{y - 4:.1f}" r="6" fill="{COLOURS[number % len(COLOURS)]}" fill-opacity="0.6"/>')
            parts.append(_text(38, y, f"{name} ({len(one.members)})", 13))
            y += 21
    return parts, int(y + 6)


def diagram_of(corpus: Corpus, answer: Answer, language: str) -> str:
    """Callon's diagram, one a period, side by side: places are ranks, so that no two themes of a period fall together."""
    size, gap, words = 380, 24, WORDS[language]
    width = len(answer.periods) * (size + gap) + gap
    parts = []
    for number, (name, period) in enumerate(answer.periods):
        parts += _quarters(gap + number * (size + gap), 48, size, name, words)
        parts += _themes(corpus, period, gap + number * (size + gap), 48, size, language)
    parts.append(_text(gap, 48 + size + 40, f"→ {words['centrality']}    ↑ {words['density']}", 12, colour=FAINT))
    return _sheet(width, 48 + size + 54, words["themes"], parts)


def _quarters(x: float, y: float, size: float, name: str, words: dict[str, str]) -> list[str]:
    half = size / 2
    lines = f'<path d="M{x} {y + half}h{size}M{x + half} {y}v{size}" stroke="{LINE}"/><rect x="{x}" y="{y}" width="{size}" height="{size}" fill="none" stroke="{LINE}"/>'
    names = [
        _text(x + size - 8, y + 16, words["motor"], 11, anchor="end", colour=FAINT),
        _text(x + size - 8, y + size + 15, words["basic"], 11, anchor="end", colour=FAINT),
        _text(x + 8, y + 16, words["niche"], 11, colour=FAINT),
        _text(x + 8, y + size + 15, words["emerging_or_declining"], 11, colour=FAINT),
    ]
    return [lines, _text(x, y - 14, name, 15, weight=600), *names]


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
        labels.append(_text(min(max(cx, x + half + 4), x + size - half - 4), cy + radius + 13, label, 12, anchor="middle"))
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
    words, left, width, line = WORDS[language], 300, 960, 22
    first, last = (min(row["start"] for row in rows), max(row["end"] for row in rows)) if rows else (0, 0)
    step = (width - left - 40) / max(last - first + 1, 1)
    heaviest = max((row["weight"] for row in rows), default=1.0) or 1.0
    every = next(step_of for step_of in (1, 2, 5, 10, 20, 50) if step * step_of >= 34) if rows else 1
    parts = [_text(left + (year - first + 0.5) * step, 20, str(year), 11, anchor="middle", colour=FAINT) for year in range(first, last + 1, every)]
    for number, row in enumerate(rows):
        y = 34 + number * line
        thick = 5 + 11 * (row["weight"] / heaviest) ** 0.5
        said = f"{row[f'label_{language}']}: {row['start']}–{row['end']}, {words['weight']} {row['weight']:.1f}"
        parts.append(_text(left - 12, y + 14, row[f"label_{language}"], 12.5, anchor="end"))
        parts.append(
            f'<rect x="{left + (row["start"] - first) * step:.1f}" y="{y + 10 - thick / 2:.1f}" width="{(row["end"] - row["start"] + 1) * step:.1f}"'
            f' height="{thick:.1f}" rx="2" fill="{COLOURS[0]}"><title>{escape(said)}</title></rect>'
        )
    return _sheet(width, 44 + line * len(rows), words["bursts"], parts)
