"""Formulas: what may stand in one, what it gives, and that Python and SQL agree."""

from __future__ import annotations

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sextant.lab.returns.formulas import Formula, FormulaError, Operation, Result, Term, evaluate, parse, to_sql, variables_of


def test_a_formula_is_computed_by_hand() -> None:
    values = {"a": 3, "b": 5, "c": 4}
    assert evaluate(parse("(a + b) / c * 5000"), values, {}) == Result(10_000, "ok")
    assert evaluate(parse("a - b * c"), values, {}) == Result(-17, "ok")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a +",
        "__import__('os')",
        "a.b",
        "a[0]",
        "a if b else c",
        "a ** b",
        "-a",
        "a == b",
        "lambda: a",
        "'a'",
        "True",
        "1e400",
        "а",
        "1" * 600,
        "9" * 400,
    ],
)
def test_anything_but_arithmetic_is_refused(text: str) -> None:
    with pytest.raises(FormulaError):
        parse(text)


def test_division_by_nought_is_missing_with_its_reason() -> None:
    assert evaluate(parse("a / b * 100"), {"a": 1, "b": 0}, {}) == Result(None, "missing", (), "division_by_zero")


def test_the_gravest_reason_wins_and_names_its_variables() -> None:
    formula = parse("a + b + c + d")
    assert evaluate(formula, {"d": 1}, {"a": "missing", "b": "suppressed"}) == Result(None, "not_collected", ("c",))
    assert evaluate(formula, {"d": 1, "c": 1}, {"a": "missing", "b": "suppressed"}) == Result(None, "suppressed", ("b",))
    assert evaluate(formula, {"d": 1, "c": 1}, {"a": "missing", "b": "not_applicable"}) == Result(None, "missing", ("a", "b"))


def test_the_variables_of_a_formula_stand_in_its_order() -> None:
    assert variables_of(parse("b / (a + b) * 1000")) == ("b", "a")


def formulas() -> st.SearchStrategy[Formula]:
    terms = st.builds(Term, st.sampled_from(["a", "b", "c"]) | st.sampled_from([1.0, 100.0, 0.5]))
    return st.recursive(terms, lambda inner: st.builds(Operation, st.sampled_from("+-*/"), inner, inner), max_leaves=6)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(formulas(), st.fixed_dictionaries({name: st.integers(0, 1000) for name in "abc"}))
def test_python_and_sql_give_the_same_to_the_last_bit(formula: Formula, values: dict[str, int]) -> None:
    cells = ", ".join(f"{value}::double as {name}" for name, value in values.items())
    found = ENGINE.execute(f"select {to_sql(formula)} from (select {cells})").fetchone()
    assert found == (evaluate(formula, dict(values), {}).value,)


ENGINE = duckdb.connect(":memory:")
