"""Glyphs into lines: those of one direction and baseline, parted where a column ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from .shown import Shown

SOFT = "\u00ad"
"""A soft hyphen. One that has a width is the hyphen seen at the end of a line."""
SAME_BASE = 0.12
"""Of the size: baselines that differ by less are one."""
WORD = 0.16
"""Of an em, over the usual gap between letters: a wider gap parts words where no space stands."""
SPACED = 0.5
"""Ems: letters set apart by more are no word."""
GUTTERS = 20
"""A line with more wide gaps is no line of columns."""
APART = 3.0
"""Ems: a gap so wide parts a line whatever the other lines do."""
SUSPECT, WIDER = 0.9, 1.6
"""A gap is looked at as a gutter from so many ems on, if it is so many times the usual space between words."""
GUTTER = 0.5
"""Ems that gaps of neighbouring lines must have in common to be a gutter."""
NEAR = 3.2
"""Sizes up and down in which neighbouring lines are asked."""
AROUND, EDGE = 8, 0.75
"""Lines up and down that are asked for a common edge, and points within which an edge is one."""
TWICE = 0.08
"""Ems: the same letter drawn again within it only makes the first one bolder."""


@dataclass(slots=True)
class Glyph:
    """One glyph along its line; `source` is what showed it."""

    start: float
    end: float
    string: str
    source: Shown


@dataclass(frozen=True, slots=True)
class Gap:
    """A wide gap before the glyph of that place; `wide` if it is wider than the spaces between words are."""

    place: int
    low: float
    high: float
    wide: bool


@dataclass(slots=True)
class Line:
    """A piece of a line within one column. `start` and `end` are those of its letters; `space` is the median gap between its words."""

    angle: float
    base: float
    size: float
    em: float
    glyphs: list[Glyph]
    breaks: list[int] = field(default_factory=list)
    spaces: list[float] = field(default_factory=list)

    @property
    def start(self) -> float:
        return self.glyphs[0].start

    @property
    def end(self) -> float:
        return self.glyphs[-1].end

    @property
    def space(self) -> float | None:
        """The median gap between words, in points; None where the line has one word."""
        return median(self.spaces) if self.spaces else None

    @property
    def string(self) -> str:
        return written(self.glyphs, self.breaks)


def written(glyphs: list[Glyph], breaks: Iterable[int], first: int = 0) -> str:
    """The letters with one space where words part; `breaks` are indices of the glyphs that begin a word, `first` that of the first glyph here."""
    parts = set(breaks)
    return "".join((" " if place + first in parts and place else "") + glyph.string for place, glyph in enumerate(glyphs))


def lines_of(shown: list[Shown]) -> list[Line]:
    """The lines of a page, of every direction, from top to bottom within each."""
    directions: dict[float, list[Shown]] = defaultdict(list)
    for one in shown:
        directions[one.angle].append(one)
    found: list[Line] = []
    for _, group in sorted(directions.items()):
        rows = [row for base in _baselines(group) if (row := _row(base))]
        found += _parted(rows)
    return found


def _baselines(group: list[Shown]) -> list[list[Shown]]:
    group.sort(key=lambda one: -one.base)
    found: list[list[Shown]] = []
    for one in group:
        if found and found[-1][0].base - one.base <= SAME_BASE * max(min(one.size, found[-1][0].size), 1.0):
            found[-1].append(one)
        else:
            found.append([one])
    return found


def _row(base: list[Shown]) -> list[tuple[Glyph, bool]]:
    """The letters of a baseline from left to right, each with whether a space glyph stands before it."""
    every = [
        (start, end, "-" if string == SOFT else string, one)
        for one in base
        for start, end, string in zip(one.starts, one.ends, one.strings, strict=True)
        if string != SOFT or end > start
    ]
    every.sort(key=lambda glyph: glyph[0])
    row: list[tuple[Glyph, bool]] = []
    spaced = False
    for start, end, string, one in every:
        if string.isspace():
            spaced = True
            continue
        if row and _twice(row[-1][0], start, string, one):
            continue
        row.append((Glyph(start, end, string, one), spaced))
        spaced = False
    return row


def _twice(before: Glyph, start: float, string: str, one: Shown) -> bool:
    return before.string == string and before.source is not one and start - before.start < TWICE * one.em and abs(before.source.size - one.size) < 0.1


def _parted(rows: list[list[tuple[Glyph, bool]]]) -> list[Line]:
    """Every row, parted into the lines of its columns."""
    lines = [_line([glyph for glyph, _ in row], [spaced for _, spaced in row]) for row in rows]
    usual = median([line.space for line in lines if line.space is not None] or [0.0])
    gaps = [_gaps(line, usual) for line in lines]
    found: list[Line] = []
    for place, line in enumerate(lines):
        cuts = [gap.place for gap in gaps[place] if gap.high - gap.low > APART * line.em or _is_gutter(place, gap, lines, gaps)]
        found += _pieces(line, cuts)
    return found


def _line(glyphs: list[Glyph], spaced: list[bool]) -> Line:
    """The line with its words found: by space glyphs, and by gaps wider than those between its letters."""
    sizes: dict[float, int] = defaultdict(int)
    for glyph in glyphs:
        sizes[round(glyph.source.size, 2)] += 1
    size = max(sizes, key=lambda one: (sizes[one], one))
    main = next(glyph.source for glyph in glyphs if round(glyph.source.size, 2) == size)
    gaps = [after.start - before.end - before.source.tracking for before, after in pairwise(glyphs)]
    within = [gap for gap, space in zip(gaps, spaced[1:], strict=True) if not space]
    least = min(max(median(within) if within else 0.0, 0.0), SPACED * main.em) + WORD * main.em
    breaks = [place + 1 for place, gap in enumerate(gaps) if spaced[place + 1] or gap > least]
    spaces = [gap for place, gap in enumerate(gaps) if (spaced[place + 1] or gap > least) and gap > 0]
    return Line(main.angle, main.base, size, main.em, glyphs, breaks, spaces)


def _gaps(line: Line, usual: float) -> list[Gap]:
    """The gaps that may be gutters."""
    space = line.space if line.space is not None and len(line.spaces) > 3 else usual
    found = []
    for place in line.breaks:
        low, high = line.glyphs[place - 1].end, line.glyphs[place].start
        if high - low >= SUSPECT * line.em:
            found.append(Gap(place, low, high, high - low >= WIDER * min(space, 1.2 * line.em)))
    return found if len(found) <= GUTTERS else []


def _is_gutter(place: int, gap: Gap, lines: list[Line], gaps: list[list[Gap]]) -> bool:
    """Whether neighbouring lines have a gap in the same place: two where it is wider than their spaces; six of sixteen where it is not (narrow justified
    columns have wide spaces), if what follows it begins at the same edge."""
    line, overlapping, aligned = lines[place], 0, 0
    for other in range(max(place - AROUND, 0), min(place + AROUND + 1, len(lines))):
        if other == place:
            continue
        alike = [one for one in gaps[other] if min(gap.high, one.high) - max(gap.low, one.low) >= GUTTER * line.em]
        near = abs(lines[other].base - line.base) <= NEAR * line.size
        overlapping += near and gap.wide and any(one.wide for one in alike)
        aligned += any(abs(one.high - gap.high) <= EDGE for one in alike)
    return overlapping >= 2 or aligned >= 6


def _pieces(line: Line, cuts: list[int]) -> list[Line]:
    if not cuts:
        return [line]
    edges, inner = [0, *cuts, len(line.glyphs)], set(line.breaks)
    return [_line(line.glyphs[first:last], [place in inner and place != first for place in range(first, last)]) for first, last in pairwise(edges)]
