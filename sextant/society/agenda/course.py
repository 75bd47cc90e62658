"""How far an indicator has come: reached, on course, behind, or not to be told. One answer for dial, pages and report."""

from dataclasses import dataclass

from sextant.society.agenda.models import Indicator, Target

REACHED, ON_COURSE, BEHIND, NONE = "reached", "on_course", "behind", "none"
ATTENTION = "attention"
"""Only of a guideline: some of its indicators, but not most of them, are behind."""
NEAR = 0.1
"""Without a baseline a value within this share of its target counts as on course while the target's year lies ahead."""


@dataclass(frozen=True)
class Course:
    """The word, what was expected of the year, and the share of the way from baseline to target (0 to 1), where it can be told."""

    word: str
    expected: float | None = None
    share: float | None = None


def _at_least(value: float, mark: float, good: str) -> bool:
    return value <= mark if good == Indicator.Good.DOWN else value >= mark


def expected_in(year: int, baseline_year: int, baseline: float, target_year: int, target: float) -> float:
    """The value on the straight line from baseline to target in that year, held level outside the two years."""
    if target_year <= baseline_year:
        return target
    way = min(1.0, max(0.0, (year - baseline_year) / (target_year - baseline_year)))
    return baseline + (target - baseline) * way


def _line(indicator: Indicator) -> tuple[int, float] | None:
    year, value = indicator.baseline_year, indicator.baseline_value
    return (year, value) if year is not None and value is not None else None


def course_of(indicator: Indicator, year: int, value: float | None, target: Target | None) -> Course:
    """Where the indicator's value of a year stands between its baseline and its target.

    Reached: the target's value is met. On course: at least on the straight line from baseline to target; without a
    baseline, within a tenth of the target before its year has passed. Behind: below that. None: no value, no target,
    or neither direction is good.
    """
    if value is None or target is None or indicator.good == Indicator.Good.NONE:
        return Course(NONE)
    line = _line(indicator)
    if line is not None:
        baseline_year, baseline = line
        expected = expected_in(year, baseline_year, baseline, target.year, target.value)
        share = None if target.value == baseline else min(1.0, max(0.0, (value - baseline) / (target.value - baseline)))
    else:
        expected, share = target.value * (1 + NEAR if indicator.good == Indicator.Good.DOWN else 1 - NEAR), None
    if _at_least(value, target.value, indicator.good):
        return Course(REACHED, target.value, 1.0)
    ahead = year < target.year or line is not None
    return Course(ON_COURSE if ahead and _at_least(value, expected, indicator.good) else BEHIND, expected, share)
