"""The same library in two years, with the reason, and nothing guessed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sextant.lab.returns.matching.links import Link, likeness, match
from sextant.lab.returns.matching.local_ids import MisKeyed, mis_keyed
from sextant.lab.returns.matching.records import Record, records
from sextant.lab.returns.tests.factories import row


def record(key: str, name: str, region: str = "AK", **told: object) -> Record:
    return Record(key, region, name, **told)  # type: ignore[arg-type]


def reasons(earlier: list[Record], later: list[Record], **choice: bool) -> list[tuple[str, str, str]]:
    return [(link.earlier, link.later, link.reason) for link in match(earlier, later, **choice).links]


def test_a_key_counts_where_the_name_agrees() -> None:
    assert reasons([record("A1", "Harbour Public Library")], [record("A1", "HARBOUR PUB. LIBRARY")]) == [("A1", "A1", "key")]


def test_a_renamed_library_keeps_its_key_where_place_or_local_id_agree() -> None:
    earlier = [record("A1", "Tufts Library", city="Weymouth"), record("A2", "Buck Library", local_id="7")]
    later = [record("A1", "Weymouth Libraries", city="WEYMOUTH"), record("A2", "County Library of Brady", local_id="7")]
    assert reasons(earlier, later) == [("A1", "A1", "key_renamed"), ("A2", "A2", "key_renamed")]


def test_a_key_that_nothing_supports_is_a_proposal() -> None:
    found = match([record("A1", "Bieber Library", city="Bowdle")], [record("A1", "Edmunds Reading Room", city="Ipswich")])
    assert [(one.earlier, one.later, one.reason, one.score < 0.6) for one in found.proposals] == [("A1", "A1", "key_contradicted", True)]
    assert (found.links, found.gone, found.fresh) == ([], ["A1"], ["A1"])


def test_a_new_key_is_found_by_the_local_id_of_its_region_but_not_by_that_of_another() -> None:
    earlier = [record("UT75", "Grantsville Public Library", "UT", local_id="12")]
    assert reasons(earlier, [record("UT80", "Grantsville City Library", "UT", local_id="12")]) == [("UT75", "UT80", "local_id")]
    assert reasons(earlier, [record("NV80", "Grantsville City Library", "NV", local_id="12")]) == []


def test_a_local_id_of_two_unlike_libraries_is_a_proposal() -> None:
    found = match([record("A1", "Harbour Library", local_id="5")], [record("A2", "Mountain School", local_id="5")])
    assert [(one.reason, one.earlier, one.later) for one in found.proposals] == [("local_id_contradicted", "A1", "A2")]


def test_name_and_place_find_a_library_without_keys() -> None:
    earlier = [record("A1", "The Harbour Library", city="Dixon"), record("A2", "The Harbour Library", city="Vinton")]
    later = [record("B2", "Harbour Public Library", city="VINTON"), record("B1", "Harbour Public Library", city="DIXON")]
    assert reasons(earlier, later, keys=False) == [("A1", "B1", "name_and_place"), ("A2", "B2", "name_and_place")]


def test_two_libraries_that_are_equally_alike_are_not_chosen_between() -> None:
    earlier = [record("A1", "Riverside Branch One", city="Dixon", postcode="10001")]
    later = [record(f"B{number}", f"Riverside Branch {number}", city="Dixon", postcode="10001") for number in (1, 2)]
    found = match(earlier, later, keys=False)
    assert (found.links, len(found.proposals), found.gone, found.fresh) == ([], 1, ["A1"], ["B1", "B2"])


def test_likeness_by_hand() -> None:
    # names equal without generic words: 5; cities equal: 2; no address on one side; postcodes differ: 0 of 1: 7 / 8
    one = record("A", "Harbour Public Library", city="Dixon", address="1 Quay", postcode="10001")
    assert likeness(one, record("B", "The Harbour Library", city="DIXON", postcode="10002")) == 7 / 8


def test_russian_names_are_compared_without_their_generic_words() -> None:
    one, other = record("A", "Библиотека № 7 им. Гайдара", "ЮЗАО"), record("B", "Публичная библиотека №7 имени Гайдара", "ЮЗАО")
    assert likeness(one, other) == 1


def test_joining_on_a_local_id_alone_gives_rows_to_other_libraries() -> None:
    earlier = [record("AK1", "One", "AK", local_id="5"), record("HI1", "Two", "HI", local_id="5"), record("HI2", "Three", "HI", local_id="6")]
    later = [record("AK1", "One", "AK", local_id="5"), record("HI1", "Two", "HI", local_id="5"), record("HI2", "Three", "HI", local_id="8")]
    # both rows with 5 get HI1, which is wrong for AK1; 8 is new
    assert mis_keyed(earlier, later) == MisKeyed(rows=3, shared=2, wrong=1, renamed=1, shared_in_region=0)


def test_a_record_is_taken_from_a_return() -> None:
    held = row("AK1", visits=5, population=100, branches=2, central_libraries=1)
    held.attributes |= {"city": "Dixon", "local_id": "5"}
    assert records([held]) == [record("AK1", "Library AK1", local_id="5", city="Dixon", population=100, outlets=3)]


NAMES = st.lists(st.text("abcdefg ", min_size=3, max_size=12), min_size=1, max_size=12)


@given(NAMES, NAMES, st.booleans())
def test_every_library_is_linked_once_or_left_over(first: list[str], second: list[str], keys: bool) -> None:
    earlier, later = ([record(f"{number}", name) for number, name in enumerate(names)] for names in (first, second))
    found = match(earlier, later, keys=keys)
    assert sorted([*(link.earlier for link in found.links), *found.gone]) == sorted(one.key for one in earlier)
    assert sorted([*(link.later for link in found.links), *found.fresh]) == sorted(one.key for one in later)


@given(NAMES)
def test_a_year_matches_itself_by_key(names: list[str]) -> None:
    held = [record(f"{number}", name + "x") for number, name in enumerate(names)]
    assert match(held, held).links == [Link(one.key, one.key, "key", 1.0) for one in sorted(held, key=lambda one: one.key)]
