"""Unions and splits of records."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sextant.lab.literature.groups import grouped

pytestmark = pytest.mark.once

RECORDS = st.integers(0, 12).map(str)
PAIRS = st.lists(st.tuples(RECORDS, RECORDS).filter(lambda pair: pair[0] != pair[1]), max_size=20)


def reached(pairs: list[tuple[str, str]]) -> list[list[str]]:
    """The groups by the plain definition: whoever can be reached over pairs."""
    left = {record for pair in pairs for record in pair}
    found = []
    while left:
        group = {min(left)}
        while more := {b for a, b in [*pairs, *((b, a) for a, b in pairs)] if a in group} - group:
            group |= more
        found.append(sorted(group))
        left -= group
    return sorted(found, key=lambda group: group[0])


@given(PAIRS)
def test_groups_are_what_can_be_reached(pairs: list[tuple[str, str]]) -> None:
    assert grouped(pairs) == reached(pairs)


@given(PAIRS, st.randoms())
def test_the_order_of_pairs_does_not_matter_where_nothing_clashes(pairs: list[tuple[str, str]], random: object) -> None:
    mixed = list(pairs)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert grouped(mixed) == grouped(pairs)


@given(PAIRS, st.tuples(RECORDS, RECORDS).filter(lambda pair: pair[0] != pair[1]))
def test_a_union_that_is_left_out_again_leaves_what_was(pairs: list[tuple[str, str]], added: tuple[str, str]) -> None:
    with_it = grouped([*pairs, added])
    assert any(set(added) <= set(group) for group in with_it)
    assert grouped([pair for pair in [*pairs, added] if pair is not added]) == grouped(pairs)


@given(PAIRS, st.sets(st.tuples(RECORDS, RECORDS), max_size=10))
def test_two_that_clash_are_never_in_one_group(pairs: list[tuple[str, str]], clashes: set[tuple[str, str]]) -> None:
    def clash(one: str, other: str) -> bool:
        return (one, other) in clashes or (other, one) in clashes

    assert not any(clash(one, other) for group in grouped(pairs, clash) for one, other in combinations(group, 2))
