"""Which rules of a style sheet hold for an element, and the value each property ends up with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Protocol

from .css import UNKNOWN, Compound, CssRule, Selector, declarations
from .markup import XML, Element, local

Parts = tuple[tuple[str, Compound], ...]
SPENT = ("color", "background-color", "font-size", "transform", "position")
"""What is not known once the budget is spent."""


class Effort(Protocol):
    """What holds the budget: how many more times a part of a selector may be held against an element."""

    effort: int


class Sheets:
    """All rules of a document, later ones later, filed by what their last compound asks for. `effort` is the budget that all documents of a book share:
    once it is spent nothing is known any more."""

    def __init__(self, rules: Iterable[CssRule], effort: Effort) -> None:
        self.effort = effort
        self.filed: dict[str, list[tuple[int, CssRule]]] = defaultdict(list)
        for number, rule in enumerate(rules):
            self.filed[_key(rule.selector)].append((number, rule))

    def declared(self, element: Element) -> dict[str, str]:
        """Properties that the author sets on this very element; `UNKNOWN` where a rule that is not understood may set it."""
        if self.effort.effort <= 0:
            return dict.fromkeys(SPENT, UNKNOWN)
        keys = ["*", local(element), *("." + name for name in (element.get("class") or "").split()), "#" + (element.get("id") or "")]
        ranked: list[tuple[tuple[bool, tuple[int, int, int], int], CssRule]] = []
        for key in keys:
            for number, rule in self.filed.get(key, ()):
                if matches(rule.selector, element, self.effort):
                    ranked.append(((False, rule.selector.specificity, number), rule))
        ranked.sort(key=lambda one: one[0])
        return _settled([rule for _rank, rule in ranked], element.get("style") or "")


def _settled(rules: list[CssRule], inline: str) -> dict[str, str]:
    found: dict[str, tuple[bool, str]] = {}
    for rule in rules:
        for name, (value, important) in rule.declarations.items():
            if important >= found.get(name, (False, ""))[0]:
                found[name] = (important, UNKNOWN if rule.selector.unsure else value)
    for name, (value, important) in declarations(inline).items() if inline else ():
        if important >= found.get(name, (False, ""))[0]:
            found[name] = (important, value)
    return {name: value for name, (_important, value) in found.items()}


def _key(selector: Selector) -> str:
    last = selector.parts[-1][1]
    for sign in ("#", "."):
        piece = next((one for one in last.pieces if one.startswith(sign)), None)
        if piece:
            return piece
    return last.tag


def matches(selector: Selector, element: Element, effort: Effort) -> bool:
    """Whether the selector holds for the element. What is not understood is taken to hold."""
    parts = selector.parts
    effort.effort -= 1
    if not _holds(parts[-1][1], element):
        return False
    return len(parts) == 1 or _goes_on(parts, len(parts) - 1, element, effort, set())


def _goes_on(parts: Parts, at: int, element: Element, effort: Effort, failed: set[tuple[int, Element]]) -> bool:
    """Whether the parts left of that one hold, from an element for which it holds; `failed` keeps what was tried, so that no way is gone twice."""
    for one in _before(parts[at][0], element):
        effort.effort -= 1
        if effort.effort <= 0:
            return False
        if (at - 1, one) in failed:
            continue
        if _holds(parts[at - 1][1], one) and (at == 1 or _goes_on(parts, at - 1, one, effort, failed)):
            return True
        failed.add((at - 1, one))
    return False


def _before(combinator: str, element: Element) -> Iterator[Element]:
    """The elements that the next part on the left may be."""
    if combinator == " ":
        yield from element.iterancestors()
    elif combinator == ">":
        parent = element.getparent()
        if parent is not None:
            yield parent
    else:
        sibling = _sibling(element)
        while sibling is not None:
            yield sibling
            sibling = _sibling(sibling) if combinator == "~" else None


def _sibling(element: Element) -> Element | None:
    before = element.getprevious()
    while before is not None and not isinstance(before.tag, str):
        before = before.getprevious()
    return before


def _holds(compound: Compound, element: Element) -> bool:
    if compound.tag != "*" and compound.tag != local(element):
        return False
    classes = (element.get("class") or "").split()
    for piece in compound.pieces:
        if not _piece(piece, element, classes):
            return False
    return all(_attribute(test, element) for test in compound.attributes)


def _piece(piece: str, element: Element, classes: list[str]) -> bool:
    if piece[0] == ".":
        return piece[1:] in classes
    if piece[0] == "#":
        return piece[1:] == element.get("id")
    if piece == ":root":
        return element.getparent() is None
    if piece == ":link":
        return local(element) == "a" and element.get("href") is not None
    if piece == ":first-child":
        return _sibling(element) is None
    after = element.getnext()
    while after is not None and not isinstance(after.tag, str):
        after = after.getnext()
    return after is None


def _attribute(test: tuple[str, str, str], element: Element) -> bool:
    name, comparison, wanted = test
    value = element.get(f"{XML}lang") if name == "xml:lang" else element.get(name)
    if value is None:
        value = element.get("{http://www.idpf.org/2007/ops}type") if name == "epub:type" else None
    if value is None:
        return False
    tests = {
        "": True,
        "=": value == wanted,
        "~=": wanted in value.split(),
        "^=": bool(wanted) and value.startswith(wanted),
        "$=": bool(wanted) and value.endswith(wanted),
        "*=": bool(wanted) and wanted in value,
        "|=": value == wanted or value.startswith(wanted + "-"),
    }
    return tests[comparison]
