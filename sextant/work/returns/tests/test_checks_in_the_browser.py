"""The form in the browser and the site ask the same questions: one page, thousands of random cases, both evaluators."""

import json
import random
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sextant.lab.returns.checking import of_questionnaire
from sextant.lab.returns.checking.browser import as_json
from sextant.lab.returns.checking.checks import asked
from sextant.lab.returns.checking.conditions import COMPARED, Scope, holds, number_of
from sextant.lab.returns.checking.rules import RuleSet
from sextant.lab.returns.questionnaires import load, names
from sextant.work.returns.queries.flags import numbers_of, statuses_of

pytestmark = pytest.mark.browser
SCRIPT = Path(__file__).parent.parent / "static" / "returns" / "conditions.js"
NODES, RETURNS, SEED = 3000, 60, 20261127
KEYS = ("a", "b", "c", "toString")
EVALUATE = """cases => {
  const { number, holds } = globalThis.sextantConditions;
  const told = one => one === null || Number.isFinite(one) ? one : String(one);
  return cases.map(([nodes, known]) => nodes.map(([wrong, expected]) => [holds(wrong, known), expected ? told(number(expected, known)) : null]));
}"""
Case = tuple[list[list[Any]], dict[str, dict[str, Any]]]


def number_node(chance: random.Random, depth: int) -> list[Any]:
    """A random node that stands for a number."""
    word = chance.choice(("number", "value", "before") if depth == 0 else ("number", "value", "before", "+", "-", "*", "/", "abs"))
    if word == "number":
        return [word, chance.choice((0.0, 0.1, 0.5, 1.0, 2.5, 100.0, -3.0))]
    if word in ("value", "before"):
        return [word, chance.choice(KEYS)]
    return [word, *(number_node(chance, depth - 1) for _side in range(1 if word == "abs" else 2))]


def condition(chance: random.Random, depth: int) -> list[Any]:
    """A random condition of every word that there is."""
    word = chance.choice((*COMPARED, "has", "had", "status", "whole", *(("and", "or", "not") if depth else ())))
    if word in COMPARED:
        return [word, number_node(chance, 2), number_node(chance, 2)]
    if word in ("has", "had"):
        return [word, chance.choice(KEYS)]
    if word == "status":
        return [word, chance.choice(KEYS), chance.choice(("missing", "unknown", "refused"))]
    if word == "whole":
        return [word, number_node(chance, 2)]
    return [word, *(condition(chance, depth - 1) for _side in range(1 if word == "not" else 2))]


def values(chance: random.Random) -> dict[str, Any]:
    return {key: chance.choice((0.0, 1.0, 3.0, 0.1, 0.2, 0.30000000000000004, 1e-9, 1e200, 250.0, 1e13)) for key in KEYS if chance.random() < 0.7}


def told(number: float | None) -> Any:
    """As the browser tells it: what JSON cannot say in words."""
    if number is None or abs(number) < float("inf"):
        return number
    return "NaN" if number != number else "Infinity" if number > 0 else "-Infinity"


def of_nodes(chance: random.Random) -> tuple[Case, list[Any]]:
    """A random condition and number over a random return."""
    now, before = values(chance), values(chance)
    statuses = {key: chance.choice(("missing", "unknown", "refused")) for key in KEYS if key not in now or chance.random() < 0.1}
    wrong, expected = condition(chance, 3), number_node(chance, 3)
    scope = Scope(now, statuses, before)
    return ([[wrong, expected]], {"values": now, "statuses": statuses, "previous": before}), [[holds(wrong, scope), told(number_of(expected, scope))]]


@cache
def rules_of(name: str) -> RuleSet:
    return of_questionnaire(load(name))


def of_return(chance: random.Random, name: str) -> tuple[Case, list[Any]]:
    """The shipped rules over answers as the site keeps them: numbers that nearly add up, gaps, and reasons for gaps."""
    questionnaire = load(name)
    size, answers, before = chance.choice((1, 40, 3000)), {}, {}
    for key, item in questionnaire.by_key.items():
        if item.is_number and chance.random() < 0.8:
            number = chance.choice((0, 1, size, 2 * size, 10 * size, round(size / 3, 2)))
            answers[key] = {"value": number, "status": ""}
        elif chance.random() < 0.3:
            answers[key] = {"value": None, "status": chance.choice(("unknown", "not_applicable", "refused"))}
        if item.is_number and chance.random() < 0.7:
            before[key] = chance.choice((0, size, 3 * size, 30 * size))
    rules = rules_of(name)
    scope = Scope(numbers_of(questionnaire, answers), statuses_of(questionnaire, answers), before)
    said = [[holds(rule.wrong or [], scope), number_of(rule.expected, scope) if rule.expected else None] for rule in asked(rules, None)]
    sent = {key: one["value"] for key, one in answers.items() if one["value"] is not None}
    known = {"values": sent, "statuses": {key: one["status"] for key, one in answers.items() if one["status"]}, "previous": before}
    return ([[rule["wrong"], rule["expected"]] for rule in as_json(rules)["rules"]], known), said


def test_the_browser_and_the_site_ask_the_same(browser: Any) -> None:
    chance = random.Random(SEED)
    pairs = [of_nodes(chance) for _case in range(NODES)] + [of_return(chance, name) for name in names() for _case in range(RETURNS)]
    page = browser.new_context().new_page()
    page.add_script_tag(path=SCRIPT)
    found = page.evaluate(EVALUATE, json.loads(json.dumps([case for case, _said in pairs])))
    differing = [
        (node, known, expected, given)
        for (((nodes, known), said), here) in zip(pairs, found, strict=True)
        for node, expected, given in zip(nodes, said, here, strict=True)
        if expected != given
    ]
    assert not differing, f"{len(differing)} differ, such as {str(differing[0])[:2000]}"
    raised = [wrong for _case, said in pairs for wrong, _expected in said]
    assert 0.05 < sum(raised) / len(raised) < 0.95, "cases that never, or always, raise a question prove nothing"
