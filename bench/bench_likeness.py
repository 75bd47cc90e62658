"""Likeness: one new text against 5,000 earlier ones, time and memory, beside a plain comparison of sets of runs.

The texts are drawn, seeded, from a vocabulary of 30,000 invented words with frequencies after Zipf; 2,000 words each. Each
measurement runs in a process of its own; seconds are processor seconds, because the machine may be shared.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import Any

SUBJECT = "likeness"
WORDS, VOCABULARY = 2000, 30_000


class Drawn(Mapping[str, str]):
    """So many texts, each drawn when it is asked for: what is measured is not the memory of the texts."""

    def __init__(self, size: int) -> None:
        self.size = size
        draw = random.Random(1)
        self.words = ["".join(draw.choices("абвгдежзиклмнопрстуфхцчшэюя", k=draw.randint(2, 11))) for _ in range(VOCABULARY)]
        self.weights = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))
        self.spent = 0.0

    def __getitem__(self, name: str) -> str:
        began = time.process_time()
        draw = random.Random(int(name) + 2)
        text = "Название проекта, цели и задачи, ожидаемые результаты. " + " ".join(draw.choices(self.words, cum_weights=self.weights, k=WORDS))
        self.spent += time.process_time() - began
        return text

    def __iter__(self) -> Iterator[str]:
        return map(str, range(self.size))

    def __len__(self) -> int:
        return self.size


def main() -> list[dict[str, Any]]:
    """Measure, print and return rows of subject, measure, ours and peer, ratio, memory in MB (ours)."""
    rows = []
    for size in (500, 5000):
        ours, peer = _part("ours", size), _part("sets", size)
        rows.append(
            {
                "subject": SUBJECT,
                "measure": f"one text of {WORDS} words against {size} earlier ones beside sets of runs of each pair, s",
                "ours": ours["seconds"],
                "peer": peer["seconds"],
                "ratio": round(peer["seconds"] / ours["seconds"], 2),
                "memory_mb": ours["memory"],
            }
        )
    many = _part("many", 5000)
    measure = f"50 new texts against 5000 earlier ones, s (found {many['found']} of 50 copied halves)"
    rows.append({"subject": SUBJECT, "measure": measure, "ours": many["seconds"], "peer": None, "ratio": None, "memory_mb": many["memory"]})
    for row in rows:
        print(row)
    return rows


def _part(what: str, size: int) -> dict[str, float]:
    done = subprocess.run([sys.executable, "-m", "bench.bench_likeness", what, str(size)], stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def _halves(earlier: Drawn, number: int) -> dict[str, str]:
    """New texts, of which the first half is copied from an earlier one."""
    made = {}
    for one in range(number):
        copied, own = earlier[str(one * 7)].split(), earlier[str(one + 1_000_000)].split()
        made[f"new{one}"] = " ".join(copied[: WORDS // 2] + own[: WORDS // 2])
    return made


def measure(what: str, size: int) -> dict[str, float]:
    """Runs one of them: seconds without the drawing of texts, MB at the most, pairs found."""
    from sextant.lab.likeness import similar
    from sextant.lab.likeness.words import words_of

    earlier = Drawn(size)
    new = _halves(earlier, 50 if what == "many" else 1)
    earlier.spent = 0.0
    began = time.process_time()
    if what == "sets":
        mine = [set(zip(*(words_of(text)[shift:] for shift in range(5)), strict=False)) for text in new.values()]
        found = 0
        for name in earlier:
            words = words_of(earlier[name])
            theirs = set(zip(*(words[shift:] for shift in range(5)), strict=False))
            found += sum(len(one & theirs) / len(one) >= 0.3 for one in mine)
    else:
        found = len(similar(new, earlier))
    seconds = time.process_time() - began - earlier.spent
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"seconds": round(seconds, 2), "memory": memory, "found": found}


if __name__ == "__main__":
    if len(sys.argv) > 2:
        print(json.dumps(measure(sys.argv[1], int(sys.argv[2]))))
    else:
        main()
