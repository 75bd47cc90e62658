"""Formulas of the observatory beside peers, on 456 real records of one topic from Scopus, Web of Science and PubMed.

Agree: bursts, search path counts and main path (pyBibX), Lotka (powerlaw), growth with its interval (statsmodels), weights of words and the loss of
topics (scikit-learn), coupling, co-authorship and spectroscopy (metaknowledge), coupling and co-citation (networkx). Differ, and why:

- pyBibX charges γ for a step into a burst where Kleinberg's paper charges γ ln n, so that it finds more and shorter bursts; with γ ln n it finds ours.
- `burst_detection` 0.1.3 asks numpy for a name that it no longer has, and takes the cheaper state year by year without looking back: not asked.
- pyBibX's network of co-citation counts what two works both cite: it is coupling. Its real pairs are those of `top_cited_co_references`.
- metaknowledge takes references of one author, year and source for one work, ours those of one DOI, place or text: nine ties in ten weigh the same. Its
  spectroscopy leaves out references to the year of the citing work and the one before it; asked for the same ours gives the same numbers.
- Bradford's zones and Callon's diagram have no peer on the Python index (bibliometrix, which has both, is R): hand-worked examples stand in
  `lab/bibliometrics`, and the definition is counted again here over networkx. litstudy resolves references of its own sources alone, and
  tethne does not install.
"""

from __future__ import annotations

import itertools
import os
import re
from collections import Counter
from pathlib import Path

import networkx
import numpy as np
import pytest
from networkx.algorithms import bipartite
from scipy.special import stdtrit

from sextant.lab.bibliometrics.bursts import bursts
from sextant.lab.bibliometrics.clusters import leiden
from sextant.lab.bibliometrics.growth import growth
from sextant.lab.bibliometrics.laws import lotka
from sextant.lab.bibliometrics.main_path import main_path
from sextant.lab.bibliometrics.networks import coupled, together
from sextant.lab.bibliometrics.spectroscopy import spectroscopy
from sextant.lab.bibliometrics.themes import themes
from sextant.lab.bibliometrics.topics import factorised, vocabulary, weighed
from sextant.lab.observatory.citations import within
from sextant.lab.observatory.units import reference_identities, references, units_of
from tests.peers.questions import as_web_of_science, merged_corpus, told_by

DATA = Path(os.environ.get("SEXTANT_TEST_DATA", "../shared/data")) / "literature"
pytestmark = [pytest.mark.once, pytest.mark.skipif(not (DATA / "merge").is_dir(), reason="no literature/merge under SEXTANT_TEST_DATA")]
TOPICS = (4, 8)
GAMMA = 0.25
"""Low, so that a small corpus has bursts to compare."""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return merged_corpus(tmp_path_factory.mktemp("peers"), DATA / "merge")


@pytest.fixture(scope="module")
def by_year(corpus):
    """Terms, their works by year, all works by year, years: keywords of three works or more."""
    found = units_of(corpus, "keywords").works(corpus)
    years = list(range(min(one.year for one in corpus.landed), max(one.year for one in corpus.landed) + 1))
    terms = sorted(term for term, works in found.items() if len(works) >= 3)
    counts = [[sum(one.year == year for one in found[term]) for year in years] for term in terms]
    return terms, counts, [sum(one.year == year for one in corpus.landed) for year in years], years


@pytest.fixture(scope="module")
def cited(corpus):
    """The main path, with works as numbers in the order of the corpus."""
    number = {one.work: place for place, one in enumerate(corpus.landed)}
    ties = [(str(number[citing]), str(number[citedly])) for citing, citedly in sorted(within(corpus))]
    return main_path(ties, {str(place): one.year or 0 for place, one in enumerate(corpus.landed)})


def runs(terms, counts, totals, years) -> set[tuple[str, int, int, float]]:
    return {(one.term, one.start, one.end, round(one.weight, 4)) for one in bursts(counts, totals, terms=terms, years=years, gamma=GAMMA)}


@pytest.fixture(scope="module")
def pybibx(corpus, by_year, cited):
    _terms, counts, totals, _years = by_year
    citations = [(int(citing), int(citedly)) for citedly, citing in cited.weights]
    return told_by(
        "pybibx", {"counts": counts, "totals": totals, "gamma": GAMMA, "citations": citations, "years": [one.year or 0 for one in corpus.landed]}
    )


