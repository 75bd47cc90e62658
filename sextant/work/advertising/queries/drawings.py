"""Views by day as a drawing."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from sextant.base.ui.bars import bar_chart
from sextant.base.ui.charts import Chart, Point
from sextant.work.advertising.models import DayCount

MOST_DAYS = 31


def days_chart(rows: Sequence[DayCount]) -> Chart:
    """Views of the last days that have any, one bar a day."""
    bars = [Point(f"{row.day:%d.%m}", row.views) for row in rows[-MOST_DAYS:]]
    return bar_chart(bars, title=_("Views by day"), unit=_("views"), decimals=0)
