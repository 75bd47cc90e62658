"""Votes counted by hand: the cap, the share of those who like a book."""

import pytest

from sextant.work.reading.counting import counted_votes, liking


def test_votes_of_one_library_beyond_the_cap_weigh_nothing_more():
    """180 fives count as 60; 20 threes count whole: (60·5 + 20·3) / 80 = 4.5."""
    assert counted_votes({1: (0, 0, 0, 0, 180), 2: (0, 0, 20, 0, 0)}, 60) == (4.5, 80)


def test_no_votes_have_no_weight():
    assert (counted_votes({1: (0, 0, 0, 0, 0)}, 60), liking({}, 60)) == ((0.0, 0), (0, 0))


@pytest.mark.parametrize(
    ("counts", "found"), [((0, 0, 0, 0, 10), (10, 10)), ((10, 0, 0, 0, 0), (0, 10)), ((0, 0, 10, 0, 0), (5, 10)), ((3, 0, 0, 0, 7), (7, 10))]
)
def test_a_star_is_a_quarter_of_a_yes(counts, found):
    assert liking({1: counts}, 60) == found


def test_a_school_that_reports_a_thousand_moves_the_share_as_much_as_a_class():
    classes = {number: (0, 0, 0, 0, 30) for number in range(4)}
    school = {**classes, 9: (1000, 0, 0, 0, 0)}
    assert liking(school, 60) == (120, 180)