def test_bursts_are_those_of_pybibx_at_the_price_of_the_paper(by_year, pybibx) -> None:
    terms, _counts, _totals, years = by_year
    theirs = {(term, years[a], years[b], round(w, 4)) for term, found in zip(terms, pybibx["bursts"], strict=True) for a, b, w in found}
    assert theirs == runs(*by_year)
    assert len(theirs) > 5
    assert sum(map(len, pybibx["bursts_without_ln"])) > sum(map(len, pybibx["bursts"]))


def test_path_counts_and_the_main_path_are_those_of_pybibx(cited, pybibx) -> None:
    theirs = {(str(source), str(target)): weight for source, target, weight in pybibx["weights"]}
    assert theirs == cited.weights
    whole = sum(weight for _cited, _citing, weight in cited.path)
    assert whole == sum(theirs[str(one), str(two)] for one, two in itertools.pairwise(pybibx["path"]))


def test_path_counts_are_numbers_of_paths(cited) -> None:
    graph = networkx.DiGraph(list(cited.weights))
    part = graph.subgraph(max(networkx.weakly_connected_components(graph.subgraph([one for one in graph if int(one) % 3])), key=len))
    counts: Counter[tuple[str, str]] = Counter()
    sources, sinks = ([one for one, degree in part.degree if not side(one)] for side in (part.in_degree, part.out_degree))
    for source, sink in itertools.product(sources, sinks):
        for path in networkx.all_simple_paths(part, source, sink):
            counts.update(itertools.pairwise(path))
    assert main_path([(citing, citedly) for citedly, citing in part.edges]).weights == dict(counts)


@pytest.fixture(scope="module")
def formulas(corpus, by_year):
    _terms, _counts, totals, _years = by_year
    table = word_table(corpus).counts.tocoo()
    question = {
        "totals": totals,
        "t": float(stdtrit(len(totals) - 2, 0.975)),
        "works_of_authors": [len(works) for works in units_of(corpus, "authors").works(corpus).values()],
        "table": [table.row.tolist(), table.col.tolist(), table.data.tolist(), list(table.shape)],
        "topics": TOPICS,
    }
    return told_by("formulas", question)


def word_table(corpus):
    return vocabulary((re.findall(r"[a-z]{4,}", one.title.lower()) for one in corpus.landed), least=3)


def test_lotka_is_the_likeliest_power_law(corpus, formulas) -> None:
    found = lotka({key: len(works) for key, works in units_of(corpus, "authors").works(corpus).items()})
    alpha, distance = formulas["lotka"]
    assert found.exponent == pytest.approx(alpha, abs=1e-3)
    assert found.distance == pytest.approx(distance, abs=2e-3)


def test_growth_and_its_interval_are_those_of_a_generalised_linear_model(by_year, formulas) -> None:
    found = growth(by_year[2])
    assert (found.rate, found.low, found.high) == pytest.approx(formulas["growth"], abs=1e-4)


def test_weights_of_words_are_those_of_scikit_learn_and_topics_lose_no_more(corpus, formulas) -> None:
    table = weighed(word_table(corpus))
    assert table.toarray()[:20] == pytest.approx(np.array(formulas["weights"]), abs=1e-8)
    left, values, right = np.linalg.svd(table.toarray(), full_matrices=False)
    for number in TOPICS:
        weights, parts = factorised(table, left[:, :number], values[:number], right[:number])
        assert np.linalg.norm(table.toarray() - weights @ parts) <= formulas["losses"][str(number)] * 1.002


@pytest.fixture(scope="module")
def web_of_science(tmp_path_factory):
    """The 210 records of Web of Science as both sides read them, with the peer's answer."""
    folder = tmp_path_factory.mktemp("wos")
    path = as_web_of_science(folder, DATA / "merge" / "mcda_wos.bib")
    answer = told_by("metaknowledge", {"file": str(path), "since": 1950, "until": 2023})
    (folder / "own").mkdir()
    (folder / "own" / "wos.txt").write_bytes(path.read_bytes())
    return merged_corpus(folder, folder / "own"), answer


