"""Opinion groups: time on a large table, groups of real conversations, and how often planted groups are found and none are claimed in vain.

Each measurement of time runs in a process of its own with one thread of linear algebra; seconds are processor seconds after reading, because the machine
may be shared. Peers (`opinions_peers.py`): a plain prototype, and red-dwarf, which renders Polis's own sequence, where its environment can be made.
Real conversations are read from SEXTANT_TEST_DATA/opinions where that is set; the number of made-up ones is SEXTANT_OPINION_WORLDS (default 20 of a kind).
"""

from __future__ import annotations

import csv
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.rows import Row, figure

from .peers import environment

SUBJECT = "opinions"
WORLDS = int(os.environ.get("SEXTANT_OPINION_WORLDS", "20"))
REAL = Path(os.environ.get("SEXTANT_TEST_DATA", "../shared/data")) / "opinions"
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
SIZES = ((100, 60), (200, 60), (400, 80))
SURE = (0.9, 0.85)


def main() -> list[Row]:
    """Measure, print and return rows of subject, measure, ours and peer, ratio, memory in MB (ours)."""
    dwarf = environment("red-dwarf")
    peers = {"plain": sys.executable, **({"red-dwarf": dwarf} if dwarf else {})}
    with tempfile.TemporaryDirectory() as folder:
        rows = [*_speed(Path(folder), peers), *_real(peers), *_planted(), *_nothing()]
    for row in rows:
        print(row)
    return rows


def _row(measure: str, ours: object, peer: object = None, ratio: float | None = None, memory: int | None = None) -> Row:
    return figure(SUBJECT, measure, ours, peer, ratio, memory_mb=memory)


def _run(python: str, *arguments: str) -> dict[str, Any]:
    done = subprocess.run([python, "-W", "ignore", *arguments], stdout=subprocess.PIPE, text=True, check=True, env={**os.environ, **ONE_THREAD})
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _ours(path: Path) -> dict[str, Any]:
    return _run(sys.executable, "-m", "bench.bench_opinions", str(path))


def _peer(name: str, python: str, path: Path) -> dict[str, Any]:
    return _run(python, str(Path(__file__).with_name("opinions_peers.py")), name, str(path))


def _speed(folder: Path, peers: dict[str, str]) -> list[Row]:
    from sextant.lab.opinions.tests.conversations import planted

    path = folder / "votes.csv"
    _write(planted(1, 4, people=2000, statements=900)[0], path)
    ours = _ours(path)
    words = f"groups of 2,000 people × 900 statements, 60 % missing (k {ours['k']} of 4 planted)"
    rows = [_row(f"{words}, limit 2 s", round(ours["seconds"], 2), None, round(ours["seconds"] / 2, 2), ours["memory"])]
    for name, python in peers.items():
        peer = _peer(name, python, path)
        ratio = round(peer["seconds"] / ours["seconds"], 1)
        rows.append(_row(f"{words} beside {name} (k {peer['k']}), s", round(ours["seconds"], 2), round(peer["seconds"], 2), ratio, ours["memory"]))
    return rows


def _write(votes: Any, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["participant", *votes.statements])
        for name, row in zip(votes.participants, votes.matrix.tolist(), strict=True):
            writer.writerow([name, *("" if vote == 9 else vote for vote in row)])


def _real(peers: dict[str, str]) -> list[Row]:
    """Adjusted Rand index against the groups that stand in the files, over the people who have a group in both."""
    rows = []
    for path in sorted(REAL.glob("*/participants-votes.csv")):
        with path.open(encoding="utf-8", newline="") as handle:
            theirs = {row["participant"]: int(row["group-id"]) for row in csv.DictReader(handle) if row["group-id"]}
        ours = _ours(path)
        own = _rand(ours["groups"], theirs)
        for name, python in peers.items():
            peer = _peer(name, python, path)
            words = f"{path.parent.name}: Rand index, k {ours['k']} beside {name}'s {peer['k']}, {len(set(theirs.values()))} in the file"
            rows.append(_row(words, own, _rand(peer["groups"], theirs)))
    return rows


def _rand(found: dict[str, int], theirs: dict[str, int]) -> float:
    import numpy as np

    from sextant.lab.opinions.clusters import adjusted_rand

    both = sorted(set(found) & set(theirs))
    return round(adjusted_rand(np.array([found[name] for name in both]), np.array([theirs[name] for name in both])), 2)


def _planted() -> list[Row]:
    from sextant.lab.opinions.groups import find_groups
    from sextant.lab.opinions.tests.conversations import agreed, planted

    rows = []
    for sure in SURE:
        for people, statements in SIZES:
            for k in range(2, 6):
                worlds = [planted(seed, k, people=people, statements=statements, sure=sure) for seed in range(WORLDS)]
                found = [(find_groups(votes), labels) for votes, labels in worlds]
                share = sum(one.k == k for one, _ in found) / WORLDS
                rand = statistics.median(agreed(one, labels) for one, labels in found)
                words = f"{k} planted of {people} × {statements}, 60 % missing, {sure:.0%} sure: share with k right (median Rand index {rand:.2f})"
                rows.append(_row(words, round(share, 2)))
    return rows


def _nothing() -> list[Row]:
    from sextant.lab.opinions.groups import find_groups
    from sextant.lab.opinions.tests.conversations import NOTHING, without_groups

    rows = []
    for kind in NOTHING:
        for people, statements in ((25, 36), (60, 40), (150, 50), (400, 100)):
            claimed = [find_groups(without_groups(seed, kind, people=people, statements=statements)).k > 1 for seed in range(5 * WORLDS)]
            rows.append(_row(f"no groups ({kind}), {people} × {statements}: share in which some are claimed", round(sum(claimed) / len(claimed), 3)))
    return rows


def measure(path: str, clock: Callable[[], float] = time.process_time) -> dict[str, Any]:
    """Our groups of a file: seconds after reading, MB at the most, k, group by participant."""
    from sextant.lab.opinions.groups import find_groups
    from sextant.lab.opinions.votes import read_votes

    votes = read_votes(Path(path))
    began = clock()
    found = find_groups(votes)
    seconds = clock() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"seconds": seconds, "memory": memory, "k": found.k, "groups": {one.participant: one.group for one in found.participants if one.group}}


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(sys.argv[1])))
    else:
        os.environ.update(ONE_THREAD)
        main()
