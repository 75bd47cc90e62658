"""A chart as a picture with its title and source, set by Typst."""

from math import ceil
from pathlib import Path

from django.utils.translation import get_language

from sextant.base.exports.typeset import drawn
from sextant.work.returns.queries.charts import Shown

TEMPLATE = Path(__file__).parent / "typst" / "chart.typ"
WIDTH = 1200
MARGIN = 32
HEAD_AND_FOOT = 190
"""Pixels for title, source and margins."""


def picture_of(shown: Shown) -> bytes:
    """PNG, 1200 pixels wide and as high as the chart needs. Raises ValidationError with a sentence."""
    chart = shown.chart
    height = ceil((WIDTH - 2 * MARGIN) * chart.height / chart.width) + HEAD_AND_FOOT
    words = {
        "language": (get_language() or "ru")[:2],
        "width": WIDTH,
        "height": height,
        "title": chart.title,
        "about": chart.description or chart.title,
        "credit": shown.credit,
    }
    return drawn(TEMPLATE, words, {"chart.svg": str(chart.as_svg(standalone=True)).encode()})
