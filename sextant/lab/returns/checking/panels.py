"""Checks over a whole year at once. Needs numpy; gives what `check_return` gives library by library.

Numpy finds where there is something to ask; what is asked is said by the same functions that check one return.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from .checks import asked, plain_flag
from .columns import Columns, mask_of
from .conditions import Scope
from .expectations import KEPT, LEVELS, Case, Expectations
from .questions import LEAST_MOVE, LOW, candidates, questions
from .rules import Flag, RuleSet
from .signs import added_up, logs, regional_shifts, scored, signs
from .tables import Numbers, Panel

SLACK = 1e-6


def check_panel(
    rules: RuleSet,
    panel: Panel,
    previous: Panel | None = None,
    peers: Expectations | None = None,
    *,
    earlier: Panel | None = None,
) -> Iterator[tuple[int, Flag]]:
    """The row of a library and what is to be asked of it, in the order of rows and, for each, in that of `check_return`."""
    plain: dict[int, list[int]] = {}
    columns = Columns(panel, previous)
    rules_asked = asked(rules, peers)
    for index, rule in enumerate(rules_asked):
        if rule.wrong is not None:
            for row in np.nonzero(mask_of(rule.wrong, columns))[0].tolist():
                plain.setdefault(row, []).append(index)
    learned = _looked_at(rules, panel, previous, earlier, peers) if peers else {}
    for row in sorted({*plain, *learned}):
        unit, values = panel.units[row], panel.values_of(row)
        before, former = (one.row_of(unit) if one else {} for one in (previous, earlier))
        scope = Scope(values, panel.statuses_of(row), before)
        for index in plain.get(row, ()):
            yield row, plain_flag(rules_asked[index], scope)
        if peers and row in learned:
            case = Case(values, before, former, peers, panel.region_of(row))
            for flag in questions(rules, case, candidates(case, learned[row])):
                yield row, flag


def _looked_at(rules: RuleSet, panel: Panel, previous: Panel | None, earlier: Panel | None, peers: Expectations) -> dict[int, list[str]]:
    """The variables of each library that may be asked about by a learned rule; libraries that may have copied have an entry, maybe empty."""
    variables = tuple(peers.variables)
    offsets = np.array([one.offset for one in peers.variables.values()])
    values = panel.aligned(panel.units, variables)
    before = previous.aligned(panel.units, variables) if previous else np.full(values.shape, np.nan)
    former = earlier.aligned(panel.units, variables) if earlier else np.full(values.shape, np.nan)
    regional = regional_shifts(peers.regions, panel, variables)
    given = signs(
        peers.variables,
        variables,
        logs(values, offsets),
        logs(before, offsets),
        logs(former, offsets),
        regional=regional,
        added=added_up(peers.sums, panel, variables),
    )
    owned = np.isfinite(given.own) & np.array([bool(one.own) for one in peers.variables.values()], dtype=bool)
    with np.errstate(invalid="ignore"):
        scores = scored(peers.variables, variables, given)
        alone = (scores > peers.threshold - SLACK) & (scores > LOW - SLACK)
        paired = (scores > LOW - SLACK) & (np.abs(np.where(owned, given.own, given.peer)) > LEAST_MOVE - SLACK)
    worth = alone.any(axis=1) | (paired.sum(axis=1) > 1)
    found = {row: [variables[column] for column in np.nonzero((alone | paired)[row])[0]] for row in np.nonzero(worth)[0].tolist()}
    for row in np.nonzero(_copied(peers, values, before, offsets) > peers.copied_threshold - SLACK)[0].tolist():
        found.setdefault(row, [])
    return found


def _copied(peers: Expectations, values: Numbers, before: Numbers, offsets: Numbers) -> Numbers:
    """`expectations.copied` for every library."""
    score = np.zeros(len(values))
    for column, known in enumerate(peers.variables.values()):
        if known.same:
            now, last = values[:, column], before[:, column]
            counts = ~np.isnan(now) & ~np.isnan(last) & ((now > 0) | (last > 0))
            levels = np.log(np.where(now >= 0, now, 0) + offsets[column])
            stays = np.array(known.same)[np.searchsorted(LEVELS, levels, side="right")]
            score += np.where(counts, np.where(now == last, np.log10(KEPT / stays), np.log10((1 - KEPT) / (1 - stays))), 0)
    return score
