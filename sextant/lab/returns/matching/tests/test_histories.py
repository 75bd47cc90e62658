"""Libraries followed through many years."""

from __future__ import annotations

from sextant.lab.returns.matching.events import Event
from sextant.lab.returns.matching.histories import History, register
from sextant.lab.returns.matching.records import Record


def record(key: str, name: str, **told: object) -> Record:
    return Record(key, "AK", name, **told)  # type: ignore[arg-type]


def test_a_library_keeps_its_identity_under_a_new_key() -> None:
    years = {
        2014: [record("A1", "Harbour", city="Dixon")],
        2015: [record("A7", "Harbour", city="Dixon")],
        2016: [record("A7", "Harbour", city="Dixon")],
    }
    assert register(years).histories == [History("A1", {2014: "A1", 2015: "A7", 2016: "A7"})]
    assert register(years).by_key(2016) == {"A7": "A1"}


def test_a_closure_is_told_once_in_the_year_it_was_seen() -> None:
    years = {2014: [record("A", "Harbour")], 2015: [record("A", "Harbour", open=False)], 2016: [], 2017: []}
    assert register(years).histories == [History("A", {2014: "A", 2015: "A"}, [(2015, Event("closed", "A", certain=True, score=1.0))])]


def test_a_library_without_a_row_for_a_year_is_found_again() -> None:
    others = [record("B", "Mountain")]
    years = {2014: [record("A", "Harbour"), *others], 2015: others, 2016: [record("A", "Harbour"), *others]}
    found = register(years).histories
    assert found[0] == History("A", {2014: "A", 2016: "A"}, [(2015, Event("vanished", "A"))])


def test_a_key_given_to_another_library_makes_a_new_identity_and_a_proposal() -> None:
    years = {2014: [record("A", "Harbour", city="Dixon")], 2015: [record("A", "Observatory", city="Vinton")]}
    found = register(years)
    assert [(history.identity, history.keys) for history in found.histories] == [("A", {2014: "A"}), ("A@2015", {2015: "A"})]
    assert [(year, one.reason) for year, one in found.proposals] == [(2015, "key_contradicted")]


def test_new_libraries_are_opened_but_not_in_the_first_year() -> None:
    years = {2014: [record("A", "Harbour")], 2015: [record("A", "Harbour"), record("B", "Mountain")]}
    assert [history.events for history in register(years).histories] == [[], [(2015, Event("opened", "B"))]]
