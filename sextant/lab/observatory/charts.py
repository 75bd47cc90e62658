"""Charts over years and along laws: dynamics, spectroscopy, works from libraries, the laws of Lotka and Bradford."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

from .answers import Answer, Row
from .corpus import Corpus
from .sheets import COLOURS, FAINT, LINE, sheet, short, text, title, word

WIDTH, HEIGHT = 960, 420
LEFT, RIGHT, TOP, BOTTOM = 64, 24, 44, 40
MOST_PEAKS = 8
LEAST_SHARE = 0.005
"""A spectrum is drawn from the year by which this share of references lies behind."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The rectangle within the axes; values from `low` to `high` upwards, `number` columns along."""

    number: int
    low: float
    high: float

    @property
    def step(self) -> float:
        """The width of one column."""
        return (WIDTH - LEFT - RIGHT) / max(self.number, 1)

    def x(self, place: float) -> float:
        """The middle of a column, from 0."""
        return LEFT + (place + 0.5) * self.step

    def y(self, value: float) -> float:
        """The height of a value."""
        return HEIGHT - BOTTOM - (value - self.low) / max(self.high - self.low, 1e-12) * (HEIGHT - TOP - BOTTOM)

    def bar(self, place: int, value: float, colour: str, said: str, *, base: float = 0.0) -> str:
        """A column from `base` to `value`."""
        top, wide = self.y(max(value, base)), max(self.step * 0.76, 0.8)
        tall = abs(self.y(value) - self.y(base))
        return f'<rect x="{self.x(place) - wide / 2:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{tall:.1f}" fill="{colour}"><title>{escape(said)}</title></rect>'


def _round_steps(largest: float) -> list[float]:
    """Three to six round values from 0 to `largest`."""
    if largest <= 0:
        return [0.0]
    size = 10.0 ** floor(log10(largest))
    step = next(size * part for part in (0.1, 0.2, 0.25, 0.5, 1.0, 2.0) if largest / (size * part) <= 5)
    return [step * place for place in range(floor(largest / step) + 1)]


def _axes(frame: Frame, names: Sequence[str], said: Callable[[float], str]) -> list[str]:
    """Lines at round values, and names of columns as many as have room."""
    parts = []
    for value in _round_steps(frame.high):
        y = frame.y(value)
        parts.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="{LINE}"/>')
        parts.append(text(LEFT - 8, y + 4, said(value), 11, anchor="end", colour=FAINT))
    every = next(number for number in (1, 2, 5, 10, 20, 50, 100, 1000) if frame.step * number >= 38)
    for place, name in enumerate(names):
        if (int(name) if name.isdigit() else place) % every == 0:
            parts.append(text(frame.x(place), HEIGHT - BOTTOM + 18, name, 11, anchor="middle", colour=FAINT))
    return parts


def _line(points: Iterable[tuple[float, float]], colour: str, *, dashed: bool = False) -> str:
    marks = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    dash = ' stroke-dasharray="5 4"' if dashed else ""
    return f'<path d="M{marks}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>' if marks else ""


def _key(x: float, y: float, colour: str, said: str) -> list[str]:
    """A square of colour with what it means."""
    return [f'<rect x="{x:.1f}" y="{y - 9:.1f}" width="11" height="11" fill="{colour}"/>', text(x + 17, y, said, 12)]


def _whole(value: float) -> str:
    return f"{value:g}"


def dynamics_of(corpus: Corpus, answer: Answer, language: str) -> str:
    """Works a year as columns, the fitted growth as a line."""
    rows = answer.rows
    frame = Frame(len(rows), 0, max(row["works"] for row in rows) * 1.08)
    bars = [frame.bar(place, row["works"], COLOURS[0], f"{row['year']}: {row['works']} {word('works', language)}") for place, row in enumerate(rows)]
    fitted = [(frame.x(place), frame.y(min(row["fitted"], frame.high))) for place, row in enumerate(rows) if row["fitted"] is not None]
    keys = [*_key(LEFT, 26, COLOURS[0], word("works", language)), *(_key(LEFT + 160, 26, COLOURS[1], word("fitted", language)) if fitted else [])]
    return sheet(WIDTH, HEIGHT, title(answer, language), [*_axes(frame, _years(rows), _whole), *bars, _line(fitted, COLOURS[1]), *keys])


