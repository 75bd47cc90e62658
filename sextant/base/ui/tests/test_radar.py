"""A radar puts every mark into its sector and its ring, and says in words what it draws."""

import re
from math import hypot

import pytest

from sextant.base.ui.radar import HUB, SIZE, Mark, radar_chart

RINGS = ["now", "soon", "later"]


def points(marks, sectors=4):
    """Places of the marks, seen from the middle: to the right, and upwards."""
    drawn = radar_chart([str(number) for number in range(sectors)], RINGS, marks, title="Radar").as_svg()
    found = re.findall(r'class="chart__mark"[^>]*?cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)" fill-opacity="([\d.]+)"', drawn)
    return [(float(x) - SIZE / 2, SIZE / 2 - float(y), float(r), float(opacity)) for x, y, r, opacity in found]


@pytest.mark.parametrize(("sector", "right", "above"), [(0, True, True), (1, True, False), (2, False, False), (3, False, True)])
def test_sectors_go_clockwise_from_above(sector, right, above):
    ((x, y, _radius, _fill),) = points([Mark(1, "One", sector, 1, 3, 1.0)])
    assert (x > 0, y > 0) == (right, above)


def test_nearer_rings_lie_within_and_outside_the_hub():
    far = [hypot(x, y) for x, y, _radius, _fill in points([Mark(number, "One", 0, number, 1, 1.0) for number in range(3)])]
    assert far == sorted(far)
    assert far[0] > HUB


def test_weight_is_size_and_the_palest_mark_is_still_seen():
    found = [(radius, fill) for _x, _y, radius, fill in points([Mark(1, "One", 0, 0, 1, 0.0), Mark(2, "Two", 1, 0, 5, 1.0)])]
    assert found == [(6.0, 0.12), (16.0, 1.0)]


def test_marks_of_one_cell_do_not_touch():
    found = points([Mark(number, "One", 0, 2, 3, 1.0) for number in range(8)])
    gaps = [hypot(x - u, y - v) - r - s for place, (x, y, r, _f) in enumerate(found) for u, v, s, _g in found[place + 1 :]]
    assert min(gaps) > 0


def test_the_drawing_leads_on_a_page_and_stands_alone_as_a_file():
    chart = radar_chart(["I"], RINGS, [Mark(1, "A <name>", 0, 0, 1, 0.5, "/x/")], title="Radar")
    alone = chart.as_svg(standalone=True)
    assert ('href="/x/"' in chart.as_svg(), "href" in alone, "class=" in alone, "A &lt;name&gt;" in alone) == (True, False, False, True)
    assert (chart.description, chart.rows) == ("1. A <name>: I, now", [[("1", "/x/"), ("A <name>", ""), ("I", ""), ("now", "")]])
