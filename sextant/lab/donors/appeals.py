"""What an appeal has brought: the share of those who gave, against a control group or another letter, with its interval.

Share: the score interval of E. B. Wilson (Journal of the American Statistical Association 22, 1927). Difference of two
shares: R. G. Newcombe, "Interval estimation for the difference between independent proportions: comparison of eleven
methods", Statistics in Medicine 17, 1998, method 10 (both from memory; checked against a printed example). Amounts are
compared in `means`, which needs numpy.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

from sextant.lab.shares import score_interval, two_sided

from .findings import Said, refuse, say

NORMAL = NormalDist()
Verdict = Literal["more", "fewer", "alike"]
SENTENCES: dict[Verdict, str] = {"more": "asked_more", "fewer": "asked_fewer", "alike": "asked_alike"}


@dataclass(frozen=True, slots=True)
class Group:
    """People who were asked in one way, or left out as a control: how many, and how many of them gave in the time counted."""

    name: str
    asked: int
    gave: int

    @property
    def share(self) -> float:
        """The part that gave."""
        return self.gave / self.asked


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate with its interval."""

    estimate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two groups. `difference` is share of the first less share of the second; `more_donors` the same times the number
    asked in the first: those who gave because of it, if the groups were chosen by lot. `detectable` is the smallest
    difference that groups of this size show with a chance of 80 %, None where there is none. `said`: first the verdict."""

    first: Group
    second: Group
    level: float
    shares: tuple[Interval, Interval]
    difference: Interval
    more_donors: Interval
    detectable: float | None
    verdict: Verdict
    said: tuple[Said, ...]


def response(group: Group, *, level: float = 0.95) -> Interval:
    """The share that gave, with Wilson's score interval (`lab.shares`); all that can be said without a control group."""
    _check(group, level)
    low, _, high = score_interval(group.share, group.asked, two_sided(level))
    return Interval(group.share, low, high)


def compare(first: Group, second: Group | None, *, level: float = 0.95, by_lot: bool = True) -> Comparison:
    """Compare the asked with a control group, or two letters. Without a second group it raises `DonorsError`: no comparison
    is possible. `by_lot` says whether chance decided who was in which group; where not, a sentence warns.

    Newcombe: with Wilson's l and u of each share and d = p₁ − p₂, from d − √((p₁−l₁)² + (u₂−p₂)²) to
    d + √((u₁−p₁)² + (p₂−l₂)²).
    """
    if second is None or second.asked == 0:
        raise refuse("no_control")
    one, two = response(first, level=level), response(second, level=level)
    gap = one.estimate - two.estimate
    low = gap - math.hypot(one.estimate - one.low, two.high - two.estimate)
    high = gap + math.hypot(one.high - one.estimate, two.estimate - two.low)
    verdict: Verdict = "more" if low > 0 else "fewer" if high < 0 else "alike"
    least = detectable(first.asked, second.asked, base=(second.gave + 0.5) / (second.asked + 1), level=level)
    more = Interval(gap * first.asked, low * first.asked, high * first.asked)
    said = _said(first, second, Interval(gap, low, high), verdict, least, level, by_lot)
    return Comparison(first, second, level, (one, two), Interval(gap, low, high), more, least, verdict, said)


def detectable(asked: int, control: int, *, base: float, level: float = 0.95, power: float = 0.8) -> float | None:
    """The smallest rise above the share `base` that is seen with the chance `power`; None where even a rise to 1 is not.

    Solves d = z_{(1+level)/2} √(p̄(1−p̄)(1/n₁+1/n₂)) + z_power √(p₁(1−p₁)/n₁ + p₂(1−p₂)/n₂) for p₁ = p₂ + d, p̄ the mean
    weighted by size: the usual normal approximation, rough where fewer than about five are expected to give. For planning,
    `base` is the share expected without the letter; after an appeal it is (gave + ½)/(asked + 1) of the control group.
    """
    for value in (base, level, power):
        if not 0 < value < 1:
            raise refuse("share_outside", value=value)
    if min(asked, control) < 1:
        raise refuse("no_control")

    def lacking(rise: float) -> float:
        first = base + rise
        mean = (asked * first + control * base) / (asked + control)
        alike = two_sided(level) * math.sqrt(mean * (1 - mean) * (1 / asked + 1 / control))
        apart = NORMAL.inv_cdf(power) * math.sqrt(first * (1 - first) / asked + base * (1 - base) / control)
        return alike + apart - rise

    low, high = 0.0, 1 - base
    if lacking(high) > 0:
        return None
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if lacking(middle) > 0 else (low, middle)
    return high


def _check(group: Group, level: float) -> None:
    if not 0 <= group.gave <= group.asked or group.asked < 1:
        raise refuse("group_broken", name=group.name, asked=group.asked, gave=group.gave)
    if not 0 < level < 1:
        raise refuse("share_outside", value=level)


def _said(first: Group, second: Group, gap: Interval, verdict: Verdict, least: float | None, level: float, by_lot: bool) -> tuple[Said, ...]:
    """The verdict in words, the smallest difference to be seen, and a warning where chance did not part the groups."""
    low, high = sorted((abs(gap.low), abs(gap.high))) if verdict == "fewer" else (gap.low, gap.high)
    words = {"share": _hundred(first.share), "other": _hundred(second.share), "low": _hundred(low), "high": _hundred(high)}
    said = [say(SENTENCES[verdict], first=first.name, second=second.name, level=f"{100 * level:g}", **words)]
    said.append(say("none_seen") if least is None else say("smallest_seen", effect=_hundred(least)))
    return tuple(said) if by_lot else (*said, say("not_by_lot"))


def _hundred(share: float) -> str:
    return f"{100 * share:.1f}".replace("-", "−")