def _years(rows: Sequence[Row]) -> list[str]:
    return [str(row["year"]) for row in rows]


def spectrum_of(corpus: Corpus, answer: Answer, language: str) -> str:
    """References by cited year as columns, the deviation from the median as a line, the strongest peaks with their years."""
    rows = _from_first(answer.rows)
    most, deepest = max(row["references"] for row in rows), min(0.0, *(row["deviation"] for row in rows))
    frame = Frame(len(rows), deepest, most * 1.12)
    parts = _axes(frame, _years(rows), _whole)
    for place, row in enumerate(rows):
        cited = "; ".join(short(one, 90) for one in row["most_cited"])
        parts.append(frame.bar(place, row["references"], COLOURS[1] if row["peak"] else COLOURS[0], f"{row['year']}: {row['references']}. {cited}"))
    parts.append(_line(((frame.x(place), frame.y(row["deviation"])) for place, row in enumerate(rows)), COLOURS[3]))
    taken: list[float] = []
    for place, row in sorted(enumerate(rows), key=lambda one: -one[1]["deviation"]):
        x = frame.x(place)
        if row["peak"] and len(taken) < MOST_PEAKS and all(abs(x - other) > 34 for other in taken):
            taken.append(x)
            parts.append(text(x, frame.y(row["references"]) - 5, str(row["year"]), 11, anchor="middle", weight=600))
    keys = [*_key(LEFT, 26, COLOURS[0], word("references", language)), *_key(LEFT + 160, 26, COLOURS[3], word("deviation", language))]
    return sheet(WIDTH, HEIGHT, title(answer, language), [*parts, *keys])


def _from_first(rows: Sequence[Row]) -> list[Row]:
    whole, seen = sum(row["references"] for row in rows), 0
    for place, row in enumerate(rows):
        seen += row["references"]
        if seen >= LEAST_SHARE * whole:
            return list(rows[place:])
    return list(rows)


def collaboration_by_year(corpus: Corpus, answer: Answer, language: str) -> str:
    """The share of works from libraries as columns, the part with others darker, and its interval as a whisker."""
    rows = answer.rows
    largest = max((row["share"] or 0.0 for row in rows), default=0.0)
    frame = Frame(len(rows), 0, min(max(largest * 1.6, 0.05), 1.0))
    parts = _axes(frame, _years(rows), lambda value: f"{100 * value:g} %")
    for place, row in enumerate(rows):
        if row["share"] is None:
            continue
        said = f"{row['year']}: {row['library']} / {row['works']} {word('works', language)}, {word('interval', language)} {row['low']:.1%}–{row['high']:.1%}"
        parts.append(frame.bar(place, row["share"], COLOURS[5], said))
        parts.append(frame.bar(place, row["share_both"], COLOURS[0], f"{row['year']}: {row['both']} {word('both', language)}"))
        if row["library"]:
            x, low, high = frame.x(place), frame.y(row["low"]), frame.y(min(row["high"], frame.high))
            parts.append(f'<path d="M{x:.1f} {low:.1f}V{high:.1f}" stroke="{FAINT}"/>')
    keys = [*_key(LEFT, 26, COLOURS[5], word("library", language)), *_key(LEFT + 180, 26, COLOURS[0], word("both", language))]
    return sheet(WIDTH, HEIGHT, title(answer, language), [*parts, *keys])


