"""A year's recommended list: scores with their parts, intervals, ties, and those that wait."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sextant.lab.acquisitions.award_lists import Listed, Match
from sextant.lab.acquisitions.findings import AcquisitionsError, say
from sextant.lab.acquisitions.recommended import Nominee, Review, Rules, Votes, recommend
from sextant.lab.acquisitions.tests.factories import title
from sextant.lab.shares import Z_95, score_interval, two_sided


def reviews(**scores: list[float]) -> list[Review]:
    return [Review(name, f"reader {at}", score) for name, given in scores.items() for at, score in enumerate(given)]


def award(name: str, status: str = "winner", by: str = "isbn") -> Match:
    return Match(title(name, 1), Listed("Medal", status, name, "", None, "award", "", "x", "", 1), by, 100, say("tied", number=1))  # type: ignore[arg-type]


def test_the_score_is_made_of_its_parts_as_by_hand() -> None:
    """Scale 0–10, k = 2. a: 8, 8, 8 and b: 4, 4, 4: mean 0.6; a = (2·0.6 + 2.4) / 5 = 0.72, b = (1.2 + 1.2) / 5 = 0.48. No spread within titles, so 0.05:
    ± 1.6449·0.05/√5 = 0.0368. Wilson of 8 of 10 at 90 %: z² = 2.7055, middle (0.8 + 0.135277) / 1.270554 = 0.736117."""
    rules = Rules(lowest=0, highest=10, prior=2, council=0.5, young=0.25, award=0.25)
    found = recommend(
        2026, [Nominee("a", "A"), Nominee("b", "B")], reviews(a=[8, 8, 8], b=[4, 4, 4]), [Votes("a", 8, 10)], [award("a", "honor")], rules
    )
    first, second = found.places
    assert [(one.name, round(one.value, 4), one.opinions) for one in first.parts] == [("council", 0.72, 3), ("young", 0.7361, 10), ("award", 0.7, 1)]
    assert (round(first.parts[0].high - first.parts[0].value, 4), round(first.score, 5)) == (
        0.0368,
        round(0.5 * 0.72 + 0.25 * 0.736117 + 0.25 * 0.7, 5),
    )
    assert [(one.name, round(one.value, 4)) for one in second.parts] == [("council", 0.48), ("award", 0.0)]
    assert round(second.score, 5) == round(0.5 * 0.48 / 0.75, 5)
    assert [one.code for one in first.why] == ["part_council", "part_young", "part_award"]


def test_wilson_is_that_of_the_textbook() -> None:
    """Ten of twenty at 95 %: 0.2993 to 0.7007 (as in tables of the score interval)."""
    assert [round(one, 4) for one in score_interval(0.5, 20, Z_95)] == [0.2993, 0.5, 0.7007]
    assert score_interval(1, 2, two_sided(0.9))[1] < score_interval(0.9, 100, two_sided(0.9))[1]


def test_equal_scores_share_a_rank_and_say_so_and_all_of_them_are_on_the_list() -> None:
    nominees = [Nominee(name, name.upper()) for name in "abcd"]
    found = recommend(2026, nominees, reviews(a=[9, 9, 9], b=[7, 7, 7], c=[7, 7, 7], d=[2, 2, 2]), rules=Rules(places=2))
    assert [(one.nominee.id, one.rank, one.ties, one.on_list) for one in found.places] == [
        ("a", 1, (), True), ("b", 2, ("c",), True), ("c", 2, ("b",), True), ("d", 4, (), False),
    ]  # fmt: skip
    assert found.places[1].why[-2].code == "tied"


def test_titles_with_too_few_opinions_wait_and_are_told() -> None:
    found = recommend(2026, [Nominee("a", "A"), Nominee("b", "Б")], reviews(a=[9, 9, 9], b=[10, 10]), rules=Rules())
    assert [one.nominee.id for one in found.places] == ["a"]
    assert [(one.id, said.ru) for one, said in found.waiting] == [("b", "«Б» ждёт: 2 отзыва, а нужно 3.")]


def test_near_the_end_of_the_list_chance_is_owned_up_to() -> None:
    scores = {f"t{at}": [10 - at * 0.1, 8 - at * 0.1, 9 - at * 0.1] for at in range(10)} | {"last": [1, 1, 1]}
    found = recommend(2026, [Nominee(name, name) for name in scores], reviews(**scores), rules=Rules(places=5))
    edge = {one.nominee.id: one.near_edge for one in found.places}
    assert (edge["t4"], edge["t5"], edge["last"]) == (True, True, False)


def test_annotations_stand_apart_and_missing_ones_are_counted() -> None:
    nominees = [Nominee("a", "A", annotation_ru="О коте.", annotation_en="Of a cat."), Nominee("b", "B", annotation_ru="О псе.")]
    found = recommend(2026, nominees, reviews(a=[9, 9, 9], b=[8, 8, 8]))
    assert [one.ru for one in found.notes] == ["Аннотации на русском или английском ещё нет у 1 книги списка."]
    assert found.places[1].nominee.annotation_en == ""


def test_doubtful_awards_do_not_count() -> None:
    sure = recommend(2026, [Nominee("a", "A")], reviews(a=[9, 9, 9]), awards=[award("a")])
    doubtful = recommend(2026, [Nominee("a", "A")], reviews(a=[9, 9, 9]), awards=[award("a", by="doubtful")])
    assert [one.places[0].parts[-1].value for one in (sure, doubtful)] == [1.0, 0.0]


@pytest.mark.parametrize(
    ("given", "votes", "code"),
    [
        ([Review("x", "r", 5)], [], "nominee_unknown"),
        ([Review("a", "r", 11)], [], "score_outside"),
        ([Review("a", "r", float("nan"))], [], "score_outside"),
        ([Review("a", "r", 5), Review("a", "r", 6)], [], "review_twice"),
        ([], [Votes("x", 1, 2)], "nominee_unknown"),
        ([], [Votes("a", 3, 2)], "votes_wrong"),
    ],
)
def test_opinions_that_cannot_be_are_refused(given: list[Review], votes: list[Votes], code: str) -> None:
    with pytest.raises(AcquisitionsError) as refused:
        recommend(2026, [Nominee("a", "A")], given, votes)
    assert refused.value.code == code


def test_a_nominee_named_twice_is_refused() -> None:
    with pytest.raises(AcquisitionsError, match="stands twice"):
        recommend(2026, [Nominee("a", "A"), Nominee("a", "B")], [])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(1, 10), max_size=6), min_size=1, max_size=8), st.integers(1, 5))
def test_nominees_are_ranked_or_wait_and_intervals_hold_their_scores(scores: list[list[int]], places: int) -> None:
    given = {f"t{at}": [float(one) for one in those] for at, those in enumerate(scores)}
    found = recommend(2026, [Nominee(name, name) for name in given], reviews(**given), rules=Rules(places=places))
    assert len(found.places) + len(found.waiting) == len(scores)
    assert all(0 <= one.low <= one.score <= one.high <= 1 for one in found.places)
    assert [one.rank for one in found.places] == sorted(one.rank for one in found.places)
    ranked = sum(one.on_list for one in found.places)
    assert ranked >= min(places, len(found.places))
