"""Answers as a form sends them, read question by question; what is missing or wrong is told beside its question."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sextant.lab.sentences import Said

from .conditions import own_answers, shown
from .findings import say
from .questionnaires import CHOSEN_ONCE, OTHER, WRITTEN, Answers, Question, Questionnaire

Raw = Mapping[str, Sequence[str]]
"""What a form holds: values by the control's name. Controls are called as their question, or `question.part` (a row of a matrix,
a place of a ranking, the words of “other”)."""
LONGEST = {"short": 300, "long": 5000, OTHER: 300}


def _first(raw: Raw, name: str) -> str:
    values = raw.get(name) or [""]
    return values[0].replace("\x00", "").strip()


def read(question: Question, raw: Raw) -> tuple[Answers, Said | None]:
    """The answers to one question (its value, and the words of “other”), and what is wrong with them. Nothing given is no answer."""
    value, wrong = _READERS[question.kind](question, raw)
    if value in (None, "", [], {}):
        return {}, wrong
    found: Answers = {question.code: value}
    if question.other and OTHER in (value if isinstance(value, list) else [value]):
        if words := _first(raw, f"{question.code}.{OTHER}")[: LONGEST[OTHER]]:
            found[f"{question.code}.{OTHER}"] = words
    return found, wrong


def _chosen(question: Question, raw: Raw) -> tuple[Any, Said | None]:
    given = _first(raw, question.code)
    return (given, None) if not given or given in question.codes else (None, say("answer_unknown"))


def _chosen_many(question: Question, raw: Raw) -> tuple[Any, Said | None]:
    given = {one for one in raw.get(question.code, ()) if one}
    return [one.code for one in question.choices if one.code in given], None if given <= question.codes else say("answer_unknown")


def _matrix(question: Question, raw: Raw) -> tuple[Any, Said | None]:
    given = {row.code: _first(raw, f"{question.code}.{row.code}") for row in question.rows}
    found = {code: value for code, value in given.items() if value in question.codes}
    if any(value and value not in question.codes for value in given.values()):
        return found, say("answer_unknown")
    return found, say("rows_missing") if question.required and 0 < len(found) < len(question.rows) else None


def _ranking(question: Question, raw: Raw) -> tuple[Any, Said | None]:
    """The codes in order of their places. A place given twice or left out is told."""
    given = {one.code: _first(raw, f"{question.code}.{one.code}") for one in question.choices}
    places = {code: int(value) for code, value in given.items() if value.isdecimal() and len(value) < 4}
    if not places:
        return None, None
    order = sorted(places, key=lambda code: (places[code], code))
    right = sorted(places.values()) == list(range(1, len(places) + 1))
    return (order, None) if right else (None, say("places_wrong", count=len(places)))


def _number(question: Question, raw: Raw) -> tuple[Any, Said | None]:
    text = _first(raw, question.code).replace(" ", "").replace("\u00a0", "").replace(",", ".")
    if not text:
        return None, None
    try:
        value = float(text)
    except ValueError:
        return None, say("number_wrong")
    if not math.isfinite(value) or abs(value) > 1e15:
        return None, say("number_wrong")
    if question.low is not None and value < question.low:
        return None, say("number_low", least=f"{question.low:g}")
    if question.high is not None and value > question.high:
        return None, say("number_high", most=f"{question.high:g}")
    return int(value) if value == int(value) else value, None


def _date(question: Question, raw: Raw) -> tuple[Any, Said | None]:
    text = _first(raw, question.code)
    try:
        return (date.fromisoformat(text).isoformat() if text else None), None
    except ValueError:
        return None, say("date_wrong")


def _written(question: Question, raw: Raw) -> tuple[Any, Said | None]:
    text, longest = _first(raw, question.code), LONGEST[question.kind]
    return (text, None) if len(text) <= longest else (None, say("text_long", most=longest))


def _consent(question: Question, raw: Raw) -> tuple[Any, Said | None]:
    return (True if _first(raw, question.code) == "yes" else None), None


_READERS = {
    **dict.fromkeys(CHOSEN_ONCE, _chosen),
    **dict.fromkeys(WRITTEN, _written),
    "multiple": _chosen_many,
    "matrix": _matrix,
    "ranking": _ranking,
    "number": _number,
    "date": _date,
    "consent": _consent,
}


def read_questions(questions: Sequence[Question], raw: Raw) -> tuple[Answers, dict[str, Said]]:
    """The answers to these questions, and what is wrong by question. Whether an answer is missing is asked by `missing`."""
    found: Answers = {}
    wrong = {}
    for question in questions:
        given, trouble = read(question, raw)
        found.update(given)
        if trouble is not None:
            wrong[question.code] = trouble
    return found, wrong


def missing(whole: Questionnaire, answers: Answers) -> dict[str, Said]:
    """What must be answered, is shown, and has no answer."""
    pages, kept = shown(whole, answers)
    wanted = [whole.by_code[code] for codes in pages for code in codes]
    return {
        one.code: say("consent_missing" if one.kind == "consent" else "answer_missing") for one in wanted if one.required and one.code not in kept
    }


def merged(whole: Questionnaire, page: int, answers: Answers, given: Answers) -> Answers:
    """The answers with those of one page put in the place of what stood there before."""
    kept = dict(answers)
    for question in whole.pages[page].questions:
        for name in own_answers(question.code, kept):
            del kept[name]
    return {**kept, **given}
