"""What unites, divides and represents, from counts worked by hand."""

import numpy as np
import pytest

from sextant.lab.opinions.statements import Count, Representing, Tables, dividing, holm, representing, tables, uniting
from sextant.lab.opinions.votes import Votes


def counted(agree: list[list[int]], disagree: list[list[int]]) -> Tables:
    """Two groups by statements."""
    names = tuple(str(place) for place in range(len(agree[0])))
    return Tables(names, np.array(agree, dtype=float), np.array(disagree, dtype=float), np.zeros((2, len(names))))


def test_p_values_are_corrected_by_holm() -> None:
    # Ordered 0.01, 0.02, 0.03: times 3, 2, 1 gives 0.03, 0.04, 0.03, and the last may not fall below the one before: 0.04.
    assert holm([0.02, 0.01, 0.03]) == pytest.approx([0.04, 0.03, 0.04])


def test_votes_are_counted_by_group() -> None:
    votes = Votes.of([("a", "1", 1), ("b", "1", -1), ("c", "1", 0), ("c", "2", 1)])
    # Group 1 is a and b: 1 of 2 agree, (1 + 1)/(2 + 2) = 0.5; group 2 is c, who passed: (0 + 1)/(1 + 2) = 0.3333.
    assert tables(votes, np.array([0, 0, 1]), 2).counts(0) == (Count(1, 1, 1, 0, 2, 0.5, 0.5), Count(2, 0, 0, 1, 1, 0.3333, 0.3333))


def test_a_statement_unites_when_every_group_is_for_it_beyond_chance() -> None:
    # Statement 0: 10 of 10 and 12 of 12. The weaker group: P(X ≥ 10) = 1/1024, twice for two sides, times 2 statements = 4/1024 = 0.00391.
    # Chances 11/12 · 13/14 = 0.8512. Statement 1: 10 of 10 against 6 of 12 unites nobody.
    found = uniting(counted([[10, 10], [12, 6]], [[0, 0], [0, 6]]))
    assert [(one.statement, one.side, one.together, one.p) for one in found] == [("0", "agree", 0.8512, 0.00391)]


def test_a_statement_that_all_refuse_unites_in_refusal() -> None:
    found = uniting(counted([[0], [0]], [[12], [12]]))
    assert [(one.statement, one.side) for one in found] == [("0", "disagree")]


def test_a_statement_divides_when_groups_vote_otherwise() -> None:
    # Statement 0: 9:1 against 1:9. Expected 5 everywhere, χ² = 4 · 16/5 = 12.8 on 1 degree of freedom, p = 0.000347, times 2 = 0.000693.
    # Chances 10/12 and 2/12, gap 0.6667. Statement 1: 5:5 twice, χ² = 0.
    found = dividing(counted([[9, 5], [1, 5]], [[1, 5], [9, 5]]))
    assert [(one.statement, one.gap, one.chi_square, one.p) for one in found] == [("0", 0.6667, 12.8, 0.000693)]


def test_a_group_is_known_by_what_it_alone_says() -> None:
    # Agree: 19 of 20 against 3 of 20: chances 20/22 = 0.9091 and 4/22 = 0.1818, pooled 24/44 = 0.5454;
    # z = (16/22)/√(0.5454·0.4545·2/22) = 0.72727/0.15013 = 4.8442; the other side is the same, mirrored.
    found = representing(counted([[19], [3]], [[1], [17]]))
    assert [(one.group, one.side, one.within, one.outside, one.z) for one in found] == [
        (1, "agree", 0.9091, 0.1818, 4.8442),
        (2, "disagree", 0.8182, 0.0909, 4.8442),
    ]
    assert found[0] == Representing(1, "0", "agree", 0.9091, 0.1818, 4.8442, found[0].p)


def test_where_there_is_one_group_nothing_divides() -> None:
    alone = Tables(("0",), np.array([[9.0]]), np.array([[9.0]]), np.zeros((1, 1)))
    assert (dividing(alone), representing(alone)) == ((), ())
