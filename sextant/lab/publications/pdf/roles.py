"""What a strip of lines is on its page: the text itself, verse, a heading, a caption, a folio or running head."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..pages import Box
from .strips import Column, Strip

FOLIO = re.compile(r"[\W_]*(\d{1,4}|[ivxlcIVXLC]{1,7})[\W_]*")
CAPTION = re.compile(r"(рис|рисунок|табл|таблица|илл|фото|схема|карта|fig|figure|table|plate|photo)\b[.\s]*\d", re.IGNORECASE)
DIGITS = re.compile(r"\d+")
OPENS = re.compile(r"[\W\d_]*[A-ZА-ЯЁ]")
LARGER, SMALLER = 1.12, 0.93
"""A heading is so many times the size of the text, a caption beside a picture at most so many times."""
RIM = 0.15
"""The part of the height at the head and at the foot in which folios stand."""
TIMES_REPEATED = 3
"""On so many pages a line must come again, but for its digits, to be a running head."""


@dataclass(slots=True)
class Sheet:
    """A page with its strips, while the whole book is still being read; `filled` is the part of it that pictures cover."""

    page: int
    width: float
    height: float
    columns: list[Column] = field(default_factory=list)
    strips: list[Strip] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    filled: float = 0.0


def body_size(sheets: Iterable[Sheet]) -> float:
    """The size in which most letters of the book are set, to half a point; 0 where there are none."""
    letters: Counter[float] = Counter()
    for sheet in sheets:
        for strip in sheet.strips:
            letters[round(strip.size * 2) / 2] += strip.letters
    return letters.most_common(1)[0][0] if letters else 0.0


def running_heads(sheets: Iterable[Sheet]) -> set[tuple[str, int]]:
    """Lines at the head or foot of at least three pages that are the same but for their digits: what is written and the height, in steps of 6 points."""
    seen: dict[tuple[str, int], int] = defaultdict(int)
    for sheet in sheets:
        for key in {_key(strip) for strip in sheet.strips if _at_the_rim(strip, sheet)}:
            seen[key] += 1
    return {key for key, times in seen.items() if times >= TIMES_REPEATED}


def _key(strip: Strip) -> tuple[str, int]:
    return DIGITS.sub("", strip.string).strip().casefold(), round(strip.lines[0].base / 6)


def _at_the_rim(strip: Strip, sheet: Sheet) -> bool:
    """Alone at the head or foot: one upright line in the outer part of the page, beyond every other line."""
    if len(strip.lines) > 1 or strip.angle or RIM * sheet.height < strip.lines[0].base < (1 - RIM) * sheet.height:
        return False
    base = strip.lines[0].base
    others = [line.base for other in sheet.strips if other.angle == 0 for line in other.lines if abs(line.base - base) > 0.5 * strip.size]
    return not others or base > max(others) or base < min(others)


def role_of(strip: Strip, sheet: Sheet, body: float, heads: set[tuple[str, int]], twice: bool) -> str:
    """The role of a strip on its page; `twice` when the page has other text, without which a large line is the text itself."""
    if _at_the_rim(strip, sheet) and (FOLIO.fullmatch(strip.string.strip()) or (_key(strip) in heads and _key(strip)[0])):
        return "folio"
    if strip.angle:
        return "unknown"
    if _caption(strip, sheet, body):
        return "caption"
    if twice and strip.size >= LARGER * body and len(strip.lines) <= 3 and strip.letters <= 200:
        return "heading"
    return "verse" if is_verse(strip) else "body"


def _caption(strip: Strip, sheet: Sheet, body: float) -> bool:
    """Smaller than the text, of few lines, and beside a picture that is not the ground of the page; or it names itself a caption and has a number."""
    if len(strip.lines) <= 3 and CAPTION.match(strip.string):
        return True
    if strip.size > SMALLER * body or len(strip.lines) > 6:
        return False
    return any(_near(strip, picture) for picture in sheet.pictures if not _fills(picture, sheet))


def _fills(picture: Box, sheet: Sheet) -> bool:
    return (picture[2] - picture[0]) * (picture[3] - picture[1]) > 0.8 * sheet.width * sheet.height


def _near(strip: Strip, picture: Box) -> bool:
    """Within three lines of the picture, above, below or at its side, and not within it."""
    x0, y0, x1, y1 = picture
    room, inside = 3 * strip.size, strip.left >= x0 and strip.right <= x1 and strip.foot >= y0 and strip.top <= y1
    across = min(strip.right, x1 + room) > max(strip.left, x0 - room)
    return not inside and across and min(strip.top, y1 + room) > max(strip.foot, y0 - room)


def is_verse(strip: Strip) -> bool:
    """At least four lines of which nearly all begin with a capital letter, few end together at the right, and none is broken within a word."""
    lines = strip.lines
    if len(lines) < 4:
        return False
    strings = [line.string for line in lines]
    if sum(bool(OPENS.match(string)) for string in strings) < 0.8 * len(lines) or any(string.endswith(("-", "\u2010")) for string in strings):
        return False
    full = sum(strip.right - line.end <= 0.75 for line in lines)
    return full <= max(1, 0.34 * len(lines))
