"""What each peer does with a corpus, run by the Python of its own environment: `python observatory_peers.py NAME FILE` prints what it found.

Nothing of Sextant is imported here. Every peer does as much of the round as it has: reading, duplicates, works a year, words (or keywords) that
stand together. Seconds are those of the processor from before its import until its answer.
"""

from __future__ import annotations

import collections
import itertools
import json
import math
import os
import re
import resource
import sys
import time
from typing import Any

MOST = 120
WORD = re.compile(r"[a-z][a-z-]{2,}")
COMMON_WORDS = (
    "the and for that with are this from which can our have has been their not these more such using based also two was were than its other "
    "between into they use used both each new over paper study results show method methods approach data one most but how different when may"
)
COMMON = frozenset(COMMON_WORDS.split())


def litstudy(path: str) -> dict[str, Any]:
    """Reading, duplicates by title, works a year, words of titles and abstracts (it has no network of words)."""
    import litstudy

    found = litstudy.load_bibtex(path).unique()
    years = litstudy.compute_year_histogram(found)
    words = litstudy.compute_word_distribution(litstudy.build_corpus(found))
    return {"works": len(found), "years": len(years), "pairs": 0, "words": len(words)}


def pybibx(path: str) -> dict[str, Any]:
    """Reading with its profile of the file, duplicates, works a year, keywords of authors together."""
    import contextlib
    import io

    from pybibx.base import pbx_probe

    with contextlib.redirect_stdout(io.StringIO()):
        found = pbx_probe(path, db="scopus", del_duplicated=True)
        found.eda_bib()
        found._pbx_probe__adjacency_matrix_kwa(1)
    table = found.matrix_a.sparse.to_coo()
    return {"works": len(found.data), "years": int(found.data["year"].nunique()), "pairs": int(table.nnz // 2)}


def metaknowledge(path: str) -> dict[str, Any]:
    """Reading (works of one identifier are one), works a year, keywords together."""
    import metaknowledge

    found = metaknowledge.RecordCollection(path)
    years = found.timeSeries("year", pandasMode=False)
    pairs = found.cooccurrenceCounts("DE", "DE")  # its networkOneMode fails with every networkx that runs on Python 3.11
    return {"works": len(found), "years": len({one[1] if isinstance(one, tuple) else one for one in years}), "pairs": sum(map(len, pairs.values()))}


def bibx(path: str) -> dict[str, Any]:
    """Reading, duplicates by identifier, works a year (it has no network of words)."""
    import bibx

    with open(path, encoding="utf-8") as stream:  # noqa: PTH123
        found = bibx.read_scopus_bib(stream)
    return {"works": len(found.articles), "years": len(found.published_by_year()), "pairs": 0}


def pandas(path: str) -> dict[str, Any]:
    """A script of thirty lines over the table itself: works a year, the 120 most frequent words of titles and abstracts together."""
    import pandas

    names = ["id", "date", "title", "authors", "categories", "primary", "doi", "abstract"]
    table = pandas.read_csv(path, sep="\t", names=names, quoting=3, dtype=str, keep_default_na=False)
    table = table.drop_duplicates("title")
    years = table["date"].str[:4].value_counts()
    texts = (table["title"] + " " + table["abstract"]).str.lower()
    sets = [set(WORD.findall(text)) - COMMON for text in texts]
    counts = collections.Counter(word for one in sets for word in one)
    kept = {word for word, _count in counts.most_common(MOST)}
    pairs = collections.Counter(pair for one in sets for pair in itertools.combinations(sorted(one & kept), 2))
    return {"works": len(table), "years": len(years), "pairs": len(pairs)}


def script(path: str) -> dict[str, Any]:
    """The same round as ours, as a script would do it: BibTeX by bibtexparser, duplicates by title, labels of the thesaurus by one regular
    expression over small letters, works a year on each concept, the 120 largest together, bursts by the automaton of Kleinberg, term by term."""
    import bibtexparser
    import pandas

    with open(path, encoding="utf-8") as stream:  # noqa: PTH123
        parser = bibtexparser.bparser.BibTexParser(common_strings=True, ignore_nonstandard_types=False)
        table = pandas.DataFrame(bibtexparser.load(stream, parser).entries)
    table = table.assign(key=table["title"].str.lower()).drop_duplicates("key")
    with open(os.path.join(os.path.dirname(path), "labels.json"), encoding="utf-8") as stream:  # noqa: PTH118, PTH120, PTH123
        concept_of = json.load(stream)
    labels = sorted(concept_of, key=lambda one: (-len(one), one))
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, labels)) + r")\b")
    texts = (table["title"] + ". " + table["abstract"].fillna("")).str.lower()
    found = [{concept_of[label] for label in pattern.findall(text)} for text in texts]
    years = table["year"].astype(int)
    totals = years.value_counts().sort_index()
    long = pandas.DataFrame([(year, one) for year, concepts in zip(years, found, strict=True) for one in concepts], columns=["year", "concept"])
    counts = long.groupby(["concept", "year"]).size().unstack(fill_value=0).reindex(columns=totals.index, fill_value=0)
    kept = set(counts.sum(axis=1).nlargest(MOST).index)
    pairs = collections.Counter(pair for one in found for pair in itertools.combinations(sorted(one & kept), 2))
    bursts = sum(_bursts(list(row), list(totals)) for row in counts.to_numpy())
    return {"works": len(table), "years": len(totals), "pairs": len(pairs), "bursts": bursts}


def _bursts(hits: list[int], totals: list[int], s: float = 2.0, gamma: float = 1.0) -> int:
    """How many runs of years the automaton of two states spends above."""
    low = sum(hits) / sum(totals)
    shares = (low, min(low * s, 0.9999))
    price = gamma * math.log(len(totals))
    best, paths = [0.0, price], [[], []]  # type: ignore[var-annotated]
    for hit, whole in zip(hits, totals, strict=True):
        own = [-(hit * math.log(share) + (whole - hit) * math.log(1 - share)) for share in shares]
        ways = [min((best[before] + (price if now > before else 0.0), before) for before in (0, 1)) for now in (0, 1)]
        paths = [[*paths[before], now] for now, (_cost, before) in enumerate(ways)]
        best = [cost + own[now] for now, (cost, _before) in enumerate(ways)]
    path = paths[best.index(min(best))]
    return sum(now > before for before, now in itertools.pairwise([0, *path]))


if __name__ == "__main__":
    began = time.process_time()
    answer = {one.__name__: one for one in (litstudy, pybibx, metaknowledge, bibx, pandas, script)}[sys.argv[1]](sys.argv[2])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({**answer, "seconds": round(time.process_time() - began, 2), "memory": memory}))
