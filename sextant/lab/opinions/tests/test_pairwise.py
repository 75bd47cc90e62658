"""Rankings from choices of two: the order comes out, what is not known is wide, and the pair asked next is the one that says most."""

import math
import random

import numpy as np
import pytest

from sextant.lab.opinions.findings import OpinionError
from sextant.lab.opinions.pairwise import CANNOT_DECIDE, Choice, next_pair, ranked


def chosen(*pairs: tuple[str, str, int]) -> list[Choice]:
    """Winner, loser, how often."""
    return [Choice(winner, loser, winner) for winner, loser, times in pairs for _ in range(times)]


def test_the_mode_is_where_the_slope_is_nought() -> None:
    # One win of a over b, prior deviation 1 and no ties seen. By symmetry θa = −θb = t with δ = d:
    # 1 − p(a) + … gives t = 1 − p(a) − p(tie)/2 and d/4 = −p(tie), where p ∝ e^t, e^−t, e^d.
    found = ranked(chosen(("a", "b", 1)), prior=1.0)
    t, d = float(found.mode[0]), float(found.mode[2])
    whole = math.exp(t) + math.exp(-t) + math.exp(d)
    assert (t, d / 4) == pytest.approx((1 - math.exp(t) / whole - math.exp(d) / whole / 2, -math.exp(d) / whole), abs=1e-9)
    assert found.mode[1] == pytest.approx(-t)


def test_what_is_chosen_more_often_stands_higher() -> None:
    found = ranked(chosen(("a", "b", 6), ("b", "a", 2), ("b", "c", 6), ("c", "b", 2)))
    assert [(one.name, one.rank, one.chosen, one.not_chosen) for one in found.items] == [("a", 1, 6, 2), ("b", 2, 8, 8), ("c", 3, 2, 6)]
    assert sum(one.score for one in found.items) == pytest.approx(0, abs=1e-3)


def test_who_cannot_decide_says_that_both_are_alike() -> None:
    found = ranked([Choice("a", "b", CANNOT_DECIDE)] * 8 + chosen(("a", "c", 4), ("b", "c", 4)))
    assert [(one.name, one.rank, one.undecided) for one in found.items] == [("a", 1, 8), ("b", 1, 8), ("c", 3, 0)]


def test_the_order_of_answers_and_of_the_two_shown_makes_no_difference() -> None:
    choices = chosen(("a", "b", 3), ("c", "a", 2), ("b", "c", 4))
    turned = [Choice(one.second, one.first, one.chosen) for one in choices]
    random.Random(1).shuffle(turned)
    assert ranked(turned).items == ranked(choices).items


def test_what_was_never_shown_is_uncertain_and_said_not_to_be_linked() -> None:
    found = ranked(chosen(("a", "b", 9), ("b", "a", 3)), items=["new"])
    widths = {one.name: one.high - one.low for one in found.items}
    assert found.together == (("a", "b"), ("new",))
    assert [note.code for note in found.notes] == ["not_linked"]
    assert widths["new"] > widths["a"]
    assert next_pair(found) in {("a", "new"), ("b", "new")}


def test_more_answers_make_intervals_narrower() -> None:
    few, many = (ranked(chosen(("a", "b", 3 * times), ("b", "a", 2 * times))).items[0] for times in (1, 20))
    assert many.high - many.low < (few.high - few.low) / 2


def test_the_next_pair_is_the_same_for_the_same_seed_and_never_one_asked_already() -> None:
    found = ranked([], items=["a", "b", "c"])
    drawn = {next_pair(found, seed=seed) for seed in range(20)}
    assert drawn == {("a", "b"), ("a", "c"), ("b", "c")}
    assert next_pair(found, seed=3) == next_pair(found, seed=3)
    assert next_pair(found, asked=[("b", "a"), ("a", "c")]) == ("b", "c")
    assert next_pair(found, asked=[("b", "a"), ("a", "c"), ("b", "c")]) is None


def test_intervals_of_ninety_per_cent_hold_the_truth_about_nine_times_of_ten() -> None:
    lot, held, whole = np.random.default_rng(1), 0, 0
    for _ in range(40):
        strength = lot.standard_normal(8)
        choices = []
        for _ in range(120):
            first, second = sorted(lot.choice(8, 2, replace=False))
            wins = lot.random() < 1 / (1 + math.exp(strength[second] - strength[first]))
            choices.append(Choice(str(first), str(second), str(first if wins else second)))
        for one in ranked(choices).items:
            truth = strength[int(one.name)] - strength.mean()
            held, whole = held + (one.low <= truth <= one.high), whole + 1
    assert 0.85 <= held / whole <= 0.95


@pytest.mark.parametrize(
    ("choices", "code"), [([Choice("a", "a", "a")], "pair_of_one"), ([Choice("a", "b", "c")], "chosen_unknown"), ([], "few_items")]
)
def test_what_is_no_choice_is_refused(choices: list[Choice], code: str) -> None:
    with pytest.raises(OpinionError) as refusal:
        ranked(choices)
    assert refusal.value.code == code
