"""What-if paths, worked by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sextant.lab.finances.scenarios import Change, changed, path, rounded, yearly_pattern

LAST = (2025, 12)
PATTERN = {"income:dues": [100] * 12, "income:grants": [0, 0, 300] + [0] * 9, "cost:rent": [-150] * 12}


def closings(found, count=3):
    return [one.closing_minor for one in found.months[:count]]


def test_without_changes_a_year_repeats():
    found = path(1000, PATTERN, LAST)
    assert (closings(found), found.months[11].closing_minor, found.months[14].closing_minor) == ([950, 900, 1150], 700, 850)
    assert found.ends_on is None


def test_ten_per_cent_more_dues_and_a_grant_that_ends():
    changes = [Change("income:dues", (2026, 2), permille=100), Change("income:grants", (2026, 1), permille=-1000)]
    found = path(1000, PATTERN, LAST, changes)
    assert closings(found) == [950, 910, 870]
    assert found.shares == {"income:dues": 100 + 23 * 110, "income:grants": 0, "cost:rent": -150 * 24}


def test_the_day_on_which_the_money_is_used_up():
    # 120 left, 310 go out evenly over the 31 days of January: ten a day; after twelve days nothing is left.
    found = path(120, {"cost:rent": [-310] * 12}, LAST)
    assert found.ends_on == (2026, 1, 13)
    assert path(0, PATTERN, LAST).ends_on == (2026, 1, 1)
    assert path(310, {"cost:rent": [-310] * 12}, LAST).ends_on == (2026, 1, 31)


def test_a_cost_grows_by_a_positive_change_and_ends_at_zero():
    assert changed(-150, "cost:rent", (2026, 1), [Change("cost:rent", (2026, 1), permille=100)]) == -165
    assert changed(-150, "cost:rent", (2026, 1), [Change("cost:rent", (2026, 1), amount_minor=50)]) == -200
    assert changed(-150, "cost:rent", (2026, 1), [Change("cost:rent", (2026, 1), amount_minor=-500)]) == 0


def test_changes_follow_one_another_and_hold_in_their_months_only():
    changes = [Change("income:dues", (2026, 1), permille=1000), Change("income:dues", (2026, 1), (2026, 2), amount_minor=50)]
    assert [changed(100, "income:dues", month, changes) for month in ((2025, 12), (2026, 2), (2026, 3))] == [100, 250, 200]


def test_a_new_stream_begins_from_nothing():
    found = path(0, {}, LAST, [Change("income:courses", (2026, 2), amount_minor=40)])
    assert closings(found) == [0, 40, 80]


def test_what_was_taken_back_in_a_month_is_not_made_zero_by_no_change():
    assert changed(-20, "income:events", (2026, 1), [Change("income:events", (2026, 1), permille=100)]) == -22


def test_the_pattern_begins_with_the_month_after_the_last():
    assert yearly_pattern({"a": {(2025, 1): 5, (2025, 12): 7, (2024, 12): 9}}, LAST) == {"a": [5, *[0] * 10, 7]}


@pytest.mark.parametrize(("amount", "permille", "found"), [(5, 100, 1), (4, 100, 0), (-5, 100, -1), (5, -1000, -5), (15, 100, 2)])
def test_halves_are_rounded_away_from_zero(amount, permille, found):
    assert rounded(amount, permille) == found


def test_a_change_is_one_thing_and_ends_after_it_begins():
    for wrong in ({"permille": 1, "amount_minor": 1}, {}, {"permille": 1, "until": (2025, 1)}):
        with pytest.raises(ValueError, match="change"):
            Change("income:dues", (2026, 1), **wrong)


@given(st.integers(-(10**9), 10**9), st.lists(st.integers(-(10**6), 10**6), min_size=12, max_size=12))
def test_a_path_adds_up_to_the_minor_unit(opening, amounts):
    found = path(opening, {"income:a": amounts}, LAST, length=12)
    assert found.closing_minor == opening + sum(amounts)
    assert all(after.opening_minor == before.closing_minor for before, after in zip(found.months, found.months[1:], strict=False))
