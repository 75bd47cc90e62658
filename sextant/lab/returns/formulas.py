"""Formulas of indicators: plain arithmetic over variables, read safely and computed the same way twice.

A formula is text such as `loans / population` or `(a + b) / c * 1000`: names of variables, numbers, `+ - * /`
and brackets, nothing else. `evaluate` computes it for one library in Python, `to_sql` writes it for DuckDB;
a test holds the two against each other.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from typing import Literal

Status = Literal["ok", "missing", "not_collected", "suppressed"]

OPERATORS: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
LONGEST = 500
GREATEST = 1e15


class FormulaError(ValueError):
    """The text is no formula; the message says where."""


@dataclass(frozen=True, slots=True)
class Term:
    """A number or the name of a variable."""

    value: float | str


@dataclass(frozen=True, slots=True)
class Operation:
    """Two formulas joined by one of `+ - * /`."""

    operator: str
    left: Term | Operation
    right: Term | Operation


Formula = Term | Operation


@dataclass(frozen=True, slots=True)
class Result:
    """The value of a formula, or why there is none.

    `missing` names the variables that stood in the way, `reason` is `division_by_zero` where that did.
    """

    value: float | None
    status: Status
    missing: tuple[str, ...] = ()
    reason: str = ""


@cache
def parse(text: str) -> Formula:
    """The tree of a formula; raises `FormulaError` on anything but arithmetic over names and numbers."""
    if len(text) > LONGEST:
        raise FormulaError("the formula is too long")
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as reason:
        raise FormulaError(f"{text!r} is not a formula") from reason
    return _node(tree.body, text)


def _node(node: ast.expr, text: str) -> Formula:
    if isinstance(node, ast.Name) and node.id.isascii():
        return Term(node.id)
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return Term(_number(node.value, text))  # type: ignore[arg-type]
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        return Operation(OPERATORS[type(node.op)], _node(node.left, text), _node(node.right, text))
    raise FormulaError(f"{ast.unparse(node)!r} has no place in the formula {text!r}")


def _number(value: float, text: str) -> float:
    if not 0 <= value < GREATEST:
        raise FormulaError(f"a number is too great in the formula {text!r}")
    return float(value)


@cache
def inputs_of(text: str) -> tuple[str, ...]:
    """The variables of a formula by its text; worked out once, for it is asked for every library and year."""
    return variables_of(parse(text))


def variables_of(formula: Formula) -> tuple[str, ...]:
    """The variables of a formula, each once, in the order they stand."""
    if isinstance(formula, Term):
        return (formula.value,) if isinstance(formula.value, str) else ()
    return tuple(dict.fromkeys(variables_of(formula.left) + variables_of(formula.right)))


def evaluate(formula: Formula, values: dict[str, float | int], statuses: dict[str, str], inputs: tuple[str, ...] = ()) -> Result:
    """The value of a formula over one library's values; `inputs` are its variables, if the caller knows them.

    A variable in neither `values` nor `statuses` was not collected. The gravest reason wins, in the order
    not collected, suppressed, missing; `missing` names the variables it holds for. Nothing is divided by nought.
    """
    absent = [code for code in inputs or variables_of(formula) if code not in values]
    if absent:
        return _unavailable(absent, statuses)
    value = _compute(formula, values)
    if value is None:
        return Result(None, "missing", (), "division_by_zero")
    return Result(value, "ok")


def _unavailable(absent: list[str], statuses: dict[str, str]) -> Result:
    uncollected = tuple(code for code in absent if code not in statuses)
    if uncollected:
        return Result(None, "not_collected", uncollected)
    suppressed = tuple(code for code in absent if statuses[code] == "suppressed")
    if suppressed:
        return Result(None, "suppressed", suppressed)
    return Result(None, "missing", tuple(absent))


def _compute(formula: Formula, values: dict[str, float | int]) -> float | None:
    if isinstance(formula, Term):
        return float(values[formula.value]) if isinstance(formula.value, str) else formula.value
    left, right = _compute(formula.left, values), _compute(formula.right, values)
    if left is None or right is None:
        return None
    if formula.operator == "+":
        return left + right
    if formula.operator == "-":
        return left - right
    if formula.operator == "*":
        return left * right
    return left / right if right else None


def to_sql(formula: Formula, column: str = "{}") -> str:
    """The formula as SQL; `column` is the pattern of a variable's expression, such as `sum(v_{})`.

    NULL where a variable is NULL or a divisor is nought.
    """
    if isinstance(formula, Term):
        return column.format(formula.value) if isinstance(formula.value, str) else f"{formula.value!r}::double"
    left, right = to_sql(formula.left, column), to_sql(formula.right, column)
    if formula.operator == "/":
        right = f"nullif({right}, 0)"
    return f"({left} {formula.operator} {right})"
