"""Alerts for those who are silent for longer than their own rhythm suggests."""

from __future__ import annotations

import math
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sextant.lab.donors.findings import DonorsError
from sextant.lab.donors.gifts import Gift
from sextant.lab.donors.lapses import lapses
from sextant.lab.donors.tests.factories import ON


def rhythm(donor: str, every: int, times: int, silent: int) -> list[Gift]:
    return [Gift(donor, ON - timedelta(days=silent + every * place), 1000) for place in range(times)]


def several() -> list[Gift]:
    """Ten who give monthly, ten quarterly and ten yearly, none of them late."""
    return [gift for place in range(10) for every in (30, 91, 365) for gift in rhythm(f"{every}-{place}", every + place, 5, every // 2)]


def test_the_same_silence_is_late_for_one_and_usual_for_another() -> None:
    found = lapses([*several(), *rhythm("monthly", 30, 12, 120), *rhythm("yearly", 365, 5, 120)], on=ON)
    assert [(one.donor, one.stage, one.silence_days, one.pauses) for one in found.alerts] == [("monthly", "late", 120, 11)]
    assert found.alerts[0].reason.en.startswith("Usually gives about every 3")
    assert found.alerts[0].reason.ru.startswith("Обычный промежуток — 3")


def test_the_parts_explain_the_limit() -> None:
    one = lapses([*several(), *rhythm("x", 60, 2, 700)], on=ON).alerts[0]
    assert (one.own_days, one.stage) == (pytest.approx(60), "late")
    mixed = math.exp(one.weight * math.log(one.own_days) + (1 - one.weight) * math.log(one.group_days))
    assert one.usual_days == pytest.approx(mixed)
    assert 60 < one.usual_days < one.limit_days < one.silence_days


def test_more_pauses_of_ones_own_weigh_more() -> None:
    found = lapses([*several(), *rhythm("few", 60, 2, 900), *rhythm("many", 60, 12, 900)], on=ON)
    weights = {one.donor: one.weight for one in found.alerts}
    assert 0 < weights["few"] < weights["many"] < 1


def test_who_gave_once_is_counted_and_not_judged() -> None:
    found = lapses([*several(), Gift("once", ON - timedelta(days=3000), 1000)], on=ON)
    assert (found.alerts, found.without_rhythm, found.within_rhythm) == ((), ("once",), 30)


def test_gifts_within_a_week_are_one_occasion() -> None:
    with pytest.raises(DonorsError) as refused:
        lapses(rhythm("x", 2, 3, 400), on=ON)
    assert refused.value.code == "no_pauses"


@pytest.mark.parametrize(("watch", "late"), [(0, 0.025), (1, 0.025), (0.1, 0), (0.1, 0.2)])
def test_a_chance_that_cannot_be_is_refused(watch: float, late: float) -> None:
    with pytest.raises(DonorsError) as refused:
        lapses(several(), on=ON, watch=watch, late=late)
    assert refused.value.code == "share_outside"


def test_those_who_keep_their_rhythm_are_alerted_as_rarely_as_said() -> None:
    """Pauses drawn by the model, and the day falls at the end of one: at most about 10 % are alerted."""
    rng = np.random.default_rng(4)
    gifts = []
    for place in range(1500):
        centre, day = rng.normal(4.5, 0.6), ON
        for _ in range(int(rng.integers(3, 9))):
            day -= timedelta(days=max(7, round(math.exp(rng.normal(centre, 0.5)))))
            gifts.append(Gift(f"d{place}", day, 1000))
    found = lapses(gifts, on=ON)
    assert 0.07 < len(found.alerts) / 1500 < 0.13
    assert 0.010 < sum(one.stage == "late" for one in found.alerts) / 1500 < 0.045


@settings(max_examples=25, deadline=None)
@given(st.integers(8, 400), st.integers(2, 9), st.integers(0, 900), st.integers(1, 400))
def test_a_longer_silence_is_never_less_alarming(every: int, times: int, silent: int, more: int) -> None:
    chances = []
    for silence in (silent, silent + more):
        found = lapses([*several(), *rhythm("x", every, times, silence)], on=ON, watch=0.9)
        chances.append(next((one.chance for one in found.alerts if one.donor == "x"), 1.0))
    assert chances[1] <= chances[0]
