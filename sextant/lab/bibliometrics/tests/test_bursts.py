"""Bursts against a hand-worked example, against all sequences of states, and refusals."""

from itertools import product
from math import comb, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sextant.lab.bibliometrics.bursts import Burst, bursts
from sextant.lab.bibliometrics.findings import BibliometricsError

YEARS = [2001, 2002, 2003, 2004]


def test_a_burst_worked_by_hand() -> None:
    """p0 = 14/40 = 0.35, p1 = 0.7. A year of 6 in 10 saves 6 ln 2 + 4 ln(0.3/0.65) = 1.066124, two of them 2.132247;
    the way up costs ln 4 = 1.386294: the burst pays."""
    (found,) = bursts([[1, 1, 6, 6]], [10] * 4, terms=["open access"], years=YEARS)
    assert found == Burst("open access", 2003, 2004, 2.132247)
    assert bursts([[1, 1, 6, 6]], [10] * 4, terms=["open access"], years=YEARS, gamma=1.6) == []


def test_nothing_and_an_even_stream_do_not_burst() -> None:
    assert bursts([[0, 0, 0, 0], [3, 3, 3, 3]], [10] * 4, terms=["a", "b"], years=YEARS) == []
    assert bursts([[0, 0]], [0, 0], terms=["a"], years=[1, 2]) == []


def test_an_inner_burst_stands_within_an_outer_one() -> None:
    found = bursts([[1, 1, 30, 60, 30, 1, 1, 1]], [100] * 8, terms=["t"], years=list(range(8)), levels=2)
    assert [(one.level, one.start, one.end) for one in found] == [(1, 2, 4), (2, 3, 3)]


def cheapest_by_trying_all(hits: list[int], totals: list[int], gamma: float) -> float:
    """The cost of the best of all sequences of two states, with the binomial coefficient kept in."""
    p0 = sum(hits) / sum(totals)
    shares = [p0, min(2 * p0, 0.9999)]

    def cost(path: tuple[int, ...]) -> float:
        stay = sum(-log(comb(d, r)) - r * log(shares[i]) - (d - r) * log(1 - shares[i]) for i, r, d in zip(path, hits, totals, strict=True))
        return stay + sum(gamma * log(len(hits)) for a, b in zip((0, *path), path, strict=False) if b > a)

    return min(map(cost, product((0, 1), repeat=len(hits))))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(10, 30)), min_size=2, max_size=7), st.floats(0.1, 2))
def test_no_sequence_of_states_is_cheaper(rows: list[tuple[int, int]], gamma: float) -> None:
    hits, totals = [r for r, _ in rows], [d for _, d in rows]
    if not sum(hits):
        return
    found = bursts([hits], totals, terms=["t"], years=list(range(len(rows))), gamma=gamma)
    inside = {year for one in found for year in range(one.start, one.end + 1)}
    p0 = sum(hits) / sum(totals)
    p1 = min(2 * p0, 0.9999)
    paid = sum(
        -log(comb(d, r)) - r * log(p1 if t in inside else p0) - (d - r) * log(1 - (p1 if t in inside else p0)) for t, (r, d) in enumerate(rows)
    )
    paid += gamma * log(len(rows)) * len(found)
    assert paid == pytest.approx(cheapest_by_trying_all(hits, totals, gamma))


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"years": [], "counts": [[]], "totals": []}, "no_years"),
        ({"totals": [10, 10]}, "uneven"),
        ({"scaling": 1.0}, "scaling"),
        ({"gamma": -1.0}, "gamma"),
        ({"counts": [[1, 1, 60, 6]]}, "more_than_all"),
    ],
)
def test_what_cannot_be_asked_is_refused(changed: dict[str, object], code: str) -> None:
    asked = {"counts": [[1, 1, 6, 6]], "totals": [10] * 4, "terms": ["t"], "years": YEARS, **changed}
    with pytest.raises(BibliometricsError) as caught:
        bursts(asked.pop("counts"), asked.pop("totals"), **asked)  # type: ignore[arg-type]
    assert caught.value.code == code
    assert caught.value.sentence("ru") != caught.value.sentence("en")


def test_thousands_of_terms_are_found_at_once_as_one_by_one() -> None:
    chance = np.random.default_rng(7)
    totals = [500] * 20
    table = chance.binomial(500, 0.02, size=(300, 20))
    table[:40, 8:12] += 30
    names = [f"t{place}" for place in range(300)]
    together = bursts(table, totals, terms=names, years=list(range(20)))
    single = [one for place, name in enumerate(names) for one in bursts(table[place : place + 1], totals, terms=[name], years=list(range(20)))]
    assert sorted(together, key=str) == sorted(single, key=str)
    assert {one.term for one in together if one.start == 8 and one.end == 11} >= set(names[:40])
