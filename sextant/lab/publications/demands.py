"""How a passage meets the rows of a table: three-valued by demand, by row and by table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from .norms import POINT_MM, Row
from .passages import Passage
from .verdicts import Dimension, Value

SIZE_WITHIN_PT = 0.1
LEADING_WITHIN_PT = 0.2
LENGTH_WITHIN_MM = 0.5
"""What measuring may be off by, always taken in the book's favour: 0.1 pt of size, 0.2 pt of leading and of word space, 0.5 mm of length."""

EPSILON = 1e-6


class Met(Enum):
    """How a demand is met. ASIDE: a single line shows neither leading nor the column's width; EYE: the file does not tell, a person sees it at once."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    ASIDE = "aside"
    EYE = "eye"


@dataclass(frozen=True, slots=True)
class Demand:
    """One demand of one row at one passage. `slack` is how far it is met, as a share of what is required, negative where it is missed."""

    dimension: Dimension
    met: Met
    value: Value
    required: Value
    unit: str
    slack: float = 0.0


@dataclass(frozen=True, slots=True)
class Fit:
    """A row against a passage."""

    row: Row
    demands: tuple[Demand, ...]

    @property
    def met(self) -> Met:
        """NO where one demand is missed, UNKNOWN where one cannot be told, else YES."""
        every = {one.met for one in self.demands}
        return Met.NO if Met.NO in every else Met.UNKNOWN if Met.UNKNOWN in every else Met.YES

    def far(self) -> tuple[int, float, float]:
        """How far it is from fitting: missed demands, then what lacks in size, then in all."""
        missed = [one for one in self.demands if one.met is Met.NO]
        return (len(missed), -sum(one.slack for one in missed if one.dimension == "size"), -sum(one.slack for one in missed))


def best(fits: list[Fit]) -> Fit:
    """The row that fits; else one that may fit; else the nearest."""
    for wanted in (Met.YES, Met.UNKNOWN):
        among = [one for one in fits if one.met is wanted]
        if among:
            return min(among, key=lambda one: sum(d.met in (Met.UNKNOWN, Met.EYE) for d in one.demands))
    return min(fits, key=Fit.far)


def fit(row: Row, passage: Passage, point_mm: float = POINT_MM) -> Fit:
    """How the passage meets a row of type: size, extra leading, length of line, face. `point_mm` is the norm's point."""
    ratio = point_mm / POINT_MM
    demands: list[Demand] = []
    if row.size_pt is not None:
        demands.append(_at_least("size", passage.size_pt, row.size_pt * ratio, SIZE_WITHIN_PT, "pt"))
    if row.leading_pt is not None:
        demands.append(_leading(passage, row.leading_pt * ratio))
    if (row.line_mm is not None or row.line_max_mm is not None) and not passage.verse:
        demands.append(_line(passage, row.line_mm, row.line_max_mm))
    if row.faces:
        demands.append(_face(passage.face, row.faces))
    if row.weights:
        demands.append(_looked("weight", passage.weight, row.weights))
    if row.widths:
        demands.append(_looked("width", passage.width, row.widths))
    if row.upright is not None:
        demands.append(_upright(passage.upright, row.upright))
    return Fit(row, tuple(demands))


def _at_least(dimension: Dimension, value: float | None, required: float, within: float, unit: str) -> Demand:
    required = round(required, 2)
    if value is None:
        return Demand(dimension, Met.UNKNOWN, None, required, unit)
    shown = round(value, 2)
    slack = (shown - required) / max(required, 1.0)
    return Demand(dimension, Met.YES if shown >= required - within - EPSILON else Met.NO, shown, required, unit, slack)


def at_least(dimension: Dimension, value: float | None, required: float, within: float, unit: str) -> Demand:
    """A value not less than required, within what measuring may be off by; None cannot be told."""
    return _at_least(dimension, value, required, within, unit)


def _leading(passage: Passage, required: float) -> Demand:
    if passage.leading_pt is None and passage.lines < 2:
        return Demand("leading", Met.ASIDE, None, round(required, 2), "pt")
    return _at_least("leading", passage.leading_pt, required, LEADING_WITHIN_PT, "pt")


def _line(passage: Passage, least: float | None, most: float | None) -> Demand:
    """The column's width. A line that stands alone may end before its column does, so that it cannot show too narrow a column; a paragraph of one line
    among others (its leading is known) stands in a column that was measured."""
    value = passage.measure_mm
    if value is not None and most is not None and value > most + LENGTH_WITHIN_MM + EPSILON:
        return Demand("line", Met.NO, round(value, 1), f"≤ {most:g}", "mm", (most - value) / most)
    found = _at_least("line", value, least or 0.0, LENGTH_WITHIN_MM, "mm")
    if passage.lines < 2 and passage.leading_pt is None and found.met is not Met.YES:
        return Demand("line", Met.ASIDE, found.value, found.required, "mm")
    return found


def _face(face: str, allowed: tuple[str, ...]) -> Demand:
    required = " | ".join(allowed)
    if face == "unknown":
        return Demand("face", Met.UNKNOWN, None, required, "face")
    if face == "serif" and "serif" not in allowed and "low-contrast" in allowed:
        return Demand("face", Met.EYE, face, required, "face")
    return Demand("face", Met.YES if face in allowed else Met.NO, face, required, "face", 0.0 if face in allowed else -1.0)


def _looked(dimension: Dimension, value: str, allowed: tuple[str, ...]) -> Demand:
    required = " | ".join(allowed)
    if value == "unknown":
        return Demand(dimension, Met.EYE, None, required, "face")
    return Demand(dimension, Met.YES if value in allowed else Met.NO, value, required, "face", 0.0 if value in allowed else -1.0)


def _upright(value: bool | None, required: bool) -> Demand:
    words = {True: "upright", False: "italic"}
    if value is None:
        return Demand("upright", Met.EYE, None, words[required], "face")
    return Demand("upright", Met.YES if value == required else Met.NO, words[value], words[required], "face", 0.0 if value == required else -1.0)
