"""Agreement with its interval, and what a vote decided under the rule that was named."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from sextant.lab.opinions.consensus import Agreement, Decision, Rule, agreement, decide, wilson
from sextant.lab.opinions.findings import OpinionError

TWO_THIRDS = Rule(threshold=Fraction(2, 3), more=False)


def test_agreement_is_told_of_all_who_saw_it_and_of_those_who_took_a_side() -> None:
    # z = 1.959964, z² = 3.841459. 8 of 10: (0.8 + 0.192073)/1.384146 = 0.716740 ± 1.959964·√(0.016 + 0.0096036)/1.384146 = 0.226574
    found = agreement(8, 2, 0)
    assert (found.of_seen, found.of_seen_interval) == (0.8, pytest.approx((0.490162, 0.943318), abs=1e-6))
    assert agreement(3, 1, 4).of_seen == 0.375
    assert agreement(3, 1, 4).of_sides == 0.75


def test_nobody_agrees_with_what_nobody_saw() -> None:
    assert agreement(0, 0, 0) == Agreement(0, 0, 0, None, None, None, None)


@given(st.integers(1, 200).flatmap(lambda number: st.tuples(st.integers(0, number), st.just(number))))
def test_the_interval_is_wilsons(hits: tuple[int, int]) -> None:
    known = binomtest(*hits).proportion_ci(0.95, method="wilson")
    assert wilson(*hits) == pytest.approx((known.low, known.high), abs=1e-9)


@pytest.mark.parametrize(
    ("votes", "rule", "decided"),
    [
        # 100 members. More than half present is 51; of 51 votes cast more than half is 26.
        ((26, 25, 0), Rule(), (True, True, 51, 26)),
        ((25, 25, 1), Rule(), (False, True, 51, 26)),
        ((50, 0, 0), Rule(), (False, False, 51, 26)),
        # Exactly two thirds of 60 cast is 40, abstentions weigh nothing.
        ((40, 20, 9), TWO_THIRDS, (True, True, 51, 40)),
        ((39, 20, 0), TWO_THIRDS, (False, True, 51, 40)),
        # Of those present abstentions weigh as votes against: more than half of 60 is 31.
        ((30, 10, 20), Rule(base="present"), (False, True, 51, 31)),
        ((31, 9, 20), Rule(base="present"), (True, True, 51, 31)),
        # Of all members more than half is 51, whoever came.
        ((50, 3, 0), Rule(base="members"), (False, True, 51, 51)),
        # A quorum of at least half is 50.
        ((26, 24, 0), Rule(quorum_more=False), (True, True, 50, 26)),
        # Abstentions alone carry nothing.
        ((0, 0, 60), TWO_THIRDS, (False, True, 51, 1)),
    ],
)
def test_a_vote_is_decided_by_its_rule(votes: tuple[int, int, int], rule: Rule, decided: tuple[bool, bool, int, int]) -> None:
    found = decide(*votes, members=100, rule=rule)
    assert (found.carried, found.quorate, found.present_needed, found.for_needed) == decided


def test_a_decision_is_told_in_a_sentence() -> None:
    found = decide(26, 25, 0, members=100)
    assert found == Decision(True, True, 51, 51, 26, 26, found.said)
    assert found.said.sentence("en") == "Carried: 26 for, 26 needed; 51 present, 51 needed for a quorum."
    assert decide(1, 0, 0, members=100).said.sentence("ru") == "Решения нет: присутствует 1, для кворума нужно 51."


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_one_more_vote_for_never_undoes_a_decision(votes_for: int, against: int, abstained: int) -> None:
    before, after = (decide(votes_for + more, against, abstained, members=200, rule=TWO_THIRDS) for more in (0, 1))
    assert after.carried or not before.carried


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: agreement(-1, 0, 0), "count_negative"),
        (lambda: wilson(0, 0), "share_of_nobody"),
        (lambda: decide(5, 6, 0, members=10), "votes_beyond_members"),
        (lambda: decide(1, 0, 0, members=10, rule=Rule(quorum=Fraction(3, 2))), "rule_wrong"),
    ],
)
def test_counts_that_cannot_be_are_refused(call: object, code: str) -> None:
    with pytest.raises(OpinionError) as refusal:
        call()  # type: ignore[operator]
    assert refusal.value.code == code
