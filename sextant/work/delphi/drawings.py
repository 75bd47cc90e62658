"""The group's answers as a picture: how often each value was given, with the middle half and one's own answer named."""

from typing import Any

from django.utils.translation import gettext as _

from sextant.base.ui.bars import bar_chart
from sextant.base.ui.charts import Chart, Point
from sextant.work.delphi.models import Item
from sextant.work.delphi.queries.group import GroupView

MOST_BARS = 15


def drawn(item: Item, group: GroupView, own: Any = None) -> Chart | None:
    """Bars by value, or by option; None where nothing may be shown."""
    if group.withheld:
        return None
    if item.is_number:
        return bar_chart([Point(name, count) for name, count in _bars(item, group, own)], title=_("How often each value was given"), decimals=0)
    if group.options:
        title = _("Points on average") if item.kind == Item.Kind.ALLOCATION else _("Place on average, the first is best")
        return bar_chart([Point(name, value) for name, value in group.options], title=title, decimals=1)
    return None


def _bars(item: Item, group: GroupView, own: Any) -> list[tuple[str, int]]:
    """Every point of a short scale; of a long one, equal stretches."""
    width = max(1, -(-(item.high - item.low + 1) // MOST_BARS))
    found: list[tuple[str, int]] = []
    for low in range(item.low, item.high + 1, width):
        high = min(low + width - 1, item.high)
        name = str(low) if low == high else f"{low}–{high}"
        if isinstance(own, int) and low <= own <= high:
            name = _("%(value)s · you") % {"value": name}
        found.append((name, sum(count for value, count in group.counts.items() if low <= value <= high)))
    return found
