"""The observatory beside what users would pick: one corpus at four sizes through litstudy, pyBibX, metaknowledge, bibx and two pandas scripts.

Ours reads the corpus, merges it, lands every text on the thesaurus, draws the map of concepts and finds bursts; a peer does as much of that
as it has (`observatory_peers`). All read the same works: BibTeX as Scopus exports it, Web of Science text for metaknowledge, the table for `pandas`, a
script of words alone; `script` does the whole round as plainly as it can be done.
Each peer has an environment of its own under .cache/peers, made by pip when it is first needed, outside the lock file; one that
cannot be made is named and skipped. Every measurement is a process of its own, of equally low priority; seconds are processor seconds, because the
machine may be shared. A peer that takes more than the limit (SEXTANT_BENCH_LIMIT, 600 s of the processor) or 12 GB, or at its pace would need twice the limit, is not asked for more works.
SEXTANT_BENCH_SIZES and SEXTANT_BENCH_PEERS choose among them.
"""

from __future__ import annotations

import gzip
import json
import os
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bench.peers import environment
from bench.rows import Row, figure

SUBJECT = "observatory"
DATA = Path(os.environ.get("SEXTANT_TEST_DATA", "../shared/data")) / "literature"
ROOM = Path(".cache") / "bench" / "observatory"
SIZES = (1_000, 4_000, 15_932, 241_170)
LIMIT = int(os.environ.get("SEXTANT_BENCH_LIMIT", "600"))
PATIENCE = 6
"""So many times the limit may go by on the clock."""
MEMORY = 12 << 30
RUNS = 3
QUICK = 20
"""What took longer, in seconds, is measured once."""
HOPELESS = 2
"""A peer that at its pace would need so many times the limit is not tried; what it would need is told."""
ENDINGS = {"pandas": "tsv", "metaknowledge": "txt"}
DOES = {
    "pandas": "works a year, pairs of words",
    "script": "the same round: labels by one expression, no forms of words",
    "metaknowledge": "works a year, pairs of keywords",
    "litstudy": "duplicates, works a year, words",
    "bibx": "duplicates, works a year",
    "pybibx": "duplicates, works a year, pairs of keywords",
}
Found = dict[str, Any]


def main() -> list[Row]:
    """Measure, print and return rows of subject, measure, ours and peer, ratio, memory in MB (ours)."""
    if not (DATA / "arxiv_field_15932.tsv.gz").is_file():
        print("   observatory skipped: set SEXTANT_TEST_DATA to the folder with literature/arxiv_field_15932.tsv.gz")
        return []
    sizes = [int(one) for one in os.environ.get("SEXTANT_BENCH_SIZES", "").split(",") if one] or SIZES
    wanted = [one for one in os.environ.get("SEXTANT_BENCH_PEERS", "").split(",") if one] or [*DOES, "tethne"]
    known = {name: python for name in wanted if (python := environment(name))}
    stopped: dict[str, tuple[int, str]] = {}
    rows: list[Row] = []
    for size in {SIZES[0], *sizes}:
        corpus(size)
    for name, python in {"ours": sys.executable, **known}.items():
        run(name, SIZES[0], python)
    for size in sizes:
        rows += measured(size, known, stopped)
    return rows


def measured(size: int, known: dict[str, str], stopped: dict[str, tuple[int, str]]) -> list[Row]:
    """Every peer and ours in turn, over and over; then a row for each."""
    left_out = {name: why for name in known for at, why in [stopped.get(name, (size, ""))] if at < size}
    runs: dict[str, list[Found]] = {name: [] for name in ["ours", *(name for name in known if name not in left_out)]}
    for _time in range(RUNS):
        for name, done in runs.items():
            if not done or (not done[0].get("stopped") and done[0]["seconds"] <= QUICK):
                done.append(run(name, size, known.get(name, sys.executable)))
                print(f"   {name} at {size:,}: {done[-1]}", flush=True)
    own = runs.pop("ours")
    ours = {key: statistics.median(one[key] for one in own) for key in ("seconds", "memory")}
    rows = [_row(f"{size:,} works read, merged, landed, mapped, bursts found, s", ours, None, None)]
    rows += [_row(f"{size:,} works beside {name}: not tried, {why}", ours, None, None) for name, why in left_out.items()]
    rows += [_beside(name, size, done, ours, stopped) for name, done in runs.items()]
    for row in rows:
        print(row, flush=True)
    return rows


