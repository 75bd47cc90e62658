"""Topics: how many rewritten topics are found again and how many other ones are warned of, by threshold; time of one question.

Real titles: English ones of the arXiv field corpus (15,932), and Russian phrases marked as task, contribution or method in 591 abstracts (`russian/`).
A true pair is a title and the same rewritten by two rules drawn at random (seeded): subtitle and title change places; general words are put
before it ("a study of") or an example behind it; a third of its words go; a word gives place to a random other one; two letters of a word change
places; endings change (English -s; Russian another case by pymorphy3). A false pair is a title and the most like other one of the corpus, the hardest there is.
The threshold is chosen on one half of each and measured on the other. Rules are milder than people: a topic told in other words is no part of it.
"""

from __future__ import annotations

import csv
import gzip
import os
import random
import re
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sextant.lab.topics import Topic, compare, keys_of
from sextant.lab.topics.words import told_words

SUBJECT = "topics"
DATA = Path(os.environ.get("SEXTANT_TEST_DATA", "../shared/data")) / "literature"
DRAWN = 1000
CANDIDATES = 300
SPAN = re.compile(r"<(Task|Contrib|Method)>\s*(.+?)\s*</\1>")
BEFORE = {
    "en": ("A study of ", "An analysis of ", "Problems of ", "Towards "),
    "ru": ("Исследование ", "Особенности ", "Совершенствование ", "Проблемы "),
}
BEHIND = {
    "en": (": the case of Siberia", " in modern conditions", ": an example"),
    "ru": (" на примере Сибири", " в современных условиях", ": на материале региона"),
}


def english() -> list[str]:
    """Titles with at least five telling words, each once."""
    with gzip.open(DATA / "arxiv_field_15932.tsv.gz", "rt", encoding="utf-8") as lines:
        titles = {" ".join(line.split("\t")[2].split()) for line in lines if line.count("\t") >= 7}
    return sorted(title for title in titles if len(told_words(title)) >= 5)


def russian() -> list[str]:
    """Marked phrases of five to sixteen telling words."""
    found = set()
    for path in sorted((DATA / "russian").glob("*.csv")):
        with path.open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                found.update(" ".join(re.sub(r"<[^>]*>", " ", span[1]).split()) for span in SPAN.findall(row["text"]))
    return sorted(one for one in found if 5 <= len(told_words(one)) <= 16)


def _case(word: str, draw: random.Random) -> str:
    from pymorphy3 import MorphAnalyzer

    if not hasattr(_case, "morph"):
        _case.morph = MorphAnalyzer()  # type: ignore[attr-defined]
    parsed = _case.morph.parse(word)[0]  # type: ignore[attr-defined]
    changed = parsed.inflect({draw.choice(("gent", "datv", "ablt", "nomn"))})
    return str(changed.word) if changed else word


