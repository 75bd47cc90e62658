"""Conditions over one return: a small language that Python, numpy and a browser evaluate alike.

A node is a JSON list whose first element names it:

    ["number", 0.5]  ["value", "visits"]  ["before", "visits"]     a number, the value of this year, that of the year before
    ["+", a, b]  ["-", a, b]  ["*", a, b]  ["/", a, b]  ["abs", a]  arithmetic over numbers
    ["<", a, b]  ["<=", a, b]  [">", a, b]  [">=", a, b]  ["==", a, b]  ["!=", a, b]
    ["and", c, d]  ["or", c, d]  ["not", c]
    ["has", "visits"]  ["had", "visits"]                            whether there is a number, this year and the year before
    ["status", "visits", "unknown"]                                 whether the variable has that status instead of a number
    ["whole", a]                                                    whether a number has no decimals

A number that is not there, or a division by nought, makes the arithmetic around it nothing; a comparison with nothing is false, and so is
`whole` of nothing. There is no other null logic: `not` turns true and false.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from ..formulas import Formula, FormulaError, Term, parse

Node = list[Any]
Number = float | int

COMPARED: dict[str, Callable[[Number, Number], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}
SIGN = re.compile(r"<=|>=|==|!=|<|>")


def from_formula(text: str, kind: str = "value") -> Node:
    """The node of a formula of `lab.returns.formulas`; raises `FormulaError`. `kind` is `value` or `before`."""
    return _node(parse(text), kind)


def from_text(text: str) -> Node:
    """The node of a condition such as `computers > 0 and visits >= loans / 100`; raises `FormulaError`."""
    found: Node = []
    for part in text.split(" and "):
        signs = SIGN.findall(part)
        if len(signs) != 1:
            raise FormulaError(f"{part!r} is no comparison")
        left, right = part.split(signs[0])
        node: Node = [signs[0], from_formula(left), from_formula(right)]
        found = ["and", found, node] if found else node
    return found


def _node(formula: Formula, kind: str) -> Node:
    if isinstance(formula, Term):
        return [kind, formula.value] if isinstance(formula.value, str) else ["number", formula.value]
    return [formula.operator, _node(formula.left, kind), _node(formula.right, kind)]


def added(nodes: list[Node]) -> Node:
    """The sum of several nodes."""
    first, *rest = nodes
    for node in rest:
        first = ["+", first, node]
    return first


def names_of(node: Node, kind: str) -> set[str]:
    """The variables that a node speaks of under that name: `value`, `before`, `has`, `had`, `status`."""
    if node[0] == kind:
        return {node[1]}
    return set().union(*(names_of(inner, kind) for inner in node[1:] if isinstance(inner, list)))


class Scope:
    """What a condition is evaluated over: one return, and the one before it."""

    __slots__ = ("before", "statuses", "values")

    def __init__(self, values: Mapping[str, Number], statuses: Mapping[str, str], before: Mapping[str, Number]) -> None:
        self.values, self.statuses, self.before = values, statuses, before


def number_of(node: Node, scope: Scope) -> Number | None:
    """The number that a node stands for, None where one is lacking."""
    word = node[0]
    if word == "value":
        return scope.values.get(node[1])
    if word == "before":
        return scope.before.get(node[1])
    if word == "number":
        return node[1]
    left = number_of(node[1], scope)
    if word == "abs":
        return None if left is None else abs(left)
    right = number_of(node[2], scope)
    return None if left is None or right is None else _joined(word, left, right)


def _joined(sign: str, left: Number, right: Number) -> Number | None:
    if sign == "+":
        return left + right
    if sign == "-":
        return left - right
    if sign == "*":
        return left * right
    return left / right if right else None


def holds(node: Node, scope: Scope) -> bool:
    """Whether a condition is true."""
    word = node[0]
    if word in COMPARED:
        left, right = number_of(node[1], scope), number_of(node[2], scope)
        return left is not None and right is not None and COMPARED[word](left, right)
    if word in ("and", "or"):
        first = holds(node[1], scope)
        return holds(node[2], scope) if first == (word == "and") else first
    if word == "not":
        return not holds(node[1], scope)
    if word == "whole":
        number = number_of(node[1], scope)
        return number is not None and float(number).is_integer()
    return _is_there(node, scope)


def _is_there(node: Node, scope: Scope) -> bool:
    if node[0] == "has":
        return node[1] in scope.values
    if node[0] == "had":
        return node[1] in scope.before
    return node[1] not in scope.values and scope.statuses.get(node[1]) == node[2]
