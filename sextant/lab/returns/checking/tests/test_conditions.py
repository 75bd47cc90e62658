"""The language of conditions: what is not there, and what a comparison makes of it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sextant.lab.returns.checking.conditions import Node, Scope, from_text, holds, number_of
from sextant.lab.returns.checking.panels import Columns, mask_of
from sextant.lab.returns.checking.tables import STATUSES
from sextant.lab.returns.checking.tests.factories import panel
from sextant.lab.returns.formulas import FormulaError

SCOPE = Scope({"visits": 10, "loans": 0, "staff_fte": 1.5}, {"hours_open": "missing"}, {"visits": 8})


@pytest.mark.parametrize(
    ("node", "answer"),
    [
        (from_text("visits > 9"), True),
        (from_text("visits > 9 and loans != 0"), False),
        (from_text("programmes > 0"), False),  # nothing is compared with nothing
        (["not", from_text("programmes > 0")], True),
        (from_text("visits / loans > 0"), False),  # divided by nought: nothing
        ([">", ["abs", ["-", ["before", "visits"], ["value", "visits"]]], ["number", 1.9]], True),
        (["status", "hours_open", "missing"], True),
        (["status", "visits", "missing"], False),
        (["has", "loans"], True),
        (["had", "loans"], False),
        (["whole", ["value", "staff_fte"]], False),
        (["whole", ["value", "visits"]], True),
        (["whole", ["value", "programmes"]], False),
        (["or", ["has", "programmes"], ["had", "visits"]], True),
    ],
)
def test_a_condition_holds_or_does_not(node: Node, answer: bool) -> None:
    assert holds(node, SCOPE) is answer


def test_arithmetic_with_nothing_is_nothing() -> None:
    assert number_of(["+", ["value", "visits"], ["value", "programmes"]], SCOPE) is None


@pytest.mark.parametrize("text", ["visits", "visits > 0 > 1", "visits >", "f(visits) > 0", ""])
def test_what_is_no_comparison_is_refused(text: str) -> None:
    with pytest.raises(FormulaError):
        from_text(text)


CODES = ("a", "b", "c")
NUMBERS = st.recursive(
    st.one_of(
        st.tuples(st.sampled_from(["value", "before"]), st.sampled_from(CODES)).map(list),
        st.integers(0, 5).map(lambda number: ["number", number]),
    ),
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(list("+-*/")), inner, inner).map(list),
        inner.map(lambda node: ["abs", node]),
    ),
    max_leaves=4,
)
CONDITIONS = st.recursive(
    st.one_of(
        st.tuples(st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), NUMBERS, NUMBERS).map(list),
        st.tuples(st.sampled_from(["has", "had"]), st.sampled_from(CODES)).map(list),
        st.tuples(st.just("status"), st.sampled_from(CODES), st.sampled_from(STATUSES[1:])).map(list),
        NUMBERS.map(lambda node: ["whole", node]),
    ),
    lambda inner: st.one_of(st.tuples(st.sampled_from(["and", "or"]), inner, inner).map(list), inner.map(lambda node: ["not", node])),
    max_leaves=4,
)
CELLS = st.one_of(st.integers(0, 6).map(float), st.sampled_from([0.5, float("nan")]))


@given(CONDITIONS, st.lists(CELLS, min_size=6, max_size=6), st.lists(st.integers(0, len(STATUSES) - 1), min_size=3, max_size=3))
def test_a_year_at_once_and_a_single_return_agree(node: Node, cells: list[float], words: list[int]) -> None:
    now = panel(
        2018, np.array([cells[:3]]), CODES, np.array([[word if value != value else 0 for word, value in zip(words, cells, strict=False)]], np.uint8)
    )
    before = panel(2017, np.array([cells[3:]]), CODES)
    scope = Scope(now.values_of(0), now.statuses_of(0), before.values_of(0))
    assert mask_of(node, Columns(now, before)).tolist() == [holds(node, scope)]
