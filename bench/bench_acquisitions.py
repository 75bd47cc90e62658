"""Acquisition plans: 50,000 titles and 70 demands beside plain HiGHS on the same programme, the usual list beside the best, contradictions, and files.

Every measurement runs in a process of its own; seconds are processor seconds of one thread, because the machine may be shared. The peer gets the same
sparse programme and the same gap and searches it as it stands. Real publishers' lists are not at hand: titles are drawn by lot with a fixed seed,
values by a gamma law, languages and classes with long tails.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.rows import Row, beside, figure

SUBJECT = "acquisitions"
TITLES, BUDGET, SECONDS = 50_000, 50_000_000, 60.0


def main() -> list[Row]:
    """Measure, print and return rows of subject, measure, ours and peer, ratio, memory in MB (ours)."""
    rows = []
    for gap in (0.01, 0.001, 0.0):
        ours, peer = _part("plan", str(gap)), _part("plain", str(gap))
        words = f"50,000 titles × {ours['demands']:.0f} demands to a gap of {gap:g} (proved {ours['gap']:.1e}; plain HiGHS {peer['gap']:.1e}), s"
        rows.append(_row(words, ours, peer))
    whole = _part("whole", "0.01")
    words = f"the whole plan with reasons, costs and the usual list beside it, limit 60 s; proved gap {whole['gap']:.1e}, s"
    rows.append(_row(words, whole, None) | {"ratio": round(whole["seconds"] / 60, 2)})
    hurried = _part("hurried", "0")
    rows.append(_row(f"relaxation and rounding alone, gap {hurried['gap']:.1e}, s", hurried, None))
    usual = _part("usual", "0.01")
    words = f"worth of the plan beside the list by value for price, which breaks {usual['broken']:.0f} of {usual['demands']:.0f} demands"
    rows.append(figure(SUBJECT, words, usual["ours"], usual["peer"], round(usual["ours"] / usual["peer"], 3)))
    fair = _part("repaired", "0.01")
    words = "worth of the plan beside the same list repaired copy by copy (5,000 titles, 12 demands)"
    rows.append(figure(SUBJECT, words, fair["ours"], fair["peer"], round(fair["ours"] / fair["peer"], 3)))
    clash = _part("clash", "0")
    words = f"50,000 titles, 70 demands that contradict: {clash['named']:.0f} named, smallest proved: {bool(clash['smallest'])}, s"
    rows.append(_row(words, clash, None))
    for kind in ("csv", "onix"):
        ours, peer = _part("read", kind), _part("peer_read", kind)
        rows.append(
            _row(
                f"50,000 titles read from {kind.upper()} beside {'the csv module' if kind == 'csv' else 'bare lxml'} that only counts, s", ours, peer
            )
        )
    for row in rows:
        print(row)
    return rows


def _row(measure: str, ours: dict[str, float], peer: dict[str, float] | None) -> Row:
    return beside(SUBJECT, measure, ours, peer, ratio=2, memory=True)


def _part(name: str, setting: str) -> dict[str, float]:
    alone = {"OPENBLAS_NUM_THREADS": "1", **os.environ}
    done = subprocess.run([sys.executable, "-m", "bench.bench_acquisitions", name, setting], check=True, stdout=subprocess.PIPE, text=True, env=alone)
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


def measure(name: str, setting: str) -> dict[str, float]:
    """The named measurement, in this process."""
    found = WORK[name](setting)
    found["memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 if sys.platform == "darwin" else 1024)
    return found


def instance(number: int = TITLES, *, clash: bool = False) -> tuple[list[Any], Any]:
    """Titles by lot and 70 demands that can be kept together (with `clash`, two of them cannot)."""
    import numpy as np

    from sextant.lab.acquisitions.targets import Limits, Number, Share, Targets
    from sextant.lab.acquisitions.titles import Title

    lot = np.random.default_rng(1)
    ages = ["0-2", "3-6", "7-10", "11-14", "15-17"]
    languages, classes = [f"l{at}" for at in range(12)], [f"c{at}" for at in range(40)]
    titles = []
    for at in range(number):
        tags = {
            "age": (ages[lot.integers(5)],),
            "language": (languages[min(11, int(lot.exponential(1.5)))],),
            "class": (classes[lot.integers(40)],),
            "awards": ("medal",) if lot.random() < 0.05 else (),
            "accessible": ("yes",) if lot.random() < 0.08 else ("no",),
        }
        demand = int(lot.integers(0, 8)) if lot.random() < 0.1 else 0
        titles.append(Title(f"t{at}", "", f"T {at}", int(lot.integers(15_000, 120_000)), round(float(lot.gamma(3, 2)), 2), demand, tags))
    shares = [Share("age", one, 0.15, 0.3) for one in ages]
    shares += [Share("language", one, 0.02 if at < 4 else 0.0005, 1.0) for at, one in enumerate(languages)]
    shares += [Share("class", one, 0.01, 0.06) for one in classes[:22]]
    if clash:
        shares += [Share("language", "l0", 0.6, 1.0, "copies"), Share("language", "l1", 0.45, 1.0, "copies")]
    numbers = (Number("awards", "*", number // 170), Number("accessible", "yes", number // 250), Number("class", "c39", 5))
    return titles, Targets(shares=tuple(shares), numbers=numbers, limits=Limits(min_titles=number // 100))


def _posed(clash: bool = False) -> Any:
    from sextant.lab.acquisitions.choices import choices
    from sextant.lab.acquisitions.holdings import Holdings
    from sextant.lab.acquisitions.programme import programme

    titles, asked = instance(clash=clash)
    return programme(choices(titles, Holdings(), asked), {}, BUDGET, asked)


def _plan(setting: str) -> dict[str, float]:
    from sextant.lab.acquisitions.solving import solve

    posed = _posed()
    begun = time.process_time()
    found = solve(posed, SECONDS, float(setting))
    return {"seconds": time.process_time() - begun, "gap": found.gap, "demands": len(posed.demands)}


def _plain(setting: str) -> dict[str, float]:
    from sextant.lab.acquisitions.solver import Solver
    from sextant.lab.acquisitions.solving import relative

    solver = Solver(_posed())
    begun = time.process_time()
    found = solver.search(5 * SECONDS, float(setting))
    return {"seconds": time.process_time() - begun, "gap": relative(found.bound, found.objective)}


def _whole(setting: str) -> dict[str, float]:
    from sextant.lab.acquisitions.planning import plan

    titles, asked = instance()
    begun = time.process_time()
    found = plan(titles, None, BUDGET, asked, SECONDS, float(setting))
    assert found.gap is not None
    assert found.usual is not None
    seconds = time.process_time() - begun
    told = {
        "ours": round(found.objective, 1),
        "peer": round(found.usual.objective, 1),
        "broken": len(found.usual.broken),
        "demands": len(found.costs),
    }
    return {"seconds": seconds, "gap": found.gap, **told}


def _hurried(_: str) -> dict[str, float]:
    from sextant.lab.acquisitions.solving import solve

    posed = _posed()
    begun = time.process_time()
    found = solve(posed, 0.0, 0.0)
    return {"seconds": time.process_time() - begun, "gap": found.gap}


def _repaired(setting: str) -> dict[str, float]:
    from dataclasses import replace

    from sextant.lab.acquisitions.planning import plan

    titles, asked = instance(5000)
    fewer = replace(asked, shares=asked.shares[:9], numbers=asked.numbers[:2])
    found = plan(titles, None, BUDGET // 10, fewer, SECONDS, float(setting))
    assert found.usual is not None
    return {"ours": round(found.objective, 1), "peer": round(found.usual.repaired or float("nan"), 1)}


def _clash(_: str) -> dict[str, float]:
    from sextant.lab.acquisitions.contradictions import contradiction

    posed = _posed(clash=True)
    begun = time.process_time()
    found = contradiction(posed, SECONDS)
    assert found is not None
    return {"seconds": time.process_time() - begun, "named": len(found.conflicts), "smallest": float(found.smallest)}


def _file(kind: str, folder: str) -> Path:
    from sextant.lab.acquisitions.tests.onix_messages import FULL, PRIZES, message, product

    path = Path(folder) / f"offer.{kind}"
    if kind == "csv":
        lines = [f"t{at},,Title {at},{100 + at % 900}.50,7-10,rus,84,Medal,yes,{at % 10}\n" for at in range(TITLES)]
        path.write_text("id,isbn,title,price,age,language,class,awards,accessible,value\n" + "".join(lines), encoding="utf-8")
    else:
        head, _, tail = message("@").partition("@")
        with path.open("w", encoding="utf-8") as handle:
            handle.write(head)
            for at in range(TITLES):
                handle.write(product(f"r{at}", isbn="", title=f"Title {at}", more=FULL, collateral=PRIZES))
            handle.write(tail)
    return path


def _read(kind: str) -> dict[str, float]:
    from sextant.lab.acquisitions.offering import read_offer

    with tempfile.TemporaryDirectory() as folder:
        path = _file(kind, folder)
        begun = time.process_time()
        titles, report = read_offer(path)
        assert (len(titles), report.read) == (TITLES, TITLES)
        return {"seconds": time.process_time() - begun}


def _peer_read(kind: str) -> dict[str, float]:
    import csv

    from lxml import etree

    with tempfile.TemporaryDirectory() as folder:
        path = _file(kind, folder)
        begun = time.process_time()
        if kind == "csv":
            with path.open(encoding="utf-8", newline="") as handle:
                assert sum(1 for _ in csv.reader(handle)) == TITLES + 1
        else:
            count = 0
            for _, element in etree.iterparse(str(path), tag="{*}Product"):
                count += 1
                element.clear()
            assert count == TITLES
        return {"seconds": time.process_time() - begun}


WORK = {
    "plan": _plan, "plain": _plain, "whole": _whole, "usual": _whole, "hurried": _hurried, "repaired": _repaired, "clash": _clash, "read": _read,
    "peer_read": _peer_read,
}  # fmt: skip

if __name__ == "__main__":
    if sys.argv[1:]:
        print(json.dumps(measure(*sys.argv[1:3])))
    else:
        main()
