"""The same question asked of a plain integer programme over the whole table."""

from __future__ import annotations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp


def independently(asked, table, loads, fair=False, wanted=None):
    """Reviews, sum and worst sum by an integer programme of its own over the whole table; `wanted`, if not what `asked` says."""
    count, people = table.shape
    wanted = asked.wanted.tolist() if wanted is None else wanted
    pairs = [(e, j) for e in range(count) for j in range(people) if table[e, j] >= 0]
    rows = np.zeros((count + people, len(pairs) + 1))
    for place, (e, j) in enumerate(pairs):
        rows[e, place] = rows[count + j, place] = 1
    rules = [LinearConstraint(rows, -np.inf, [*wanted, *loads])]
    worth = np.array([table[pair] for pair in pairs] + [0.0])
    ones = np.append(np.ones(len(pairs)), 0.0)

    def best(value, more):
        kind, bounds = ones, Bounds(0, np.append(np.ones(len(pairs)), np.inf))
        return -milp(-value, constraints=rules + more, integrality=kind, bounds=bounds, options={"mip_rel_gap": 0}).fun

    given = round(best(ones, [LinearConstraint(np.append(np.zeros(len(pairs)), 1.0), 0, 0)]))
    more = [LinearConstraint(ones, given, given)]
    if fair:
        could = [sorted(row[row >= 0])[::-1][:number] for row, number in zip(table, wanted, strict=True)]
        compared = [e for e in range(count) if len(could[e]) == wanted[e] and sum(could[e]) > 0]
        sums = np.array([[worth[p] * (pairs[p][0] == e) for p in range(len(pairs))] + [-1.0] for e in compared])
        if compared:
            last = np.append(np.zeros(len(pairs)), 1.0)
            worst = best(last, [*more, LinearConstraint(sums, 0, np.inf)])
            return given, best(worth, [*more, LinearConstraint(sums, 0, np.inf), LinearConstraint(last, worst - 1e-7, np.inf)]), worst
    more.append(LinearConstraint(np.append(np.zeros(len(pairs)), 1.0), 0, 0))
    return given, best(worth, more), 0.0
