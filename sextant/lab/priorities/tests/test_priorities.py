"""Parts worked by hand, scores whose parts add up, intervals, and what is refused."""

from itertools import pairwise
from math import log, nan

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sextant.lab.priorities.findings import PrioritiesError
from sextant.lab.priorities.parts import Work, field_of, parts_of
from sextant.lab.priorities.resampling import measured
from sextant.lab.priorities.scoring import WEIGHTS, Shares, midranks, ranked


def works(table: dict[str, dict[int, int]], **more: float) -> list[Work]:
    return [Work(year, (concept,), **more) for concept, by_year in table.items() for year, number in by_year.items() for _ in range(number)]


GROWING = {"reading": {2013: 2, 2014: 2, 2016: 1}, "data": {2014: 1, 2016: 4, 2018: 6}}


def part(field, name: str) -> dict[str, float]:
    return dict(zip(field.concepts, parts_of(field)[name].round(6).tolist(), strict=True))


def test_growth_novelty_and_gap_worked_by_hand() -> None:
    """Recent are 2016–2018 (11 works), before 2013–2015 (5), lately 2014–2018 (14). Half of all 16 works is reached in 2016, of the
    five on reading in 2014, of the eleven on data in 2018."""
    field = field_of(works(GROWING), {"reading": 9, "data": 1})
    assert part(field, "growth") == {
        "data": round(log(10.5 / 12) - log(1.5 / 6), 6),
        "reading": round(log(1.5 / 12) - log(4.5 / 6), 6),
    }
    assert part(field, "novelty") == {"data": 2.0, "reading": -2.0}
    assert part(field, "gap")["reading"] == round(log(9.5 / 11) - log(3.5 / 15), 6)
    assert part(field, "burst")["reading"] == 0.0


def test_uptake_is_against_works_of_the_same_year() -> None:
    """2017: 4 and 0 citations, mean 2; 2018: 3 and 1, mean 2. So a has (4/2 + 3/2) / 2, b has (0/2 + 1/2) / 2, and c is not known."""
    field = field_of(
        [Work(2017, ("a",), 4), Work(2017, ("b",), 0), Work(2018, ("a",), 3), Work(2018, ("b",), 1), Work(2018, ("c",)), Work(2018, ("a",), None)]
    )
    measures = dict(zip(field.concepts, parts_of(field)["uptake"].tolist(), strict=True))
    assert (measures["a"], measures["b"], np.isnan(measures["c"])) == (1.75, 0.25, True)


def test_parts_without_data_are_absent_and_take_no_weight() -> None:
    field = field_of(works(GROWING))
    assert list(parts_of(field)) == ["growth", "burst", "novelty"]
    found, notes = ranked(measured(field, times=5))
    assert [note.en for note in notes] == ["No data for “uptake”: it takes no weight.", "No data for “gap”: it takes no weight."]
    assert [one.concept for one in found] == ["data", "reading"]


def test_shares_of_concepts_left_behind() -> None:
    assert midranks([3.0, 1.0, 3.0, nan]) == [2 / 3, 1 / 6, 2 / 3, None]
    assert (midranks([5.0]), midranks([nan])) == ([0.5], [None])


def field_of_chance(seed: int = 1):
    chance = np.random.default_rng(seed)
    names = [f"c{place:02}" for place in range(12)]
    made = [
        Work(int(chance.integers(2005, 2019)), tuple(chance.choice(names, 2, replace=False).tolist()), float(chance.poisson(3))) for _ in range(400)
    ]
    made += [Work(year, ("rising",), 9.0) for year in (2016, 2017, 2017, 2018, 2018, 2018, 2018)]
    return field_of(made, {"rising": 30, "c01": 5})


def test_what_a_score_consists_of_adds_up_and_lies_in_its_interval() -> None:
    found, notes = ranked(measured(field_of_chance(), times=60))
    assert (notes, found[0].concept, [one.rank for one in found]) == ([], "rising", list(range(1, 14)))
    for one in found:
        assert sum(one.adds.values()) == pytest.approx(one.score, abs=1e-3)
        assert one.low <= one.score <= one.high
    assert any(one.high - one.low > 5 for one in found)


def test_the_same_seed_gives_the_same_intervals_and_the_order_of_works_decides_nothing() -> None:
    assert measured(field_of_chance(), times=10) == measured(field_of_chance(), times=10)
    field = field_of([*works(GROWING), Work(2018, ("data", "reading"))])
    turned = field_of([Work(2018, ("reading", "data")), *works(GROWING)[::-1]])
    assert measured(field, times=0).values == measured(turned, times=0).values


def test_other_weights_answer_from_the_same_shares() -> None:
    shares = measured(field_of_chance(), times=20)
    by_gap, _notes = ranked(shares, {"gap": 1.0})
    assert [one.concept for one in by_gap[:2]] == ["rising", "c01"]
    assert all(set(one.adds) == set(WEIGHTS) and one.adds["growth"] == 0 for one in by_gap)


@pytest.mark.parametrize(
    ("weights", "code"),
    [({"growth": 0.0}, "no_weight"), ({"growth": -1.0}, "negative_weight"), ({"growth": nan}, "negative_weight"), ({"fame": 1.0}, "unknown_part")],
)
def test_weights_that_make_no_sense_are_refused(weights: dict[str, float], code: str) -> None:
    with pytest.raises(PrioritiesError) as caught:
        ranked(measured(field_of(works(GROWING)), times=1), weights)
    assert caught.value.code == code


def test_a_concept_nobody_studies_but_practice_asks_for_is_in_the_list() -> None:
    field = field_of(works(GROWING), {"rural libraries": 40, "data": 1})
    found, _notes = ranked(measured(field, times=10, least=3))
    assert {one.concept: one.works for one in found} == {"data": 11, "reading": 5, "rural libraries": 0}
    assert next(one.parts for one in found if one.concept == "rural libraries")["gap"] == pytest.approx(5 / 6)


def test_an_empty_field_is_refused_with_a_sentence() -> None:
    with pytest.raises(PrioritiesError, match="Import literature"):
        field_of([Work(2018, ())])


SHARES = st.lists(st.tuples(*[st.one_of(st.none(), st.floats(0, 1))] * 3), min_size=1, max_size=6)


WEIGHS = st.tuples(*[st.one_of(st.just(0.0), st.floats(0.01, 9))] * 3).filter(any)


@settings(max_examples=80, deadline=None)
@given(SHARES, WEIGHS)
def test_scores_lie_between_nought_and_a_hundred_and_never_rise_with_a_rank(values, weights) -> None:
    names = tuple(f"c{place}" for place in range(len(values)))
    shares = Shares(names, (1,) * len(names), ("growth", "burst", "gap"), tuple(values), (tuple(values),), tuple(values))
    found, _notes = ranked(shares, dict(zip(shares.parts, weights, strict=True)))
    scores = [one.score for one in found]
    assert all(0 <= score <= 100.0001 for score in scores)
    assert all(one + 1e-3 >= two for one, two in pairwise(scores))
