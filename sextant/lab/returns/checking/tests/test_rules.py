"""Rules as data: every family by hand, what is shipped, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sextant.lab.returns import checking, questionnaires
from sextant.lab.returns.checking import RulesError, check_return
from sextant.lab.returns.checking.reading import build

HEAD = {"code": "own", "version": "7", "title_en": "Own", "title_ru": "Свои"}


def rules(**rule: Any) -> checking.RuleSet:
    return build(HEAD | {"rule": [{"code": "r", "severity": "soft"} | rule]}, "own.toml")


def asked(given: checking.RuleSet, values: dict[str, float], before: dict[str, float] | None = None, **statuses: str) -> list[tuple[Any, ...]]:
    return [(flag.variable, flag.value, flag.expected) for flag in check_return(given, values, statuses, before)]


def test_a_sum_is_asked_about_beyond_its_tolerance() -> None:
    family = rules(kind="sum", whole="income", parts=["income_local", "income_state"], tolerance=1)
    # 60 + 30 = 90; |91 - 90| = 1 is within the tolerance, |92 - 90| = 2 is not
    assert asked(family, {"income": 91, "income_local": 60, "income_state": 30}) == []
    assert asked(family, {"income": 92, "income_local": 60, "income_state": 30}) == [("income", 92, 90)]
    assert asked(family, {"income": 92, "income_local": 60}) == []


def test_a_part_is_not_above_its_whole() -> None:
    family = rules(kind="part", whole="loans", parts=["loans_children"])
    assert asked(family, {"loans": 100, "loans_children": 100}) == []
    assert asked(family, {"loans": 100, "loans_children": 101}) == [("loans_children", 101, 100)]


def test_a_range_has_bounds_that_are_still_allowed() -> None:
    week = rules(kind="range", variables=["computer_occupancy"], least=0, most=100)
    assert [asked(week, {"computer_occupancy": value}) for value in (0, 100, 100.5)] == [[], [], [("computer_occupancy", 100.5, None)]]


def test_a_ratio_is_asked_about_only_where_it_makes_sense() -> None:
    ratio = rules(kind="ratio", variable="loans", formula="loans / visits", when="visits > 100", most=30)
    assert asked(ratio, {"loans": 5000, "visits": 100}) == []
    assert asked(ratio, {"loans": 6100, "visits": 200}) == [("loans", 6100, None)]  # 6100 / 200 = 30.5


def test_a_change_is_asked_about_from_a_base_on() -> None:
    change = rules(kind="change", variables=["visits"], least=0.5, most=2, base=10)
    assert asked(change, {"visits": 30}, {"visits": 9}) == []
    assert asked(change, {"visits": 21}, {"visits": 10}) == [("visits", 21, 10)]
    assert asked(change, {"visits": 20}, {"visits": 10}) == []


def test_one_number_requires_another() -> None:
    rule = rules(kind="requires", variable="computer_sessions", when="computers > 5", then="computer_sessions > 0")
    assert asked(rule, {"computers": 6, "computer_sessions": 0}) == [("computer_sessions", 0, None)]
    assert asked(rule, {"computers": 6}, computer_sessions="unknown") == []


def test_an_empty_cell_is_asked_about_and_an_answer_is_not() -> None:
    blank = rules(kind="blank", variables=["visits"])
    answers = ("missing", "unknown", "not_applicable", "refused")
    assert [asked(blank, {}, visits=word) for word in answers] == [[("visits", None, None)], [], [], []]


def test_nought_after_something_is_asked_about() -> None:
    zeroed = rules(kind="zeroed", variables=["visits"], base=5)
    assert [asked(zeroed, {"visits": 0}, {"visits": before}) for before in (4, 5)] == [[], [("visits", 0, 5)]]


def test_what_is_counted_has_no_decimals() -> None:
    assert asked(rules(kind="whole", variables=["visits"]), {"visits": 2.5}) == [("visits", 2.5, None)]


def test_the_question_is_a_sentence_with_numbers_in_both_languages() -> None:
    (flag,) = check_return(rules(kind="part", whole="loans", parts=["loans_children"]), {"loans": 1200.5, "loans_children": 1234567})
    assert (flag.rule, flag.severity) == ("r", "soft")
    assert "Loans of children's materials is 1,234,567, more than the whole" in flag.message.en
    assert flag.message.en.endswith("Loans: 1,200.5. Which of the two is right?")
    assert "1\u00a0234\u00a0567" in flag.message.ru
    assert "1\u00a0200,5" in flag.message.ru


@pytest.mark.parametrize("name", checking.names())
def test_shipped_rules_are_read_and_are_json_for_the_browser(name: str) -> None:
    given = checking.load(name)
    told = checking.as_json(given)
    assert json.loads(json.dumps(told)) == told
    assert len({(rule["code"], rule["variable"]) for rule in told["rules"]}) == len(told["rules"]) == len(given.plain)
    assert set(given.learned) == {"copied", "swapped", "magnitude", "jump", "peer"}


@pytest.mark.parametrize("name", questionnaires.names())
def test_rules_of_a_questionnaire_follow_its_items(name: str) -> None:
    given = checking.of_questionnaire(questionnaires.load(name))
    flags = check_return(given, {"loans": 1.5, "loans_children": 7}, {"visits": "missing"})
    assert {(flag.rule, flag.variable) for flag in flags} >= {
        ("parts_of_loans", "loans_children"),
        ("whole_numbers", "loans"),
        ("required", "visits"),
    }


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ({"kind": "guess"}, "word"),
        ({"kind": "blank", "variables": ["visits"], "severity": "mild"}, "word"),
        ({"kind": "blank", "variables": ["vists"]}, "no_variable"),
        ({"kind": "blank"}, "key_missing"),
        ({"kind": "blank", "variables": "visits"}, "wrong_value"),
        ({"kind": "blank", "variables": ["visits"], "most": 3}, "key_unknown"),
        ({"kind": "range", "variables": ["visits"]}, "no_bounds"),
        ({"kind": "range", "variables": ["visits"], "most": "many"}, "wrong_value"),
        ({"kind": "ratio", "variable": "visits", "formula": "exec(visits)", "most": 1}, "no_condition"),
        ({"kind": "requires", "variable": "visits", "when": "visits", "then": "loans > 0"}, "no_condition"),
        ({"kind": "blank", "variables": ["visits"], "question_en": "{0.__class__}", "question_ru": "?"}, "question"),
        ({"kind": "blank", "variables": ["visits"], "question_en": "{", "question_ru": "?"}, "question"),
    ],
)
def test_a_rule_that_is_wrong_is_refused_with_its_place(rule: dict[str, Any], code: str) -> None:
    with pytest.raises(RulesError) as refusal:
        rules(**rule)
    assert (refusal.value.code, refusal.value.place) == (code, "own.toml, r")


def test_a_code_stands_once_and_a_name_is_known(tmp_path: Path) -> None:
    one = {"code": "r", "severity": "soft", "kind": "blank", "variables": ["visits"]}
    with pytest.raises(RulesError, match="stands twice"):
        build(HEAD | {"rule": [one, one]}, "own.toml")
    with pytest.raises(RulesError, match="children, pls, public"):
        checking.load("none")
    (tmp_path / "own.toml").write_text("code = ", encoding="utf-8")
    with pytest.raises(RulesError, match="not TOML"):
        checking.load(tmp_path / "own.toml")
