"""Where a value stands between baseline and target."""

import pytest

from sextant.society.agenda.course import BEHIND, NONE, ON_COURSE, REACHED, course_of, expected_in
from sextant.society.agenda.models import Indicator, Target

pytestmark = pytest.mark.once


def indicator(good: str = "up", baseline: float | None = 100, baseline_year: int | None = 2020) -> Indicator:
    return Indicator(good=good, baseline_value=baseline, baseline_year=baseline_year)


def test_the_line_from_100_in_2020_to_200_in_2030_expects_140_in_2024():
    assert expected_in(2024, 2020, 100, 2030, 200) == 140


@pytest.mark.parametrize(("value", "word"), [(200, REACHED), (140, ON_COURSE), (139, BEHIND), (None, NONE)])
def test_more_is_better(value, word):
    assert course_of(indicator(), 2024, value, Target(year=2030, value=200)).word == word


@pytest.mark.parametrize(("value", "word"), [(40, REACHED), (76, ON_COURSE), (77, BEHIND)])
def test_less_is_better(value, word):
    assert course_of(indicator(good="down"), 2024, value, Target(year=2030, value=40)).word == word


def test_without_a_baseline_a_tenth_below_the_target_is_on_course_until_its_year():
    free, target = indicator(baseline=None, baseline_year=None), Target(year=2030, value=200)
    assert [course_of(free, year, 180, target).word for year in (2029, 2030)] == [ON_COURSE, BEHIND]


def test_without_a_target_nothing_is_told():
    assert course_of(indicator(), 2024, 150, None).word == NONE
