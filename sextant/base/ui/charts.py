"""Charts drawn on the server: lines over years, bars, sparklines, and strips of a distribution.

Each returns a Chart: the drawing for the page or for print, and the same figures as a table.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from sextant.base.ui.breaks import TOP, TOP_WITH_BREAKS, Break, draw_breaks, pieces, said, within, year_name
from sextant.base.ui.numerals import written
from sextant.base.ui.scales import Scale, edges, nice_ticks
from sextant.base.ui.svg import LETTER, Pen, document, short

Words = str | Promise


@dataclass(frozen=True)
class Point:
    """One figure: its place on the axis (a year) or its name, its value (None: not known), and where its rows are shown."""

    x: int | str
    value: float | None
    url: str = ""


@dataclass(frozen=True)
class Series:
    """A named row of points in order."""

    name: Words
    points: Sequence[Point]


@dataclass(frozen=True)
class Strip:
    """One row of a distribution: smallest and largest value, quartiles, median, and the value of the one looked at."""

    name: Words
    low: float
    q1: float
    median: float
    q3: float
    high: float
    own: float | None = None
    url: str = ""


@dataclass(frozen=True)
class Chart:
    """A drawing that can be made in two dresses, with its figures as a table of text."""

    title: str
    description: str
    width: float
    height: float
    draw: Callable[[Pen], None]
    columns: list[str] = field(default_factory=list)
    rows: list[list[tuple[str, str]]] = field(default_factory=list)
    linked: bool = False
    breaks: list[Break] = field(default_factory=list)

    def as_svg(self, *, standalone: bool = False) -> SafeString:
        """The drawing; standalone ones need no stylesheet and carry no links."""
        pen = Pen(standalone)
        self.draw(pen)
        whole = document(
            pen.parts,
            title=self.title,
            description=self.description,
            width=self.width,
            height=self.height,
            standalone=standalone,
            linked=self.linked,
        )
        return mark_safe(whole)  # noqa: S308 - every text is escaped in svg.py


def line_chart(
    series: Sequence[Series],
    *,
    title: Words,
    unit: Words = "",
    target: float | None = None,
    from_zero: bool = False,
    decimals: int | None = None,
    breaks: Sequence[Break] = (),
    width: float = 520,
    height: float = 270,
) -> Chart:
    """Values over years, one line a series. A year without a value is a gap in the line, never a zero; a break is a line across."""
    values = [point.value for one in series for point in one.points if point.value is not None]
    years = sorted({int(point.x) for one in series for point in one.points})
    columns = [_("Year"), *(str(one.name) for one in series)]
    by_year = [{int(point.x): point for point in one.points} for one in series]
    shown = within(breaks, years)
    rows = [[(year_name(year, shown), ""), *(_cell_of(found.get(year), decimals) for found in by_year)] for year in years]
    if not values:
        return _nothing(str(title), columns, rows, width)
    ticks = nice_ticks(*edges([*values, *([target] if target is not None else [])], from_zero=from_zero))
    left = 12 + LETTER * max(len(written(tick)) for tick in ticks)
    right = 16 + (min(170.0, LETTER * max(len(str(one.name)) for one in series)) if len(series) > 1 else 34)
    across = Scale(years[0], max(years[-1], years[0] + 1), left + 14, width - right)
    up = Scale(ticks[0], ticks[-1], height - 30, TOP_WITH_BREAKS if shown else TOP)

    def draw(pen: Pen) -> None:
        _axis(pen, ticks, up, left, width - right + 10, str(unit))
        _years(pen, years, across, height)
        draw_breaks(pen, shown, across, up, width)
        if target is not None:
            _target(pen, target, up(target), left, width - right + 10, decimals)
        for number, one in enumerate(series, 1):
            for part in _pieces(one, shown):
                _line(pen, part, number, across, up, decimals)
        _names(pen, series, across, up, decimals)

    linked = any(point.url for one in series for point in one.points)
    return Chart(str(title), _line_words(series, unit, decimals, shown), width, height, draw, columns, rows, linked, shown)


def _pieces(one: Series, breaks: Sequence[Break]) -> list[Series]:
    """A series in pieces, cut at breaks that nothing bridges."""
    parts = [[one.points[place] for place in part] for part in pieces([int(point.x) for point in one.points], breaks)]
    return [Series(one.name, points) for points in parts if any(point.value is not None for point in points)]


def _cell_of(point: Point | None, decimals: int | None) -> tuple[str, str]:
    return (written(point.value, decimals), point.url) if point else ("—", "")


def _nothing(title: str, columns: list[str], rows: list[list[tuple[str, str]]], width: float) -> Chart:
    words = _("No figures yet")

    def draw(pen: Pen) -> None:
        pen.put("path", "chart__axis", d=f"M0 80H{short(width)}")
        pen.text(words, width / 2, 52, anchor="middle")

    return Chart(title, words, width, 96, draw, columns, rows)


def _axis(pen: Pen, ticks: list[float], up: Scale, left: float, right: float, unit: str) -> None:
    if unit:
        pen.text(unit, 0, 13)
    for tick in ticks:
        base = tick == 0 or (tick == ticks[0] and ticks[0] > 0)
        pen.put("path", "chart__axis" if base else "chart__grid", d=f"M{short(left)} {short(up(tick))}H{short(right)}")
        pen.text(written(tick), left - 8, up(tick) + 4.5, anchor="end")


def _years(pen: Pen, years: list[int], across: Scale, height: float) -> None:
    room = max(1, int((across.end - across.start) / 46))
    span = years[-1] - years[0] + 1
    every = -(-span // room)
    for year in range(years[-1], years[0] - 1, -every):
        pen.text(str(year), across(year), height - 8, anchor="middle")


def _target(pen: Pen, target: float, y: float, left: float, right: float, decimals: int | None) -> None:
    pen.put("path", "chart__target", d=f"M{short(left)} {short(y)}H{short(right)}")
    pen.text(_("target %(value)s") % {"value": written(target, decimals)}, left + 6, y - 6, classes="chart__text chart__text--target")


def _line(pen: Pen, one: Series, number: int, across: Scale, up: Scale, decimals: int | None) -> None:
    path, before = "", None
    for point in one.points:
        if point.value is None:
            before = None
            continue
        joined = before is not None and int(point.x) == before + 1
        path += f"{'L' if joined else 'M'}{short(across(int(point.x)))} {short(up(point.value))}"
        before = int(point.x)
    dress = f" chart__line--{number}" if number > 1 else ""
    pen.put("path", f"chart__line{dress}", d=path)
    for point in one.points:
        if point.value is not None:
            dot = f"chart__dot chart__dot--{number}" if number > 1 else "chart__dot"
            words = f"{one.name}, {point.x}: {written(point.value, decimals)}"
            pen.put("circle", dot, title=words, url=point.url, cx=across(int(point.x)), cy=up(point.value), r=4.2)


def _names(pen: Pen, series: Sequence[Series], across: Scale, up: Scale, decimals: int | None) -> None:
    """Each line's name stands at its end; with one series, its last value does. Names that would touch are moved apart."""
    ends = []
    for one in series:
        known = [point for point in one.points if point.value is not None]
        if known:
            last = known[-1]
            words = str(one.name) if len(series) > 1 else written(last.value, decimals)
            ends.append((up(last.value or 0), across(int(last.x)), words))
    below = float("-inf")
    for y, x, words in sorted(ends):
        placed = max(y, below + 15)
        below = placed
        if len(series) > 1:
            pen.text(words, across.end + 12, placed + 4.5)
        else:
            pen.text(words, x, y - 11, anchor="middle", classes="chart__text chart__text--strong")


