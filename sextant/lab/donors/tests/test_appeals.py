"""What an appeal has brought, against those who were not asked."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sextant.lab.donors.appeals import Group, compare, detectable, response
from sextant.lab.donors.findings import DonorsError
from sextant.lab.donors.means import bca, compare_amounts


def test_the_interval_of_a_difference_is_the_printed_one() -> None:
    """56/70 against 48/80: Newcombe 1998, table II, example (a), method 10: 0.0524 to 0.3339 (from memory)."""
    found = compare(Group("A", 70, 56), Group("B", 80, 48))
    assert [round(value, 4) for value in (found.difference.estimate, found.difference.low, found.difference.high)] == [0.2, 0.0524, 0.3339]
    assert found.verdict == "more"


def test_no_gifts_in_either_group_still_have_an_interval() -> None:
    """0/10 against 0/10: by method 10 −0.2775 to 0.2775, Wilson's upper bound of 0/10."""
    found = compare(Group("A", 10, 0), Group("B", 10, 0))
    assert [round(value, 4) for value in (found.difference.low, found.difference.high)] == [-0.2775, 0.2775]
    assert [one.code for one in found.said] == ["asked_alike", "smallest_seen"]


def test_without_a_control_group_no_comparison_is_possible() -> None:
    for control in (None, Group("control", 0, 0)):
        with pytest.raises(DonorsError) as refused:
            compare(Group("letter", 500, 30), control)
        assert refused.value.sentence("en").startswith("No comparison is possible: there is no control group")
        assert refused.value.sentence("ru").startswith("Сравнение невозможно: контрольной группы нет")
    alone = response(Group("letter", 500, 30))
    assert [round(value, 3) for value in (alone.estimate, alone.low, alone.high)] == [0.06, 0.042, 0.084]


def test_the_verdict_is_a_sentence_in_both_languages() -> None:
    found = compare(Group("letter", 1000, 80), Group("control", 1000, 40), by_lot=False)
    assert [one.code for one in found.said] == ["asked_more", "smallest_seen", "not_by_lot"]
    assert found.said[0].en == "More gave in the group letter than in control: 8.0 against 4.0 of 100, a difference of 1.9 to 6.1 (level 95 %)."
    assert found.said[0].ru.startswith("В группе letter дали больше людей, чем в группе control: 8,0 против 4,0 из 100")
    assert round(found.more_donors.estimate) == 40


@pytest.mark.parametrize(("asked", "gave"), [(10, 11), (0, 0), (10, -1)])
def test_numbers_that_cannot_be_are_refused(asked: int, gave: int) -> None:
    with pytest.raises(DonorsError) as refused:
        compare(Group("A", asked, gave), Group("B", 10, 1))
    assert refused.value.code == "group_broken"


def test_what_can_be_detected_solves_its_equation() -> None:
    """5 % against 10 % with 80 % power at 95 % needs about 435 in each group (usual tables, from memory)."""
    assert detectable(435, 435, base=0.05) == pytest.approx(0.05, abs=0.0005)
    assert detectable(2, 2, base=0.5) is None
    assert compare(Group("A", 2, 1), Group("B", 2, 1)).said[1].code == "none_seen"


GROUPS = st.integers(1, 2000).flatmap(lambda asked: st.builds(Group, st.just("g"), st.just(asked), st.integers(0, asked)))


@given(GROUPS, GROUPS)
def test_an_interval_holds_its_estimate_and_turns_with_the_groups(first: Group, second: Group) -> None:
    found, turned = compare(first, second), compare(second, first)
    assert -1 <= found.difference.low <= found.difference.estimate <= found.difference.high <= 1
    assert turned.difference.low == pytest.approx(-found.difference.high)
    assert (found.verdict == "more") == (turned.verdict == "fewer")


def test_shares_hold_the_truth_about_as_often_as_they_say() -> None:
    rng = np.random.default_rng(3)
    truths = rng.uniform(0.01, 0.2, (2000, 2))
    given = rng.binomial((400, 150), truths)
    found = [compare(Group("A", 400, int(one)), Group("B", 150, int(two))).difference for one, two in given]
    held = sum(one.low <= first - second <= one.high for one, (first, second) in zip(found, truths, strict=True))
    assert 0.94 < held / 2000 < 0.975


def test_amounts_are_compared_per_gift_and_per_person_asked() -> None:
    """The letter doubles how many give and changes no amount: only the mean per person differs."""
    rng = np.random.default_rng(2)
    first, second = ([int(one) for one in rng.lognormal(10, 0.7, number)] for number in (160, 80))
    found = compare_amounts(Group("letter", 1000, 160), Group("control", 1000, 80), first, second, currency="RUB")
    assert found.per_gift.low < 0 < found.per_gift.high
    assert (found.verdict, found.said.code) == ("more", "amounts_more")
    assert found.per_person.estimate == pytest.approx(sum(first) / 1000 - sum(second) / 1000)
    assert compare_amounts(Group("letter", 1000, 160), Group("control", 1000, 80), first, second, currency="RUB") == found


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ([100] * 9, [100] * 20, "gifts_too_few"),
        ([100] * 20, [100] * 20, "gifts_all_alike"),
        ([100] * 51, [100] * 20, "group_broken"),
    ],
)
def test_amounts_that_cannot_be_compared_are_refused(first: list[int], second: list[int], code: str) -> None:
    with pytest.raises(DonorsError) as refused:
        compare_amounts(Group("A", 50, len(first)), Group("B", 50, len(second)), first, second, currency="RUB")
    assert refused.value.code == code


def test_amounts_without_a_control_group_are_refused() -> None:
    with pytest.raises(DonorsError, match="No comparison is possible"):
        compare_amounts(Group("A", 50, 10), None, [100] * 10, [], currency="RUB")


def test_means_hold_the_truth_about_as_often_as_they_say() -> None:
    rng = np.random.default_rng(8)
    held = sum(one.low <= 0 <= one.high for one in (bca(rng.lognormal(0, 1, 80), rng.lognormal(0, 1, 60), level=0.9, rng=rng) for _ in range(120)))
    assert 0.82 <= held / 120 <= 0.97
