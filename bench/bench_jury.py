"""Juries: assignment against plain solvers on the same instance, ranking, and how near each ranking comes to the truth.

Every measurement runs in a process of its own; seconds are processor seconds, because the machine may be shared. The
peers get all pairs at once: `linprog` of scipy (HiGHS, dual simplex), `linear_sum_assignment` of scipy over copies of
entries and jurors (it may give an entry the same juror twice, which is easier), and OR-tools' min-cost flow where that is
installed (Apache-2.0; no part of Sextant). All run with one thread of linear
algebra, as the command does. The number of simulated juries is SEXTANT_JURY_WORLDS (default 1000).
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from typing import Any

from bench.rows import Row, beside

SUBJECT = "jury"
WORLDS = int(os.environ.get("SEXTANT_JURY_WORLDS", "1000"))
SMALL, LARGE = (1000, 100, 36), (10_000, 1000, 36)
PEERS = ("linprog", "sum_assignment", "min_cost_flow")


def main() -> list[Row]:
    """Measure, print and return rows of subject, measure, ours and peer, ratio, memory in MB (ours)."""
    rows = []
    ours = _part("ours", "small")
    for name in PEERS:
        peer = _part(name, "small")
        if peer:
            rows.append(_row(f"1,000 entries × 100 jurors × 3 reviews beside {name}, s", ours, peer))
    ours = _part("ours", "large")
    rows.append(_row(f"10,000 × 1,000 × 3, gap {ours['gap']:g}, limit 60 s", ours, None) | {"ratio": round(ours["seconds"] / 60, 2)})
    peer = _part("min_cost_flow", "large")
    if peer:
        rows.append(_row("10,000 × 1,000 × 3 beside min_cost_flow on all pairs, s", ours, peer))
    fair = _part("fair", "large")
    words = f"the same with --fair: worst {fair['worst']:.3f} of at most {fair['most']:.3f}, gap of the sum {fair['gap']:.1e}, s"
    rows.append(_row(words, fair, None))
    ranked = _part("rank", "large")
    rows.append(_row("rank 10,000 entries by 30,000 scores of 1,000 jurors, limit 5 s", ranked, None) | {"ratio": round(ranked["seconds"] / 5, 2)})
    for kind in ("harsh, mild and careless jurors", "jurors alike"):
        found = _part("worlds", "alike" if "alike" in kind else "unlike")
        row = {"subject": SUBJECT, "measure": f"rank correlation with the truth, {WORLDS} juries, {kind}: calibrated beside mean"}
        rows.append(row | {"ours": round(found["ours"], 3), "peer": round(found["peer"], 3), "ratio": None, "memory_mb": None})
        row = {"subject": SUBJECT, "measure": f"share of true values in intervals of 90 %, {kind}", "ours": round(found["held"], 3)}
        rows.append(row | {"peer": None, "ratio": None, "memory_mb": None})
    for row in rows:
        print(row)
    return rows


def _row(measure: str, ours: dict[str, float], peer: dict[str, float] | None) -> Row:
    if peer and peer["objective"]:
        measure += f" (sums {ours['objective']:.3f} and {peer['objective']:.3f})"
    return beside(SUBJECT, measure, ours, peer, memory=True)


def _part(name: str, size: str) -> dict[str, float]:
    """Run one measurement in a process of its own; nothing where the peer is not installed."""
    alone = {"OPENBLAS_NUM_THREADS": "1", **os.environ}
    done = subprocess.run([sys.executable, "-m", "bench.bench_jury", name, size], check=True, stdout=subprocess.PIPE, text=True, env=alone)
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


def measure(name: str, size: str) -> dict[str, float]:
    """The named measurement, in this process."""
    if name == "min_cost_flow":
        try:
            import ortools.graph.python.min_cost_flow  # noqa: F401
        except ImportError:
            return {}
    if name == "worlds":
        return worlds(alike=size == "alike")
    asked = None if name == "rank" else instance(*(SMALL if size == "small" else LARGE))
    begun = time.process_time()
    found = WORK[name](asked)
    found.setdefault("seconds", time.process_time() - begun)
    found["memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 if sys.platform == "darwin" else 1024)
    return found


def instance(entries: int, jurors: int, load: int) -> Any:
    """Expertise in twenty topics, the first ones more in demand, and one pair of a hundred barred."""
    import numpy as np

    from sextant.lab.jury.problems import problem
    from sextant.lab.jury.tables import Person

    lot, topics = np.random.default_rng(1), 20

    def people(letter: str, number: int, share: float, wanted: Any) -> list[Person]:
        table = lot.random((number, topics)) * (lot.random((number, topics)) < share) * wanted
        return [Person(f"{letter}{i:05d}", {f"t{t}": float(row[t]) for t in range(topics) if row[t]}) for i, row in enumerate(table)]

    works, jury = people("e", entries, 0.2, (1 / np.arange(1, topics + 1)) ** 0.5), people("j", jurors, 0.3, 1.0)
    number = entries * jurors // 100
    pairs = zip(lot.integers(0, entries, number).tolist(), lot.integers(0, jurors, number).tolist(), strict=True)
    return problem(works, jury, per_entry=3, load=load, conflicts={(works[e].name, jury[j].name) for e, j in pairs})


def _ours(asked: Any) -> dict[str, float]:
    from sextant.lab.jury.assigning import assign

    found = assign(asked)
    return {"objective": found.objective, "gap": found.gap}


def _fair(asked: Any) -> dict[str, float]:
    from sextant.lab.jury.assigning import assign

    found = assign(asked, fair=True)
    assert found.worst
    return {"objective": found.objective, "gap": found.gap, "worst": found.worst[0], "most": found.worst[1]}


def _table(asked: Any) -> Any:
    import numpy as np

    return np.concatenate([block for _, block in asked.blocks()])


def _linprog(asked: Any) -> dict[str, float]:
    import numpy as np
    from scipy.optimize import linprog
    from scipy.sparse import csc_array

    table = _table(asked)
    entry, juror = np.nonzero(np.isfinite(table))
    ones, places = np.ones(len(entry)), np.arange(len(entry))
    by_entry = csc_array((ones, (entry, places)), shape=(len(table), len(entry)))
    by_juror = csc_array((ones, (juror, places)), shape=(table.shape[1], len(entry)))
    rules = {"A_ub": by_juror, "b_ub": asked.loads, "A_eq": by_entry, "b_eq": np.full(len(table), 3.0)}
    found = linprog(-table[entry, juror], bounds=(0, 1), method="highs", **rules)
    return {"objective": -float(found.fun)}


def _sum_assignment(asked: Any) -> dict[str, float]:
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    table = np.where(np.isfinite(_table(asked)), _table(asked), -1000.0)
    slots = np.repeat(np.arange(table.shape[1]), asked.loads)
    wide = np.repeat(table, 3, axis=0)[:, slots]
    rows, columns = linear_sum_assignment(wide, maximize=True)
    return {"objective": float(wide[rows, columns].sum())}


def _min_cost_flow(asked: Any) -> dict[str, float]:
    import numpy as np
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

    table = _table(asked)
    entry, juror = np.nonzero(np.isfinite(table))
    count, people = table.shape
    flow = SimpleMinCostFlow()
    costs = -np.round(table[entry, juror] * 1e6).astype(int)
    flow.add_arcs_with_capacity_and_unit_cost(entry, count + juror, np.ones(len(entry), dtype=int), costs)
    sink = np.full(people, count + people)
    flow.add_arcs_with_capacity_and_unit_cost(count + np.arange(people), sink, asked.loads, np.zeros(people, dtype=int))
    flow.set_nodes_supplies(np.arange(count), np.full(count, 3))
    flow.set_node_supply(count + people, -3 * count)
    flow.solve()
    return {"objective": -flow.optimal_cost() / 1e6}


def _rank(_: Any) -> dict[str, float]:
    from sextant.lab.jury.ranking import rank
    from sextant.lab.jury.tests.factories import jury_scores

    scores = jury_scores(1, entries=10_000, jurors=1000)[1]
    begun = time.process_time()
    rank(scores)
    return {"objective": 0.0, "seconds": time.process_time() - begun}


def worlds(*, alike: bool) -> dict[str, float]:
    """Mean rank correlations of both rankings with the truth, and the share of true values in their intervals."""
    import numpy as np
    from scipy.stats import spearmanr

    from sextant.lab.jury.ranking import rank
    from sextant.lab.jury.tests.factories import jury_scores

    ours, peer, held = [], [], []
    for seed in range(WORLDS):
        truth, scores = jury_scores(seed, alike=alike)
        places = rank(scores).places
        true = np.array([truth[one.entry] for one in places])
        ours.append(spearmanr([one.score for one in places], true)[0])
        peer.append(spearmanr([one.mean for one in places], true)[0])
        held.append(np.mean([one.low <= value <= one.high for one, value in zip(places, true, strict=True)]))
    return {"ours": float(np.mean(ours)), "peer": float(np.mean(peer)), "held": float(np.mean(held))}


WORK = {"ours": _ours, "fair": _fair, "linprog": _linprog, "sum_assignment": _sum_assignment, "min_cost_flow": _min_cost_flow, "rank": _rank}

if __name__ == "__main__":
    if sys.argv[1:]:
        print(json.dumps(measure(*sys.argv[1:3])))
    else:
        main()
