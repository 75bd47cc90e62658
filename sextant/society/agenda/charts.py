"""An indicator's years as a drawing."""

from django.urls import reverse

from sextant.base.ui.charts import Chart, Point, Series, line_chart, sparkline
from sextant.society.agenda.queries import Reading


def series_chart(reading: Reading) -> Chart | None:
    """The known figures as a line with the target ahead; each point leads to where its number comes from."""
    if not reading.series:
        return None
    indicator = reading.indicator
    rows = reverse("agenda:origin", args=[indicator.pk])
    known = {value.year: value.value for value in reading.series}
    years = range(min(known), max(known) + 1)
    points = [Point(year, known.get(year), f"{rows}?year={year}" if year in known else "") for year in years]
    target = reading.target.value if reading.target else None
    return line_chart(
        [Series(indicator.title, points)], title=indicator.title, unit=indicator.unit, target=target, from_zero=True, decimals=indicator.decimals
    )


def spark_of(reading: Reading) -> Chart | None:
    """The same as a small line for a table's cell; nothing where fewer than two years are known."""
    if len(reading.series) < 2:
        return None
    return sparkline([value.value for value in reading.series], title=reading.indicator.title)
