"""Pictures of an edition as figures for templates: the map, the strategic diagram, bursts over the years, parts of a score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sextant.work.observatory.models import Analysis
from sextant.work.observatory.queries.editions import label_of, language

COLOURS = 10
SIDE, GAP = 380, 28
LINE, NAMES, SPAN = 24, 270, 900


@dataclass(frozen=True)
class Spot:
    """A concept on the map: its middle, radius, cluster colour, and where its label stands (no room: none)."""

    code: str
    label: str
    works: int
    colour: int
    x: float
    y: float
    r: float
    size: float
    label_x: float | None
    label_y: float | None

    @property
    def top(self) -> float:
        """Just above the circle: where a label without room stands when the map is near."""
        return self.y - self.r - 3


@dataclass(frozen=True)
class Drawn:
    """A map: its size, its spots with the largest first, clusters as (colour, name, number of concepts), and neighbours by code."""

    width: int
    height: int
    spots: list[Spot]
    clusters: list[tuple[int, str, int]]


def map_of(analysis: Analysis, names: Mapping[str, str]) -> Drawn | None:
    """The map in the reader's language."""
    drawn = analysis.extra.get(language())
    if not drawn:
        return None
    rows = {row["concept"]: row for row in analysis.rows}
    spots = []
    for one in drawn["spots"]:
        row, box = rows[one["concept"]], one["box"]
        middle = (round((box[0] + box[2]) / 2, 1), round(box[3] - 0.3 * one["size"], 1)) if box else (None, None)
        place = (one["x"], one["y"], one["r"], one["size"], *middle)
        spots.append(Spot(one["concept"], names.get(one["concept"], label_of(row)), row["works"], _colour(row["cluster"]), *place))
    clusters = [
        (_colour(one["number"]), ", ".join(names.get(code, code) for code in one["concepts"][:3]), len(one["concepts"]))
        for one in analysis.extra["clusters"]
        if len(one["concepts"]) > 1
    ]
    return Drawn(drawn["width"], drawn["height"], spots, clusters)


def _colour(number: int) -> int:
    return (number - 1) % COLOURS + 1


@dataclass(frozen=True)
class Circle:
    """A theme on the diagram, told by its number."""

    identity: int
    name: str
    colour: int
    x: float
    y: float
    r: float


@dataclass(frozen=True)
class Diagram:
    """One period: its name and its circles on a square of `SIDE` pixels."""

    name: str
    circles: list[Circle]


@dataclass(frozen=True)
class Followed:
    """A theme over all periods: the words of its latest one, and in each period its works, share and quarter (none: it did not live then)."""

    identity: int
    colour: int
    name: str
    words: str
    cells: list[dict[str, Any] | None]


def themes_of(analysis: Analysis, names: Mapping[str, str]) -> tuple[list[Diagram], list[Followed]]:
    """The strategic diagram of each period (places are ranks, so that no two fall together), and every theme followed through them."""
    periods = analysis.extra.get("periods", [])
    diagrams: list[Diagram] = []
    lives: dict[int, list[dict[str, Any] | None]] = {}
    for place, period in enumerate(periods):
        across, upwards = (_ranks([one[axis] for one in period["themes"]]) for axis in ("centrality", "density"))
        largest = max((one["works"] for one in period["themes"]), default=1.0) or 1.0
        circles = []
        for number, one in enumerate(period["themes"]):
            name = ", ".join(names.get(word, word) for word in one["words"][:3])
            x, y = SIDE * (0.08 + 0.84 * across[number]), SIDE * (0.92 - 0.84 * upwards[number])
            r = 10 + 14 * (one["works"] / largest) ** 0.5
            circles.append(Circle(one["identity"], name, _colour(one["identity"]), round(x, 1), round(y, 1), round(r, 1)))
            lives.setdefault(one["identity"], [None] * len(periods))[place] = {**one, "name": name}
        diagrams.append(Diagram(period["name"], sorted(circles, key=lambda one: -one.r)))
    return diagrams, [_followed(identity, cells, names) for identity, cells in sorted(lives.items())]


def _followed(identity: int, cells: list[dict[str, Any] | None], names: Mapping[str, str]) -> Followed:
    latest = next(cell for cell in reversed(cells) if cell)
    words = ", ".join(names.get(word, word) for word in latest["words"][:8])
    return Followed(identity, _colour(identity), latest["name"], words, cells)


def _ranks(values: Sequence[float]) -> list[float]:
    order = sorted(range(len(values)), key=lambda place: (values[place], place))
    found = [0.5] * len(values)
    for rank, place in enumerate(order):
        if len(values) > 1:
            found[place] = rank / (len(values) - 1)
    return found


@dataclass(frozen=True)
class Bar:
    """A burst as a bar over the years."""

    code: str
    label: str
    start: int
    end: int
    weight: float
    works: int
    x: float
    y: float
    width: float
    thick: float

    @property
    def top(self) -> float:
        """The upper edge; `y` is the middle."""
        return self.y - self.thick / 2


@dataclass(frozen=True)
class Bars:
    """Bursts over the years: size of the drawing, marks of years, bars with the earliest first."""

    width: int
    height: int
    years: list[tuple[int, float]]
    bars: list[Bar]


def bursts_of(analysis: Analysis, names: Mapping[str, str], most: int = 40) -> Bars:
    """The heaviest bursts."""
    rows = sorted(analysis.rows[:most], key=lambda row: (row["start"], row["end"], row["concept"]))
    if not rows:
        return Bars(SPAN, 0, [], [])
    first, last = min(row["start"] for row in rows), max(row["end"] for row in rows)
    step = (SPAN - NAMES - 20) / (last - first + 1)
    every = next(years for years in (1, 2, 5, 10, 20, 50, 100) if step * years >= 40)
    heaviest = max(row["weight"] for row in rows) or 1.0
    bars = []
    for place, row in enumerate(rows):
        thick = 5 + 11 * (row["weight"] / heaviest) ** 0.5
        x, y = NAMES + (row["start"] - first) * step, 40 + place * LINE
        words = (row["concept"], names.get(row["concept"], label_of(row)), row["start"], row["end"], row["weight"], row["works"])
        bars.append(Bar(*words, round(x, 1), round(y, 1), round((row["end"] - row["start"] + 1) * step, 1), round(thick, 1)))
    marks = [(year, round(NAMES + (year - first + 0.5) * step, 1)) for year in range(first, last + 1, every)]
    return Bars(SPAN, 52 + LINE * len(rows), marks, bars)
