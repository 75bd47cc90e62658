"""A plan without a search: what a person does by hand, and repairs of a list that breaks demands, copy by copy (needs numpy).

`greedy` is how lists are made as a rule: the titles of most value for their price until the money is spent. `repaired` takes any list, such as
the relaxation's solution rounded down, adds or removes the copy that most lessens what is broken until nothing is, then fills what is left.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.sparse import csr_array, diags_array

from .choices import Floats, Ints
from .programme import Programme

MOVES, CANDIDATES, EXCHANGES = 1500, 2000, 40
ENOUGH = 1e-9


def merit(programme: Programme) -> Floats:
    """What the first copy of each title is worth at most, open gaps included."""
    found = programme.choices.first.copy()
    for gap in programme.gaps:
        found[programme.groups.places(gap.marks)] += gap.worth
    return found


def further_merit(programme: Programme) -> Floats:
    """The same for each copy after the first."""
    return merit(programme) - programme.choices.first + programme.choices.further


def greedy(programme: Programme) -> Ints:
    """Copies of each title by value for price, whatever fits into the budget; demands other than the budget are not looked at."""
    choices = programme.choices
    several = programme.several
    again = np.repeat(several, choices.most[several] - 1)
    titles = np.concatenate([np.arange(programme.titles), again])
    worth = np.concatenate([merit(programme), further_merit(programme)[again]])
    order = np.argsort(-worth / choices.prices[titles], kind="stable")
    copies, left = np.zeros(programme.titles, dtype=np.int64), programme.budget
    for at in order.tolist():
        place = int(titles[at])
        if worth[at] > 0 and choices.prices[place] <= left:
            copies[place] += 1
            left -= int(choices.prices[place])
    return copies


def ceiling(programme: Programme) -> float:
    """A bound on every plan that looks at the budget alone: the best copies for their price, the last of them in part (Dantzig 1957)."""
    choices, several = programme.choices, programme.several
    again = np.repeat(several, choices.most[several] - 1)
    titles = np.concatenate([np.arange(programme.titles), again])
    worth = np.concatenate([merit(programme), further_merit(programme)[again]])
    prices = choices.prices[titles].astype(float)
    order = np.argsort(-worth / prices, kind="stable")
    spent = np.cumsum(prices[order])
    whole = int(np.searchsorted(spent, programme.budget, side="right"))
    total = float(worth[order[:whole]].sum())
    if whole < len(order):
        left = programme.budget - (spent[whole - 1] if whole else 0.0)
        total += float(worth[order[whole]] * left / prices[order[whole]])
    return total


class Repair:
    """Demands as sums over titles, of those titles that may be moved."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.rows = rows = [*(one.row for one in programme.demands), _nothing_row(programme)]
        first = len(programme.worth) - _sums(programme)
        sums = csr_array(programme.matrix[: _sums(programme)][:, : programme.titles])
        self.effect = csr_array(programme.matrix[rows][:, first:]) @ sums
        self.counted = csr_array(programme.matrix[rows][:, first:]) @ _titles_only(programme)
        self.lower, self.upper = programme.row_lower[rows], programme.row_upper[rows]

    def broken(self, copies: Ints) -> Floats:
        """How far each demand is from being met, 0 where it is."""
        x = self.programme.columns_of(copies)
        now = self.programme.matrix[self.rows] @ x
        return np.maximum(self.lower - now, 0) + np.maximum(now - self.upper, 0)

    def repaired(self, copies: Ints, near: Ints) -> Ints | None:
        """The list with copies of the titles `near` added or removed until no demand is broken and nothing more fits; None where that fails."""
        moves = _Moves(self, copies, near)
        for _ in range(MOVES):
            far = moves.broken()
            if far <= ENOUGH:
                return moves.filled()
            if not moves.mend(far):
                return None
        return None


