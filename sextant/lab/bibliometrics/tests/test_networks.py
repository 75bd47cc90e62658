"""Networks, clusters, themes and their identities, against examples worked by hand and independent reckonings."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sextant.lab.bibliometrics.clusters import Cluster, leiden
from sextant.lab.bibliometrics.findings import BibliometricsError
from sextant.lab.bibliometrics.networks import Network, association_strength, coupled, equivalence, together
from sextant.lab.bibliometrics.themes import Theme, followed, passages, themes

DOCUMENTS = [["a", "b"], ["b", "a", "a"], ["c", "d"], ["b", "c"]]
WORDS = st.lists(st.lists(st.sampled_from("abcdefg"), max_size=5), max_size=12)


def tie(network: Network, one: str, two: str) -> float:
    return float(network.ties[network.names.index(one), network.names.index(two)])


def test_words_together_worked_by_hand() -> None:
    network = together(DOCUMENTS)
    assert (network.names, network.sizes.tolist()) == (("a", "b", "c", "d"), [2, 3, 2, 1])
    assert network.edges() == [("a", "b", 2.0), ("b", "c", 1.0), ("c", "d", 1.0)]
    assert tie(association_strength(network), "a", "b") == pytest.approx(2 / 6)
    assert [round(tie(equivalence(network), *pair), 6) for pair in ("ab", "bc", "cd")] == [0.666667, 0.166667, 0.5]
    assert together([["a", "b", "c"], ["a", "b"]], fractional=True).edges() == [("a", "b", 1.5), ("a", "c", 0.5), ("b", "c", 0.5)]


def test_coupling_counts_shared_references() -> None:
    network = coupled([("x", ["r1", "r2", "r3"]), ("y", ["r2", "r3"]), ("z", ["r3"]), ("w", [])])
    assert (network.names, network.sizes.tolist()) == (("x", "y", "z", "w"), [3, 2, 1, 0])
    assert network.edges() == [("x", "y", 2.0), ("x", "z", 1.0), ("y", "z", 1.0)]


@settings(max_examples=80, deadline=None)
@given(WORDS)
def test_ties_are_what_counting_pairs_gives(documents: list[list[str]]) -> None:
    counted: dict[tuple[str, str], int] = {}
    for words in documents:
        for pair in combinations(sorted(set(words)), 2):
            counted[pair] = counted.get(pair, 0) + 1
    assert {(a, b): w for a, b, w in together(documents).edges()} == counted


def test_one_work_and_none_make_a_network() -> None:
    assert (together([]).edges(), together([["a"]]).edges(), leiden(together([])), themes(together([["a"]]))) == ([], [], [], [])


def test_the_largest_nodes_are_kept() -> None:
    assert together(DOCUMENTS).narrowed(2).edges() == [("a", "b", 2.0)]
    assert together(DOCUMENTS).narrowed(9, least=3).names == ("b",)


def test_two_cliques_joined_by_a_word_are_two_clusters_every_time() -> None:
    documents = [*combinations("abcd", 2)] * 3 + [*combinations("wxyz", 2)] * 2 + [("d", "w")]
    found = leiden(together(documents))
    assert [sorted(one.members) for one in found] == [list("abcd"), list("wxyz")]
    assert found == leiden(together(documents[::-1]))
    with pytest.raises(BibliometricsError, match="above 0"):
        leiden(together(documents), resolution=0)


def test_a_word_that_stands_alone_is_a_cluster_of_its_own() -> None:
    assert [one.members for one in leiden(together([["a", "b"], ["a", "b"], ["z"]]))] == [("a", "b"), ("z",)]


def test_callon_s_measures_worked_by_hand() -> None:
    """e_ab = 4/6, e_cd = 1/2, e_bc = 1/6: both are as central, 10/6; densities are 100 · (4/6) / 2 and 100 · (1/2) / 2."""
    found = themes(together(DOCUMENTS), [Cluster(("a", "b"), 5.0), Cluster(("c", "d"), 3.0)])
    assert [(one.centrality, one.density, one.quarter) for one in found] == [(1.666667, 33.333333, "motor"), (1.666667, 25.0, "basic")]


@settings(max_examples=60, deadline=None)
@given(WORDS)
def test_callon_s_measures_are_sums_over_pairs(documents: list[list[str]]) -> None:
    network = together(documents)
    index = equivalence(network)
    for theme in themes(network):
        inside = sum(tie(index, *pair) for pair in combinations(theme.words, 2))
        outside = sum(tie(index, one, two) for one in theme.words for two in network.names if two not in theme.words)
        assert (theme.density, theme.centrality) == (pytest.approx(100 * inside / len(theme.words), abs=1e-5), pytest.approx(10 * outside, abs=1e-5))


def a_theme(words: str) -> Theme:
    return Theme(tuple(words), 1.0, 1.0, 1.0, "motor")


def test_a_theme_keeps_its_identity_while_its_words_change() -> None:
    periods = [[a_theme("abc"), a_theme("xyz")], [a_theme("xyw"), a_theme("abd"), a_theme("pq")], [a_theme("adb"), a_theme("pqr")]]
    assert [[one.identity for one in period] for period in followed(periods)] == [[1, 2], [2, 1, 3], [1, 3]]
    assert [(one.before, one.after, one.shared, one.inclusion, one.jaccard) for one in passages(periods) if one.period == 0] == [
        (0, 1, ("a", "b"), 0.666667, 0.5),
        (1, 0, ("x", "y"), 0.666667, 0.5),
    ]


def test_an_identity_has_one_heir_and_is_never_given_twice() -> None:
    periods = [[a_theme("abcd")], [a_theme("ab"), a_theme("cd")], [], [a_theme("abcd")]]
    assert [[one.identity for one in period] for period in followed(periods)] in ([[1], [1, 2], [], [3]], [[1], [2, 1], [], [3]])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sets(st.sampled_from("abcdefgh"), min_size=1).map(sorted), max_size=4), max_size=4))
def test_identities_within_a_period_differ(periods: list[list[list[str]]]) -> None:
    for period in followed([[a_theme("".join(words)) for words in period] for period in periods]):
        identities = [one.identity for one in period]
        assert len(set(identities)) == len(identities)
        assert 0 not in identities


def test_memory_follows_the_pairs_that_occur() -> None:
    """A dense matrix of 40,000 words would hold 1.6 · 10⁹ numbers; ties kept are those that occur."""
    chance = np.random.default_rng(3)
    documents = [[str(word) for word in chance.integers(0, 40_000, 5)] for _ in range(20_000)]
    network = together(documents)
    assert len(network.names) > 35_000
    assert network.ties.nnz <= 2 * 10 * 20_000
