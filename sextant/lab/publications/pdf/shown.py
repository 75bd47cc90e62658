"""What one operator shows: its glyphs in a row, with size and direction after all matrices."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from playa.content import GraphicState, TextObject

from .frames import Matrix, times

Colour = tuple[int, int, int]
RECOGNISED, CLIP = 3, 7
"""Render modes: invisible, as recognised text has it; and only a clip."""
STRAIGHT = 0.5
"""Degrees: directions are told apart in such steps."""
UNKNOWN = "\ufffd"
"""What stands for a letter that the font does not tell."""
PLAIN = ("DeviceGray", "DeviceRGB", "DeviceCMYK", "CalGray", "CalRGB", "ICCBased")
"""Colour spaces whose numbers are taken for grey, RGB or CMYK by their count."""


@dataclass(slots=True)
class Shown:
    """Glyphs of one font and size in a row.

    `size` is the vertical scale at right angles to the baseline; `em` the same along it, so that `em / size` is the horizontal scaling. `angle` is the
    direction of the baseline in degrees; along it the glyphs stand at `starts` and end at `ends` (origin and advance, without spacing), and `base` is the
    baseline's distance from the origin at right angles, the rise taken away; `rise` is that rise. `tracking` is the spacing after each glyph.
    """

    font: Any
    size: float
    em: float
    angle: float
    base: float
    rise: float
    tracking: float
    slanted: bool
    mode: int
    ink: Colour | None
    strings: list[str]
    codes: list[int]
    starts: list[float]
    ends: list[float]
    at: tuple[float, float]
    upside: bool = False


def shown_by(text: TextObject, frame: Matrix) -> Shown | None:
    """The glyphs of a text object in the visible page; None where it has no extent or shows nothing."""
    state = text.gstate
    a, b, c, d, e, f = times(times(text.text_matrix, text.ctm), frame)
    across, scale = state.fontsize * state.scaling / 100, state.fontsize
    ax, ay, ux, uy = a * across, b * across, c * scale, d * scale
    em, area = math.hypot(ax, ay), ax * uy - ay * ux
    if em < 1e-6 or abs(area) < 1e-9 or not math.isfinite(em + area + e + f):
        return None
    angle, cos, sin = _direction(ax / em, ay / em)
    unit = (a * cos + b * sin) * state.scaling / 100
    row = _row(text, e * cos + f * sin, em, unit)
    if row is None:
        return None
    rise = state.rise * (d * cos - c * sin)
    slanted = abs(ax * ux + ay * uy) > 0.06 * em * math.hypot(ux, uy)
    return Shown(
        state.font,
        abs(area) / em,
        em,
        angle,
        f * cos - e * sin,
        rise,
        state.charspace * unit,
        slanted,
        state.render_mode,
        ink_of(state),
        *row,
        (e, f),
        area < 0,
    )


def _direction(x: float, y: float) -> tuple[float, float, float]:
    """Degrees in steps, with the cosine and sine of just that direction."""
    angle = round(math.degrees(math.atan2(y, x)) / STRAIGHT) * STRAIGHT % 360
    return angle, math.cos(math.radians(angle)), math.sin(math.radians(angle))


def _row(text: TextObject, at: float, em: float, unit: float) -> tuple[list[str], list[int], list[float], list[float]] | None:
    """Strings, codes, starts and ends of the glyphs (ISO 32000-1, 9.4.4); word spacing belongs to the one-byte code 32 alone."""
    state = text.gstate
    font = state.font
    assert font is not None
    tracking, spacing = state.charspace * unit, 0.0 if font.multibyte else state.wordspace * unit
    strings: list[str] = []
    codes: list[int] = []
    starts: list[float] = []
    ends: list[float] = []
    for piece in text.args:
        if not isinstance(piece, bytes):
            at -= piece * 0.001 * em
            continue
        for code, string in font.decode(piece):
            width = font.hdisp(code) * em
            strings.append(string or UNKNOWN)
            codes.append(code)
            starts.append(at)
            ends.append(at + width)
            at += width + tracking + (spacing if code == 32 else 0.0)
    return (strings, codes, starts, ends) if strings else None


def ink_of(state: GraphicState) -> Colour | None:
    """The colour of the letters as sRGB, for grey, RGB and CMYK (these without a profile: an indication); None for spot colours and patterns."""
    stroked = state.render_mode % 4 == 1
    space, colour = (state.scs, state.scolor) if stroked else (state.ncs, state.ncolor)
    kind = getattr(space.spec[0], "name", "") if isinstance(space.spec, list) and space.spec else space.name
    if colour.pattern is not None or kind not in PLAIN:
        return None
    values = [min(max(float(value), 0.0), 1.0) for value in colour.values]
    if len(values) == 4:
        cyan, magenta, yellow, black = values
        values = [(1 - one) * (1 - black) for one in (cyan, magenta, yellow)]
    if len(values) == 1:
        values *= 3
    return (round(values[0] * 255), round(values[1] * 255), round(values[2] * 255)) if len(values) == 3 else None
