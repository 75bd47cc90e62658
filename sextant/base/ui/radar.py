"""A radar: sectors around a centre, rings from near to far, and marks whose size and fill speak."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from django.utils.translation import gettext as _

from sextant.base.ui.charts import Chart, Words
from sextant.base.ui.svg import Pen, short

SIZE, HUB, EDGE = 640.0, 46.0, 38.0
"""The square of the drawing, the empty middle, and the room for names around the rings, in pixels."""
SMALLEST, GROWTH = 6.0, 2.5
"""Radius of the lightest mark, and how much each step of weight adds."""
PALEST = 0.12


@dataclass(frozen=True)
class Mark:
    """One mark: its number beside it, its name, its sector and its ring (from 0), weight 1 … 5 as size, fill 0 … 1, and where it is read."""

    number: int
    name: Words
    sector: int
    ring: int
    weight: int
    fill: float
    url: str = ""


def radar_chart(sectors: Sequence[Words], rings: Sequence[Words], marks: Sequence[Mark], *, title: Words) -> Chart:
    """Sectors clockwise from above, the nearest ring within. Marks of one cell are laid out side by side in their order."""
    columns = ["", _("Name"), _("Sector"), _("Ring")]
    rows = [[(str(one.number), one.url), (str(one.name), ""), (str(sectors[one.sector]), ""), (str(rings[one.ring]), "")] for one in marks]
    said = "; ".join(f"{one.number}. {one.name}: {sectors[one.sector]}, {rings[one.ring]}" for one in marks) or _("Nothing is on the radar yet")
    step = (SIZE / 2 - EDGE - HUB) / max(len(rings), 1)

    def draw(pen: Pen) -> None:
        for place in range(len(rings) + 1):
            dress = "chart__axis" if place == len(rings) else "chart__grid"
            pen.put("circle", dress, cx=SIZE / 2, cy=SIZE / 2, r=HUB + place * step)
        for place, name in enumerate(sectors):
            _sector(pen, place, len(sectors), str(name))
        for place, name in enumerate(rings):
            pen.text(str(name), SIZE / 2 + 5, SIZE / 2 - HUB - place * step - 6)
        for one, (x, y) in _laid_out(marks, len(sectors), step):
            pen.put(
                "circle",
                "chart__mark",
                title=f"{one.number}. {one.name}",
                url=one.url,
                cx=x,
                cy=y,
                r=_radius(one),
                fill_opacity=max(one.fill, PALEST),
            )
            pen.text(str(one.number), x + _radius(one) + 3, y + 5, classes="chart__text chart__text--strong")

    return Chart(str(title), said, SIZE, SIZE, draw, columns, rows, any(one.url for one in marks))


def _radius(mark: Mark) -> float:
    return SMALLEST + GROWTH * (mark.weight - 1)


def _at(turn: float, radius: float) -> tuple[float, float]:
    """The point at a share of the whole turn, clockwise from above, and so far from the middle."""
    angle = 2 * pi * turn - pi / 2
    return SIZE / 2 + radius * cos(angle), SIZE / 2 + radius * sin(angle)


def _sector(pen: Pen, place: int, count: int, name: str) -> None:
    """The line where a sector begins, and its name outside its middle."""
    if count > 1:
        (x0, y0), (x1, y1) = _at(place / count, HUB), _at(place / count, SIZE / 2 - EDGE)
        pen.put("path", "chart__grid", d=f"M{short(x0)} {short(y0)}L{short(x1)} {short(y1)}")
    x, y = _at((place + 0.5) / count, SIZE / 2 - EDGE / 2)
    pen.text(name, x, y + 5, anchor="middle", classes="chart__text chart__text--strong")


def _laid_out(marks: Sequence[Mark], sectors: int, step: float) -> list[tuple[Mark, tuple[float, float]]]:
    """Marks with their points: within a cell at equal angles, by turns nearer and farther, so that neighbours do not touch."""
    cells: dict[tuple[int, int], list[Mark]] = defaultdict(list)
    for one in marks:
        cells[one.sector, one.ring].append(one)
    placed = []
    for (sector, ring), found in sorted(cells.items()):
        for place, one in enumerate(found):
            depth = 0.5 if len(found) == 1 else (0.3, 0.72)[place % 2]
            placed.append((one, _at((sector + (place + 0.7) / (len(found) + 0.4)) / sectors, HUB + (ring + depth) * step)))
    return placed
