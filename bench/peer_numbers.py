"""Numbers of peers for the same input, so that ours can be checked against them: `python peer_numbers.py NAME < question.json` in the peer's
own environment. Nothing of Sextant is imported here. `tests/peers` asks, and says what agrees and what differs.
"""

from __future__ import annotations

import json
import math
import sys
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


if __name__ == "__main__":
    question = json.load(sys.stdin)
    print(json.dumps({one.__name__: one for one in (pybibx, formulas, metaknowledge)}[sys.argv[1]](question)))