def _beside(name: str, size: int, done: list[Found], ours: Found, stopped: dict[str, tuple[int, str]]) -> dict[str, Any]:
    """The row of a peer; where it stopped, or will stop before the largest size, that is kept in `stopped`."""
    why = next((one["stopped"] for one in done if one.get("stopped")), None)
    if why:
        stopped[name] = size, f"{why} at {size:,}"
        return _row(f"{size:,} works beside {name}: {why}", ours, None, None)
    seconds, memory = (statistics.median(one[key] for one in done) for key in ("seconds", "memory"))
    ahead = min((one for one in SIZES if one > size), default=size)
    needs = seconds * ahead / size
    if needs > HOPELESS * LIMIT:
        stopped[name] = size, f"at its pace with {size:,} it would need {needs:,.0f} s, the limit is {LIMIT} s"
    measure = f"{size:,} works beside {name} ({DOES[name]}; memory {memory:,.0f} MB, {memory / ours['memory']:.2f} of ours), s"
    return _row(measure, ours, seconds, round(seconds / ours["seconds"], 2))


def _row(measure: str, ours: Found, peer: float | None, ratio: float | None) -> Row:
    return figure(SUBJECT, measure, round(ours["seconds"], 1), peer, ratio, memory_mb=round(ours["memory"]))


def run(name: str, size: int, python: str) -> Found:
    """One measurement: seconds of the processor and of the clock, memory in MB; or why it stopped."""
    path = ROOM / f"{size}.{ENDINGS.get(name, 'bib')}"
    command = (
        [python, "-m", "bench.bench_observatory", "ours"] if name == "ours" else [python, str(Path(__file__).with_name("observatory_peers.py")), name]
    )
    with tempfile.TemporaryDirectory() as room:
        held = {
            **os.environ,
            "HOME": room,
            "MPLBACKEND": "Agg",
            "PYTHONWARNINGS": "ignore",
            "PYTHONPYCACHEPREFIX": str((ROOM / "bytecode").resolve()),
        }
        held.pop("PYTHONDONTWRITEBYTECODE", None)  # neither side pays for compiling more than once
        try:
            done = subprocess.run(
                [*command, str(path)], capture_output=True, text=True, timeout=PATIENCE * LIMIT, check=False, env=held, preexec_fn=_bounded
            )
        except subprocess.TimeoutExpired:
            return {"stopped": f"stopped after {PATIENCE * LIMIT} s of the clock"}
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return {"stopped": f"stopped after {LIMIT} s"}
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or [f"exit code {done.returncode}"]
        print(f"   {name} at {size:,}: {last[0][:200]}", flush=True)
        return {"stopped": f"stopped ({last[0][:60].replace('|', '/')})"}
    told: Found = json.loads(done.stdout.strip().splitlines()[-1])
    return told


def _bounded() -> None:
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT + 5))


def corpus(size: int) -> None:
    """The files of a size, if they are not there: BibTeX, Web of Science text, the table; and the labels of the thesaurus for `script`."""
    ROOM.mkdir(parents=True, exist_ok=True)
    if not (ROOM / "labels.json").is_file():
        from sextant.lab.thesaurus.reading import starter

        labels = {label.lower(): one.id for one in starter().concepts for label in (*one.en, *one.ru)}
        (ROOM / "labels.json").write_text(json.dumps(labels))
    if all((ROOM / f"{size}.{ending}").is_file() for ending in ("bib", "txt", "tsv")):
        return
    with (ROOM / f"{size}.bib").open("w") as bib, (ROOM / f"{size}.txt").open("w") as wos, (ROOM / f"{size}.tsv").open("w") as table:
        wos.write("FN Clarivate Analytics Web of Science\nVR 1.0\n")
        for number, row in enumerate(_works(size)):
            table.write("\t".join(row) + "\n")
            bib.write(_bibtex(number, row))
            wos.write(_wos(number, row))
        wos.write("EF\n")


