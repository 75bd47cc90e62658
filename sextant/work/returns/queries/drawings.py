"""Small drawings of this house: where a library stands among others, and a series beside that of others."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from sextant.base.ui.bars import bar_chart
from sextant.base.ui.breaks import Break
from sextant.base.ui.charts import Chart, Series, line_chart
from sextant.base.ui.charts import Point as Dot
from sextant.base.ui.numerals import written
from sextant.base.ui.scales import Scale
from sextant.base.ui.svg import Pen, short

WIDTH, HEIGHT = 132.0, 28.0
MULTIPLES = 4
"""How many series are drawn large at the top of a page."""


def standing_strip(own: float, quartiles: tuple[float, float, float], *, title: str, decimals: int) -> Chart:
    """A strip the size of a word: the middle half of one's peers, their median, and one's own place, each on its own scale."""
    q1, median, q3 = quartiles
    low, high = min(own, q1), max(own, q3)
    across = Scale(low, high if high > low else low + 1, 8, WIDTH - 8)
    words = _("%(own)s; the middle half of its peers lies between %(q1)s and %(q3)s, the median is %(median)s") % {
        "own": written(own, decimals),
        "q1": written(q1, decimals),
        "q3": written(q3, decimals),
        "median": written(median, decimals),
    }

    def draw(pen: Pen) -> None:
        pen.put("path", "chart__whisker", d=f"M4 {short(HEIGHT / 2)}H{short(WIDTH - 4)}")
        pen.put("rect", "chart__box", title=words, x=across(q1), y=8, width=max(across(q3) - across(q1), 1.0), height=12)
        pen.put("path", "chart__median", d=f"M{short(across(median))} 5V23")
        pen.put("circle", "chart__own", title=words, cx=across(own), cy=HEIGHT / 2, r=5)

    return Chart(title, words, WIDTH, HEIGHT, draw)


def beside(
    name: str,
    unit: str,
    decimals: int,
    own: tuple[str, Sequence[tuple[int, float | None]]],
    others: tuple[str, Callable[[int], float | None]] | None = None,
    breaks: Sequence[Break] = (),
) -> Chart:
    """A series over the years with its breaks, and that of others beside it where there are any."""
    series = [Series(own[0], [Dot(year, value) for year, value in own[1]])]
    if others is not None:
        series.append(Series(others[0], [Dot(year, others[1](year)) for year, _value in own[1]]))
    return line_chart(series, title=name, unit=unit, decimals=decimals, breaks=breaks, height=220)


def regions_chart(bars: Sequence[tuple[str, float | None, str]], whole: float | None, *, title: str, unit: str, decimals: int) -> Chart:
    """Regions from the largest figure to the smallest; all libraries together stand out among them."""
    together = _("all libraries")
    ranked = sorted((bar for bar in [*bars, (together, whole, "")] if bar[1] is not None), key=lambda bar: (-(bar[1] or 0), bar[0]))
    points = [Dot(name, value, url) for name, value, url in ranked]
    return bar_chart(points, title=title, unit=unit, decimals=decimals, picked=together, width=640)
