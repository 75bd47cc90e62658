"""Years from which on the values of a series mean something else: a line across the chart, and words in its table."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from sextant.base.ui.scales import Scale
from sextant.base.ui.svg import LETTER, Pen, short

TOP, TOP_WITH_BREAKS = 42.0, 58.0


@dataclass(frozen=True)
class Break:
    """The first year in which values mean something else, and why. `bridged`: earlier values can be reckoned on, so the line is not cut."""

    year: int
    reason: str | Promise
    bridged: bool = False


def within(breaks: Sequence[Break], years: Sequence[int]) -> list[Break]:
    """Those that lie among the years shown, earliest first."""
    return [one for one in sorted(breaks, key=lambda one: one.year) if years and years[0] <= one.year <= years[-1]]


def pieces(years: Sequence[int], breaks: Sequence[Break]) -> list[list[int]]:
    """Places of the years in pieces: a line begins anew in the year of a break that nothing bridges."""
    starts = [one.year for one in breaks if not one.bridged]
    cut = [[place for place, year in enumerate(years) if sum(year >= start for start in starts) == number] for number in range(len(starts) + 1)]
    return [part for part in cut if part]


def year_name(year: int, breaks: Sequence[Break]) -> str:
    """A year as a row of a table names it; the year of a break says so."""
    reasons = "; ".join(str(one.reason) for one in breaks if one.year == year)
    return _("%(year)s, break: %(reason)s") % {"year": year, "reason": reasons} if reasons else str(year)


def draw_breaks(pen: Pen, breaks: Sequence[Break], across: Scale, up: Scale, width: float) -> None:
    """All lines across, each with its words as far as there is room: in full, or the year alone, behind the line or before it."""
    free = across.start
    for place, one in enumerate(breaks):
        end = across(breaks[place + 1].year - 0.5) if place + 1 < len(breaks) else width
        free = _across(pen, one, across(one.year - 0.5), up, free, end)


def said(breaks: Sequence[Break]) -> list[str]:
    """The breaks in words, for those who do not see the drawing."""
    return [_("break of %(year)s") % {"year": one.year} + f": {one.reason}" for one in breaks]


def _across(pen: Pen, one: Break, x: float, up: Scale, free: float, end: float) -> float:
    """A line between the year of the break and the year before it, lettered between `free` and `end`; the reason is told on hovering and in the
    table. Gives up to where letters stand now."""
    words = _("From %(year)s on the values mean something else: %(reason)s") % {"year": one.year, "reason": one.reason}
    pen.put("path", "chart__target", title=words, d=f"M{short(x)} {short(up.end - 18)}V{short(up.start)}")
    dress = "chart__text chart__text--target"
    for text in (_("break of %(year)s") % {"year": one.year}, str(one.year)):
        if x + 6 + LETTER * len(text) < end:
            pen.text(text, x + 6, up.end - 8, classes=dress, title=words)
            return x + 6 + LETTER * len(text)
    if x - 6 - LETTER * len(str(one.year)) > free:
        pen.text(str(one.year), x - 6, up.end - 8, anchor="end", classes=dress, title=words)
    return x