def authors_of_law(corpus: Corpus, answer: Answer, language: str) -> str:
    """Shares of authors by number of works, both logarithmic, with the line of Lotka's law."""
    rows = answer.rows
    right = max(log10(row["works"]) for row in rows) or 1.0
    low = floor(log10(min(row["share"] for row in rows)))
    fit = rows[0]["fit"]
    across = (WIDTH - LEFT - RIGHT - 20) / right
    frame = Frame(1, low, 0.15)
    parts = []
    for power in range(low, 1):
        parts.append(f'<path d="M{LEFT} {frame.y(power):.1f}H{WIDTH - RIGHT}" stroke="{LINE}"/>')
        parts.append(text(LEFT - 8, frame.y(power) + 4, f"{100 * 10.0**power:g} %", 11, anchor="end", colour=FAINT))
    for number in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000):
        if log10(number) <= right:
            parts.append(text(LEFT + 10 + log10(number) * across, HEIGHT - BOTTOM + 16, str(number), 11, anchor="middle", colour=FAINT))
    ends = [
        (power, log10(fit["constant"]) - fit["exponent"] * power) for power in (0.0, min(right, (log10(fit["constant"]) - low) / fit["exponent"]))
    ]
    parts.append(_line(((LEFT + 10 + x * across, frame.y(y)) for x, y in ends), COLOURS[1]))
    for row in rows:
        said = f"{row['works']} {word('works', language)}: {row['authors']} {word('authors', language)}"
        x, y = LEFT + 10 + log10(row["works"]) * across, frame.y(log10(row["share"]))
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="{COLOURS[0]}" fill-opacity="0.75"><title>{escape(said)}</title></circle>')
    expected = f"{word('expected', language)}: 1 / x^{fit['exponent']:.2f}".replace(".", "," if language == "ru" else ".")
    keys = [*_key(LEFT, 26, COLOURS[0], f"{word('share_of_authors', language)}"), *_key(LEFT + 340, 26, COLOURS[1], expected)]
    return sheet(WIDTH, HEIGHT, title(answer, language), [*parts, *keys, _below(word("number_of_works", language))])


def sources_of_law(corpus: Corpus, answer: Answer, language: str) -> str:
    """Works in all over the logarithm of the rank of sources (Bradford's curve), zones as bands."""
    rows = answer.rows
    right = log10(len(rows)) or 1.0
    across = (WIDTH - LEFT - RIGHT - 20) / right
    frame = Frame(1, 0, rows[-1]["cumulative"])
    parts = []
    for zone in sorted({row["zone"] for row in rows}):
        own = [row for row in rows if row["zone"] == zone]
        start, end = LEFT + 10 + log10(max(own[0]["rank"] - 0.5, 1)) * across, LEFT + 10 + log10(min(own[-1]["rank"] + 0.5, len(rows))) * across
        tall = HEIGHT - TOP - BOTTOM
        parts.append(
            f'<rect x="{start:.1f}" y="{TOP}" width="{max(end - start, 1):.1f}" height="{tall}" fill="{COLOURS[zone % len(COLOURS)]}" fill-opacity="0.12"/>'
        )
        named = f"{word('zone', language)} {zone}: {len(own)} {word('sources', language)}"
        parts.append(text((start + end) / 2, TOP + 16 + 15 * ((zone - 1) % 3), named, 12, anchor="middle"))
    parts += _axes(frame, [], _whole)
    parts.append(_line(((LEFT + 10 + log10(row["rank"]) * across, frame.y(row["cumulative"])) for row in rows), COLOURS[0]))
    for number in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000):
        if log10(number) <= right:
            parts.append(text(LEFT + 10 + log10(number) * across, HEIGHT - BOTTOM + 16, str(number), 11, anchor="middle", colour=FAINT))
    keys = _key(LEFT, 26, COLOURS[0], word("cumulative", language))
    return sheet(WIDTH, HEIGHT, title(answer, language), [*parts, *keys, _below(word("rank", language))])


def _below(said: str) -> str:
    return text(ceil((LEFT + WIDTH - RIGHT) / 2), HEIGHT - 6, said, 11, anchor="middle", colour=FAINT)