class _Moves:
    """A list on its way: what each demand's row holds now, and what a copy more or less of every title that may be moved would do to it."""

    def __init__(self, repair: Repair, copies: Ints, near: Ints) -> None:
        self.programme, self.near, self.copies = repair.programme, near, copies.copy()
        self.lower, self.upper = repair.lower[:, None], repair.upper[:, None]
        self.effect = np.asarray(repair.effect[:, near].todense())
        self.once = np.asarray(repair.counted[:, near].todense())
        self.now = (repair.programme.matrix[repair.rows] @ repair.programme.columns_of(copies))[:, None]
        self.most, self.prices = repair.programme.choices.most[near], repair.programme.choices.prices[near]
        self.worth, self.further = merit(repair.programme)[near], further_merit(repair.programme)[near]

    def broken(self) -> float:
        """How far all demands together are from being met."""
        return float(self._far(self.now)[0])

    def mend(self, before: float) -> bool:
        """The move that most lessens what is broken, or the best exchange of two titles; whether there was one."""
        (added, may_add), (removed, may_remove) = self._added(), self._removed()
        after = np.concatenate([self._far(added, may_add), self._far(removed, may_remove)])
        if np.isinf(after.min()):
            return False
        if float(after.min()) < before - ENOUGH:
            ties = np.flatnonzero(after <= after.min() + ENOUGH)
            at = int(ties[int(np.argmax(np.concatenate([self.worth, -self.worth])[ties]))])
            self._take(at % len(self.near), 1 if at < len(self.near) else -1)
            return True
        ins, outs = (np.argsort(part, kind="stable")[:EXCHANGES] for part in (after[: len(self.near)], after[len(self.near) :]))
        ins, outs = ins[may_add[ins]], outs[may_remove[outs]]
        if not len(ins) or not len(outs):
            return False
        both = (added[:, ins][:, :, None] + (removed[:, outs] - self.now)[:, None, :]).reshape(len(self.now), -1)
        far = self._far(both)
        best = int(np.argmin(far))
        if not float(far[best]) < before - ENOUGH:
            return False
        self._take(int(ins[best // len(outs)]), 1)
        self._take(int(outs[best % len(outs)]), -1)
        return True

    def filled(self) -> Ints:
        """The list with every copy that still fits, the best for its price first."""
        for _ in range(MOVES):
            fits = np.flatnonzero((self._far(*self._added()) <= ENOUGH) & (self.worth > 0))
            if not len(fits):
                break
            gain = np.where(self.copies[self.near[fits]] > 0, self.further[fits], self.worth[fits]) / self.prices[fits]
            self._take(int(fits[int(np.argmax(gain))]), 1)
        return self.copies

    def _added(self) -> tuple[Floats, Any]:
        held = self.copies[self.near]
        return self.now + self.effect - self.once * (held > 0), held < self.most

    def _removed(self) -> tuple[Floats, Any]:
        held = self.copies[self.near]
        return self.now - self.effect + self.once * (held > 1), held > 0

    def _take(self, at: int, number: int) -> None:
        place = int(self.near[at])
        before = self.copies[place]
        self.copies[place] += number
        titles = int(self.copies[place] > 0) - int(before > 0)
        self.now = self.now + (number * (self.effect[:, [at]] - self.once[:, [at]]) + titles * self.once[:, [at]])

    def _far(self, rows: Floats, allowed: Any = True) -> Floats:
        """The sum of what is broken, column by column; infinite where a move is not allowed."""
        far = np.maximum(self.lower - rows, 0) + np.maximum(rows - self.upper, 0)
        far[far <= ENOUGH] = 0.0
        return np.where(allowed, far.sum(axis=0), np.inf)


def nearest(repair: Repair, beyond: Floats | None, copies: Ints) -> Ints:
    """Titles worth moving: those that the prices of the relaxation hold nearest to the edge; without prices the best for their money,
    chosen or not, and the best of those that a broken demand wants more of."""
    if beyond is not None:
        return np.argsort(np.abs(beyond[: repair.programme.titles]), kind="stable")[:CANDIDATES]
    order = np.argsort(-merit(repair.programme) / repair.programme.choices.prices, kind="stable")
    chosen = copies[order] > 0
    found = [order[~chosen][: CANDIDATES // 4], order[chosen][::-1][: CANDIDATES // 4]]
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    for row in np.flatnonzero((repair.broken(copies) > 0) & np.isfinite(repair.lower)).tolist():
        effect = repair.effect[[row]]
        helping = effect.indices[effect.data > 0]
        helping = helping[copies[helping] == 0]
        found.append(helping[np.argsort(place[helping])][: CANDIDATES // 20])
    return np.unique(np.concatenate(found))


def _sums(programme: Programme) -> int:
    return len(programme.worth) - programme.titles - len(programme.several) - len(programme.gaps)


def _nothing_row(programme: Programme) -> int:
    return max((one.row for one in programme.demands), default=-1) + 1


def _titles_only(programme: Programme) -> csr_array:
    """The part of sums that counts titles, not copies: it does not grow with a second copy."""
    counts = np.zeros(_sums(programme))
    counts[list(programme.title_sums)] = 1.0
    return csr_array(diags_array(counts) @ csr_array(programme.matrix[: _sums(programme)][:, : programme.titles]))
