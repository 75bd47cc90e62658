"""The index of prestige: a hand-worked example, what is missing, and what hangs on the weights."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sextant.lab.prestige import SCALES, Component, Part, Scale, prestige_index

EVEN = {"a": Scale(0, 100), "b": Scale(0, 10), "c": Scale(120, 20)}


def test_a_hand_worked_example():
    """Shares 0.5, 0.4 and 0.8: the cube root of 0.16 is 0.5429."""
    index = prestige_index([Component("a", 50), Component("b", 4), Component("c", 40)], scales=EVEN)
    assert round(index.value, 2) == 54.29
    assert index.parts[2] == Part("c", 40, 0.8, pytest.approx(1 / 3))
    assert index.missing == ()


def test_weights_pull_and_the_range_says_how_much_hangs_on_them():
    index = prestige_index([Component("a", 100), Component("b", 1), Component("c", 70)], scales=EVEN)
    heavier = prestige_index([Component("a", 100), Component("b", 1), Component("c", 70)], scales={**EVEN, "b": Scale(0, 10, 1.2)})
    assert index.low == pytest.approx(heavier.value)
    assert index.low < index.value < index.high


def test_what_was_not_collected_is_named_and_never_counts_as_nought():
    three = prestige_index([Component("a", 50), Component("b", 4), Component("c", 40)], scales=EVEN, least=2)
    two = prestige_index([Component("a", 50), Component("b", 4), Component("c", None)], scales=EVEN, least=2)
    assert (two.missing, two.parts[2]) == (("c",), Part("c", None, None, None))
    assert round(two.value, 2) == round(100 * (0.5 * 0.4) ** 0.5, 2) != round(three.value, 2)


def test_too_few_components_give_no_index_but_keep_their_parts():
    index = prestige_index([Component("a", 50), Component("b", 4), Component("c", None)], scales=EVEN)
    assert (index.value, index.low, index.high) == (None, None, None)
    assert [part.share for part in index.parts] == [0.5, 0.4, None]


def test_values_beyond_the_scale_are_cut_at_its_ends():
    assert (Scale(120, 20).share(300), Scale(120, 20).share(0), Scale(0, 10).share(5)) == (0.01, 1.0, 0.5)


def test_a_scale_without_length_and_a_component_given_twice_are_refused():
    with pytest.raises(ValueError):
        Scale(1, 1)
    with pytest.raises(ValueError):
        prestige_index([Component("a", 1), Component("a", 2)], scales=EVEN)


@given(st.lists(st.one_of(st.none(), st.floats(0, 1e6)), min_size=5, max_size=5))
def test_the_index_stays_within_its_bounds_and_within_its_own_range(values):
    index = prestige_index([Component(code, value) for code, value in zip(SCALES, values, strict=True)])
    if sum(value is not None for value in values) < 3:
        assert index.value is None
    else:
        assert 0.99 <= index.low <= index.value <= index.high <= 100.0001
