"""Where a library stands among its peers, each of them a dot."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from sextant.base.ui.charts import Chart
from sextant.base.ui.numerals import written
from sextant.base.ui.scales import Scale
from sextant.base.ui.svg import Pen, short
from sextant.lab.returns.peer_groups.standing import Standing

WIDTH, HEIGHT = 220.0, 34.0
EDGE = 8.0


def dot_strip(own: float | None, standing: Standing, values: Sequence[float], *, title: str, decimals: int) -> Chart | None:
    """The middle half of the peers as a box, their median, a dot for each of `values`, and one's own; None where nothing is told."""
    if standing.low is None or standing.median is None or standing.high is None:
        return None
    shown = [*values, standing.low, standing.high, *([own] if own is not None else [])]
    low, high = min(shown), max(shown)
    across = Scale(low, high if high > low else low + 1, EDGE, WIDTH - EDGE)
    words = _("the middle half of its peers lies between %(q1)s and %(q3)s, the median is %(median)s") % {
        "q1": written(standing.low, decimals),
        "q3": written(standing.high, decimals),
        "median": written(standing.median, decimals),
    }
    if own is not None:
        words = f"{written(own, decimals)}; {words}"
    low_end, high_end, middle = across(standing.low), across(standing.high), across(standing.median)

    def draw(pen: Pen) -> None:
        pen.put("path", "chart__whisker", d=f"M{short(EDGE / 2)} {short(HEIGHT / 2)}H{short(WIDTH - EDGE / 2)}")
        pen.put("rect", "chart__box", title=words, x=low_end, y=9, width=max(high_end - low_end, 1.0), height=HEIGHT - 18)
        for value in sorted(values):
            pen.put("circle", "chart__dot chart__dot--4", cx=across(value), cy=HEIGHT / 2, r=3)
        pen.put("path", "chart__median", d=f"M{short(middle)} 5V{short(HEIGHT - 5)}")
        if own is not None:
            pen.put("circle", "chart__own", title=words, cx=across(own), cy=HEIGHT / 2, r=5.5)

    return Chart(title, words, WIDTH, HEIGHT, draw)
