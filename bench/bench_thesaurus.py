"""The thesaurus: labels compiled, texts landed and terms suggested, beside one regular expression of all labels.

The peer is what a script would do: an alternation of every label, the longest first, over small letters, without forms of
words, acronyms or context; it finds less. The texts are the field corpus where SEXTANT_TEST_DATA has it, else drawn from the
labels, seeded. Each measurement runs in a process of its own; seconds are processor seconds, because the machine may be shared.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import resource
import subprocess
import sys
import time
from pathlib import Path

from bench.rows import Row, figure

SUBJECT = "thesaurus"
CORPUS = Path(os.environ.get("SEXTANT_TEST_DATA", "../shared/data")) / "literature" / "arxiv_field_15932.tsv.gz"
SIZE = 15_932
FILLER = ("the", "of", "and", "result", "method", "works", "in", "for", "is", "paper", "which", "new")


def main() -> list[Row]:
    """Measure, print and return rows of subject, measure, ours and peer, ratio, memory in MB (ours)."""
    corpus = "abstracts of the field corpus" if CORPUS.is_file() else "drawn texts"
    ours, peer = _part("land"), _part("regex")
    compiled, suggested, read = _part("compile"), _part("suggest"), _part("skos")
    rows = [
        _row("labels compiled, s", compiled, None),
        _row(f"{SIZE:,} {corpus} landed, {ours['found']:.1%} on some concept, beside one expression ({peer['found']:.1%}), s", ours, peer),
        _row(f"100 terms suggested from {SIZE:,} {corpus}, s", suggested, None),
        _row("the starter written as Turtle and read again, s", read, None),
    ]
    for row in rows:
        print(row)
    return rows


def _row(measure: str, ours: dict[str, float], peer: dict[str, float] | None) -> Row:
    ratio = round(peer["seconds"] / ours["seconds"], 2) if peer else None
    return figure(SUBJECT, measure, ours["seconds"], peer["seconds"] if peer else None, ratio, memory_mb=ours["memory"])


def _texts() -> list[str]:
    if CORPUS.is_file():
        with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
            return [f"{cells[2]}. {cells[7]}" for cells in (line.rstrip("\n").split("\t") for line in lines)]
    from sextant.lab.thesaurus.reading import starter

    draw = random.Random(1)
    labels = [label for one in starter().concepts for side in (one.en, one.ru) for label in side]
    return [" ".join(draw.choice(labels) if draw.random() < 0.05 else draw.choice(FILLER) for _ in range(170)) for _ in range(SIZE)]


def _work(kind: str) -> dict[str, float]:
    from sextant.lab.thesaurus.landing import Lander
    from sextant.lab.thesaurus.reading import starter

    whole, texts = starter(), _texts() if kind in {"land", "regex", "suggest"} else []
    lander = Lander(whole) if kind in {"land", "suggest"} else None
    began, found = time.process_time(), 0
    if kind == "compile":
        Lander(whole)
    elif kind == "land" and lander:
        found = sum(bool(lander.land(text).landings) for text in texts)
    elif kind == "regex":
        labels = sorted({label.lower() for one in whole.concepts for side in (one.en, one.ru) for label in side}, key=lambda one: (-len(one), one))
        pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, labels)) + r")\b")
        found = sum(bool(pattern.findall(text.lower())) for text in texts)
    elif kind == "suggest" and lander:
        from sextant.lab.thesaurus.suggesting import Text, suggest

        suggest([Text(text) for text in texts], lander)
    else:
        from sextant.lab.thesaurus.foreign import from_text
        from sextant.lab.thesaurus.skos import written

        from_text(written(whole).decode("utf-8"), "ttl")
    return {"seconds": round(time.process_time() - began, 2), "found": found / len(texts) if texts else 0}


def _part(kind: str) -> dict[str, float]:
    """One measurement in a process of its own, with its memory in MB."""
    done = subprocess.run([sys.executable, "-m", "bench.bench_thesaurus", kind], stdout=subprocess.PIPE, text=True, check=True)
    return dict(json.loads(done.stdout))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        answer = _work(sys.argv[1])
        print(json.dumps({**answer, "memory": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)}))
    else:
        main()
