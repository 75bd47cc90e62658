"""Readability: how well each formula orders graded texts, and the speed beside textstat.

English: OneStopEnglish, 189 articles each written at three levels (elementary, intermediate, advanced); Spearman's correlation of a formula with the level
over all 567 texts, and the share of articles whose three versions a formula puts in the right order. The intermediate texts of the collection have lost
their apostrophes and dashes, which the counts feel a little. textstat answers in its own environment (`bench.peers`). No Russian graded texts are at hand,
so that the Russian formulas are not ranked here. The folder of real data is `SEXTANT_TEST_DATA`.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

from bench.peers import environment
from bench.rows import Row, figure
from bench.scratch import forget_peak, peak_mb

SUBJECT = "readability"
TEXTS = Path(os.environ.get("SEXTANT_TEST_DATA", "../shared/data")) / "reading" / "texts" / "onestop.zip"
LEVELS = {"Ele": 0, "Int": 1, "Adv": 2}


def graded() -> dict[str, dict[int, str]]:
    """Article to level to text; the heading “Intermediate” that some files have is taken off."""
    found: dict[str, dict[int, str]] = {}
    with zipfile.ZipFile(TEXTS) as whole:
        for name in sorted(whole.namelist()):
            place = re.search(r"/(Ele|Int|Adv)-Txt/([^/]+?)[- ]*(?:ele|int|adv)\.txt$", name, re.IGNORECASE)
            if place:
                text = whole.read(name).decode("utf-8-sig", "replace")
                found.setdefault(place[2].strip().lower(), {})[LEVELS[place[1]]] = re.sub(r"\A\s*Intermediate\s*\n", "", text)
    return {name: versions for name, versions in found.items() if len(versions) == 3}


def main() -> list[Row]:
    """Measure, print and return the rows."""
    if not TEXTS.exists():
        print(f"   skipped: no {TEXTS.name} under SEXTANT_TEST_DATA")
        return []
    from scipy.stats import spearmanr

    from sextant.lab.readability.levels import read_level

    articles = graded()
    texts = [(name, level, text) for name, versions in articles.items() for level, text in sorted(versions.items())]
    levels = [level for _name, level, _text in texts]
    forget_peak()
    begun = time.process_time()
    ours = [read_level(text, "en") for _name, _level, text in texts]
    seconds = time.process_time() - begun
    memory = peak_mb()
    peer = textstat([text for _name, _level, text in texts])
    words = sum(one.counts.words for one in ours)
    rows = [
        row(f"{len(texts)} texts, {words:,} words, all formulas, s", round(seconds, 2), peer and round(peer["seconds"], 2), memory, ratio=True),
    ]
    for name in [one.formula for one in ours[0].values]:
        values = [one.value(name) for one in ours]
        theirs = [one["values"][name] for one in peer["texts"]] if peer else None
        told = spearmanr(theirs, levels)[0] if theirs else None
        rows.append(row(f"Spearman of {name} with the level", round(float(spearmanr(values, levels)[0]), 3), told and round(float(told), 3)))
        signed = [-(value or 0) if name == "flesch" else (value or 0) for value in values]
        right = sum(signed[at] < signed[at + 1] < signed[at + 2] for at in range(0, len(signed), 3))
        rows.append(row(f"share of {len(articles)} articles in right order by {name}", round(right / len(articles), 3), None))
    for one in rows:
        print(one)
    return rows


def row(measure: str, ours: float, peer: float | None, memory: int | None = None, *, ratio: bool = False) -> Row:
    """A row of the table; `ratio` is the peer's cost over ours."""
    share = round(peer / ours, 2) if ratio and peer else None
    return figure(SUBJECT, measure, ours, peer, share, memory_mb=memory)


def textstat(texts: list[str]) -> dict[str, Any] | None:
    """textstat's values and processor seconds; None where it cannot be had."""
    python = environment("textstat")
    if python is None:
        return None
    numbers = Path(__file__).with_name("peer_numbers.py")
    done = subprocess.run(
        [python, "-W", "ignore", numbers, "textstat"], input=json.dumps({"texts": texts}), capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(f"   textstat skipped: {done.stderr[-200:]}", file=sys.stderr)
        return None
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


if __name__ == "__main__":
    main()
