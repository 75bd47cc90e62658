"""What the ranking hangs on: one juror less, or other weights of the criteria (needs numpy and scipy)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .calibrating import refit
from .designs import design
from .findings import refuse
from .ranking import Ranking
from .tables import Score

SHIFT = 0.2


@dataclass(frozen=True, slots=True)
class Change:
    """What a change does: the juror left out, or the criterion and the factor of its weight; the entries that come first
    after it; those that enter and leave the prize places; and the largest move of an entry in ranks."""

    what: str
    factor: float
    first: tuple[str, ...]
    enter: tuple[str, ...]
    leave: tuple[str, ...]
    largest_move: int


def without_each_juror(ranking: Ranking) -> tuple[Change, ...]:
    """The ranking without each juror in turn, variances kept as they were found; prizes and categories as the ranking has them. Work grows with the number of jurors: a
    jury of a hundred takes a second, one of a thousand some minutes."""
    if len(ranking.design.jurors) < 2:
        raise refuse("nobody_to_leave_out")
    found = []
    for place, name in enumerate(ranking.design.jurors):
        rest = ranking.design.without(place)
        values = rest.means if ranking.calibrated is None else refit(ranking.calibrated, rest)
        found.append(_change(name, 0.0, ranking, dict(zip(rest.entries, values.tolist(), strict=True))))
    return tuple(found)


def with_other_weights(
    scores: Iterable[Score], ranking: Ranking, *, weights: Mapping[str, float] | None = None, shift: float = SHIFT
) -> tuple[Change, ...]:
    """The ranking with the weight of each criterion 20 % smaller and larger in turn; refuses scores with one criterion."""
    scores = list(scores)
    criteria = sorted({one.criterion for one in scores})
    if len(criteria) < 2:
        raise refuse("one_criterion")
    base = dict.fromkeys(criteria, 1.0) if weights is None else dict(weights)
    found = []
    for name in criteria:
        for factor in (1 - shift, 1 + shift):
            again = design(scores, weights={**base, name: base.get(name, 0.0) * factor})
            values = again.means if ranking.calibrated is None else refit(ranking.calibrated, again)
            found.append(_change(name, factor, ranking, dict(zip(again.entries, values.tolist(), strict=True))))
    return tuple(found)


def _change(what: str, factor: float, ranking: Ranking, after: dict[str, float]) -> Change:
    """Against the ranking, among the entries that still have a score."""
    groups = ranking.groups
    old = groups.ranked({one.entry: one.score for one in ranking.places if one.score is not None and one.entry in after})
    new = groups.ranked(after)
    prized = {one.entry for one in ranking.places if one.rank is not None and one.rank <= groups.prizes_for(one.entry)}
    now = {name for name, rank in new.items() if rank <= groups.prizes_for(name)}
    moves = max((abs(new[name] - old[name]) for name in old), default=0)
    return Change(what, factor, tuple(sorted(n for n, r in new.items() if r == 1)), tuple(sorted(now - prized)), tuple(sorted(prized - now)), moves)
