"""Columns and paths: geometry checked by hand, parts stacked from zero, a band behind its path."""

import re

import pytest

from sextant.base.ui.charts import Point, Series
from sextant.base.ui.columns import Band, column_chart, path_chart

pytestmark = pytest.mark.once


def columns(**changes):
    dues = Series("Dues", [Point("2024", 60, "/lines/?stream=dues"), Point("2025", 40)])
    events = Series("Events", [Point("2024", 40), Point("2025", -20)])
    return column_chart([dues, events], title="Income", unit="thousand", width=200, height=150, **changes)


def rects(svg):
    """(y, height) of each part, without the keys of the legend."""
    found = re.findall(r'<rect class="chart__bar[^"]*" x="[\d.]+" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"', svg)
    return [(float(y), float(height)) for y, width, height in found if width != "14"]


def test_parts_stand_on_one_another_and_what_is_negative_hangs_below_zero():
    # The legend takes one row (38) above; ticks −50 … 100 lie between 150 + 38 − 30 = 158 and 38 + 14 = 52.
    unit = (158 - 52) / 150
    zero = 52 + 100 * unit
    wanted = [(zero - 60 * unit, 60 * unit), (zero - 100 * unit, 40 * unit), (zero - 40 * unit, 40 * unit), (zero, 20 * unit)]
    assert rects(columns().as_svg()) == [(round(y, 2), round(height, 2)) for y, height in wanted]


def test_each_part_is_a_link_with_its_name_and_stands_in_the_table():
    chart = columns()
    assert '<a href="/lines/?stream=dues" aria-label="Dues, 2024: 60"><rect' in chart.as_svg()
    assert (chart.columns, chart.rows[1]) == (["", "Dues", "Events"], [("2025", ""), ("40", ""), ("−20", "")])


def test_a_path_goes_on_with_a_band_that_stands_in_the_table():
    known = Series("Known", [Point("May", 10), Point("June", 20)])
    expected = Series("Expected", [Point("July", 15)])
    chart = path_chart([known, expected], title="Money", band=[Band("July", -5, 30)], band_name="8 of 10")
    assert chart.columns == ["", "Known", "Expected", "Lower edge", "Upper edge"]
    assert chart.rows[-1] == [("July", ""), ("—", ""), ("15", ""), ("−5", ""), ("30", "")]
    assert 'class="chart__area"' in chart.as_svg()


def test_a_path_is_broken_where_a_value_is_missing():
    chart = path_chart([Series("Known", [Point("a", 1), Point("b", None), Point("c", 2)])], title="Money")
    assert re.search(r'class="chart__line" d="M[^LM]+M[^LM]+"', chart.as_svg())


@pytest.mark.parametrize("make", [column_chart, path_chart])
def test_no_values_make_a_sentence_and_equal_figures_equal_bytes(make):
    assert "No figures yet" in make([Series("a", [Point("2024", None)])], title="t").as_svg()
    filled = [Series("a", [Point("2024", 3)])]
    assert make(filled, title="t").as_svg(standalone=True) == make(filled, title="t").as_svg(standalone=True)
    assert "class=" not in make(filled, title="t").as_svg(standalone=True)
