"""Charts: geometry checked by hand, the same bytes, gaps for what is missing."""

import re
from itertools import pairwise

import pytest

from sextant.base.ui.bars import bar_chart, distribution
from sextant.base.ui.breaks import Break
from sextant.base.ui.charts import Point, Series, Strip, line_chart, sparkline
from sextant.base.ui.samples import sample_charts
from sextant.base.ui.scales import Scale, edges, nice_ticks
from sextant.base.ui.svg import element

pytestmark = pytest.mark.once


def line(**changes):
    points = [Point(2018, 0, "/rows/?year=2018"), Point(2019, 10), Point(2020, None), Point(2021, 5)]
    return line_chart([Series("Visits", points)], title="Visits <per> head", width=200, height=142, **changes)


def test_ticks_are_round_by_ones_twos_and_fives():
    assert nice_ticks(0, 47) == [0, 10, 20, 30, 40, 50]
    assert nice_ticks(0.12, 0.31) == [0.1, 0.15, 0.2, 0.25, 0.3, 0.35]
    assert nice_ticks(3, 3) == [3, 4, 5, 6]
    assert nice_ticks(-1200, 700) == [-1500, -1000, -500, 0, 500, 1000]


def test_an_axis_begins_at_zero_unless_the_values_are_all_far_from_it():
    assert (edges([4, 9], from_zero=False), edges([80, 90], from_zero=False), edges([80, 90], from_zero=True)) == ((0, 9), (80, 90), (0, 90))


def test_a_scale_lays_numbers_between_two_places():
    assert [Scale(0, 10, 112, 42)(value) for value in (0, 5, 10)] == [112, 77, 42]


def test_a_line_is_broken_where_a_year_is_missing():
    # Left 12 + 2 letters of 8.6 = 29.2, first year 14 further; right edge 200 - 50; zero at 112, ten at 42.
    svg = line().as_svg()
    assert 'd="M43.2 112L78.8 42M150 77"' in svg


def test_points_are_links_to_their_rows_and_texts_are_escaped():
    svg = line().as_svg()
    assert '<a href="/rows/?year=2018" aria-label="Visits, 2018: 0"><circle' in svg
    assert ("Visits &lt;per&gt; head" in svg, "<per>" in svg, 'role="group"' in svg) == (True, False, True)


def test_the_same_figures_stand_in_the_table():
    assert line().rows == [
        [("2018", ""), ("0", "/rows/?year=2018")],
        [("2019", ""), ("10", "")],
        [("2020", ""), ("—", "")],
        [("2021", ""), ("5", "")],
    ]


def test_a_standalone_drawing_has_attributes_and_neither_classes_nor_links():
    svg = line(target=8).as_svg(standalone=True)
    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 142"')
    assert [word in svg for word in ("class=", "href=", "style=", 'font-family="Golos Text"')] == [False, False, False, True]


def test_the_same_figures_give_the_same_bytes():
    first, second = ({name: chart.as_svg() for name, chart in sample_charts().items()} for _again in range(2))
    assert first == second


def test_bars_begin_at_zero_and_a_missing_one_is_a_dash():
    chart = bar_chart([Point("a", 50), Point("b", None)], title="Loans", width=200)
    # Names take 12 + 8.6 = 20.6 units, values 16 + 17.2; the longest bar fills what is left.
    svg = chart.as_svg(standalone=True)
    assert 'x="20.6" y="4" width="146.2" height="22"' in svg
    assert (svg.count("<rect"), chart.rows[1]) == (1, [("b", ""), ("—", "")])


def test_a_strip_shows_quartiles_median_and_ones_own_value():
    svg = distribution([Strip("s", 0, 2, 5, 8, 10, own=4)], title="t", width=224.6).as_svg(standalone=True)
    # 0 at 20.6, 10 at 200.6: 18 units to one.
    assert 'x="56.6" y="6" width="108" height="18"' in svg
    assert ('d="M110.6 4V26"' in svg, 'cx="92.6"' in svg) == (True, True)


def test_nothing_known_is_said_instead_of_drawn():
    charts = [line_chart([Series("a", [Point(2020, None)])], title="t"), bar_chart([], title="t"), sparkline([None], title="t")]
    assert [chart.description for chart in charts] == ["No figures yet"] * 3


def test_a_sparkline_is_one_line_and_one_dot():
    svg = sparkline([1, 2, None, 4], title="t").as_svg()
    assert (svg.count("<path"), svg.count("<circle")) == (1, 1)


def test_an_attribute_cannot_break_out():
    assert element("a", href='"><script>') == '<a href="&quot;&gt;&lt;script&gt;"/>'


def test_a_break_is_a_line_across_named_in_the_table_and_cuts_the_line_unless_it_is_bridged():
    series = [Series("Visits", [Point(year, 10.0) for year in range(2018, 2024)])]
    found = {}
    for bridged in (False, True):
        chart = line_chart(series, title="Visits", breaks=[Break(2020, "counted <anew>", bridged)])
        svg = str(chart.as_svg())
        lines = [part.split(' d="')[1].split('"')[0].count("L") for part in svg.split("<path") if 'class="chart__line"' in part]
        found[bridged] = lines, "counted &lt;anew&gt;" in svg, [row[0][0] for row in chart.rows][2], "break of 2020" in chart.description
    assert found == {
        False: ([1, 3], True, "2020, break: counted <anew>", True),
        True: ([5], True, "2020, break: counted <anew>", True),
    }


@pytest.mark.parametrize(
    ("years", "told"), [((2019, 2020, 2022), ["2019", "2020", "break of 2022"]), ((2019, 2020, 2021), ["2019", "break of 2021"])]
)
def test_the_words_of_breaks_close_to_each_other_do_not_touch(years, told):
    points = [Point(year, 10.0) for year in range(2014, 2026)]
    svg = str(line_chart([Series("V", points)], title="V", breaks=[Break(year, "r") for year in years], height=220).as_svg())
    lettered = re.findall(r'text--target" x="([\d.]+)" y="[\d.]+" text-anchor="(\w+)"><title>[^<]*</title>([^<]*)<', svg)
    assert [text for _x, _anchor, text in lettered] == told
    spans = [(float(x) - 8.6 * len(text) * (anchor == "end"), float(x) + 8.6 * len(text) * (anchor == "start")) for x, anchor, text in lettered]
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
