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
from .groups import Groups
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
    groups: Groups


def rank(
    scores: Iterable[Score],
    *,
    method: Method = "calibrated",
    prizes: int | Mapping[str, int] = 3,
    level: float = LEVEL,
    weights: Mapping[str, float] | None = None,
    entries: Sequence[str] = (),
    categories: Mapping[str, str] | None = None,
) -> Ranking:
    """Rank the entries; see `designs.design` for criteria, their weights, and entries without a score. `prizes` is the
    number of prize places. With `categories` (by entry) scores are calibrated over all and ranked within each, and `prizes`
    may be told by category. Where the model cannot be fitted the plain mean is used, and a note says why."""
    if not 0.5 <= level < 1:
        raise refuse("level_outside", value=level)
    scored, groups = design(scores, weights=weights, entries=entries), Groups(categories or {}, prizes)
    notes = [say("unscored", entries=listed(scored.unscored))] if scored.unscored else []
    obstacle = _obstacle(scored)
    if method == "mean" or obstacle:
        values, half = scored.means, _pooled(scored, level)
        notes += [obstacle] if obstacle else []
        low, high = (None, None) if half is None else (values - half, values + half)
        places = _places(scored, values, low, high, groups)
        return Ranking("mean", places, _plain_jurors(scored), (), agreement(scored, level=level), tuple(notes), scored, None, groups)
    islands = scored.components()
    if len(islands) > 1:
        notes.append(say("disconnected", groups=len(islands), named="; ".join(listed(one[0] + one[1], 8) for one in islands[:4])))
    found = calibrate(scored, level=level)
    places = _places(scored, found.scores, found.low, found.high, groups, found)
    held = np.bincount(scored.juror, minlength=len(scored.jurors)).tolist()
    rows = zip(scored.jurors, found.severity.tolist(), found.weights.tolist(), held, strict=True)
    jurors = tuple(Juror(name, round(mild, DIGITS), round(weight, DIGITS), number) for name, mild, weight, number in rows)
    strange = outliers(found.equal)
    return Ranking("calibrated", places, jurors, strange, agreement(scored, level=level), tuple(notes), scored, found, groups)


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
    scored: Design, values: Floats, low: Floats | None, high: Floats | None, groups: Groups, found: Calibrated | None = None
) -> tuple[Place, ...]:
    order = sorted(range(len(values)), key=lambda place: (-round(float(values[place]), 9), scored.entries[place]))
    place_of, reviews, means = groups.ranked(dict(zip(scored.entries, values.tolist(), strict=True))), scored.reviews.tolist(), scored.means
    first, last = _alike(scored, order, groups, found)
    places = [
        Place(
            place_of[scored.entries[i]],
            scored.entries[i],
            round(float(values[i]), DIGITS),
            None if low is None else round(float(low[i]), DIGITS),
            None if high is None else round(float(high[i]), DIGITS),
            round(float(means[i]), DIGITS),
            reviews[i],
            first.get(i),
            last.get(i),
        )
        for i in order
    ]
    return (*places, *(Place(None, name, None, None, None, None, 0) for name in scored.unscored))


def _alike(scored: Design, order: list[int], groups: Groups, found: Calibrated | None) -> tuple[dict[int, bool], dict[int, bool]]:
    """Which entries cannot be told from the first, and from the last prize place, of their category; empty where that cannot be asked."""
    first: dict[int, bool] = {}
    last: dict[int, bool] = {}
    if found is None:
        return first, last
    for places in groups.together(scored.entries[i] for i in order):
        inside = [order[place] for place in places]
        prizes = groups.prizes_for(scored.entries[inside[0]])
        near = found.apart(inside[0]) <= 1
        first.update((i, bool(near[i])) for i in inside)
        if 0 < prizes <= len(inside):
            near = found.apart(inside[prizes - 1]) <= 1
            last.update((i, bool(near[i])) for i in inside)
    return first, last


def _plain_jurors(scored: Design) -> tuple[Juror, ...]:
    held = np.bincount(scored.juror, minlength=len(scored.jurors)).tolist()
    return tuple(Juror(name, 0.0, 1.0, number) for name, number in zip(scored.jurors, held, strict=True))
