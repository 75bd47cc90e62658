"""Entries that want different numbers of reviews, and reviews that are kept from before."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sextant.lab.jury import solving
from sextant.lab.jury.assigning import assign
from sextant.lab.jury.explaining import why
from sextant.lab.jury.fairness import WHOLE
from sextant.lab.jury.findings import JuryError
from sextant.lab.jury.problems import Problem, problem
from sextant.lab.jury.tables import Person
from sextant.lab.jury.tests.plainly import independently

BRIEFLY = settings(max_examples=60, deadline=None)


@st.composite
def rooms(draw):
    """Reviews wanted by entry, loads, affinities, and what stands between each pair: nothing, a conflict, a review kept."""
    count, people = draw(st.integers(1, 6)), draw(st.integers(1, 5))
    numbers = [draw(st.lists(st.integers(0, 4), min_size=size, max_size=size)) for size in (count, people)]
    cells = {"min_size": count * people, "max_size": count * people}
    near = np.reshape(draw(st.lists(st.integers(0, 10), **cells)), (count, people)) / 10
    between = np.reshape(draw(st.lists(st.sampled_from("    ck"), **cells)), (count, people))
    return *numbers, near, between


def asked_of(wanted, loads, near, between, *, kept="k", conflicts="c") -> Problem:
    """The problem of a room; `kept` and `conflicts` tell as what its marks are passed."""
    pairs = {mark: [(f"e{e}", f"j{j}") for e, j in np.argwhere(between == mark)] for mark in "ck"}
    return problem(
        [Person(f"e{place}", load=number) for place, number in enumerate(wanted)],
        [Person(f"j{place}", load=number) for place, number in enumerate(loads)],
        conflicts=[pair for mark in conflicts for pair in pairs[mark]],
        kept=[pair for mark in kept for pair in pairs[mark]],
        affinities={(f"e{e}", f"j{j}"): float(near[e, j]) for e, j in np.ndindex(near.shape)},
    )


@BRIEFLY
@given(rooms(), st.sampled_from([60_000, 0]))
def test_with_unequal_demands_it_equals_an_independent_solver(room, all_pairs) -> None:
    wanted, loads, near, between = room
    table = np.where(between == " ", near, -1.0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(solving, "ALL_PAIRS", all_pairs)
        found = assign(asked_of(*room))
    number, best, _ = independently(None, table, loads, wanted=wanted) if (table >= 0).any() else (0, 0.0, 0.0)
    assert (len(found.reviews), found.objective, found.gap) == (number, pytest.approx(best, abs=2e-6), 0.0)


@BRIEFLY
@given(rooms())
def test_the_fair_one_equals_it_too(room) -> None:
    wanted, loads, near, between = room
    table = np.where(between == " ", near, -1.0)
    found = assign(asked_of(*room), fair=True)
    number, best, worst = independently(None, table, loads, fair=True, wanted=wanted) if (table >= 0).any() else (0, 0.0, 0.0)
    assert (len(found.reviews), found.worst[0]) == (number, pytest.approx(worst, abs=2e-6))
    assert found.objective == pytest.approx(best, abs=1e-4)
    assert found.bound >= best - 1e-6
    assert found.worst[1] >= worst - 1e-6


@BRIEFLY
@given(rooms(), st.booleans())
def test_every_entry_gets_what_it_wants_or_is_named_and_no_pair_is_given_again(room, fair) -> None:
    wanted, loads, _, between = room
    found = assign(asked_of(*room), fair=fair)
    pairs = [(int(one.entry[1:]), int(one.juror[1:])) for one in found.reviews]
    assert len(set(pairs)) == len(pairs)
    assert {between[pair] for pair in pairs} <= {" "}
    held, given_, missing = Counter(j for _, j in pairs), Counter(e for e, _ in pairs), {one.entry: one.missing for one in found.unfilled}
    assert all(held[place] <= load for place, load in enumerate(loads))
    assert [given_[place] + missing.get(f"e{place}", 0) for place in range(len(wanted))] == wanted
    assert all(number > 0 for number in missing.values())


@BRIEFLY
@given(rooms())
def test_kept_pairs_stand_in_the_way_as_conflicts_would_and_are_never_called_so(room) -> None:
    wanted, _, _, between = room
    found, plain = assign(asked_of(*room)), assign(asked_of(*room, kept="", conflicts="ck"))
    assert (found.reviews, found.objective, found.bound) == (plain.reviews, plain.objective, plain.bound)
    assert asked_of(*room, conflicts="ck").conflicts(0).tolist() == asked_of(*room).conflicts(0).tolist()
    for one in found.unfilled:
        row = between[int(one.entry[1:])]
        if "c" not in row:
            assert "have a conflict" not in one.why.en
            assert one.constraint != "conflicts" or "k" not in row
        if one.constraint in ("conflicts", "jurors"):
            assert one.missing == wanted[int(one.entry[1:])] - Counter(row)[" "]


@BRIEFLY
@given(rooms())
def test_the_raise_that_is_named_is_enough_and_no_less_is(room) -> None:
    named = [one for one in assign(asked_of(*room)).unfilled if one.constraint in ("load", "both")]
    if not named:
        return
    wanted, loads, near, between = room
    more = next(number for number in range(1, 10) if f"by {number}" in named[0].why.en)
    for raised, enough in ((more, True), (more - 1, False)):
        left = assign(asked_of(wanted, [load + raised for load in loads], near, between)).unfilled
        assert all(one.constraint in ("conflicts", "jurors") for one in left) is enough


def lacking(entries, jurors, **asked):
    found = assign(problem([Person(*one) for one in entries], [Person(name, load=load) for name, load in jurors.items()], **asked))
    return [(one.entry, one.missing, one.constraint, one.why.code, one.why.en) for one in found.unfilled]


@pytest.mark.parametrize(
    ("jurors", "asked", "constraint", "code", "sentence"),
    [
        (
            {"a": 1, "b": 1},
            {"kept": [("e", "a")]},
            "jurors",
            "too_few_jurors_besides",
            "Besides those who have this entry already (a), the jury has 1 juror, where it still wants 2. Find 1 more juror.",
        ),
        (
            {"a": 1, "b": 1, "c": 1},
            {"kept": [("e", "a")], "conflicts": [("e", "a"), ("e", "c")]},
            "conflicts",
            "too_few_free_besides",
            "Besides those who have this entry already (a), conflicts leave 1 juror, where it still wants 2. Find 1 more juror without a conflict.",
        ),
        (
            {"a": 1, "b": 0, "c": 2},
            {"kept": [("e", "c")]},
            "load",
            "idle_keeping",
            "Those who may still be given it are full, and those with time (c) have it already. Raise the load by 1, or find one more juror.",
        ),
        (
            {"a": 1, "b": 0, "c": 1, "d": 1},
            {"kept": [("e", "c")], "conflicts": [("e", "d")]},
            "both",
            "idle_barred_or_keeping",
            "Those who may still be given it are full; of those with time some have a conflict (d), the others have it already (c). "
            "Find one more juror without a conflict, or raise the load by 1.",
        ),
        (
            {"a": 1, "b": 0, "c": 0},
            {"kept": [("e", "c")]},
            "load",
            "all_full",
            "All who may judge it are full (b). Raise the load by 1, or find more jurors.",
        ),
    ],
)
def test_what_is_kept_is_told_from_a_conflict(jurors, asked, constraint, code, sentence) -> None:
    assert lacking([("e", {}, 2)], jurors, **asked) == [("e", 1, constraint, code, sentence)]


def test_too_few_and_full_at_once_names_those_who_keep_it() -> None:
    assert lacking([("e", {}, 3)], {"a": 0, "b": 1, "c": 1}, kept=[("e", "c")]) == [
        (
            "e",
            2,
            "both",
            "too_few_free_and_full_besides",
            "Besides those who have this entry already (c), only 2 jurors may judge it, 3 are still wanted, and of those some are full. "
            "Find 1 more juror without a conflict, and raise the load by 1.",
        )
    ]


def test_an_entry_says_its_own_number_where_numbers_differ() -> None:
    entries = [("e", {}, 3), ("f", {}, 0), ("g", {}, None)]
    assert lacking(entries, {"a": 5, "b": 5, "c": 5}, per_entry=2, conflicts=[("e", "c"), ("f", "a")]) == [
        (
            "e",
            1,
            "conflicts",
            "too_few_free_here",
            "Conflicts leave 2 jurors, where this entry wants 3. Find 1 more juror without a conflict.",
        )
    ]
    still = lacking([("e", {}), ("f", {})], {"a": 2, "b": 2}, per_entry=2, kept=[("f", "a")], conflicts=[("e", "a")])
    assert [one[3] for one in still] == ["too_few_free_here", "too_few_jurors_besides"]
    assert lacking(entries, {"a": 5, "b": 5}, per_entry=2)[0][-1] == "The jury has 2 jurors in all, where this entry wants 3. Find 1 more juror."


def test_nothing_wanted_or_nobody_left_is_no_failure() -> None:
    for fair in (False, True):
        idle = assign(problem([Person("e", load=0), Person("f", load=0)], [Person("a")]), fair=fair)
        assert (idle.reviews, idle.objective, idle.bound, idle.unfilled) == ((), 0.0, 0.0, ())
        alone = assign(problem([Person("e"), Person("f", load=0)], []), fair=fair)
        assert [(one.entry, one.missing, one.why.code) for one in alone.unfilled] == [("e", 3, "too_few_jurors_here")]


def test_a_kept_pair_and_an_entry_that_wants_nothing_are_explained() -> None:
    near = {("e", "a"): 1.0, ("e", "b"): 0.5, ("e", "c"): 0.2}
    asked = problem(
        [Person("e", load=1), Person("f", load=0)],
        [Person(name, load=1) for name in "abc"],
        kept=[("e", "a"), ("f", "b")],
        conflicts=[("e", "a"), ("f", "c")],
        affinities=near,
    )
    found = assign(asked)
    assert [(one.entry, one.juror) for one in found.reviews] == [("e", "b")]
    kept = why(asked, found, "e", "a")
    assert (kept.kept, kept.taken, kept.barred, kept.affinity, kept.place) == (True, False, False, 1.0, 1)
    assert [one.en for one in kept.said] == ["a has e already: this review was given before and is kept."]
    assert [one.en for one in why(asked, found, "e", "b").said] == [
        "b judges e: affinity 0.50, place 2 among 3 jurors without a conflict; holds 1 of 1 reviews.",
        "Besides, b keeps 1 review given before.",
    ]
    assert [one.code for one in why(asked, found, "f", "a").said] == ["pair_not_taken", "keeps_besides", "wants_none"]
    assert why(asked, found, "f", "c").said[0].code == "pair_barred"


def test_numbers_below_nought_and_names_that_are_not_known_are_refused() -> None:
    for entries, jurors, kept, said in (
        ([Person("e", load=-1)], [Person("a")], (), "An entry cannot want -1 reviews"),
        ([Person("e")], [Person("a", load=-2)], (), "A load of -2 cannot be"),
        ([Person("e")], [Person("a")], [("e", "z")], "The juror “z” is not in the table"),
    ):
        with pytest.raises(JuryError, match=said):
            problem(entries, jurors, kept=kept)


def large() -> Problem:
    """400 entries by 80 jurors, all near in one topic; every fifth wants nothing, one wants twenty, some pairs are barred or kept."""
    lot = np.random.default_rng(7)
    wanted = [0 if i % 5 == 0 else 20 if i == 1 else 1 + i % 4 for i in range(400)]
    works, people = (
        [Person(f"{i:03d}", {f"t{t}": float(x) for t, x in enumerate(lot.random(6)) if x > 0.6 or not t}, own) for i, own in enumerate(numbers)]
        for numbers in (wanted, [14] * 80)
    )
    first, second = ([(f"{e:03d}", f"{j:03d}") for e, j in zip(lot.integers(0, 400, 600), lot.integers(0, 80, 600), strict=True)] for _ in "ck")
    return problem(works, people, conflicts=first, kept=second)


def test_a_large_one_with_unequal_demands_is_proved_best_for_all_pairs(monkeypatch) -> None:
    asked = large()
    monkeypatch.setattr(solving, "ALL_PAIRS", 0)
    columns = np.bincount(solving.first_columns(asked, 0.0).entries, minlength=400)
    assert (columns[0], columns[1], columns[2]) == (0, 22, solving.FIRST)
    pruned = assign(asked)
    monkeypatch.setattr(solving, "ALL_PAIRS", 10**9)
    assert (len(pruned.reviews), pruned.gap, pruned.objective) == (asked.demand, 0.0, assign(asked).objective)
    assert int(asked.free.sum()) > WHOLE
    fair = assign(asked, fair=True)
    sums = Counter[str]()
    for one in fair.reviews:
        sums[one.entry] += one.affinity
    assert fair.worst[0] == pytest.approx(min(sums.values()), abs=1e-6)
    assert fair.worst[0] <= fair.worst[1]
    assert fair.objective <= min(fair.bound, pruned.objective)
