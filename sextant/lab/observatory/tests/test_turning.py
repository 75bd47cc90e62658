"""A turn is a fall and a rise, or a rise and a fall, both beyond chance."""

import pytest

from sextant.lab.observatory.turning import Turn, turn_of

TOTALS = dict.fromkeys(range(2016, 2025), 100)


def spread(*spans):
    """So many works in each year of the three spans."""
    return {year: spans[(year - 2016) // 3] for year in range(2016, 2025)}


def test_a_share_that_fell_and_rises_turns():
    # 60, 15 and 60 of 300: pooled 75/600 = .125, standard error sqrt(.125 · .875 · 2/300) = .0270, so z = ±.15/.0270 = ±5.6
    assert turn_of(spread(20, 5, 20), TOTALS, 2024) == Turn((0.2, 0.05, 0.2), ((2016, 2018), (2019, 2021), (2022, 2024)))
    assert turn_of(spread(20, 5, 20), TOTALS, 2024).is_rise
    assert not turn_of(spread(5, 20, 5), TOTALS, 2024).is_rise


@pytest.mark.parametrize("spans", [(5, 10, 20), (20, 20, 20), (5, 4, 5), (0, 0, 0)], ids=["only rises", "stays", "chance", "nothing"])
def test_no_turn_where_it_goes_one_way_stays_or_may_be_chance(spans):
    assert turn_of(spread(*spans), TOTALS, 2024) is None


def test_years_without_works_in_the_field_tell_nothing():
    assert turn_of(spread(20, 5, 20), {year: 100 for year in range(2019, 2025)}, 2024) is None
