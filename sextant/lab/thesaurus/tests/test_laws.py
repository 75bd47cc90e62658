"""The laws of a thesaurus: each is kept by a good one, and its breach is told with the concept and the remedy."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sextant.lab.thesaurus.concepts import Concept, Labels, fold, qualifier
from sextant.lab.thesaurus.laws import check, cycles
from sextant.lab.thesaurus.tests.factories import concept, made, small

EDGES = some.lists(some.tuples(some.integers(1, 7), some.integers(1, 7)), max_size=14)


def test_a_good_thesaurus_breaks_no_law() -> None:
    assert check(small()) == []


@pytest.mark.parametrize(
    ("concepts", "sentence"),
    [
        ([concept("x1", "a", "а")], "x1: An id is the letter c and at least four digits, such as c0123. Change it."),
        (
            [concept("c0001", "a", "а", matches=("http://a b",))],
            "c0001: “http://a b” is no address: it is empty, or holds a space or a sign such as < or {. Correct it.",
        ),
        ([concept("c0001", "a", "а"), concept("c0001", "b", "б")], "c0001: The id stands 2 times. Give each concept its own."),
        ([concept("c0001", "a", "")], "c0001: There is no preferred label in Russian. Write one."),
        ([concept("c0001", "a | A", "а")], "c0001: The label “a” stands twice within the concept. Keep one."),
        (
            [concept("c0001", "a", "а", broader=("c0009",))],
            "c0001: The field “broader” names c0009, which does not exist. Correct the id or remove it.",
        ),
        ([concept("c0001", "a", "а", top=False)], "c0001: The concept has nothing broader and is not a top concept. Give it a place."),
        ([concept("c0001", "a", "а", replaced_by="c0001")], "c0001: The field “replaced_by” names the concept itself. Remove it."),
    ],
)
def test_a_breach_is_told_with_its_place(concepts: list[Concept], sentence: str) -> None:
    assert sentence in [one.sentence("en") for one in check(made(*concepts))]


def test_two_concepts_may_share_a_label_only_with_a_qualifier() -> None:
    shared = made(concept("c0001", "record", "запись"), concept("c0002", "track | Record", "дорожка"))
    assert [one.sentence("ru") for one in check(shared)] == [
        "c0001: Название «record» есть у нескольких понятий: c0001, c0002. Оставьте его у одного или добавьте уточнение в скобках, "
        "например RDA (каталогизация)."
    ]
    assert check(made(concept("c0001", "record", "запись"), concept("c0002", "track | record (sound)", "дорожка"))) == []
    assert check(made(concept("c0001", "record", "запись"), concept("c0002", "record", "запись", deprecated=True, replaced_by="c0001"))) == []


def test_a_cycle_is_named_from_its_smallest_id() -> None:
    round_ = made(
        concept("c0003", "c", "ц", broader=("c0001",)), concept("c0001", "a", "а", broader=("c0002",)), concept("c0002", "b", "б", broader=("c0003",))
    )
    assert cycles(round_) == [("c0001", "c0002", "c0003", "c0001")]
    assert [one.sentence("en") for one in check(round_)] == [
        "c0001: Broader concepts run in a circle: c0001 “a” → c0002 “b” → c0003 “c” → c0001 “a”. Remove one of the links."
    ]


def test_a_chain_longer_than_the_stack_of_python_is_climbed() -> None:
    chain = [concept(f"c{number:04d}", f"n{number}", f"н{number}", broader=(f"c{number - 1:04d}",) if number else ()) for number in range(5000)]
    assert check(made(*chain)) == []


@given(EDGES)
def test_a_ring_is_found_exactly_where_something_is_broader_than_itself(edges: list[tuple[int, int]]) -> None:
    above = {number: tuple(f"c000{high}" for low, high in edges if low == number) for number in range(1, 8)}
    whole = made(*(concept(f"c000{number}", f"n{number}", f"н{number}", broader=ids) for number, ids in above.items()))
    assert bool(cycles(whole)) == any(one.id in whole.ancestors(one.id) for one in whole.concepts)


def test_related_may_not_be_broader_at_any_distance() -> None:
    whole = made(
        concept("c0001", "a", "а"), concept("c0002", "b", "б", broader=("c0001",)), concept("c0003", "c", "ц", broader=("c0002",), related=("c0001",))
    )
    assert [(one.place, one.code) for one in check(whole)] == [("c0003", "related_is_broader")]


def test_a_concept_no_longer_in_force_is_followed_to_what_replaced_it() -> None:
    whole = made(
        concept("c0001", "a", "а"),
        concept("c0002", "b", "б", deprecated=True, replaced_by="c0003"),
        concept("c0003", "c", "ц", deprecated=True, replaced_by="c0001"),
        concept("c0004", "d", "д", deprecated=True),
    )
    assert check(whole) == []
    assert [whole.living(name) for name in ("c0001", "c0002", "c0004", "c9999")] == ["c0001", "c0001", "", ""]
    ring = made(concept("c0001", "a", "а", deprecated=True, replaced_by="c0002"), concept("c0002", "b", "б", deprecated=True, replaced_by="c0001"))
    assert ring.living("c0001") == ""
    assert [one.code for one in check(ring)] == ["replacing_cycle", "replacing_cycle"]


def test_the_order_in_which_concepts_are_given_does_not_matter() -> None:
    whole = small()
    assert made(*reversed(whole.concepts)) == whole
    assert whole.by_id["c0006"].related == ("c0002",)


def test_labels_are_put_in_one_line_and_compared_without_capitals() -> None:
    whole = made(Concept("c0001", Labels(" open \n access\x00 "), Labels("Открытый\u00a0доступ"), top=True))
    assert (whole.concepts[0].en.pref, whole.concepts[0].ru.pref) == ("open access", "Открытый доступ")
    assert fold("  Учёт  Фонда") == "учет фонда"
    assert qualifier("RDA (cataloguing)") == ("RDA", "cataloguing")
    assert qualifier("(cataloguing)") == ("(cataloguing)", "")


def test_a_concept_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        small().concepts[0].id = "c0009"  # type: ignore[misc]
