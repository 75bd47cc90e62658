"""A line as it is kept: its place, its letters, and its runs of one font, size and colour, each measured and looked at. Small, so that a long book fits."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np

from ..pages import Box
from .grounds import Seen, apart, colours_in, density, luminance, pixels_of
from .lines import Glyph, Line, written
from .shown import Colour

BROAD = (0.9, 1.1)
"""Horizontal scaling that leaves a font what it is; below it is narrowed, above widened."""


MARK = 3
"""Letters that a raised or lowered mark has at most."""


@dataclass(slots=True)
class Run:
    """Letters of one font, size and colour. `font` is the reader's own object; `scaling` the horizontal scale over the vertical one."""

    box: Box
    string: str
    size: float
    scaling: float
    font: Any
    slanted: bool
    stroked: bool
    ink: Colour | None
    ground: Colour | None

    @property
    def ground_density(self) -> float | None:
        return None if self.ground is None else round(density(self.ground), 3)

    @property
    def inverse(self) -> bool | None:
        return None if self.ground is None or self.ink is None else luminance(self.ink) > luminance(self.ground)


@dataclass(slots=True)
class Row:
    """A line within one column, along its own direction (`angle`, degrees); `space` is the median gap between its words in points."""

    angle: float
    base: float
    size: float
    start: float
    end: float
    string: str
    letters: int
    space: float | None
    runs: list[Run]


def rows_of(lines: list[Line], seen: Seen | None) -> tuple[list[Row], int]:
    """The rows, and how many letters were left out because their colour cannot be told from the ground."""
    rows, unseen = [], 0
    for line in lines:
        runs, letters = [], 0
        for run, number in _runs(line, seen):
            if run.ink is not None and run.ground is not None and not apart(run.ink, run.ground):
                unseen += number
            else:
                runs.append(run)
                letters += number
        if runs:
            string = line.string if letters == len(line.glyphs) else " ".join(run.string for run in runs)
            rows.append(Row(line.angle, line.base, line.size, line.start, line.end, string, letters, line.space, runs))
    return rows, unseen


def with_marks(rows: list[Row]) -> list[Row]:
    """The rows with raised and lowered marks (a few small letters beside or within a line, on a baseline of their own) put into their lines."""
    marks = [row for row in rows if row.letters <= MARK]
    hosts = [row for row in rows if row.letters > MARK]
    taken = set()
    for mark in marks:
        near = [host for host in hosts if _belongs(mark, host)]
        if near:
            host = min(near, key=lambda one: abs(one.base - mark.base))
            host.runs = sorted([*host.runs, *mark.runs], key=lambda run: run.box[0]) if host.angle == 0 else [*host.runs, *mark.runs]
            host.letters += mark.letters
            taken.add(id(mark))
    return [row for row in rows if id(row) not in taken]


def _belongs(mark: Row, host: Row) -> bool:
    if mark.angle != host.angle or mark.size > 0.8 * host.size or not -0.4 * host.size <= mark.base - host.base <= 0.7 * host.size:
        return False
    return host.start - 0.2 * host.size <= mark.start <= host.end + 0.4 * host.size


def _same(glyph: Glyph) -> tuple[int, float, float, Colour | None, int]:
    source = glyph.source
    return id(source.font), round(source.size, 1), round(source.em, 1), source.ink, source.mode


def _runs(line: Line, seen: Seen | None) -> list[tuple[Run, int]]:
    found, first = [], 0
    for _, group in groupby(line.glyphs, _same):
        glyphs = list(group)
        found.append((_run(glyphs, written(glyphs, line.breaks, first), line.angle, seen), len(glyphs)))
        first += len(glyphs)
    return found


def _run(glyphs: list[Glyph], string: str, angle: float, seen: Seen | None) -> Run:
    source = glyphs[0].source
    box = _box(glyphs, angle)
    found = None
    if seen is not None:
        left, right, top, foot = (int(one) for one in pixels_of(np.array([box]), seen)[0])
        found = colours_in((left, right, top, foot), seen)
    ground = found[0] if found else None
    ink = source.ink if source.ink is not None else (found[1] if found else None)
    return Run(box, string, source.size, source.em / source.size, source.font, source.slanted, source.mode % 4 == 2, ink, ground)


def _box(glyphs: list[Glyph], angle: float) -> Box:
    """Around the letters: from their first origin to their last advance, from the font's descender to its ascender as far as these are believable."""
    source = glyphs[0].source
    low, high = min(glyph.start for glyph in glyphs), max(glyph.end for glyph in glyphs)
    up, down = _reach(source.font)
    if source.upside:
        up, down = -down, -up
    base = source.base + source.rise
    foot, top = base + down * source.size, base + up * source.size
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    xs = [u * cos - v * sin for u in (low, high) for v in (foot, top)]
    ys = [u * sin + v * cos for u in (low, high) for v in (foot, top)]
    return (min(xs), min(ys), max(xs), max(ys))


def _reach(font: Any) -> tuple[float, float]:
    """Ascender and descender in ems."""
    up, down = font.ascent / 1000, font.descent / 1000
    return (up if 0.4 <= up <= 1.3 else 0.75), (down if -0.5 <= down < 0 else -0.25)
