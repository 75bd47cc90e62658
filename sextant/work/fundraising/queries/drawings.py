"""Charts of gifts."""

from datetime import date

from django.db.models import Sum
from django.utils.translation import gettext as _

from sextant.base.ui.bars import bar_chart
from sextant.base.ui.charts import Chart, Point, Series, line_chart
from sextant.base.words.money import in_thousands, major, thousands
from sextant.work.fundraising.models import Part
from sextant.work.fundraising.queries.donor_page import YearSum

YEARS = 6


def raised_by_year(today: date) -> Chart:
    """Rubles that came in each year, the present one as far as it is."""
    rows = Part.objects.filter(taken_back_on=None, gift__currency="RUB", day__year__gt=today.year - YEARS)
    sums = dict(rows.order_by().values_list("day__year").annotate(Sum("amount_minor")))
    points = [Point(year, thousands(sums[year], "RUB") if year in sums else None) for year in range(today.year - YEARS + 1, today.year + 1)]
    return line_chart([Series(_("Gifts"), points)], title=_("Gifts by year"), unit=in_thousands("RUB"), from_zero=True, decimals=0)


def given_by_year(years: list[YearSum]) -> Chart | None:
    """What one donor gave, year by year; None with less than two years."""
    own = [one for one in years if one.currency == (years[0].currency if years else "")]
    if len(own) < 2:
        return None
    bars = [Point(str(one.year), float(major(one.amount_minor, one.currency))) for one in own[:8]]
    return bar_chart(bars, title=_("Gifts by year"), unit=own[0].currency, decimals=0)
