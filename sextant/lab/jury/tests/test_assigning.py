"""The assignment is the best there is, keeps conflicts and loads, and says why the rest is missing."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from sextant.lab.jury import solving
from sextant.lab.jury.assigning import assign
from sextant.lab.jury.explaining import why
from sextant.lab.jury.findings import JuryError
from sextant.lab.jury.problems import problem
from sextant.lab.jury.tables import Person
from sextant.lab.jury.tests.factories import small_problem
from sextant.lab.jury.tests.plainly import independently


@pytest.mark.parametrize("all_pairs", [60_000, 0], ids=["all pairs at once", "pairs added as prices ask"])
def test_it_equals_an_independent_solver_on_hundreds_of_small_cases(all_pairs, monkeypatch):
    monkeypatch.setattr(solving, "ALL_PAIRS", all_pairs)
    for seed in range(100):
        asked, table, loads = small_problem(seed + all_pairs)
        if (table < 0).all():
            continue
        found = assign(asked)
        given, best, _ = independently(asked, table, loads)
        assert (len(found.reviews), found.objective, found.gap) == (given, pytest.approx(best, abs=2e-6), 0.0), seed


def test_the_fair_one_equals_an_independent_solver_too():
    for seed in range(40):
        asked, table, loads = small_problem(seed, crowded=seed % 2 == 0)
        if (table < 0).all():
            continue
        found = assign(asked, fair=True)
        given, best, worst = independently(asked, table, loads, fair=True)
        assert (len(found.reviews), found.worst[0]) == (given, pytest.approx(worst, abs=2e-6)), seed
        assert found.objective == pytest.approx(best, abs=1e-4)
        assert found.bound >= best - 1e-6
        assert found.worst[1] >= worst - 1e-6


def test_conflicts_and_loads_are_never_violated_and_nobody_judges_twice():
    for seed in range(100):
        asked, table, loads = small_problem(seed + 10_000)
        found = assign(asked, fair=seed % 3 == 0)
        pairs = [(int(one.entry[1:]), int(one.juror[1:])) for one in found.reviews]
        assert len(set(pairs)) == len(pairs)
        assert all(table[pair] >= 0 for pair in pairs)
        assert all(number <= loads[juror] for juror, number in Counter(juror for _, juror in pairs).items())
        missing = {one.entry: one.missing for one in found.unfilled}
        assert all(asked.wanted[e] - Counter(e for e, _ in pairs)[e] == missing.get(f"e{e}", 0) for e in range(len(table)))


def test_the_order_of_the_rows_does_not_matter():
    works = [Person(f"e{i}", {"a": i % 3, "b": 1.0}) for i in range(9)]
    people = [Person(f"j{i}", {"a": 1.0, "b": i % 2}) for i in range(5)]
    one = assign(problem(works, people, per_entry=2, load=4))
    other = assign(problem(works[::-1], people[::-1], per_entry=2, load=4))
    assert (one.reviews, one.objective) == (other.reviews, other.objective)


def test_affinity_is_the_cosine_of_the_expertise_rows_and_an_own_load_wins():
    works = [Person("w", {"prose": 3.0, "verse": 4.0}), Person("v", {"verse": 1.0})]
    found = assign(problem(works, [Person("p", {"prose": 1.0}, load=1), Person("q", {"verse": 2.0}, load=2)], per_entry=1, load=0))
    assert [(one.entry, one.juror, one.affinity) for one in found.reviews] == [("v", "q", 1.0), ("w", "q", 0.8)]


def lacking(jurors, conflicts, *, per_entry=2, load=8, entries=2):
    found = assign(problem([Person(f"e{i}") for i in range(entries)], jurors, per_entry=per_entry, load=load, conflicts=conflicts))
    return [(one.entry, one.missing, one.constraint, one.why.en) for one in found.unfilled]


def test_an_unfilled_entry_says_which_constraint_and_what_would_solve_it():
    assert lacking([Person("a"), Person("b")], {("e0", "a")}) == [
        ("e0", 1, "conflicts", "Conflicts leave 1 juror, where an entry should have 2. Find 1 more juror without a conflict.")
    ]
    assert lacking([Person("a"), Person("b")], (), load=1, entries=2, per_entry=2)[-1][1:] == (
        2,
        "load",
        "All who may judge it are full (a, b). Raise the load by 1, or find more jurors.",
    )
    both = lacking([Person("a", load=1), Person("b", load=1), Person("c", load=2)], {("e0", "c"), ("e1", "c")}, per_entry=2)
    assert [one[2] for one in both] == ["both"]
    assert "those with time (c) have a conflict" in both[0][3]


def test_where_everybody_is_barred_nothing_is_assigned_and_conflicts_are_named():
    assert lacking([Person("a"), Person("b")], {(e, j) for e in ("e0", "e1") for j in "ab"}, per_entry=1) == [
        (entry, 1, "conflicts", "Conflicts leave 0 jurors, where an entry should have 1. Find 1 more juror without a conflict.")
        for entry in ("e0", "e1")
    ]
    assert [one[2] for one in lacking([Person("a", load=0)], (), per_entry=1)] == ["load", "load"]
    assert lacking([Person("a")], (), per_entry=2)[0][3] == "The jury has 1 juror in all, where an entry should have 2. Find 1 more juror."


def test_the_raise_that_is_named_is_enough_and_no_less_is():
    for seed in range(40):
        asked = small_problem(seed)[0]
        named = [one for one in assign(asked).unfilled if one.constraint != "conflicts"]
        if not named:
            continue
        more = next(number for number in range(1, 10) if f"by {number}" in named[0].why.en)
        for raised, enough in ((more, True), (more - 1, False)):
            asked.loads[:] = asked.loads + raised
            left = assign(asked).unfilled
            asked.loads[:] = asked.loads - raised
            assert all(one.constraint == "conflicts" for one in left) is enough


def test_a_pair_is_explained():
    works, near = [Person("e"), Person("f")], {("e", "a"): 1.0, ("f", "a"): 0.9, ("e", "b"): 0.2}
    asked = problem(works, [Person("a", load=1), Person("b", load=2)], per_entry=1, affinities=near, conflicts={("f", "b")})
    found = assign(asked)
    assert why(asked, found, "f", "b").said[0].en == "b must not judge f: the pair is named among the conflicts."
    taken = why(asked, found, "e", "b")
    assert (taken.taken, taken.place, [one.code for one in taken.said]) == (True, 2, ["pair_taken", "nearer_elsewhere"])
    assert why(asked, found, "e", "a").said[0].code == "pair_not_taken"
    with pytest.raises(JuryError, match="not in the table of jurors"):
        why(asked, found, "e", "z")


def test_a_large_one_is_proved_best_for_all_pairs(monkeypatch):
    lot = np.random.default_rng(5)
    works = [Person(f"e{i:03d}", {f"t{t}": float(x) for t, x in enumerate(lot.random(6)) if x > 0.6}) for i in range(400)]
    people = [Person(f"j{i:03d}", {f"t{t}": float(x) for t, x in enumerate(lot.random(6)) if x > 0.6}) for i in range(80)]
    asked = problem(works, people, load=16)
    monkeypatch.setattr(solving, "ALL_PAIRS", 0)
    pruned = assign(asked)
    monkeypatch.setattr(solving, "ALL_PAIRS", 10**9)
    assert (len(pruned.reviews), pruned.gap, pruned.objective) == (1200, 0.0, assign(asked).objective)


def test_a_bound_counts_all_reviews_of_an_entry_that_wants_many(monkeypatch):
    lot = np.random.default_rng(5)
    works, people = (
        [Person(f"{i:03d}", {f"t{t}": float(x) for t, x in enumerate(lot.random(6)) if x > 0.6}) for i in range(number)] for number in (100, 60)
    )
    asked = problem(works, people, per_entry=9, load=16)
    whole = assign(asked)
    monkeypatch.setattr(solving, "ALL_PAIRS", 0)
    pruned = assign(asked)
    assert (pruned.objective, pruned.bound, pruned.gap) == (whole.objective, whole.bound, 0.0)
