"""The sign of the product: a sextant's limb in six sectors, drawn from live figures.

Pure geometry. The apex of the instrument is the origin, angles are degrees from the plumb line (left is negative),
lengths are units of the drawing. All numbers leave here as text, so that no language puts a comma into a coordinate.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import cos, radians, sin

from django.utils.functional import Promise

from sextant.base.ui.numerals import roman, written

Words = str | Promise
SIDE = 650.0
CENTRAL = 15.0
LETTER = 9.8


@dataclass(frozen=True)
class Segment:
    """One guideline: `share` of its indicators on course (0…1), None where no figures are known yet.

    `state` is a word for people, `tone` its colour (good, warn, bad, quiet), `spoken` the whole sentence read aloud.
    """

    code: str
    label: Words
    url: str
    share: float | None
    state: Words = ""
    tone: str = "good"
    spoken: Words = ""


@dataclass(frozen=True)
class Sector:
    """One direction with its guidelines."""

    label: Words
    url: str
    segments: Sequence[Segment]
    numeral: str = ""

    @property
    def share(self) -> float | None:
        """Mean share of the guidelines that have figures."""
        return mean([segment.share for segment in self.segments])


@dataclass(frozen=True)
class Frame:
    """The measures of one drawing: half of the arc's angle, and the radii from the frame's inner arc out to the labels."""

    name: str
    viewbox: str
    half: float = 56.0
    inner: float = 286.0
    outer: float = 536.0
    band_inner: float = 546.0
    band_outer: float = 580.0
    ticks: float = 588.0
    gap: float = 0.42
    sector_gap: float = 1.6
    labels: float = 666.0
    tick_numbers: bool = True
    reading_x: str = "644"
    note_y: tuple[str, str] = ("96", "120")


WIDE = Frame("wide", f"{-SIDE:.0f} -44 1300 792")
NARROW = Frame(
    "narrow",
    "-512 -44 1024 672",
    inner=210,
    outer=500,
    band_inner=512,
    band_outer=578,
    ticks=586,
    gap=0.3,
    sector_gap=1.4,
    tick_numbers=False,
    reading_x="508",
    note_y=("108", "150"),
)


@dataclass(frozen=True)
class Cell:
    """A segment as paths: its ground, the filled part of it, and where its number stands."""

    segment: Segment
    ground: str
    filled: str
    number: str
    x: str
    y: str


@dataclass(frozen=True)
class Drawn:
    """A sector as paths: its piece of the limb, its numeral, its label in lines."""

    sector: Sector
    numeral: str
    band: str
    numeral_at: str
    lines: list[tuple[str, str]]
    label_x: str
    anchor: str
    cells: list[Cell] = field(default_factory=list)


@dataclass(frozen=True)
class Drawing:
    """One drawing of the dial in the measures of a frame."""

    frame: Frame
    sectors: list[Drawn]
    ticks: dict[str, str]
    tick_labels: list[tuple[str, str]]
    legs: str
    arcs: str
    ring: tuple[str, str]
    arm: str
    vernier: str
    vernier_strokes: str


@dataclass(frozen=True)
class Dial:
    """The dial wide and narrow, with what it was drawn from."""

    sectors: Sequence[Sector]
    share: float | None
    wide: Drawing
    narrow: Drawing

    @property
    def reading(self) -> str:
        """The share as a whole number of hundredths, or a dash."""
        return "—" if self.share is None else written(self.share * 100, 0)

    @property
    def segments(self) -> list[Segment]:
        return [segment for sector in self.sectors for segment in sector.segments]


def mean(shares: Sequence[float | None]) -> float | None:
    """The mean of the known shares; None when none is known."""
    known = [share for share in shares if share is not None]
    return sum(known) / len(known) if known else None


def point(radius: float, angle: float) -> str:
    """`x y` of a polar point, two decimals."""
    return f"{_short(radius * sin(radians(angle)))} {_short(radius * cos(radians(angle)))}"


def _short(number: float) -> str:
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def arc(radius: float, start: float, end: float) -> str:
    """A piece of a circle around the apex, from one angle to another."""
    return f"M{point(radius, start)}A{_short(radius)} {_short(radius)} 0 0 {0 if end > start else 1} {point(radius, end)}"


def ring_piece(inner: float, outer: float, start: float, end: float) -> str:
    """The closed shape between two radii and two angles."""
    return f"{arc(inner, start, end)}L{point(outer, end)}A{_short(outer)} {_short(outer)} 0 0 1 {point(outer, start)}Z"


def draw_dial(sectors: Sequence[Sector], share: float | None = None) -> Dial:
    """Draws the sectors; the index arm points at `share`, by default the mean of all guidelines that have figures."""
    overall = share if share is not None else mean([segment.share for sector in sectors for segment in sector.segments])
    return Dial(sectors, overall, drawing(sectors, overall, WIDE), drawing(sectors, overall, NARROW))


def drawing(sectors: Sequence[Sector], share: float | None, frame: Frame) -> Drawing:
    """The whole instrument in the measures of one frame."""
    width = 2 * frame.half / max(len(sectors), 1)
    drawn = [_sector(frame, sector, place, -frame.half + place * width, width) for place, sector in enumerate(sectors)]
    at = angle_of(share or 0.0, frame)
    edge = frame.half + 1.2
    deep = frame.inner - 34
    ring = deep * sin(radians(edge)) / (1 + sin(radians(edge)))
    legs = "".join(f"M{point(26, side * edge)}L{point(frame.ticks, side * edge)}" for side in (-1, 1))
    arcs = arc(deep, -edge, edge) + arc(frame.inner - 8, -edge, edge) + arc(frame.band_outer + 4, -edge, edge)
    strokes = "".join(
        f"M{point(frame.ticks, at + step * 0.9)}L{point(frame.ticks + (13 if step == 0 else 10 if step % 5 == 0 else 6), at + step * 0.9)}"
        for step in range(-5, 6)
    )
    return Drawing(
        frame=frame,
        sectors=drawn,
        ticks=_ticks(frame),
        tick_labels=_tick_labels(frame) if frame.tick_numbers else [],
        legs=legs,
        arcs=arcs,
        ring=(_short(deep - ring), _short(ring)),
        arm=f"M{point(22, at - 8)}L{point(frame.ticks, at - 0.24)}L{point(frame.ticks, at + 0.24)}L{point(22, at + 8)}Z" if share is not None else "",
        vernier=ring_piece(frame.ticks - 3, frame.ticks + 18, at - 5.6, at + 5.6) if share is not None else "",
        vernier_strokes=strokes if share is not None else "",
    )


def angle_of(share: float, frame: Frame = WIDE) -> float:
    """Where a share stands on the limb: 0 at its left end, 1 at its right."""
    return (min(max(share, 0.0), 1.0) * 2 - 1) * frame.half


def _sector(frame: Frame, sector: Sector, place: int, start: float, width: float) -> Drawn:
    begin, end, middle = start + frame.sector_gap / 2, start + width - frame.sector_gap / 2, start + width / 2
    step = (end - begin) / max(len(sector.segments), 1)
    cells = [_cell(frame, segment, begin + number * step, step, number + 1) for number, segment in enumerate(sector.segments)]
    x, y = (float(part) for part in point(frame.labels, middle).split())
    lines = balanced(str(sector.label), letters_for(abs(x), abs(middle) < CENTRAL))
    centre = (frame.band_inner + frame.band_outer) / 2
    return Drawn(
        sector=sector,
        numeral=sector.numeral or roman(place + 1),
        band=ring_piece(frame.band_inner, frame.band_outer, begin, end),
        numeral_at=f"translate({point(centre, middle)}) rotate({_short(-middle)})",
        lines=[(line, _short(y + 21 * number)) for number, line in enumerate(lines)],
        label_x=_short(x),
        anchor="middle" if abs(middle) < CENTRAL else ("start" if middle > 0 else "end"),
        cells=cells,
    )


def _cell(frame: Frame, segment: Segment, start: float, step: float, number: int) -> Cell:
    begin, end = start + frame.gap / 2, start + step - frame.gap / 2
    reach = frame.inner + (frame.outer - frame.inner) * min(max(segment.share or 0.0, 0.0), 1.0)
    x, y = point(frame.inner - 21, (begin + end) / 2).split()
    filled = ring_piece(frame.inner, reach, begin, end) if segment.share else ""
    return Cell(segment, ring_piece(frame.inner, frame.outer, begin, end), filled, str(number), x, y)


def _ticks(frame: Frame) -> dict[str, str]:
    """The graduation: a hundred and one strokes, long at tens, middling at fives."""
    strokes = {"ten": "", "five": "", "one": ""}
    for value in range(101):
        kind, length = ("ten", 17.0) if value % 10 == 0 else ("five", 12.0) if value % 5 == 0 else ("one", 7.0)
        angle = angle_of(value / 100, frame)
        strokes[kind] += f"M{point(frame.ticks, angle)}L{point(frame.ticks + length, angle)}"
    return strokes


def _tick_labels(frame: Frame) -> list[tuple[str, str]]:
    angles = [(value, angle_of(value / 100, frame)) for value in range(0, 101, 10)]
    return [(str(value), f"translate({point(frame.ticks + 40, angle)}) rotate({_short(-angle)})") for value, angle in angles]


def letters_for(x: float, central: bool) -> int:
    """How many letters a label's line may have where it stands: 21 at most, fewer near the edge of the drawing."""
    return 21 if central else max(8, min(21, int((SIDE - x) / LETTER)))


def balanced(label: str, width: int = 21) -> list[str]:
    """The label in as few lines as the width (in letters) allows, of lengths as equal as they can be."""
    words = label.split()
    count = max(1, -(-len(label) // width))
    for limit in range(max(map(len, words), default=1), len(label) + 1):
        lines = [""]
        for word in words:
            fits = len(lines[-1]) + len(word) + 1 <= limit or not lines[-1]
            lines = [*lines[:-1], f"{lines[-1]} {word}".strip()] if fits else [*lines, word]
        if len(lines) <= count or limit >= width:
            return lines
    return [label]