def _line_words(series: Sequence[Series], unit: Words, decimals: int | None, breaks: Sequence[Break]) -> str:
    told = []
    for one in series:
        known = [point for point in one.points if point.value is not None]
        if known:
            first, last = known[0], known[-1]
            told.append(f"{one.name}: {first.x} — {written(first.value, decimals)}, {last.x} — {written(last.value, decimals)}")
    return "; ".join([*told, *said(breaks)]) + (f" ({unit})" if unit else "")


def sparkline(values: Sequence[float | None], *, title: Words, width: float = 120, height: float = 28) -> Chart:
    """A line the size of a word; gaps where values are missing, a dot at the last one."""
    known = [value for value in values if value is not None]
    rows = [[(written(value), "") for value in values]]
    if not known:
        return Chart(str(title), _("No figures yet"), width, height, lambda pen: None, [], rows)
    up = Scale(min(known), max(known) if max(known) > min(known) else min(known) + 1, height - 5, 5)
    across = Scale(0, max(len(values) - 1, 1), 4, width - 5)

    def draw(pen: Pen) -> None:
        _line(pen, Series(title, [Point(place, value) for place, value in enumerate(values)][: len(values)]), 1, across, up, None)

    return Chart(str(title), ", ".join(written(value) for value in values), width, height, lambda pen: _thin(pen, draw), [], rows)


def _thin(pen: Pen, draw: Callable[[Pen], None]) -> None:
    """Keeps of a line only its path and its last dot."""
    draw(pen)
    pen.parts[:] = [pen.parts[0], pen.parts[-1].replace('r="4.2"', 'r="2.8"')]
