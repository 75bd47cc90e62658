"""Concentration, worked by hand."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from sextant.lab.finances.concentration import concentration

AMOUNTS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(-(10**12), 10**12), max_size=8)


def test_sixty_thirty_ten_by_hand():
    found = concentration({"gifts": 300, "dues": 600, "publications": 100})
    assert [(part.name, part.share, part.adds) for part in found.parts] == [
        ("dues", Fraction(3, 5), Fraction(9, 25)),
        ("gifts", Fraction(3, 10), Fraction(9, 100)),
        ("publications", Fraction(1, 10), Fraction(1, 100)),
    ]
    assert (found.hhi, found.normalised, found.effective) == (Fraction(46, 100), Fraction(19, 100), Fraction(50, 23))


def test_equal_sources_are_as_many_as_they_are_and_normalised_to_zero():
    found = concentration({"a": 5, "b": 5, "c": 5, "d": 5})
    assert (found.effective, found.normalised) == (4, 0)


def test_a_single_source_is_the_whole():
    found = concentration({"a": 7, "b": 0})
    assert (found.hhi, found.normalised, found.effective, found.largest.share) == (1, 1, 1, 1)


def test_a_stream_that_was_taken_back_is_no_source_and_is_named():
    found = concentration({"a": 30, "b": 10, "events": -5})
    assert (found.total_minor, found.hhi, found.taken_back) == (40, Fraction(10, 16), (("events", -5),))


def test_nothing_came_in():
    assert concentration({"a": 0, "b": -3}) is None


@given(AMOUNTS)
def test_the_index_lies_between_equal_sources_and_a_single_one(amounts):
    found = concentration(amounts)
    if found is not None:
        assert sum(part.share for part in found.parts) == 1
        assert Fraction(1, len(found.parts)) <= found.hhi <= 1
        assert 0 <= found.normalised <= 1
