"""Libraries like mine, where a value stands among them, and groups that are too small to be told."""

from __future__ import annotations

from math import expm1

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sextant.lab.returns.peer_groups.alike import peers
from sextant.lab.returns.peer_groups.protection import Protection, reason, too_alike, withheld
from sextant.lab.returns.peer_groups.standing import Standing, standing
from sextant.lab.returns.peer_groups.traits import Library, Scale, libraries, scale
from sextant.lab.returns.tests.factories import row

ONE = Scale({"population": 0.0, "staff_fte": 0.0}, {"population": 1.0, "staff_fte": 2.0})


def library(key: str, population: float, staff: float | None = None) -> Library:
    """A library whose traits have these logarithms."""
    values = {"population": expm1(population)} | ({} if staff is None else {"staff_fte": expm1(staff)})
    return Library(key, values)


def test_the_nearest_come_first_with_distance_and_the_trait_they_differ_most_in() -> None:
    mine = library("me", 8, 4)
    # differences on the scale: far 3 and 2 → √((9 + 4) / 2); near 0 and 1 → √(1 / 2)
    found = peers(mine, [library("far", 11, 8), library("near", 8, 6), mine], on=ONE)
    assert [(peer.key, peer.distance, peer.farthest) for peer in found] == [
        ("near", pytest.approx(0.5**0.5), "staff_fte"),
        ("far", pytest.approx(6.5**0.5), "population"),
    ]
    assert found[0].ratios == {"population": 1.0, "staff_fte": pytest.approx(expm1(6) / expm1(4))}


def test_a_library_that_lacks_a_trait_of_mine_is_no_peer_but_mine_may_lack_one() -> None:
    assert [peer.key for peer in peers(library("me", 8, 4), [library("a", 8), library("b", 9, 4)], on=ONE)] == ["b"]
    assert [peer.key for peer in peers(library("me", 8), [library("a", 8), library("b", 9, 4)], on=ONE)] == ["a", "b"]
    assert peers(Library("me", {}), [library("a", 8)], on=ONE) == []


def test_traits_are_taken_from_returns_and_nought_says_nothing() -> None:
    rows = [row("B", population=10, spending=0, staff_fte="missing"), row("A", population=5, staff_fte=1.5), row("C", visits=3)]
    assert libraries(rows) == [Library("A", {"population": 5, "staff_fte": 1.5}), Library("B", {"population": 10})]


def test_one_giant_does_not_move_the_scale() -> None:
    held = [library(str(number), number) for number in range(1, 10)]
    plain, giant = scale(held), scale([*held[:-1], library("9", 100)])
    assert plain.middles == giant.middles
    assert plain.ranges == pytest.approx(giant.ranges)


def test_a_percentile_counts_half_of_what_is_equal() -> None:
    # below 3: 1, 2; equal: one; (2 + 0.5) / 5
    assert standing(3, [1, 2, 3, 4, 5]) == Standing(5, 50.0, 2, 3, 4)
    assert standing(9, [1, 2, 3, 4, 5]).percentile == 100
    assert standing(9, []).withheld == "empty"


def test_nothing_is_told_of_a_group_below_five() -> None:
    assert standing(3, [1, 2, 3, 4], Protection()) == Standing(4, withheld="few")


def test_dominance_and_reckoning_by_hand() -> None:
    values = [70, 20, 4, 3, 2, 1]
    # the two greatest hold 90 of 100; without them 10 are left, 14.3 % of 70
    assert reason(values, Protection(share=90)) == ""
    assert reason(values, Protection(share=89)) == "dominated"
    assert reason(values, Protection(within=14)) == ""
    assert reason(values, Protection(within=15)) == "reckoned"


def test_a_single_withheld_group_takes_the_smallest_other_with_it() -> None:
    groups = {"small": [1.0] * 3, "middle": [1.0] * 6, "large": [1.0] * 9, "none": []}
    assert withheld(groups, Protection()) == {"small": "few", "middle": "complementary"}
    assert withheld({"large": [1.0] * 9}, Protection()) == {}
    assert withheld({"a": [1.0], "b": [1.0], "c": [1.0] * 9}, Protection()) == {"a": "few", "b": "few"}


@given(st.dictionaries(st.text("abcd", min_size=1, max_size=3), st.lists(st.floats(0, 1e9), max_size=12), max_size=8))
def test_never_is_exactly_one_group_withheld_beside_others(groups: dict[str, list[float]]) -> None:
    found = withheld(groups, Protection(share=80, within=10))
    held = [name for name, values in groups.items() if values]
    assert len(found) != 1 or len(held) == 1


@given(st.floats(0, 1e6), st.lists(st.floats(0, 1e6), min_size=1, max_size=30))
def test_a_percentile_lies_between_nought_and_a_hundred_and_turns_with_the_sign(value: float, group: list[float]) -> None:
    first, second = standing(value, group).percentile, standing(-value, [-one for one in group]).percentile
    assert first is not None
    assert second is not None
    assert 0 <= first <= 100
    assert first + second == pytest.approx(100)


def test_two_groups_are_too_alike_where_the_values_between_them_are_a_small_cell() -> None:
    rule = Protection(least=3)
    found = [too_alike(*between, rule) for between in (([], []), ([5.0], []), ([], [5.0, 6.0]), ([5.0], [6.0, 7.0]), ([5.0, 6.0, 7.0], []))]
    assert found == [False, True, True, False, False]
    assert too_alike([900.0], [1.0, 1.0], Protection(least=3, largest=1, share=80)) is True


@given(st.lists(st.floats(0, 1e6), max_size=12), st.lists(st.floats(0, 1e6), max_size=12))
def test_it_does_not_matter_which_of_two_groups_is_named_first(one: list[float], other: list[float]) -> None:
    assert too_alike(one, other, Protection()) == too_alike(other, one, Protection())
