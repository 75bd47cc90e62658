"""Lapse alerts: who has not given for longer than their own rhythm suggests.

The logarithms l of a donor's k pauses (days from one occasion to the next) are taken as normal. Own figures are shrunk to
those of all donors with pauses (own combination of textbook normal means and variances; see A. Gelman et al., "Bayesian
Data Analysis", chapters 3 and 5, clauses not seen):

    m̂ = w·l̄ + (1−w)·μ,  w = kτ² / (kτ² + σ²),
    s² = (4σ² + Σ(l−l̄)²) / (4 + k−1) + (1−w)·τ²,
    chance of a pause as long as the silence d or longer = 1 − Φ((ln d − m̂) / s),

with μ the mean of the donors' means, σ² the pooled variance within donors, τ² the variance of the donors' means less what
σ² explains of it, at least 0.05. Gifts within a week are one occasion. The pause that lasts now does not enter the rhythm.
A donor with one occasion has no rhythm: such donors are counted, not judged.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import NormalDist, fmean, pvariance
from typing import Literal

from .findings import Said, refuse, say
from .gifts import Gift

TOGETHER = 7
OWN, LEAST_BETWEEN, SUPPOSED, LEAST_KNOWN = 4, 0.05, math.log(1.6) ** 2, 10
WATCH, LATE = 0.10, 0.025
NORMAL = NormalDist()
Stage = Literal["watch", "late"]


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What all donors together suggest: `usual_days` between occasions, and the variances within and between donors (of
    logarithms); `donors` and `pauses` it was learned from."""

    usual_days: float
    within: float
    between: float
    donors: int
    pauses: int


@dataclass(frozen=True, slots=True)
class Alert:
    """A donor silent for too long. `stage`: `watch` where at most 10 % of pauses at this rhythm last so long, `late` where
    at most 2.5 % do. Parts of the score: `silence_days`, `own_days` (own usual pause), `group_days` (all donors'),
    `weight` of the own one, `usual_days` (both together), `limit_days` (beyond which an alert is given), `chance`."""

    donor: str
    stage: Stage
    last_day: date
    silence_days: int
    pauses: int
    own_days: float
    group_days: float
    weight: float
    usual_days: float
    limit_days: float
    chance: float
    reason: Said


@dataclass(frozen=True, slots=True)
class Lapses:
    """Alerts, the least likely pause first; `within_rhythm` donors keep theirs, `without_rhythm` have one occasion only."""

    on: date
    rhythm: Rhythm
    alerts: tuple[Alert, ...]
    within_rhythm: int
    without_rhythm: tuple[str, ...]


def lapses(gifts: Iterable[Gift], *, on: date, watch: float = WATCH, late: float = LATE) -> Lapses:
    """Alerts as of the day `on`; `watch` and `late` are the chances of a pause below which an alert is given.

    Of donors who keep their rhythm, a share of about `watch` is alerted by chance alone over the course of one pause.
    Raises `DonorsError` where nobody has given on two occasions, or where not 0 < `late` ≤ `watch` < 1.
    """
    for value, most in ((watch, 1.0), (late, watch)):
        if not 0 < value < 1 or value > most:
            raise refuse("share_outside", value=value)
    occasions = _occasions(gift for gift in gifts if gift.day <= on)
    logs = {donor: [math.log((later - day).days) for day, later in pairwise(days)] for donor, days in occasions.items() if len(days) > 1}
    if not logs:
        raise refuse("no_pauses")
    rhythm = rhythm_of(list(logs.values()))
    judged = [_judge(donor, logs[donor], occasions[donor][-1], on, rhythm, watch, late) for donor in sorted(logs)]
    alerts = sorted((one for one in judged if one is not None), key=lambda one: (one.chance, one.donor))
    without = tuple(sorted(donor for donor in occasions if donor not in logs))
    return Lapses(on, rhythm, tuple(alerts), len(judged) - len(alerts), without)


def rhythm_of(logs: Sequence[Sequence[float]]) -> Rhythm:
    """μ, σ² and τ² of the donors' logarithms of pauses; with under ten degrees of freedom σ² is taken as (ln 1.6)²."""
    means = [fmean(one) for one in logs]
    free = sum(len(one) - 1 for one in logs)
    squares = math.fsum((value - mean) ** 2 for one, mean in zip(logs, means, strict=True) for value in one)
    within = max(squares / free, 1e-4) if free >= LEAST_KNOWN else SUPPOSED
    explained = within * fmean(1 / len(one) for one in logs)
    between = max(pvariance(means) - explained, LEAST_BETWEEN)
    return Rhythm(math.exp(fmean(means)), within, between, len(logs), sum(len(one) for one in logs))


def _occasions(gifts: Iterable[Gift]) -> dict[str, list[date]]:
    """The days on which each donor gave; gifts within a week of an occasion's first day belong to it."""
    days: dict[str, set[date]] = defaultdict(set)
    for gift in gifts:
        days[gift.donor].add(gift.day)
    found: dict[str, list[date]] = {}
    for donor, all_days in days.items():
        kept: list[date] = []
        for day in sorted(all_days):
            if not kept or (day - kept[-1]).days >= TOGETHER:
                kept.append(day)
        found[donor] = kept
    return found


def _judge(donor: str, logs: Sequence[float], last: date, on: date, rhythm: Rhythm, watch: float, late: float) -> Alert | None:
    """The alert of one donor, or nothing where the silence is within the rhythm."""
    count, own, group = len(logs), fmean(logs), math.log(rhythm.usual_days)
    weight = count * rhythm.between / (count * rhythm.between + rhythm.within)
    centre = weight * own + (1 - weight) * group
    spread = (OWN * rhythm.within + math.fsum((value - own) ** 2 for value in logs)) / (OWN + count - 1)
    deviation = math.sqrt(spread + (1 - weight) * rhythm.between)
    silence = (on - last).days
    chance = 1 - NORMAL.cdf((math.log(max(silence, 1)) - centre) / deviation)
    if chance > watch:
        return None
    usual = math.exp(centre)
    stage: Stage = "late" if chance <= late else "watch"
    percent = f"{100 * chance:.1f}" if chance >= 0.001 else "0.1"
    reason = say(
        "silent_beyond_chance" if chance < 0.001 else "silent",
        usual=round(usual),
        pauses=count,
        silence=silence,
        percent=percent,
        percent_ru=percent.replace(".", ","),
    )
    limit = math.exp(centre + NORMAL.inv_cdf(1 - watch) * deviation)
    return Alert(donor, stage, last, silence, count, math.exp(own), rhythm.usual_days, weight, usual, limit, chance, reason)
