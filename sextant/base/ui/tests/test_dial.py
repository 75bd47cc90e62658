"""The dial's geometry, checked by hand."""

import pytest
from django.template import Context, Template

from sextant.base.ui.dial import NARROW, WIDE, Sector, Segment, angle_of, arc, balanced, draw_dial, letters_for, mean, point, ring_piece
from sextant.base.ui.samples import sample_dial

pytestmark = pytest.mark.once


def test_the_plumb_line_points_down_and_the_right_is_positive():
    assert (point(100, 0), point(100, 90), point(100, -90)) == ("0 100", "100 0", "-100 0")


def test_a_ring_piece_goes_out_along_one_edge_and_back_along_the_other():
    assert ring_piece(10, 20, -90, 90) == "M-10 0A10 10 0 0 0 10 0L20 0A20 20 0 0 1 -20 0Z"
    assert arc(10, 90, -90) == "M10 0A10 10 0 0 1 -10 0"


def test_the_arm_stands_left_at_nothing_in_the_middle_at_half_and_right_at_all():
    assert [angle_of(share) for share in (0, 0.5, 1, 7)] == [-56, 0, 56, 56]


def test_the_mean_leaves_out_what_is_not_known():
    assert (mean([0.5, None, 1.0]), mean([None]), mean([])) == (0.75, None, None)


def test_a_segment_is_filled_as_far_as_its_share():
    dial = draw_dial([Sector("A", "/a/", [Segment("1", "half", "/1/", 0.5), Segment("2", "none", "/2/", None), Segment("3", "zero", "/3/", 0.0)])])
    half, unknown, zero = dial.wide.sectors[0].cells
    reach = (WIDE.inner + WIDE.outer) / 2
    assert f"A{reach:g} {reach:g}" in half.filled
    assert (unknown.filled, zero.filled, dial.share) == ("", "", 0.25)


def test_a_dial_without_figures_has_no_arm():
    dial = draw_dial([Sector("A", "/a/", [Segment("1", "x", "/1/", None)])])
    assert (dial.share, dial.wide.arm, dial.reading) == (None, "", "—")


def test_sectors_share_the_limb_equally_and_carry_roman_numerals():
    drawn = sample_dial().narrow.sectors
    assert [sector.numeral for sector in drawn] == ["I", "II", "III", "IV", "V", "VI"]
    assert drawn[0].band.startswith(f"M{point(NARROW.band_inner, -56 + 0.7)}A")


def test_labels_are_broken_into_lines_of_like_length():
    assert balanced("Библиотечное образование XXI века") == ["Библиотечное", "образование XXI века"]
    assert balanced("Advocacy") == ["Advocacy"]


def test_labels_near_the_edge_are_broken_sooner():
    assert [letters_for(491.0, False), letters_for(313.0, False), letters_for(109.0, True)] == [16, 21, 21]
    assert balanced("Продвижение библиотек", 16) == ["Продвижение", "библиотек"]


def test_every_segment_is_a_link_with_a_name_in_the_drawing_and_the_table():
    page = Template("{% dial dial %}").render(Context({"dial": sample_dial()}))
    assert page.count('class="dial__segment"') == 2 * 27
    assert page.count("<title>1.1 Guideline, on course, 90%</title>") == 2
    assert ("style=" in page, page.count('<th scope="rowgroup">')) == (False, 6)