def rules(language: str, words: list[str], draw: random.Random) -> list[Callable[[str], str]]:
    """The rules of rewriting."""

    def swapped(title: str) -> str:
        head, sign, tail = title.partition(":")
        parts = (head, tail) if sign else (" ".join(title.split()[: len(title.split()) // 2]), " ".join(title.split()[len(title.split()) // 2 :]))
        return f"{parts[1].strip()}: {parts[0].strip()}"

    def general(title: str) -> str:
        return draw.choice(BEFORE[language]) + title if draw.random() < 0.5 else title + draw.choice(BEHIND[language])

    def fewer(title: str) -> str:
        kept = title.split()
        for _time in range(len(kept) // 3):
            kept.pop(draw.randrange(len(kept)))
        return " ".join(kept)

    def other(title: str) -> str:
        kept = title.split()
        kept[draw.randrange(len(kept))] = draw.choice(words)
        return " ".join(kept)

    def mistyped(title: str) -> str:
        kept = title.split()
        place = max(range(len(kept)), key=lambda spot: (len(kept[spot]), draw.random()))
        word = kept[place]
        at = draw.randrange(1, max(2, len(word) - 2))
        kept[place] = word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]
        return " ".join(kept)

    def endings(title: str) -> str:
        if language == "ru":
            return " ".join(_case(word, draw) if draw.random() < 0.5 else word for word in title.split())
        return " ".join(
            (word[:-1] if word.endswith("s") else f"{word}s") if draw.random() < 0.4 and word.isalpha() else word for word in title.split()
        )

    return [swapped, general, fewer, other, mistyped, endings]


def pairs(language: str, titles: list[str]) -> list[tuple[bool, str, str, bool]]:
    """(is the same, one, other, have a common key): as many true as false ones."""
    draw = random.Random(5)
    words = [word for title in titles for _stem, word in told_words(title)]
    made = rules(language, words, draw)
    index: dict[str, list[int]] = defaultdict(list)
    for place, title in enumerate(titles):
        for key in keys_of((title,)):
            index[key].append(place)
    found = []
    for place in sorted(draw.sample(range(len(titles)), min(DRAWN, len(titles)))):
        title = titles[place]
        changed = title
        for rule in draw.sample(made, 2):
            changed = rule(changed)
        found.append((True, title, changed, bool(keys_of((title,)) & keys_of((changed,)))))
        near: dict[int, float] = defaultdict(float)
        for key in keys_of((title,)):
            for other in index[key]:
                if other != place:
                    near[other] += 1 / len(index[key])
        if near:
            best = sorted(near, key=lambda other: (-near[other], other))[:50]
            worst = max(best, key=lambda other: compare(Topic("n", (title,)), Topic("o", (titles[other],))).score)
            found.append((False, title, titles[worst], True))
    return found


def measured(scored: list[tuple[bool, float]], threshold: float) -> tuple[float, float]:
    """Precision and recall."""
    hits = [same for same, score in scored if score >= threshold]
    return sum(hits) / len(hits) if hits else 1.0, sum(hits) / max(sum(same for same, _score in scored), 1)


def main() -> list[dict[str, Any]]:
    """Print the figures and return rows of subject, measure and ours."""
    rows: list[dict[str, Any]] = []
    if not DATA.exists():
        print("no real titles at", DATA)
        return rows
    for language, titles in (("en", english()), ("ru", russian())):
        labelled = pairs(language, titles)
        print(
            language,
            len(titles),
            "titles,",
            len(labelled),
            "pairs; true pairs without a common key:",
            sum(not key for same, _a, _b, key in labelled if same),
        )
        scored = [(same, compare(Topic("n", (one,)), Topic("o", (other,))).score if key else 0.0) for same, one, other, key in labelled]
        half, rest = scored[: len(scored) // 2], scored[len(scored) // 2 :]
        for threshold in (0.5, 0.55, 0.6, 0.65, 0.7, 0.75):
            (precision, recall), (other_precision, other_recall) = measured(half, threshold), measured(rest, threshold)
            print(f"  {threshold:.2f}  precision {precision:.3f} recall {recall:.3f}   held out: {other_precision:.3f} {other_recall:.3f}")
            rows.append(
                {
                    "subject": SUBJECT,
                    "measure": f"{language}: precision, recall at {threshold} (held out)",
                    "ours": f"{other_precision:.3f}, {other_recall:.3f}",
                }
            )
        reached = among_candidates(titles, labelled)
        print(f"  the original is among the first {CANDIDATES} of {len(titles)} by common keys: {reached:.3f}")
        rows.append({"subject": SUBJECT, "measure": f"{language}: original among {CANDIDATES} candidates", "ours": round(reached, 3)})
    rows.append(_speed(english()))
    for row in rows:
        print(row)
    return rows


def among_candidates(titles: list[str], labelled: list[tuple[bool, str, str, bool]]) -> float:
    """The share of rewritten topics whose original is among the candidates that share the most keys, as the register asks its database."""
    index: dict[str, set[str]] = defaultdict(set)
    for title in titles:
        for key in keys_of((title,)):
            index[key].add(title)
    reached = []
    for original, changed in [(one, other) for same, one, other, _key in labelled if same][::4]:
        counts: dict[str, int] = defaultdict(int)
        for key in keys_of((changed,)):
            for title in index[key]:
                counts[title] += 1
        best = sorted(counts, key=lambda title: (-counts[title], title))[:CANDIDATES]
        reached.append(original in best)
    return sum(reached) / len(reached)


def _speed(titles: list[str]) -> dict[str, Any]:
    """One question against 300 candidates, stems known beforehand and not."""
    began = time.process_time()
    earlier = [Topic(str(place), (title,)) for place, title in enumerate(titles[:300])]
    for one in earlier:
        compare(Topic("n", (titles[-1],)), one)
    seconds = time.process_time() - began
    print(f"one question against 300 candidates: {1000 * seconds:.1f} ms")
    return {"subject": SUBJECT, "measure": "one question against 300 candidates, ms", "ours": round(1000 * seconds, 1)}


if __name__ == "__main__":
    main()