def _works(size: int) -> Iterator[list[str]]:
    """Rows of the table, evenly over the field corpus, or all of the large one; braces and backslashes of TeX taken out for all alike."""
    if size <= SIZES[2]:
        with gzip.open(DATA / "arxiv_field_15932.tsv.gz", "rt", encoding="utf-8") as lines:
            rows: Iterable[Iterable[str]] = [line.rstrip("\n").split("\t") for line in lines]
        step = len(rows) / size  # type: ignore[arg-type]
        rows = [rows[int(place * step)] for place in range(size)]  # type: ignore[index]
    else:
        import duckdb

        found = duckdb.execute(
            f"select id, y::varchar, title, au, cats, pc, coalesce(doi, ''), ab from '{DATA / 'arxiv_all_241170.parquet'}' limit {size}"
        )
        rows = iter(found.fetchone, None)
    for row in rows:
        yield [" ".join("".join(" " if sign in "{}\\\t\n\r" else sign for sign in cell or "").split()) for cell in row]


def _bibtex(number: int, row: list[str]) -> str:
    authors = " and ".join(_names(row[3]))
    keywords = "; ".join(row[4].split(","))
    return (
        f"@ARTICLE{{w{number},\nauthor={{{authors}}},\ntitle={{{row[2]}}},\njournal={{arXiv}},\nyear={{{row[1][:4]}}},\ndoi={{10.48550/{row[0]}}},\n"
        f"affiliation={{}},\nabstract={{{row[7]}}},\nauthor_keywords={{{keywords}}},\ndocument_type={{Article}},\nlanguage={{English}},\nsource={{Scopus}},\n}}\n\n"
    )


def _wos(number: int, row: list[str]) -> str:
    names = _names(row[3]) or ["Anonymous"]
    lines = ["PT J", f"AU {names[0]}", *(f"   {name}" for name in names[1:]), f"TI {row[2]}", "SO ARXIV", "LA English", "DT Article"]
    lines += [
        f"DE {'; '.join(row[4].split(','))}",
        f"AB {row[7]}",
        f"PY {row[1][:4]}",
        f"DI 10.48550/{row[0]}",
        f"UT WOS:{number:015d}",
        "ER",
        "",
        "",
    ]
    return "\n".join(lines)


def _names(text: str) -> list[str]:
    """`Ada Lovelace, Charles Babbage` as `Lovelace, Ada` and `Babbage, Charles`."""
    found = []
    for name in (one.strip() for one in text.split(",")):
        given, _, family = name.rpartition(" ")
        if family:
            found.append(f"{family}, {given}" if given else family)
    return found


def ours(path: str) -> Found:
    """The whole round in this process, nothing kept from before."""
    began = time.process_time()
    from sextant.lab.literature.importing import import_files
    from sextant.lab.literature.merging import merge
    from sextant.lab.literature.store import Store
    from sextant.lab.observatory.analyses import burst_list, concept_map, topics
    from sextant.lab.observatory.corpus import read_corpus
    from sextant.lab.thesaurus.reading import starter

    with tempfile.TemporaryDirectory() as room:
        store = Store(Path(room) / "store")
        read = sum(report.stored for report in import_files([Path(path)], store, "bibtex", None))
        merge(store)
        found = read_corpus(store, starter())
        years = len({year for row in topics(found).rows for year in row["by_year"]})
        drawn, bursts = concept_map(found), burst_list(found)
    told = {"read": read, "works": len(found.landed), "years": years, "concepts": len(drawn.rows), "bursts": len(bursts.rows)}
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {**told, "seconds": round(time.process_time() - began, 2), "memory": memory}


if __name__ == "__main__":
    if len(sys.argv) > 2:
        print(json.dumps(ours(sys.argv[2])))
    else:
        main()
