"""Charts of figures, drawn by the house's own charts."""

from typing import Any

from sextant.base.ui.charts import Chart, Point, Series, line_chart


def chart_of(figure: dict[str, Any], *, width: float = 420, height: float = 200) -> Chart:
    """The figure's series with its target; years without a figure are gaps."""
    points = [Point(int(year), value) for year, value in figure["series"]]
    series = Series(figure["title"], points)
    return line_chart(
        [series], title=figure["title"], unit=figure["unit"], target=figure["target_value"], decimals=figure["decimals"], width=width, height=height
    )


def with_charts(content: dict[str, Any]) -> dict[str, Any]:
    """Adds a drawing to each figure that has a series of at least two years, in a document or in one figure."""
    figures = [content]
    if "directions" in content:
        figures = [figure for direction in content["directions"] for guideline in direction["guidelines"] for figure in guideline["figures"]]
    for figure in figures:
        if len(figure["series"]) > 1:
            figure["chart"] = chart_of(figure).as_svg()
    return content
