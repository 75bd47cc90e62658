"""Charts whose places have names (months, years): standing columns of stacked parts, and paths with a band around one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from django.utils.translation import gettext as _

from sextant.base.ui.charts import Chart, Point, Series, Words, _axis, _cell_of, _nothing
from sextant.base.ui.numerals import written
from sextant.base.ui.scales import Scale, edges, nice_ticks
from sextant.base.ui.svg import LETTER, Pen, short

LEGEND = 22.0
"""Height of one row of names above a chart."""


@dataclass(frozen=True)
class Band:
    """Between which values a path is expected to lie at a place."""

    x: int | str
    low: float
    high: float


def column_chart(
    series: Sequence[Series], *, title: Words, unit: Words = "", decimals: int | None = None, width: float = 640, height: float = 250
) -> Chart:
    """One column a place, its parts stacked from zero: what is above zero upwards, what is below downwards. At most four series."""
    places = _places(series)
    found = [{point.x: point for point in one.points} for one in series]
    columns = ["", *(str(one.name) for one in series)]
    rows = [[(str(place), ""), *(_cell_of(row.get(place), decimals) for row in found)] for place in places]
    heaps = [[(row[place].value or 0.0) if place in row else 0.0 for row in found] for place in places]
    if not any(value for heap in heaps for value in heap):
        return _nothing(str(title), columns, rows, width)
    ends = [sum(value for value in heap if (value > 0) is up) for heap in heaps for up in (True, False)]
    frame = _Frame.around(ends, [str(one.name) for one in series], len(places), width, height, str(unit), from_zero=True)

    def draw(pen: Pen) -> None:
        frame.draw(pen, places, [_dress("bar", number) for number in range(1, len(series) + 1)])
        for spot, place in enumerate(places):
            stacked = [(number, one, row[place]) for number, (one, row) in enumerate(zip(series, found, strict=True), 1) if place in row]
            _column(pen, frame, spot, stacked, decimals)
        pen.put("path", "chart__axis", d=f"M{short(frame.left)} {short(frame.up(0))}H{short(width - 6)}")

    linked = any(point.url for one in series for point in one.points)
    return Chart(str(title), _said(series, unit, decimals), width, frame.height, draw, columns, rows, linked)


def path_chart(
    series: Sequence[Series],
    *,
    title: Words,
    unit: Words = "",
    band: Sequence[Band] = (),
    band_name: Words = "",
    decimals: int | None = None,
    width: float = 640,
    height: float = 270,
) -> Chart:
    """Lines over named places, at most four; a band is drawn behind them. Zero is marked where values lie on both sides of it."""
    places = _places([*series, Series("", [_point_of(one) for one in band])])
    found = [{point.x: point for point in one.points} for one in series]
    bands = {one.x: one for one in band}
    columns = ["", *(str(one.name) for one in series), *([_("Lower edge"), _("Upper edge")] if band else [])]
    rows = [[(str(place), ""), *(_cell_of(row.get(place), decimals) for row in found), *_ends(bands, place, decimals)] for place in places]
    values = [point.value for one in series for point in one.points if point.value is not None]
    if not values:
        return _nothing(str(title), columns, rows, width)
    every = [*values, *(end for one in band for end in (one.low, one.high))]
    names = [str(one.name) for one in series] + ([str(band_name)] if band_name else [])
    frame = _Frame.around(every, names, len(places), width, height, str(unit), from_zero=False)
    spots = {place: frame.across(spot + 0.5) for spot, place in enumerate(places)}

    def draw(pen: Pen) -> None:
        dresses = [_dress("line", number) for number in range(1, len(series) + 1)] + ["chart__area"]
        frame.draw(pen, places, dresses)
        if band:
            upper = "L".join(f"{short(spots[one.x])} {short(frame.up(one.high))}" for one in band)
            lower = "L".join(f"{short(spots[one.x])} {short(frame.up(one.low))}" for one in reversed(band))
            pen.put("path", "chart__area", d=f"M{upper}L{lower}Z")
        if min(every) < 0 < max(every):
            pen.put("path", "chart__axis", d=f"M{short(frame.left)} {short(frame.up(0))}H{short(width - 6)}")
        for number, one in enumerate(series, 1):
            _path(pen, frame, spots, number, one, decimals)

    linked = any(point.url for one in series for point in one.points)
    return Chart(str(title), _said(series, unit, decimals), width, frame.height, draw, columns, rows, linked)


def _point_of(one: Band) -> Point:
    return Point(one.x, one.high)


def _ends(bands: dict[int | str, Band], place: int | str, decimals: int | None) -> list[tuple[str, str]]:
    if not bands:
        return []
    one = bands.get(place)
    return [(written(one.low, decimals), ""), (written(one.high, decimals), "")] if one else [("—", ""), ("—", "")]


def _places(series: Sequence[Series]) -> list[int | str]:
    """All places, in the order in which they are first named."""
    return list(dict.fromkeys(point.x for one in series for point in one.points))


def _dress(kind: str, number: int) -> str:
    return f"chart__{kind} chart__{kind}--{number}" if number > 1 else f"chart__{kind}"


def _said(series: Sequence[Series], unit: Words, decimals: int | None) -> str:
    said = []
    for one in series:
        known = [point for point in one.points if point.value is not None]
        if known:
            said.append(f"{one.name}: {known[0].x} — {written(known[0].value, decimals)}, {known[-1].x} — {written(known[-1].value, decimals)}")
    return "; ".join(said) + (f" ({unit})" if unit else "")


@dataclass(frozen=True)
class _Frame:
    """Axis, names of places and legend of a chart, and where a value and a place lie."""

    ticks: list[float]
    up: Scale
    across: Scale
    left: float
    width: float
    height: float
    unit: str
    names: list[tuple[str, float, float]]

    @classmethod
    def around(cls, values: list[float], names: list[str], places: int, width: float, height: float, unit: str, *, from_zero: bool) -> "_Frame":
        ticks = nice_ticks(*edges(values, from_zero=from_zero))
        left = 12 + LETTER * max(len(written(tick)) for tick in ticks)
        legend = list(_legend(names, width)) if len(names) > 1 else []
        above = 20 + (legend[-1][2] + 8 if legend else 0)
        up = Scale(ticks[0], ticks[-1], height + above - 30, above + 14)
        return cls(ticks, up, Scale(0, places, left + 6, width - 8), left, width, height + above, unit, legend)

    def draw(self, pen: Pen, places: Sequence[int | str], dresses: list[str]) -> None:
        for (name, x, y), dress in zip(self.names, dresses, strict=False):
            _key(pen, dress, x, y)
            pen.text(name, x + 20, y + 4)
        if self.unit:
            pen.text(self.unit, 0, self.up(self.ticks[-1]) - 12)
        _axis(pen, self.ticks, self.up, self.left, self.width - 6, "")
        room = max(LETTER * (max(len(str(place)) for place in places) + 1), 20)
        every = max(1, ceil(len(places) * room / (self.across.end - self.across.start)))
        for spot in range(len(places) - 1, -1, -every):
            pen.text(str(places[spot]), self.across(spot + 0.5), self.height - 8, anchor="middle")


def _legend(names: list[str], width: float) -> Iterator[tuple[str, float, float]]:
    x, y = 0.0, 10.0
    for name in names:
        long = 34 + LETTER * len(name)
        if x and x + long > width:
            x, y = 0.0, y + LEGEND
        yield name, x, y
        x += long


def _key(pen: Pen, dress: str, x: float, y: float) -> None:
    if "line" in dress:
        pen.put("path", dress, d=f"M{short(x)} {short(y)}h14")
    else:
        pen.put("rect", dress, x=x, y=y - 7, width=14, height=14)


def _column(pen: Pen, frame: _Frame, spot: int, parts: list[tuple[int, Series, Point]], decimals: int | None) -> None:
    wide = min((frame.across(1) - frame.across(0)) * 0.68, 56.0)
    above, below = 0.0, 0.0
    for number, one, point in parts:
        if not point.value:
            continue
        begin = above if point.value > 0 else below
        end = begin + point.value
        above, below = (end, below) if point.value > 0 else (above, end)
        top, bottom = sorted((frame.up(begin), frame.up(end)))
        words = f"{one.name}, {point.x}: {written(point.value, decimals)}"
        place = {"x": frame.across(spot + 0.5) - wide / 2, "y": top, "width": wide, "height": max(bottom - top, 0.5)}
        pen.put("rect", _dress("bar", number), title=words, url=point.url, **place)


def _path(pen: Pen, frame: _Frame, spots: dict[int | str, float], number: int, one: Series, decimals: int | None) -> None:
    """A line through the known points; a point without a value breaks it."""
    path, joined = "", False
    for point in one.points:
        if point.value is None:
            joined = False
            continue
        path += f"{'L' if joined else 'M'}{short(spots[point.x])} {short(frame.up(point.value))}"
        joined = True
    pen.put("path", _dress("line", number), d=path)
    for point in one.points:
        if point.value is not None:
            words = f"{one.name}, {point.x}: {written(point.value, decimals)}"
            pen.put("circle", _dress("dot", number), title=words, url=point.url, cx=spots[point.x], cy=frame.up(point.value), r=3.2)
