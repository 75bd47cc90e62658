"""On which earlier answers a question or a page is shown. The script in the browser evaluates the same data by the same rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .questionnaires import Answers, Condition, Questionnaire

LEAVES = ("is", "any_of", "at_least", "at_most", "answered")


def holds(condition: Condition | None, answers: Answers) -> bool:
    """Whether the condition is met. `is` and `any_of` look into lists, too; an answer that is not there meets nothing but `answered = false`."""
    if condition is None:
        return True
    if "all" in condition:
        return all(holds(one, answers) for one in condition["all"])
    if "any" in condition:
        return any(holds(one, answers) for one in condition["any"])
    if "not" in condition:
        return not holds(condition["not"], answers)
    given = _given(condition["question"], answers)
    if "answered" in condition:
        return (given is not None) is condition["answered"]
    return given is not None and _meets(condition, given)


def _given(name: str, answers: Answers) -> Any:
    """The answer of that name; `question.row` is a row of a matrix."""
    question, _dot, row = name.partition(".")
    found = answers.get(question)
    return found.get(row) if row and isinstance(found, dict) else found


def _meets(condition: Condition, given: Any) -> bool:
    held = [str(one) for one in given] if isinstance(given, list) else [_text(given)]
    if "is" in condition:
        return _text(condition["is"]) in held
    if "any_of" in condition:
        return any(_text(one) in held for one in condition["any_of"])
    try:
        number = float(held[0])
    except ValueError:
        return False
    return number >= condition["at_least"] if "at_least" in condition else number <= condition["at_most"]


def _text(value: Any) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def asked_in(condition: Condition | None) -> Iterator[str]:
    """The names of the answers on which a condition rests."""
    if condition is None:
        return
    for key in ("all", "any"):
        for one in condition.get(key, ()):
            yield from asked_in(one)
    if "not" in condition:
        yield from asked_in(condition["not"])
    if "question" in condition:
        yield condition["question"]


def shown(questionnaire: Questionnaire, answers: Answers) -> tuple[list[list[str]], Answers]:
    """By page, the codes of the questions that are shown, and the answers that count: what a hidden question holds counts as not given."""
    kept: Answers = {}
    pages = []
    for page in questionnaire.pages:
        codes: list[str] = []
        if holds(page.show_if, kept):
            for question in page.questions:
                if holds(question.show_if, kept):
                    codes.append(question.code)
                    kept.update(own_answers(question.code, answers))
        pages.append(codes)
    return pages, kept


def own_answers(code: str, answers: Answers) -> Answers:
    """What was answered to one question: its value, and the words of “other”."""
    return {name: answers[name] for name in (code, f"{code}.other") if answers.get(name) is not None}
