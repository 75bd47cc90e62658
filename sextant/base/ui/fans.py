"""Fan charts: a line over the years, its continuation within a band, and years from which on the values mean something else."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from sextant.base.ui.breaks import TOP, TOP_WITH_BREAKS, Break, draw_breaks, said, within, year_name
from sextant.base.ui.charts import Chart, Point, Series, Words, _axis, _cell_of, _line, _nothing, _pieces, _years
from sextant.base.ui.columns import Band
from sextant.base.ui.numerals import written
from sextant.base.ui.scales import Scale, edges, nice_ticks
from sextant.base.ui.svg import LETTER, Pen, short

__all__ = ["Break", "fan_chart"]


def fan_chart(
    past: Series,
    ahead: Series,
    band: Sequence[Band],
    *,
    title: Words,
    unit: Words = "",
    band_name: Words = "",
    breaks: Sequence[Break] = (),
    decimals: int | None = None,
    width: float = 640,
    height: float = 290,
) -> Chart:
    """What is known as a line, what is expected as a broken line within its band; a declared break is a line across, never smoothed away.

    The band opens from the last known point. A year without a value is a gap.
    """
    columns = [_("Year"), str(past.name), str(ahead.name), _("Lower edge"), _("Upper edge")]
    rows = _rows(past, ahead, band, breaks, decimals)
    known = [point for point in past.points if point.value is not None]
    values = [float(point.value) for one in (past, ahead) for point in one.points if point.value is not None]
    if not known:
        return _nothing(str(title), columns, rows, width)
    years = sorted({int(point.x) for one in (past, ahead) for point in one.points})
    ticks = nice_ticks(*edges([*values, *(end for one in band for end in (one.low, one.high))], from_zero=False))
    left = 12 + LETTER * max(len(written(tick)) for tick in ticks)
    shown = within(breaks, years)
    across = Scale(years[0], max(years[-1], years[0] + 1), left + 14, width - 50)
    up = Scale(ticks[0], ticks[-1], height - 30, TOP_WITH_BREAKS if shown else TOP)

    def draw(pen: Pen) -> None:
        _axis(pen, ticks, up, left, width - 34, str(unit))
        _years(pen, years, across, height)
        _fan(pen, known[-1], band, across, up, str(band_name))
        draw_breaks(pen, shown, across, up, width)
        for part in _pieces(past, shown):
            _line(pen, part, 1, across, up, decimals)
        _continued(pen, known[-1], ahead, across, up, decimals)

    linked = any(point.url for one in (past, ahead) for point in one.points)
    return Chart(str(title), _words(known, ahead, band, shown, unit, decimals), width, height, draw, columns, rows, linked, shown)


def _rows(past: Series, ahead: Series, band: Sequence[Band], breaks: Sequence[Break], decimals: int | None) -> list[list[tuple[str, str]]]:
    """The figures as text; a year of a break says so."""
    known, expected = ({int(point.x): point for point in one.points} for one in (past, ahead))
    ends = {int(one.x): one for one in band}
    rows = []
    for year in sorted({*known, *expected}):
        edge = ends.get(year)
        low, high = (written(edge.low, decimals), written(edge.high, decimals)) if edge else ("—", "—")
        rows.append(
            [(year_name(year, breaks), ""), _cell_of(known.get(year), decimals), _cell_of(expected.get(year), decimals), (low, ""), (high, "")]
        )
    return rows


def _fan(pen: Pen, last: Point, band: Sequence[Band], across: Scale, up: Scale, name: str) -> None:
    if not band:
        return
    start = f"{short(across(int(last.x)))} {short(up(last.value or 0.0))}"
    upper = "L".join(f"{short(across(int(one.x)))} {short(up(one.high))}" for one in band)
    lower = "L".join(f"{short(across(int(one.x)))} {short(up(one.low))}" for one in reversed(band))
    pen.put("path", "chart__area", title=name, d=f"M{start}L{upper}L{lower}Z")


def _continued(pen: Pen, last: Point, ahead: Series, across: Scale, up: Scale, decimals: int | None) -> None:
    """The expected values as a broken line from the last known one; the last of them is written beside it."""
    expected = [point for point in ahead.points if point.value is not None]
    if not expected:
        return
    path = "L".join(f"{short(across(int(point.x)))} {short(up(point.value or 0.0))}" for point in [last, *expected])
    pen.put("path", "chart__line chart__line--4", d=f"M{path}")
    for point in expected:
        words = f"{ahead.name}, {point.x}: {written(point.value, decimals)}"
        pen.put("circle", "chart__dot chart__dot--4", title=words, url=point.url, cx=across(int(point.x)), cy=up(point.value or 0.0), r=4.2)
    end = expected[-1]
    pen.text(written(end.value, decimals), across(int(end.x)), up(end.value or 0.0) - 11, anchor="middle", classes="chart__text chart__text--strong")


def _words(known: list[Point], ahead: Series, band: Sequence[Band], breaks: Sequence[Break], unit: Words, decimals: int | None) -> str:
    told = [f"{known[0].x} — {written(known[0].value, decimals)}, {known[-1].x} — {written(known[-1].value, decimals)}"]
    if band:
        end = band[-1]
        words = {"year": end.x, "low": written(end.low, decimals), "high": written(end.high, decimals)}
        told.append(f"{ahead.name}: " + _("%(year)s between %(low)s and %(high)s") % words)
    return "; ".join([*told, *said(breaks)]) + (f" ({unit})" if unit else "")
