"""Charts that lie: bars by name, and strips of a distribution."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from sextant.base.ui.charts import Chart, Point, Strip, Words, _cell_of, _nothing
from sextant.base.ui.numerals import written
from sextant.base.ui.scales import Scale, edges, nice_ticks
from sextant.base.ui.svg import LETTER, Pen, short

ROW = 30.0


def bar_chart(
    bars: Sequence[Point],
    *,
    title: Words,
    unit: Words = "",
    target: float | None = None,
    decimals: int | None = None,
    picked: str = "",
    width: float = 520,
) -> Chart:
    """Lying bars, one a name, from zero. `picked` names the one to stand out among quiet others."""
    columns, rows = ["", str(unit)], [[(str(bar.x), ""), _cell_of(bar, decimals)] for bar in bars]
    values = [bar.value for bar in bars if bar.value is not None]
    if not values:
        return _nothing(str(title), columns, rows, width)
    low, high = edges([*values, *([target] if target is not None else [])], from_zero=True)
    left = _name_room([str(bar.x) for bar in bars], width)
    right = 16 + LETTER * max(len(written(value, decimals)) for value in values)
    across = Scale(low, high if high > low else low + 1, left, width - right)
    height = ROW * len(bars) + (34 if target is not None else 10)

    def draw(pen: Pen) -> None:
        for place, bar in enumerate(bars):
            _bar(pen, bar, 4 + place * ROW, across, decimals, quiet=bool(picked) and str(bar.x) != picked)
        pen.put("path", "chart__axis", d=f"M{short(across(0))} 0V{short(ROW * len(bars) + 4)}")
        if target is not None:
            pen.put("path", "chart__target", d=f"M{short(across(target))} 0V{short(ROW * len(bars) + 10)}")
            words = _("target %(value)s") % {"value": written(target, decimals)}
            pen.text(words, across(target), height - 6, anchor="middle", classes="chart__text chart__text--target")

    said = "; ".join(f"{bar.x}: {written(bar.value, decimals)}" for bar in bars)
    return Chart(str(title), f"{said} ({unit})" if unit else said, width, height, draw, columns, rows, any(bar.url for bar in bars))


def _name_room(names: list[str], width: float) -> float:
    return min(width * 0.42, 12 + LETTER * max(map(len, names)))


def _bar(pen: Pen, bar: Point, y: float, across: Scale, decimals: int | None, *, quiet: bool) -> None:
    room = int((across.start - 12) / LETTER) + 1
    name = str(bar.x)
    pen.text(name if len(name) <= room else name[: room - 1] + "…", across.start - 10, y + 16, anchor="end")
    if bar.value is None:
        pen.text("—", across(0) + 8, y + 16)
        return
    begin, end = sorted((across(0), across(bar.value)))
    dress = "chart__bar chart__bar--quiet" if quiet else "chart__bar"
    words = f"{name}: {written(bar.value, decimals)}"
    pen.put("rect", dress, title=words, url=bar.url, x=begin, y=y, width=max(end - begin, 0.5), height=ROW - 8)
    pen.text(written(bar.value, decimals), end + 7, y + 16, classes="chart__text chart__text--strong")


def distribution(strips: Sequence[Strip], *, title: Words, unit: Words = "", decimals: int | None = None, width: float = 520) -> Chart:
    """Quartile boxes: a thin line from the smallest to the largest value, a box over the middle half, a stroke at the median, a mark for one's own."""
    columns = ["", _("Smallest"), _("Lower quartile"), _("Median"), _("Upper quartile"), _("Largest"), _("Own value")]
    rows = [[(str(strip.name), strip.url), *((written(number, decimals), "") for number in _numbers(strip))] for strip in strips]
    if not strips:
        return _nothing(str(title), columns, rows, width)
    owns = [strip.own for strip in strips if strip.own is not None]
    ticks = nice_ticks(*edges([*(strip.low for strip in strips), *(strip.high for strip in strips), *owns], from_zero=False))
    left = _name_room([str(strip.name) for strip in strips], width)
    across = Scale(ticks[0], ticks[-1], left, width - 24)
    height = ROW * len(strips) + 40

    def draw(pen: Pen) -> None:
        for tick in ticks:
            pen.put("path", "chart__grid", d=f"M{short(across(tick))} 0V{short(height - 34)}")
            pen.text(written(tick), across(tick), height - 18, anchor="middle")
        if unit:
            pen.text(str(unit), width - 2, height - 2, anchor="end")
        for place, strip in enumerate(strips):
            _strip(pen, strip, 4 + place * ROW, across, decimals)

    said = "; ".join(f"{strip.name}: {_('median')} {written(strip.median, decimals)}" for strip in strips)
    return Chart(str(title), said, width, height, draw, columns, rows, any(strip.url for strip in strips))


def _numbers(strip: Strip) -> tuple[float | None, ...]:
    return strip.low, strip.q1, strip.median, strip.q3, strip.high, strip.own


def _strip(pen: Pen, strip: Strip, y: float, across: Scale, decimals: int | None) -> None:
    middle = y + 11
    pen.text(str(strip.name), across.start - 10, y + 16, anchor="end")
    pen.put("path", "chart__whisker", d=f"M{short(across(strip.low))} {short(middle)}H{short(across(strip.high))}")
    words = f"{strip.name}: {written(strip.q1, decimals)} – {written(strip.median, decimals)} – {written(strip.q3, decimals)}"
    box = across(strip.q3) - across(strip.q1)
    pen.put("rect", "chart__box", title=words, url=strip.url, x=across(strip.q1), y=y + 2, width=max(box, 0.5), height=18)
    pen.put("path", "chart__median", d=f"M{short(across(strip.median))} {short(y)}V{short(y + 22)}")
    if strip.own is not None:
        pen.put("circle", "chart__own", title=f"{_('Own value')}: {written(strip.own, decimals)}", cx=across(strip.own), cy=middle, r=5.5)
