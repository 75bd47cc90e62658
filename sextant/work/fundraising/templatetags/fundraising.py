"""The drawings of fundraising: an appeal's progress on the limb of a sextant."""

from math import cos, pi, sin
from typing import Any

from django import template

from sextant.work.fundraising.queries.progress import Progress

register = template.Library()
CENTRE_X, CENTRE_Y, RADIUS = 160.0, 156.0, 128.0


def _at(share: float, radius: float) -> tuple[str, str]:
    """A place on the half circle: 0 is its left end, 1 its right end."""
    angle = pi * (1 - share)
    return f"{CENTRE_X + radius * cos(angle):.2f}", f"{CENTRE_Y - radius * sin(angle):.2f}"


@register.inclusion_tag("fundraising/_gauge.html")
def gauge(progress: Progress) -> dict[str, Any]:
    """How far an appeal has come: raised in sea blue, promised in brass, the index arm at what is raised."""
    share = min(1.0, progress.share)
    ticks = []
    for place in range(41):
        (x1, y1), (x2, y2) = _at(place / 40, RADIUS + 13), _at(place / 40, RADIUS + (22 if place % 10 == 0 else 17))
        ticks.append(f"M{x1} {y1}L{x2} {y2}")
    (inner_x, inner_y), (outer_x, outer_y) = _at(share, RADIUS - 26), _at(share, RADIUS + 24)
    return {"progress": progress, "ticks": "".join(ticks), "arm": f"M{inner_x} {inner_y}L{outer_x} {outer_y}", "dot": _at(share, RADIUS - 26)}


@register.filter
def named(names: dict[str, str], code: str | None) -> str:
    """The name of a segment by its code; the code itself where nobody named it, nothing for none."""
    return names.get(code or "", code or "")
