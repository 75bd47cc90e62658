"""Charts of a profile and of a plan, by the charts of the house; every bar opens to its titles."""

from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from sextant.base.ui.bars import bar_chart
from sextant.base.ui.charts import Chart, Point, Series
from sextant.base.ui.columns import column_chart
from sextant.work.acquisitions.languages import language_name
from sextant.work.acquisitions.models import Plan
from sextant.work.acquisitions.sorting import READERS

MOST_BARS = 20


def address(titles: str, **asked: Any) -> str:
    """The list of titles that answers a question; empty words are asked for as `none`."""
    return f"{titles}?{urlencode({name: 'none' if value == '' else value for name, value in asked.items()})}" if titles else ""


def marked(field: str, value: str) -> str:
    """What the titles of a demand are called: `Tatar`, `7–10 years`, `84*`."""
    if value == "*":
        return {"awards": _("any award"), "language": _("any language")}.get(field, _("any"))
    if field == "language":
        return language_name(value)
    if field == "age":
        return str(READERS.get(value, value))
    if value == "yes" and field in ("accessible", "local_author"):
        return _("accessible formats") if field == "accessible" else _("local authors")
    return value


def shares_chart(plan: Plan) -> Chart | None:
    """Shares asked for: in the collection, in the offer, on the list."""
    rows = plan.summary.get("shares", [])[:MOST_BARS]
    if not rows:
        return None
    names = [(name, key) for name, key in ((_("in the collection"), "before"), (_("in the offer"), "offer"), (_("on the list"), "after"))]
    bars = []
    for row in rows:
        bars += [Point(f"{marked(row['field'], row['value'])}: {name}", None if row[key] is None else 100 * row[key]) for name, key in names]
    return bar_chart(bars, title=_("Shares asked for, before and after"), unit="%", decimals=1, width=680)


def bars_of(cells: list[tuple[str, float | None, str]], *, title: str, unit: str = "", decimals: int = 1) -> Chart | None:
    """Lying bars of named values; None where there is nothing."""
    return bar_chart([Point(*cell) for cell in cells[:MOST_BARS]], title=title, unit=unit, decimals=decimals, width=680) if cells else None


def years_chart(counts: list[tuple[int, int]], titles: str) -> Chart | None:
    """Titles by year of publication."""
    if not counts:
        return None
    points = [Point(year, float(number), address(titles, since=year, until=year) if number else "") for year, number in counts]
    return column_chart([Series(_("titles"), points)], title=_("Titles by year of publication"), decimals=0, width=860)
