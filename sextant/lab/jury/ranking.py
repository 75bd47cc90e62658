"""The ranking of entries from scores, calibrated or by plain means, with what may and may not be concluded (needs numpy, scipy)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.stats import t as student

from .agreement import Agreement, agreement
from .calibrating import LEVEL, Calibrated, calibrate
from .designs import Design, design
from .findings import Said, listed, refuse, say
from .outliers import Outlier, outliers
from .problems import Floats
from .tables import Score

Method = Literal["calibrated", "mean"]
DIGITS = 6


@dataclass(frozen=True, slots=True)
class Place:
    """An entry's rank (ties share one, the next follows after them; `None` without a score), its score with its interval
    (`None` where nothing can be said), plain mean and number of reviews, and whether it can be told from the first and
    from the last prize place (`None` where that cannot be asked)."""

    rank: int | None
    entry: str
    score: float | None
    low: float | None
    high: float | None
    mean: float | None
    reviews: int
    like_first: bool | None = None
    like_last_prize: bool | None = None


@dataclass(frozen=True, slots=True)
class Juror:
    """How mild a juror is (their mean is 0, below it harsh), the weight of their scores (1 is typical), and how many."""

    juror: str
    severity: float
    weight: float
    reviews: int


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """Places in order, jurors by name, outlying scores, agreement, and notes. `method` is what was used, also where it is
    not what was asked for; `calibrated` holds the model for further questions."""

    method: Method
    places: tuple[Place, ...]
    jurors: tuple[Juror, ...]
    outliers: tuple[Outlier, ...]
    agreement: Agreement | None
    notes: tuple[Said, ...]
    design: Design
    calibrated: Calibrated | None


def rank(
    scores: Iterable[Score],
    *,
    method: Method = "calibrated",
    prizes: int = 3,
    level: float = LEVEL,
    weights: Mapping[str, float] | None = None,
    entries: Sequence[str] = (),
) -> Ranking:
    """Rank the entries; see `designs.design` for criteria, their weights, and entries without a score. `prizes` is the
    number of prize places. Where the model cannot be fitted the plain mean is used, and a note says why."""
    if not 0.5 <= level < 1:
        raise refuse("level_outside", value=level)
    scored = design(scores, weights=weights, entries=entries)
    notes = [say("unscored", entries=listed(scored.unscored))] if scored.unscored else []
    obstacle = _obstacle(scored)
    if method == "mean" or obstacle:
        values, half = scored.means, _pooled(scored, level)
        notes += [obstacle] if obstacle else []
        low, high = (None, None) if half is None else (values - half, values + half)
        places = _places(scored, values, low, high)
        return Ranking("mean", places, _plain_jurors(scored), (), agreement(scored, level=level), tuple(notes), scored, None)
    groups = scored.components()
    if len(groups) > 1:
        notes.append(say("disconnected", groups=len(groups), named="; ".join(listed(one[0] + one[1], 8) for one in groups[:4])))
    found = calibrate(scored, level=level)
    places = _places(scored, found.scores, found.low, found.high, found, prizes)
    held = np.bincount(scored.juror, minlength=len(scored.jurors)).tolist()
    rows = zip(scored.jurors, found.severity.tolist(), found.weights.tolist(), held, strict=True)
    jurors = tuple(Juror(name, round(mild, DIGITS), round(weight, DIGITS), number) for name, mild, weight, number in rows)
    strange = outliers(found.equal)
    return Ranking("calibrated", places, jurors, strange, agreement(scored, level=level), tuple(notes), scored, found)


def ranks(values: Floats) -> list[int]:
    """Rank of each value, the largest first; values equal to nine digits share a rank."""
    rounded = np.round(values, 9)
    ordered = np.sort(-rounded)
    return (1 + np.searchsorted(ordered, -rounded)).tolist()


def _obstacle(scored: Design) -> Said | None:
    """Why the model cannot be fitted, if it cannot."""
    if len(scored.jurors) == 1:
        return say("one_juror", juror=scored.jurors[0])
    if np.ptp(scored.score) == 0:
        return say("all_equal", value=f"{scored.score[0]:g}")
    if scored.freedom < 1:
        return say("no_freedom")
    return None


def _pooled(scored: Design, level: float) -> Floats | None:
    """Half intervals of plain means, with the variance within entries pooled; nothing where no entry has two scores."""
    freedom = len(scored.score) - len(scored.entries)
    if freedom < 1 or len(scored.jurors) == 1:
        return None
    variance = float(((scored.score - scored.means[scored.entry]) ** 2).sum()) / freedom
    return np.asarray(student.ppf((1 + level) / 2, freedom) * np.sqrt(variance / scored.reviews))


def _places(
    scored: Design, values: Floats, low: Floats | None, high: Floats | None, found: Calibrated | None = None, prizes: int = 0
) -> tuple[Place, ...]:
    order = sorted(range(len(values)), key=lambda place: (-round(float(values[place]), 9), scored.entries[place]))
    place_of, reviews, means = ranks(values), scored.reviews.tolist(), scored.means
    first = None if found is None else found.apart(order[0]) <= 1
    last = None if found is None or not 0 < prizes <= len(order) else found.apart(order[prizes - 1]) <= 1
    places = [
        Place(
            place_of[i],
            scored.entries[i],
            round(float(values[i]), DIGITS),
            None if low is None else round(float(low[i]), DIGITS),
            None if high is None else round(float(high[i]), DIGITS),
            round(float(means[i]), DIGITS),
            reviews[i],
            None if first is None else bool(first[i]),
            None if last is None else bool(last[i]),
        )
        for i in order
    ]
    return (*places, *(Place(None, name, None, None, None, None, 0) for name in scored.unscored))


def _plain_jurors(scored: Design) -> tuple[Juror, ...]:
    held = np.bincount(scored.juror, minlength=len(scored.jurors)).tolist()
    return tuple(Juror(name, 0.0, 1.0, number) for name, number in zip(scored.jurors, held, strict=True))
