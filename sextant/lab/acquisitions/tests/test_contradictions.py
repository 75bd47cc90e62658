"""Where no list keeps all demands: the fewest that contradict each other, each needed for the contradiction, and by how much each would give."""

from __future__ import annotations

import time

import numpy as np
import pytest

from sextant.lab.acquisitions import contradictions
from sextant.lab.acquisitions.choices import choices
from sextant.lab.acquisitions.contradictions import contradiction, proves
from sextant.lab.acquisitions.holdings import Holdings
from sextant.lab.acquisitions.planning import plan
from sextant.lab.acquisitions.programme import Programme, programme
from sextant.lab.acquisitions.solving import solve
from sextant.lab.acquisitions.targets import Limits, Number, Share, Targets
from sextant.lab.acquisitions.tests.factories import AGES, LANGUAGES, offer, title
from sextant.lab.acquisitions.titles import Title


def posed(titles: list[Title], budget: int, targets: Targets) -> Programme:
    return programme(choices(titles, Holdings(), targets), {}, budget, targets)


def demanding(seed: int) -> Targets:
    """Demands by lot that often contradict each other."""
    lot = np.random.default_rng(seed)
    shares = [Share("age", one, float(lot.choice([0.0, 0.3, 0.5])), float(lot.choice([0.3, 0.6, 1.0]))) for one in AGES]
    shares = [one if one.least <= one.most else Share(one.field, one.value, one.least, 1.0) for one in shares]
    shares += [Share("language", one, float(lot.choice([0.0, 0.4])), 1.0, "copies") for one in LANGUAGES]
    numbers = (Number("awards", "*", int(lot.integers(0, 12))), Number("accessible", "yes", int(lot.integers(0, 10))))
    return Targets(shares=tuple(shares), numbers=numbers, limits=Limits(min_titles=int(lot.integers(0, 15)), min_spent=float(lot.choice([0.0, 0.9]))))


def contradictory() -> list[int]:
    """Seeds of demands that no list keeps, which is proved in a second."""
    return [seed for seed in range(60) if solve(posed(offer(seed, 25), 4000, demanding(seed)), 1, 0.01).how == "none"][:14]


@pytest.fixture(scope="module")
def seeds() -> list[int]:
    found = contradictory()
    assert len(found) >= 8
    return found


def test_the_demands_named_contradict_and_without_any_one_of_them_the_others_can_be_kept(seeds: list[int]) -> None:
    for seed in seeds:
        problem = posed(offer(seed, 25), 4000, demanding(seed))
        found = contradiction(problem, 30)
        assert found is not None
        assert (found.minimal, found.smallest) == (True, True)
        places = [problem.demands.index(one.demand) for one in found.conflicts]
        assert proves(problem, places)
        assert not any(proves(problem, [one for one in places if one != left]) for left in places)


def test_no_set_of_fewer_demands_contradicts_itself(seeds: list[int]) -> None:
    from itertools import combinations

    for seed in seeds[:6]:
        problem = posed(offer(seed, 25), 4000, demanding(seed))
        found = contradiction(problem, 30)
        assert found is not None
        fewer = len(found.conflicts) - 1
        assert not any(proves(problem, some) for some in combinations(range(len(problem.demands)), fewer))


def test_a_demand_that_gives_way_as_far_as_is_said_leaves_a_list_and_a_little_less_does_not() -> None:
    titles = [title(f"a{at}", 100, 1, age="3-6") for at in range(9)] + [title(f"b{at}", 100, 1, age="7-10") for at in range(9)]
    targets = Targets(shares=(Share("age", "3-6", 0.6), Share("age", "7-10", 0.6)))
    found = plan(titles, None, 1000, targets)
    assert (found.status, found.chosen, found.bound) == ("impossible", (), None)
    assert found.contradiction is not None
    assert [(one.demand.name, round(one.reachable or 0, 6), round(one.give or 0, 6), one.all_others) for one in found.contradiction.conflicts] == [
        ("age=3-6 min", 0.4, 0.2, True), ("age=7-10 min", 0.4, 0.2, True),
    ]  # fmt: skip
    assert found.contradiction.conflicts[0].said.ru == (
        "Не меньше 60 % потраченного: возраст 3-6. При всех остальных требованиях достижимо не больше 40 %, поэтому уступить нужно на 20 %."
    )
    for share, status in ((0.4, "proved"), (0.41, "impossible")):
        assert plan(titles, None, 1000, Targets(shares=(Share("age", "3-6", share), Share("age", "7-10", 0.6)))).status == status


def test_a_budget_too_small_for_anything_says_what_it_would_have_to_be() -> None:
    found = plan([title("a", 300), title("b", 200)], None, 100)
    assert found.contradiction is not None
    [conflict] = found.contradiction.conflicts
    assert (conflict.demand.name, conflict.reachable, conflict.give) == ("budget", 200, 100)
    assert conflict.said.en == "Spend at most 1.00 RUB. All other demands need at least 2.00 RUB, so it would have to give by 1.00 RUB."


def test_whole_copies_can_contradict_where_parts_of_books_would_not() -> None:
    titles = [title("a", 300, age="3-6"), title("b", 200, age="7-10")]
    found = plan(titles, None, 1000, Targets(shares=(Share("age", "3-6", 0.5), Share("age", "7-10", 0.5))))
    assert found.contradiction is not None
    assert (found.contradiction.whole, found.contradiction.smallest) == (True, True)
    assert [round(one.reachable or 0, 6) for one in found.contradiction.conflicts] == [0.0, 0.4]


def test_two_contradictions_at_once_are_told() -> None:
    titles = [title("a", 100, age="3-6", language="rus")]
    targets = Targets(numbers=(Number("age", "7-10", 1), Number("language", "tat", 2)))
    found = plan(titles, None, 1000, targets)
    assert found.contradiction is not None
    [conflict] = found.contradiction.conflicts
    assert (conflict.demand.name, conflict.all_others, conflict.said.code) == ("language=tat min titles", False, "conflict_least_more")


def test_where_the_proof_has_no_time_the_set_is_minimal_still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contradictions, "TURNS", 0)
    titles = [title(f"a{at}", 100, age="3-6") for at in range(9)] + [title(f"b{at}", 100, age="7-10") for at in range(9)]
    problem = posed(titles, 1000, Targets(shares=(Share("age", "3-6", 0.6), Share("age", "7-10", 0.6)), limits=Limits(min_titles=2, min_spent=0.5)))
    found = contradiction(problem, 10)
    assert found is not None
    assert (found.smallest, found.minimal, len(found.conflicts)) == (False, True, 2)


def test_a_thousand_titles_are_explained_in_seconds() -> None:
    titles = offer(1, 1000)
    targets = Targets(shares=(Share("language", "tat", 0.6), Share("language", "eng", 0.5), Share("age", "3-6", 0.3)), limits=Limits(min_spent=0.95))
    begun = time.process_time()
    found = plan(titles, None, 100_000, targets)
    assert (found.status, time.process_time() - begun < 20) == ("impossible", True)
