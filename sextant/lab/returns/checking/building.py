"""From an entry of a file of rules to conditions: one function a kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from .conditions import Node, added, from_formula, from_text, names_of

TOLERANCE = 0.5


@dataclass(frozen=True, slots=True)
class Built:
    """One condition of an entry: the variable it points at, when it is wrong, what was expected, and words for the question."""

    variable: str
    wrong: Node
    expected: Node | None = None
    others: tuple[str, ...] = ()


def _value(code: str) -> Node:
    return ["value", code]


def _number(value: float) -> Node:
    return ["number", value]


def _outside(node: Node, raw: dict[str, Any]) -> Node:
    below: Node = ["<", node, _number(raw["least"])] if "least" in raw else []
    above: Node = [">", node, _number(raw["most"])] if "most" in raw else []
    if below and above:
        return ["or", below, above]
    return below or above


def _sum(raw: dict[str, Any]) -> Iterator[Built]:
    """The whole is not the sum of its parts, by more than the tolerance; only where all are numbers."""
    parts = added([_value(code) for code in raw["parts"]])
    away = ["abs", ["-", _value(raw["whole"]), parts]]
    yield Built(raw["whole"], [">", away, _number(raw.get("tolerance", TOLERANCE))], parts, tuple(raw["parts"]))


def _part(raw: dict[str, Any]) -> Iterator[Built]:
    """A part is above its whole."""
    for code in raw["parts"]:
        wrong = [">", _value(code), ["+", _value(raw["whole"]), _number(raw.get("tolerance", TOLERANCE))]]
        yield Built(code, wrong, _value(raw["whole"]), (raw["whole"],))


def _range(raw: dict[str, Any]) -> Iterator[Built]:
    """A value is outside what can be."""
    for code in raw["variables"]:
        yield Built(code, _outside(_value(code), raw))


def _ratio(raw: dict[str, Any]) -> Iterator[Built]:
    """A formula over several items is outside what can be; `from` is the least denominator it is asked for."""
    formula = from_formula(raw["formula"])
    wrong = _outside(formula, raw)
    if "when" in raw:
        wrong = ["and", from_text(raw["when"]), wrong]
    named = sorted(names_of(formula, "value") - {raw["variable"]})
    yield Built(raw["variable"], wrong, None, tuple(named))


def _change(raw: dict[str, Any]) -> Iterator[Built]:
    """The value against that of the year before, from a base on, is outside the bounds."""
    for code in raw["variables"]:
        base = [">=", ["before", code], _number(raw.get("base", 1))]
        yield Built(code, ["and", base, _outside(["/", _value(code), ["before", code]], raw)], ["before", code])


def _requires(raw: dict[str, Any]) -> Iterator[Built]:
    """Where one condition holds, another must; asked only where all its numbers are there."""
    then = from_text(raw["then"])
    wrong: Node = ["and", from_text(raw["when"]), ["not", then]]
    for code in sorted(names_of(then, "value")):
        wrong = ["and", ["has", code], wrong]
    others = sorted(names_of(wrong, "value") - {raw["variable"]})
    yield Built(raw["variable"], wrong, None, tuple(others))


def _blank(raw: dict[str, Any]) -> Iterator[Built]:
    """Neither a number nor a reason is given; `missing` is an empty cell that was asked for."""
    for code in raw["variables"]:
        yield Built(code, ["status", code, "missing"])


def _zeroed(raw: dict[str, Any]) -> Iterator[Built]:
    """Nought, where it was above the base the year before."""
    for code in raw["variables"]:
        was = [">=", ["before", code], _number(raw.get("base", 1))]
        yield Built(code, ["and", ["==", _value(code), _number(0)], was], ["before", code])


def _whole(raw: dict[str, Any]) -> Iterator[Built]:
    """What is counted one by one has decimals."""
    for code in raw["variables"]:
        yield Built(code, ["and", ["has", code], ["not", ["whole", _value(code)]]])


KINDS: dict[str, Callable[[dict[str, Any]], Iterator[Built]]] = {
    "sum": _sum,
    "part": _part,
    "range": _range,
    "ratio": _ratio,
    "change": _change,
    "requires": _requires,
    "blank": _blank,
    "zeroed": _zeroed,
    "whole": _whole,
}
KEYS: dict[str, tuple[set[str], set[str]]] = {
    "sum": ({"whole", "parts"}, {"tolerance"}),
    "part": ({"whole", "parts"}, {"tolerance"}),
    "range": ({"variables"}, {"least", "most"}),
    "ratio": ({"variable", "formula"}, {"least", "most", "when"}),
    "change": ({"variables"}, {"least", "most", "base"}),
    "requires": ({"variable", "when", "then"}, set()),
    "blank": ({"variables"}, set()),
    "zeroed": ({"variables"}, {"base"}),
    "whole": ({"variables"}, set()),
    **{kind: (set(), {"variables"}) for kind in ("jump", "peer", "magnitude", "swapped", "copied")},
}
"""The keys that an entry of each kind must have, and may have."""
