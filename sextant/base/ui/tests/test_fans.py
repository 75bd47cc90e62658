"""Fan charts show what is known, what is expected, how sure that is, and where the series breaks."""

from sextant.base.ui.charts import Point, Series
from sextant.base.ui.columns import Band
from sextant.base.ui.fans import Break, fan_chart

PAST = Series("Visits", [Point(2018, 100.0), Point(2019, None), Point(2020, 60.0)])
AHEAD = Series("Expected", [Point(2021, 60.0), Point(2022, 60.0)])
BAND = [Band(2021, 50.0, 70.0), Band(2022, 40.0, 80.0)]


def drawn(**more):
    return fan_chart(PAST, AHEAD, BAND, title="Visits", unit="a year", decimals=0, **more)


def test_the_band_opens_from_the_last_known_point():
    svg = str(drawn().as_svg())
    area = next(part for part in svg.split("<path") if "chart__area" in part)
    points = area.split(' d="M')[1].split("Z")[0].split("L")
    line = next(part for part in svg.split("<path") if "chart__line--4" in part)
    assert (len(points), points[0]) == (5, line.split(' d="M')[1].split("L")[0])


def test_the_table_has_every_year_with_its_edges_and_names_the_break():
    chart = drawn(breaks=[Break(2020, "closed for months")])
    assert [[text for text, _url in row] for row in chart.rows] == [
        ["2018", "100", "—", "—", "—"],
        ["2019", "—", "—", "—", "—"],
        ["2020, break: closed for months", "60", "—", "—", "—"],
        ["2021", "—", "60", "50", "70"],
        ["2022", "—", "60", "40", "80"],
    ]


def test_a_break_stands_between_its_year_and_the_one_before_and_is_told_to_those_who_do_not_see():
    chart = drawn(breaks=[Break(2020, "closed <for> months"), Break(1990, "long ago")])
    svg = str(chart.as_svg())
    assert ("break of 2020" in svg, "closed &lt;for&gt; months" in svg, "1990" in svg) == (True, True, False)
    assert "break of 2020: closed <for> months" in chart.description


def test_a_gap_stays_a_gap():
    line = next(part for part in str(drawn().as_svg()).split("<path") if 'class="chart__line"' in part)
    assert line.split(' d="')[1].split('"')[0].count("M") == 2


def test_the_line_begins_anew_at_a_break_and_labels_do_not_touch():
    past = Series("Visits", [Point(year, 10.0) for year in range(2000, 2031)])
    svg = str(fan_chart(past, AHEAD, [], title="Visits", breaks=[Break(2021, "b"), Break(2020, "a")]).as_svg())
    pieces = [part for part in svg.split("<path") if 'class="chart__line"' in part]
    assert [piece.split(' d="')[1].split('"')[0].count("L") for piece in pieces] == [19, 0, 9]
    assert (">2020</text>" in svg, ">break of 2020</text>" in svg, ">break of 2021</text>" in svg) == (True, False, True)


def test_nothing_known_is_said_in_words():
    chart = fan_chart(Series("Visits", [Point(2018, None)]), Series("Expected", []), [], title="Visits")
    assert "No figures yet" in str(chart.as_svg())