def numbered(ties, number) -> dict[tuple[int, ...], float]:
    return {tuple(sorted(map(number, ends))): weight for ends, weight in ties}


def test_coupling_is_that_of_metaknowledge_but_for_who_is_who(web_of_science) -> None:
    corpus, answer = web_of_science
    number = {one.work: int(re.search(r"W(\d+) ", one.title)[1]) for one in corpus.landed}
    found = coupled(sorted(units_of(corpus, "references").by_work.items()))
    ours = numbered((((a, b), w) for a, b, w in found.edges()), number.get)
    theirs = numbered(answer["coupling"], lambda name: int(re.search(r"W(\d+) ", name)[1]))
    both = set(ours) & set(theirs)
    assert len(both) >= 0.99 * len(ours)
    assert len(both) >= 0.93 * len(theirs)
    assert sum(ours[pair] == theirs[pair] for pair in both) >= 0.9 * len(both)


def test_coauthorship_is_that_of_metaknowledge_but_for_who_is_who(web_of_science) -> None:
    corpus, answer = web_of_science
    units = units_of(corpus, "authors")
    ours = numbered((((a, b), w) for a, b, w in together(units.by_work.values()).edges()), lambda key: units.labels[key][0].lower())
    theirs = numbered(answer["coauthors"], str.lower)
    both = set(ours) & set(theirs)
    assert len(both) >= 0.97 * max(len(ours), len(theirs))
    assert sum(ours[pair] == theirs[pair] for pair in both) >= 0.97 * len(both)


def test_spectroscopy_is_that_of_metaknowledge_for_the_references_it_takes(web_of_science) -> None:
    corpus, answer = web_of_science
    years = {one.work: one.year for one in corpus.landed}
    taken = [(one.year, key) for (work, one), key in zip(*with_keys(corpus), strict=True) if one.year and one.year + 2 <= years[work]]
    ours = {one.year: (one.references, one.deviation) for one in spectroscopy(taken)}
    theirs = {int(year): tuple(told) for year, told in answer["spectrum"].items()}
    shared = [year for year in theirs if year in ours and year >= 1955]
    assert sum(abs(ours[year][0] - theirs[year][0]) for year in shared) <= 0.01 * sum(theirs[year][0] for year in shared)
    assert sum(ours[year][0] == theirs[year][0] for year in shared) >= 0.9 * len(shared)


def with_keys(corpus):
    read = list(references(corpus))
    return read, reference_identities(one for _work, one in read)


def test_coupling_and_cocitation_are_projections_of_one_graph(corpus) -> None:
    cited = units_of(corpus, "references").by_work
    graph = networkx.Graph()
    graph.add_edges_from((f"w {work}", f"r {key}") for work, keys in cited.items() for key in keys)
    for found, side in ((coupled(sorted(cited.items())), "w"), (together(keys for keys in cited.values() if len(keys) < 40), "r")):
        if side == "r":
            graph = networkx.Graph([(f"w {work}", f"r {key}") for work, keys in cited.items() if len(keys) < 40 for key in keys])
        projected = bipartite.weighted_projected_graph(graph, [one for one in graph if one.startswith(side)])
        theirs = {frozenset((one[2:], two[2:])): weight for one, two, weight in projected.edges(data="weight")}
        assert {frozenset((one, two)): weight for one, two, weight in found.edges()} == theirs


def test_themes_have_the_centrality_and_density_of_their_definition(corpus) -> None:
    """Callon's sums counted again over a graph of networkx: e = c² / (c c), inside over the words, outside ties ten times."""
    keywords = list(units_of(corpus, "keywords").by_work.values())
    network = together(keywords).narrowed(80, 2)
    works = Counter(word for one in keywords for word in one)
    graph = networkx.Graph()
    for one, two, ties in network.edges():
        graph.add_edge(one, two, e=ties**2 / (works[one] * works[two]))
    for theme in themes(network, leiden(network)):
        inside = graph.subgraph(theme.words).size(weight="e")
        outside = sum(told["e"] for _one, _two, told in networkx.edge_boundary(graph, theme.words, data=True))
        assert (theme.density, theme.centrality) == pytest.approx((100 * inside / len(theme.words), 10 * outside), abs=1e-5)
