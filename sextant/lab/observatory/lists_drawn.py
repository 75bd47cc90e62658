"""Drawings of ranked and ordered things: profiles, pairs, the main path, topics of two languages."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import log

from .answers import Answer, Row
from .corpus import Corpus
from .sheets import COLOURS, FAINT, LINE, sheet, short, text, title, word

WIDTH = 960
LINE_HEIGHT = 24
MOST_BARS = 40
LETTERS = 42
"""Letters of a name that have room beside its bar."""


def profiles_of(corpus: Corpus, answer: Answer, language: str) -> str:
    """The first forty by works, with citations and h-index where they are known."""
    named = []
    for row in answer.rows[:MOST_BARS]:
        cited = "" if row["cited_by"] is None else f" · {row['cited_by']} {word('citations', language)} · {word('h', language)} {row['h_index']}"
        named.append((row[f"label_{language}"], row["works"], cited))
    return _bars(named, title(answer, language), language)


def pairs_of(corpus: Corpus, answer: Answer, language: str) -> str:
    """Libraries and those they work with, by works in common."""
    named = [(f"{short(row['library'], 29)} – {short(row['organisation'], 29)}", row["works"], "") for row in answer.rows[:MOST_BARS]]
    return _bars(named, title(answer, language), language, left=490, letters=62)


def _bars(named: Sequence[tuple[str, int, str]], called: str, language: str, *, left: int = 330, letters: int = LETTERS) -> str:
    largest = max((number for _name, number, _more in named), default=1)
    parts = []
    for place, (name, number, more) in enumerate(named):
        y, wide = 16 + place * LINE_HEIGHT, (WIDTH - left - 260) * number / largest
        parts.append(text(left - 10, y + 14, short(name, letters), 12.5, anchor="end"))
        said = escape(f"{name}: {number} {word('works', language)}{more}")
        parts.append(f'<rect x="{left}" y="{y + 3}" width="{wide:.1f}" height="14" rx="2" fill="{COLOURS[0]}"><title>{said}</title></rect>')
        parts.append(text(left + wide + 8, y + 14, str(number), 12, weight=600))
        parts.append(text(left + wide + 14 + 8 * len(str(number)), y + 14, more, 11.5, colour=FAINT))
    return sheet(WIDTH, 26 + LINE_HEIGHT * len(named), called, parts)


def path_of(corpus: Corpus, answer: Answer, language: str) -> str:
    """Works of the main path from the earliest down, lines as thick as the logarithm of the paths over them."""
    rows, x, tall = answer.rows, 110, 58
    heaviest = max((row["weight"] or 1 for row in rows), default=1)
    parts = []
    for place, row in enumerate(rows):
        y = 40 + place * tall
        if place:
            thick = 1.5 + 7 * log(1 + (row["weight"] or 1)) / log(1 + heaviest)
            said = escape(f"{row['weight']} {word('paths', language)}")
            parts.append(f'<path d="M{x} {y - tall}V{y}" stroke="{COLOURS[1]}" stroke-width="{thick:.1f}"><title>{said}</title></path>')
            parts.append(text(x + 16, y - tall / 2 + 4, str(row["weight"]), 11, colour=FAINT))
    for place, row in enumerate(rows):
        y = 40 + place * tall
        parts.append(f'<circle cx="{x}" cy="{y}" r="9" fill="{COLOURS[0]}"><title>{escape(row["title"])}</title></circle>')
        parts.append(text(x - 22, y + 5, str(row["year"] or ""), 13, anchor="end", colour=FAINT))
        parts.append(text(x + 22, y - 1, row[f"label_{language}"], 13.5, weight=600))
        parts.append(text(x + 22, y + 15, short(row["title"], 120), 12))
    return sheet(WIDTH, 40 + tall * len(rows), title(answer, language), parts)


def topics_of(corpus: Corpus, answer: Answer, language: str) -> str:
    """Topics of each language in a column, the largest first; those that are one over languages are joined."""
    columns = [[row for row in answer.rows if row["language"] == one] for one in ("en", "ru")]
    kept = [column for column in columns if column]
    wide = WIDTH if len(kept) == 1 else WIDTH // 2
    tall, largest = 62, max((row["works"] for row in answer.rows), default=1.0) or 1.0
    places: dict[tuple[str, int], tuple[float, float]] = {}
    parts: list[str] = []
    for side, column in enumerate(kept):
        head = word("english" if column[0]["language"] == "en" else "russian", language)
        parts.append(text(side * wide + 24, 28, head, 15, weight=600))
        for place, row in enumerate(column):
            x = wide - 44.0 if side == 0 and len(kept) > 1 else side * wide + 44.0
            y = 72.0 + place * tall
            places[row["language"], row["identity"]] = x, y
            parts += _topic(row, x, y, 5 + 17 * (row["works"] / largest) ** 0.5, wide, language, leftwards=side == 0 and len(kept) > 1)
    lines = [
        f'<path d="M{places["en", row["identity"]][0]:.1f} {places["en", row["identity"]][1]:.1f}'
        f'L{places["ru", row["identity"]][0]:.1f} {places["ru", row["identity"]][1]:.1f}" stroke="{LINE}" stroke-width="{1 + 5 * row["cosine"]:.1f}"/>'
        for row in answer.rows
        if row["language"] == "ru" and row["cosine"] is not None
    ]
    return sheet(WIDTH, 50 + tall * max((len(column) for column in kept), default=0), title(answer, language), [*lines, *parts])


def _topic(row: Row, x: float, y: float, radius: float, wide: int, language: str, *, leftwards: bool) -> list[str]:
    colour = COLOURS[(row["identity"] - 1) % len(COLOURS)]
    said = escape(f"{row['identity']}. {row[f'label_{language}']}: {row['works']} {word('works', language)}")
    at, anchor = (x - 28, "end") if leftwards else (x + 28, "start")
    room = wide - 90
    return [
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{colour}"><title>{said}</title></circle>',
        text(at, y - 3, short(f"{row['identity']}. {row[f'label_{language}']}", int(room / 8.3)), 13, anchor=anchor, weight=600),
        text(at, y + 14, short(", ".join(row["words"]), int(room / 7.3)), 12, anchor=anchor, colour=FAINT),
    ]
