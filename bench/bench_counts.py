"""Counts of drawn works: built, brought up to date after 1 % has changed, and by Spark beside DuckDB.

`SEXTANT_BENCH_WORKS` says how many works (5,000,000 without it; 0: none), `SEXTANT_BENCH_SPARK_WORKS` how many for Spark (200,000; 0:
none). Every step runs in a process of its own; seconds are processor seconds, because the machine may be shared, but for Spark, whose
work is done by a process of Java: there both are seconds on the clock. Starting Python and loading Ibis (0.7 to 3 s) is not counted. An
update is measured three times over the same counts (median); what both updates give together is compared with counting anew, row by
row, and a difference is an error.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.rows import Row, figure
from bench.scratch import forget_peak, peak_mb

SUBJECT = "counts"
WORKS = int(os.environ.get("SEXTANT_BENCH_WORKS", "5000000"))
SPARK_WORKS = int(os.environ.get("SEXTANT_BENCH_SPARK_WORKS", "200000"))
LIMIT_MB = 2048
MEMORY = "1GB"
CHANGES = {"everywhere": "over all 35 years", "recent": "in the last five years"}


def main() -> list[Row]:
    """Measure, print and return rows of subject, measure, ours and peer, ratio, memory in MB (ours)."""
    with tempfile.TemporaryDirectory() as room:
        rows = _large(Path(room) / "large") + _engines(Path(room) / "engines")
    for row in rows:
        print(row)
    return rows


def _large(store: Path) -> list[Row]:
    if not WORKS:
        return []
    drawn = _part("draw", store, WORKS)
    built = _part("build", store)
    updates = {}
    for kind, where in CHANGES.items():
        _part(kind, store, WORKS)
        updates[where] = _updated(store)
    read = _part("save", store)
    anew = _part("build", store)
    _part("compare", store)
    limit = f"at most {LIMIT_MB} MB: ratio of memory"
    rows = [
        _row(f"{WORKS:,} works drawn into Parquet by year, s", drawn),
        _row(f"{WORKS:,} works counted: items by year, pairs of the 5,000 most frequent by year, {limit}, s", built, "limit"),
        _row(f"all of these counts read and written down, {read['found']:,} pairs of terms by year, {limit}, s", read, "limit"),
    ]
    said = "1 % of works new, changed and withdrawn {}, put in and taken out, beside counting anew, the same result (goal: ratio of 20), s"
    return rows + [_row(said.format(where), update, anew["seconds"]) for where, update in updates.items()]


def _updated(store: Path) -> dict[str, float]:
    """The median of three updates of the same counts."""
    updates = []
    for left in (2, 1, 0):
        shutil.copy(store / "counts.json", store / "counts.before")
        updates.append(_part("update", store))
        if left:
            (store / "counts.before").replace(store / "counts.json")
    return {name: statistics.median(one[name] for one in updates) for name in ("seconds", "memory")}


def _engines(store: Path) -> list[Row]:
    from sextant.lab.counts.tests.conftest import why_no_spark

    if not SPARK_WORKS or (why_not := why_no_spark()):
        print(f"   Spark skipped: {why_not if SPARK_WORKS else 'not asked for'}")
        return []
    _part("draw", store, SPARK_WORKS)
    ours, peer = _part("build", store), _part("spark", store)
    return [
        _row(
            f"{SPARK_WORKS:,} works counted, DuckDB on one thread beside Spark on two, s on the clock",
            {**ours, "seconds": ours["clock"]},
            peer["clock"],
        )
    ]


def _row(measure: str, ours: dict[str, float], peer: float | str | None = None) -> Row:
    ratio = round(ours["memory"] / LIMIT_MB, 2) if peer == "limit" else round(float(peer) / ours["seconds"], 1) if peer else None
    shown = f"limit {LIMIT_MB} MB" if peer == "limit" else peer
    return figure(SUBJECT, measure, ours["seconds"], shown, ratio, memory_mb=round(ours["memory"]))


def _part(kind: str, store: Path, works: int = 0) -> dict[str, float]:
    """One step in a process of its own."""
    done = subprocess.run([sys.executable, "-m", "bench.bench_counts", kind, str(store), str(works)], stdout=subprocess.PIPE, text=True, check=True)
    print("  ", kind, done.stdout.splitlines()[-1], flush=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _loaded() -> None:
    """Loads what every step loads."""
    from sextant.lab.counts import expressions as ex
    from sextant.lab.engine import engine

    with engine() as held:
        held.scan("one", [], ex.RECORDS)
        held.rows(ex.counted(ex.table("one", ex.RECORDS)))


def _work(kind: str, folder: Path, works: int) -> float:
    from sextant.lab.counts.counting import build
    from sextant.lab.counts.generating import generate
    from sextant.lab.counts.updating import update
    from sextant.lab.engine import engine
    from sextant.lab.literature.store import Store

    store = Store(folder)
    if kind == "draw":
        generate(store, works)
    elif kind in CHANGES:
        _change(store, works, kind == "recent")
    elif kind in {"save", "compare"}:
        return _saved(store, folder.parent / "saved", kind == "compare")
    else:
        with engine("spark" if kind == "spark" else "duckdb", memory=MEMORY) as held:
            if kind == "update":
                update(store, held)
            else:
                build(store, held)
    return 0


def _change(store: Any, works: int, recent: bool) -> None:
    """A third of a per cent new, a third described anew (and the old records withdrawn), a third withdrawn; no record twice."""
    from sextant.lab.counts.generating import Shape, by_year, generate
    from sextant.lab.literature.withdrawing import withdraw

    third, source = works // 300, store.manifest()["imports"][0]["sha256"][:12]
    first = 2020 if recent else 1990
    least = works - sum(size for year, size in by_year(works, Shape()).items() if year >= first)
    step = (works - least) // (2 * third)
    generate(store, 2 * third, Shape(first=first, seed=3 if recent else 2))
    withdraw(store, (f"{source}:{least + 1 + number * step + recent}" for number in range(2 * third)))


def _saved(store: Any, folder: Path, compare: bool) -> int:
    """Writes every count down, or raises where counts are not what was written down; how many pairs of terms by year there are."""
    from sextant.lab.counts import expressions as ex
    from sextant.lab.counts.answers import counts
    from sextant.lab.engine import engine

    with engine(memory=MEMORY) as held:
        kept = counts(store, held)
        tables = {"works": kept.works()} | {f"yearly-{kind}": kept.yearly(kind) for kind in kept.kept.plan.counted}
        tables |= {f"pairs-{kind}": kept.pairs(kind, by_year=True) for kind in kept.kept.plan.pairs}
        for name, found in tables.items():
            if not compare:
                held.write(found, folder / name)
                continue
            columns = {column: str(kind).lstrip("!") for column, kind in found.schema().items()}
            held.write(found, folder / f"anew-{name}")
            held.scan("one", sorted((folder / name).glob("*.parquet")), columns)
            held.scan("other", sorted((folder / f"anew-{name}").glob("*.parquet")), columns)
            one, other = ex.table("one", columns), ex.table("other", columns)
            numbers = [held.rows(ex.counted(each))[0][0] for each in (one, other, one.difference(other))]
            if numbers[0] != numbers[1] or numbers[2]:
                raise SystemExit(f"{name}: {numbers} rows updated, anew, different")
        return int(held.rows(ex.counted(tables["pairs-term"]))[0][0])


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _loaded()
        forget_peak()
        began, clock = time.process_time(), time.perf_counter()
        number = _work(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
        seconds = {"seconds": round(time.process_time() - began, 2), "clock": round(time.perf_counter() - clock, 2)}
        print(json.dumps({**seconds, "memory": peak_mb(), "found": number}))
    else:
        main()
