"""Closures, mergers and openings."""

from __future__ import annotations

import pytest

from sextant.lab.returns.matching.events import Event, adding_up, events
from sextant.lab.returns.matching.links import match
from sextant.lab.returns.matching.records import Record


def record(key: str, name: str, **told: object) -> Record:
    return Record(key, "AK", name, **told)  # type: ignore[arg-type]


def between(earlier: list[Record], later: list[Record]) -> list[Event]:
    return events(match(earlier, later), earlier, later)


def test_a_library_that_says_it_is_closed_is_closed_once() -> None:
    first, second = [record("A", "Harbour")], [record("A", "Harbour", open=False)]
    assert between(first, second) == [Event("closed", "A", certain=True, score=1.0)]
    assert between(second, []) == []


def test_a_vanished_library_is_proposed_as_merged_where_population_and_outlets_add_up() -> None:
    earlier = [
        record("A", "Harbour", population=1000, outlets=1, county="Kenai"),
        record("B", "Mountain", population=5000, outlets=2, county="KENAI"),
    ]
    later = [record("B", "Mountain", population=6100, outlets=3, county="Kenai")]
    # growth 1100 against 1000: 0.5 × 0.9; outlets 0.3; county 0.2
    assert between(earlier, later) == [Event("merged", "A", "B", score=0.95)]


def test_a_library_that_vanishes_without_a_trace_is_only_that() -> None:
    earlier = [record("A", "Harbour", population=1000), record("B", "Mountain", population=5000)]
    assert between(earlier, [record("B", "Mountain", population=5010)]) == [Event("vanished", "A")]


def test_a_new_library_is_opened() -> None:
    assert between([], [record("A", "Harbour")]) == [Event("opened", "A")]


def test_nothing_is_said_of_a_library_whose_identity_is_still_open() -> None:
    assert between([record("A", "Harbour", city="Dixon")], [record("A", "Observatory", city="Vinton")]) == []


def test_outlets_and_county_alone_are_no_merger() -> None:
    library = record("A", "Harbour", population=1000, county="Kenai")
    old, new = (
        record("B", "Mountain", population=5000, outlets=1, county="Kenai"),
        record("B", "Mountain", population=4000, outlets=2, county="Kenai"),
    )
    assert adding_up(library, old, new) == pytest.approx(0)
