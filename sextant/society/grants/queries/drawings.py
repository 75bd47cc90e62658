"""The drawing of the register: what was given, year by year."""

from django.utils.translation import gettext as _

from sextant.base.ui.charts import Chart, Point, Series
from sextant.base.ui.columns import column_chart
from sextant.base.words.money import in_thousands, thousands

LATEST = 10
"""Years that are drawn at the most."""


def given_by_year(totals: list[tuple[int, str, int, int]]) -> Chart | None:
    """Columns of the currency in which most was given; None for fewer than two years."""
    currencies = [currency for _year, currency, _count, _sum in totals]
    if not currencies:
        return None
    main = max(sorted(set(currencies)), key=currencies.count)
    rows = sorted((year, amount) for year, currency, _count, amount in totals if currency == main)[-LATEST:]
    if len(rows) < 2:
        return None
    known = dict(rows)
    points = [Point(year, thousands(known.get(year, 0), main)) for year in range(rows[0][0], rows[-1][0] + 1)]
    series = [Series(_("Given"), points)]
    return column_chart(series, title=_("Grants given by year"), unit=in_thousands(main), decimals=0)
