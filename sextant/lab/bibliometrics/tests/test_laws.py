"""Lotka, Bradford, spectroscopy and the main path against examples worked by hand and independent reckonings."""

import itertools

import networkx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sextant.lab.bibliometrics.findings import BibliometricsError
from sextant.lab.bibliometrics.laws import bradford, counted, lotka
from sextant.lab.bibliometrics.main_path import main_path
from sextant.lab.bibliometrics.spectroscopy import spectroscopy


def authors(table: dict[int, int]) -> dict[str, int]:
    return {f"{works}-{place}": works for works, number in table.items() for place in range(number)}


def test_lotka_by_squares_worked_by_hand() -> None:
    """64, 16 and 4 authors with 1, 2 and 4 works lie on authors = 64 / works²."""
    found = lotka(authors({1: 64, 2: 16, 4: 4}))
    assert (found.exponent_by_squares, found.authors, [row[:2] for row in found.rows]) == (2.0, 84, [(1, 64), (2, 16), (4, 4)])


@pytest.mark.parametrize("exponent", [1.8, 2.0, 2.6])
def test_lotka_s_exponent_is_found_again(exponent: float) -> None:
    drawn = np.random.default_rng(11).zipf(exponent, 20_000)
    found = lotka({str(place): int(works) for place, works in enumerate(drawn)})
    assert (abs(found.exponent - exponent) < 0.03, found.holds) == (True, True)


def test_lotka_is_refused_where_everybody_is_as_productive() -> None:
    assert not lotka({str(place): 5 for place in range(100)}).holds
    with pytest.raises(BibliometricsError, match="too few"):
        lotka({"a": 1})
    with pytest.raises(BibliometricsError, match="above 0"):
        lotka({**{str(place): 1 for place in range(20)}, "b": 0})


def test_bradford_worked_by_hand() -> None:
    """Thirty works in six journals: ten in one, ten in two, ten in three."""
    found = bradford({"a": 10, "b": 5, "c": 5, "d": 4, "e": 3, "f": 3})
    assert [(one.sources, one.works, one.multiplier) for one in found] == [(("a",), 10, None), (("b", "c"), 10, 2.0), (("d", "e", "f"), 10, 1.5)]
    with pytest.raises(BibliometricsError, match="cannot be shared out"):
        bradford({"a": 1}, zones=3)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(1, 50), min_size=3))
def test_bradford_loses_no_source(works: dict[str, int]) -> None:
    found = bradford(works)
    assert sorted(name for zone in found for name in zone.sources) == sorted(works)
    assert sum(zone.works for zone in found) == sum(works.values())


def test_names_are_counted_once_a_document() -> None:
    assert counted([["a", "a", "b"], ["a"]]) == {"a": 2, "b": 1}


def test_spectroscopy_worked_by_hand() -> None:
    """1, 5 and 2 references: medians of five years are 1, 1 and 1."""
    found = spectroscopy([(2000, "x"), *[(2001, "y")] * 4, (2001, "z"), *[(2002, "w")] * 2])
    assert [(one.year, one.references, one.deviation, one.is_peak) for one in found] == [
        (2000, 1, 0.0, False),
        (2001, 5, 4.0, True),
        (2002, 2, 1.0, False),
    ]
    assert found[1].most_cited == (("y", 4), ("z", 1))
    assert [one.references for one in spectroscopy([(1990, "x"), (1993, "y")])] == [1, 0, 0, 1]
    with pytest.raises(BibliometricsError, match="no years"):
        spectroscopy([])


def test_the_main_path_worked_by_hand() -> None:
    """From a three ways lead to the ends e and f: a-b-d-e, a-c-d-e, a-c-f. Two go over a-c and d-e; a-c-d-e weighs 2 + 1 + 2."""
    found = main_path([("b", "a"), ("c", "a"), ("d", "b"), ("d", "c"), ("e", "d"), ("f", "c")])
    assert found.path == (("a", "c", 2), ("c", "d", 1), ("d", "e", 2))
    assert (found.works, found.notes) == (("a", "c", "d", "e"), ())


def test_a_circle_of_citations_is_cut_and_told() -> None:
    found = main_path([("a", "b"), ("b", "a"), ("c", "b"), ("d", "d")], {"a": 2001, "b": 2002, "c": 2003})
    assert (found.works, [note.code for note in found.notes]) == (("a", "b", "c"), ["cycle_cut"])
    assert main_path([]).path == ()


EDGES = st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda pair: pair[0] > pair[1]), max_size=18)


@settings(max_examples=80, deadline=None)
@given(EDGES)
def test_weights_are_the_numbers_of_paths(citations: set[tuple[int, int]]) -> None:
    found = main_path([(str(a), str(b)) for a, b in citations])
    graph = networkx.DiGraph([(str(b), str(a)) for a, b in citations])
    begins, ends = [n for n in graph if graph.in_degree(n) == 0], [n for n in graph if graph.out_degree(n) == 0]
    paths = [path for one in begins for two in ends for path in networkx.all_simple_paths(graph, one, two)]
    over: dict[tuple[str, str], int] = {}
    for path in paths:
        for pair in itertools.pairwise(path):
            over[pair] = over.get(pair, 0) + 1
    assert found.weights == over
    heaviest = max((sum(over[pair] for pair in itertools.pairwise(path)) for path in paths), default=0)
    assert sum(weight for _a, _b, weight in found.path) == heaviest
