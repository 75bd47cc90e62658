"""Values that stay exactly as they were: how likely, what the interval is then, and how far they move if not."""

from dataclasses import replace

import numpy as np
import pytest

from sextant.lab.forecasting.foreseeing import foresee
from sextant.lab.forecasting.staying import left_to_hold, odds_of_staying
from sextant.lab.forecasting.traits import EDGES, traits
from sextant.lab.forecasting.yearly import YearlySeries

CHANCES = (0.0, 0.4, 0.95)


def steady(units=3000, years=8, seed=4):
    """Random walks that stay as they are with a chance of their own, and move by a volatility of their own otherwise."""
    chance = np.random.default_rng(seed)
    stays = np.array(CHANCES)[np.arange(units) % len(CHANCES)]
    moves = chance.normal(0, 1, (units, years)) * np.exp(chance.uniform(np.log(0.02), np.log(0.2), units))[:, None]
    values = np.exp(chance.normal(8, 1, (units, 1)) + np.where(chance.random((units, years)) < stays[:, None], 0.0, moves).cumsum(axis=1))
    return YearlySeries(tuple(f"u{row:04}" for row in range(units)), 2000, values, ("",) * units), stays


@pytest.fixture(scope="module")
def held_out():
    whole, stays = steady()
    found = foresee(replace(whole, values=whole.values[:, :-1]), 1)
    return found, stays, whole.values[:, -1]


def test_what_is_left_to_hold_by_hand():
    # 80 % of all, 60 % of which stay: 20 of the 40 that move.
    assert left_to_hold(np.array([0.0, 0.6, 0.8, 0.97, 1.0]), 80) == pytest.approx([0.8, 0.5, 0, 0, 0])


def test_chances_of_staying_are_those_of_the_groups():
    stayed = np.array([True] * 150 + [False] * 50 + [True] * 20 + [False] * 180)
    groups = (np.repeat([0, 1], 200), np.zeros(400, dtype=int))
    odds = odds_of_staying(stayed, groups)
    chances = [odds[0][one] * odds[1][0] / (1 + odds[0][one] * odds[1][0]) for one in (0, 1)]
    assert chances == pytest.approx([0.75, 0.1], abs=0.01)


def test_nothing_stays_where_nothing_ever_stayed():
    whole, _stays = steady()
    assert foresee(replace(whole, values=whole.values[::3], units=whole.units[::3], classes=whole.classes[::3]), 1).stays.max() < 1e-5


def test_the_chance_of_staying_is_near_the_share_that_stays(held_out):
    found, stays, _came = held_out
    assert [float(found.stays[stays == one].mean()) for one in CHANCES] == pytest.approx(CHANCES, abs=0.12)


def test_an_interval_holds_as_promised_or_as_often_as_the_value_stays(held_out):
    found, stays, came = held_out
    inside = (found.low[:, 0] <= came) & (came <= found.high[:, 0])
    shares = [float(inside[stays == one].mean()) for one in CHANCES]
    assert (0.76 < shares[0] < 0.84, 0.76 < shares[1] < 0.86, shares[2] > 0.92) == (True, True, True), shares


def test_an_interval_for_values_that_move_holds_among_these(held_out):
    found, stays, came = held_out
    off = np.abs(came - found.values[:, 0])
    shares = [float((off <= found.moving[:, 0])[(stays == one) & (off > 0)].mean()) for one in CHANCES[:2]]
    assert all(0.76 <= one <= 0.84 for one in shares), shares


def test_a_value_that_stays_mostly_is_its_own_interval_and_moves_within_the_other(held_out):
    found, stays, _came = held_out
    still = found.stays[:, 0] >= 0.8
    assert (still[stays == 0.95].mean() > 0.6, still[stays == 0.0].any()) == (True, False)
    assert np.array_equal(found.high[still], found.values[still])
    assert (found.moving[still] > 0).all()


def test_an_interval_without_width_holds_the_value_that_stays_when_sums_move_the_forecast(held_out):
    found, _stays, _came = held_out
    still = found.stays[:, 0] >= 0.8
    moved = found.moved_to(found.values * 1.01)
    assert (moved.low[still] <= found.values[still]).all()


def test_the_region_tells_whether_a_library_stays():
    """Regions decide by years: in half of them hardly anything ever changes, in the others nearly everything does."""
    chance = np.random.default_rng(2)
    by_region = chance.random((60, 5)) < np.repeat([0.9, 0.2], 30)[:, None]
    kept = np.repeat(by_region, 40, axis=0) | (chance.random((2400, 5)) < 0.3)
    values = np.exp(8 + np.where(kept, 0.0, chance.normal(0, 0.05, kept.shape)).cumsum(axis=1))
    alone = YearlySeries(tuple(map(str, range(2400))), 2000, values[:, :-1], ("",) * 2400)
    known = replace(alone, regions=tuple(f"r{unit // 40:02}" for unit in range(2400)))
    errors = [float(((foresee(one, 1).stays[:, 0] - kept[:, -1]) ** 2).mean()) for one in (known, alone)]
    assert errors[0] < 0.95 * errors[1], errors


def test_units_of_size_nought_are_no_shares_and_stand_apart():
    series = YearlySeries(("a", "b"), 2000, np.array([[4.0, 4, 5, 5], [0, 0, 0, 0]]), ("", ""))
    found = traits(series, 3, np.arange(2), np.arange(0))
    assert (found.scales[1], found.ranks[1], found.classes.tolist(), found.still.tolist()) == (1, 2, [0, 1], [1, 3])
    # Two of three changes of the region were none for a, the zeros of b are no stays: 2 of 6; in the last year 1 of 2.
    assert found.around.tolist() == [2 * (len(EDGES) + 2) + 2] * 2


def test_few_moves_among_many_that_stay_make_no_monstrous_interval():
    values = np.full((600, 6), 3.0)
    values[:40] += np.arange(6) % 3
    values[500:] = 0.0
    values[598:, 4:] = 1.0
    found = foresee(YearlySeries(tuple(map(str, range(600))), 2000, values, ("",) * 600), 1)
    assert (found.high - found.values).max() < 10
    assert found.moving.max() < 10


def test_volatility_is_that_of_the_years_in_which_the_unit_moved_by_hand():
    # From 4 to 6 is 2 of 5; the size is the mean of 4, 6 and 6. Years without a change say nothing of how far it moves.
    series = YearlySeries(("a",), 2000, np.array([[4.0, 4, 6, 6]]), ("",))
    assert traits(series, 3, np.arange(1), np.arange(0)).scales == pytest.approx(16 / 3 * 0.4)
