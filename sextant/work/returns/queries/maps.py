"""A map of tiles, one a region, each with the share of its libraries that have answered."""

import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from sextant.base.ui.charts import Chart
from sextant.base.ui.svg import Pen
from sextant.work.returns.queries.rounds import RegionRow

TILES = Path(__file__).parent.parent / "tiles.toml"
SIDE, GAP = 58.0, 4.0
MOST_IN_A_ROW = 12


@cache
def _layouts() -> dict[str, dict[str, list[int]]]:
    with TILES.open("rb") as file:
        return tomllib.load(file)


def _short(code: str) -> str:
    return code.partition("-")[2] or code


def places(rows: Sequence[RegionRow], country: str) -> dict[str, tuple[int, int]]:
    """Column and row of each region, the upper left corner of what is shown being nought; regions without a place of their own stand below."""
    known = _layouts().get(country, {})
    found = {row.code: (known[_short(row.code)][0], known[_short(row.code)][1]) for row in rows if row.code and _short(row.code) in known}
    left, top = min((x for x, _y in found.values()), default=0), min((y for _x, y in found.values()), default=0)
    placed = {code: (x - left, y - top) for code, (x, y) in found.items()}
    below = max((y for _x, y in placed.values()), default=-1) + 1
    for number, row in enumerate(row for row in rows if row.code not in placed):
        placed[row.code] = (number % MOST_IN_A_ROW, below + number // MOST_IN_A_ROW)
    return placed


def answered_map(rows: Sequence[RegionRow], country: str, link: Callable[[RegionRow], str]) -> Chart:
    """The map, and the same figures as a table."""
    where = places(rows, country)
    width = (max((x for x, _y in where.values()), default=0) + 1) * (SIDE + GAP)
    height = (max((y for _x, y in where.values()), default=0) + 1) * (SIDE + GAP)

    def draw(pen: Pen) -> None:
        for row in rows:
            column, line = where[row.code]
            _tile(pen, row, column * (SIDE + GAP), line * (SIDE + GAP), link(row))

    columns = [_("Region"), _("Asked"), _("Answered"), _("Share")]
    table = [[(row.name, link(row)), (str(row.asked), ""), (str(row.answered), ""), (f"{row.share:.0%}", "")] for row in rows]
    words = _("%(answered)d of %(asked)d libraries have answered") % {
        "answered": sum(row.answered for row in rows),
        "asked": sum(row.asked for row in rows),
    }
    return Chart(_("Share of libraries that have answered, by region"), words, width, height, draw, columns, table, True)


def _tile(pen: Pen, row: RegionRow, x: float, y: float, url: str) -> None:
    """A box with the region's short code and its share, and a bar as long as the share."""
    words = _("%(region)s: %(answered)d of %(asked)d") % {"region": row.name, "answered": row.answered, "asked": row.asked}
    pen.put("rect", "chart__box", title=words, url=url, x=x + 1, y=y + 1, width=SIDE - 2, height=SIDE - 2)
    pen.text(_short(row.code) or "–", x + SIDE / 2, y + 20, anchor="middle", classes="chart__text chart__text--strong")
    pen.text(f"{row.share:.0%}", x + SIDE / 2, y + 39, anchor="middle")
    pen.put("path", "chart__grid", d=f"M{x + 6:.0f} {y + SIDE - 9:.0f}h{SIDE - 12:.0f}")
    if row.share:
        pen.put("rect", "chart__bar", x=x + 6, y=y + SIDE - 12, width=(SIDE - 12) * row.share, height=6)
