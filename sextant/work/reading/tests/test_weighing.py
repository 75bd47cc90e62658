"""Scores by hand: shrinkage, caps, Wilson's interval, who is proposed."""

import pytest

from sextant.work.reading.weighing import Heard, Rules, counted_votes, weigh, wilson

RULES = Rules(0.6, 0.3, 0.1, cap=60, least_reviews=2, size=2)


def test_votes_of_one_library_beyond_the_cap_weigh_nothing_more():
    """180 fives count as 60; 20 threes count whole: (60·5 + 20·3) / 80 = 4.5."""
    assert counted_votes({1: (0, 0, 0, 0, 180), 2: (0, 0, 20, 0, 0)}, 60) == (4.5, 80)


def test_no_votes_have_no_weight():
    assert counted_votes({1: (0, 0, 0, 0, 0)}, 60) == (0.0, 0)


def test_the_interval_of_wilson_by_hand():
    """2 of 10 at 95 %: 0.0567 to 0.5098 (Newcombe, Statistics in Medicine 17, 1998, gives the method)."""
    low, high = wilson(0.2, 10)
    assert (low, high) == (pytest.approx(0.05668, abs=1e-4), pytest.approx(0.50984, abs=1e-4))
    assert wilson(0.5, 0) == (0.0, 1.0)


def test_a_part_is_drawn_towards_the_mean_of_the_season():
    """One book has two reviews of 5 (100 points), the other two of 3 (50): mean 75; (200 + 75) / 3 and (100 + 75) / 3."""
    books = [Heard(1, [(5.0, True), (5.0, True)]), Heard(2, [(3.0, True), (3.0, True)])]
    found = {one.key: one.reviews.value for one in weigh(books, RULES)}
    assert found == {1: pytest.approx(91.667, abs=1e-3), 2: pytest.approx(58.333, abs=1e-3)}


def test_a_score_is_the_weighted_sum_of_its_parts():
    """Alone in its season, a book of 4 (75 points) with ten fours is 75 in both parts; with an honour 0.6·75 + 0.3·75 + 0.1·70."""
    one = weigh([Heard(1, [(4.0, True)] * 2, {1: (0, 0, 0, 10, 0)}, ["shortlist", "honour"])], RULES)[0]
    assert (one.score, one.awards.value) == (pytest.approx(74.5), 70.0)
    assert one.low < one.score < one.high


def test_one_class_of_thirty_does_not_lift_a_book_above_a_well_read_one():
    loved = {number: (0, 0, 0, 6, 14) for number in range(8)}
    few = Heard(1, [(4.0, True)] * 2, {1: (0, 0, 0, 0, 3)})
    many = Heard(2, [(4.0, True)] * 2, loved)
    found = {one.key: one for one in weigh([few, many], RULES)}
    assert (found[2].votes.half < found[1].votes.half, abs(found[1].score - found[2].score) < 1) == (True, True)


def test_only_books_with_enough_reviews_that_half_recommend_are_proposed():
    books = [
        Heard(1, [(5.0, True)]),
        Heard(2, [(5.0, False), (5.0, False), (5.0, True)]),
        Heard(3, [(4.0, True), (3.0, False)]),
        Heard(4, [(3.0, True), (3.0, True)]),
        Heard(5, [(2.0, True), (2.0, True)]),
    ]
    assert [(one.key, one.eligible, one.proposed) for one in weigh(books, RULES)] == [
        (2, True, False),
        (3, True, True),
        (4, True, True),
        (5, True, False),
        (1, False, False),
    ]


def test_a_season_without_a_word_is_weighed_too():
    one = weigh([Heard(1)], RULES)[0]
    assert (one.score, one.eligible, one.low >= 0, one.high <= 100) == (pytest.approx(45.0), False, True, True)
    assert weigh([], RULES) == []
