"""The questionnaire laid out for one person's page: what is asked, what is chosen, what is hidden until it is needed, what is wrong."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sextant.lab.surveys.conditions import asked_in, shown
from sextant.lab.surveys.questionnaires import CHOSEN_ONCE, OTHER, Answers, Condition, Option, Question, Questionnaire


@dataclass(frozen=True)
class Choice:
    """One option, or one row of a matrix with its own options."""

    code: str
    words: str
    name: str
    chosen: bool = False
    value: str = ""
    choices: "list[Choice]" = field(default_factory=list)


@dataclass(frozen=True)
class Asking:
    """One question as it stands on the page."""

    code: str
    kind: str
    text: str
    hint: str
    required: bool
    hidden: bool
    condition: str
    error: str
    value: str = ""
    other: str = ""
    choices: list[Choice] = field(default_factory=list)
    places: list[str] = field(default_factory=list)

    @property
    def shape(self) -> str:
        """Which part draws it."""
        if self.kind in (*CHOSEN_ONCE, "multiple"):
            return "choices"
        return "text" if self.kind in ("short", "number", "date") else self.kind


@dataclass(frozen=True)
class Leaf:
    """One page of the questionnaire."""

    number: int
    title: str
    hidden: bool
    skipped: bool
    condition: str
    questions: list[Asking]


@dataclass(frozen=True)
class Reader:
    """Whoever answers: in which language, mixed by which seed, what has been answered, and what was wrong with it, by question."""

    language: str
    seed: int = 0
    answers: Answers = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)


def leaves(whole: Questionnaire, reader: Reader, current: int) -> list[Leaf]:
    """Every page, of which `current` (from 1; one beyond the last is where one sends) is shown. What depends on the very page is shown
    there, so that it can be answered where no script hides and shows it."""
    visible, _kept = shown(whole, reader.answers)
    made = []
    for number, page in enumerate(whole.pages, 1):
        own = {one.code for one in page.questions}
        questions = [_asking(one, reader, one.code not in visible[number - 1] and not _rests_on(one.show_if, own)) for one in page.questions]
        title = page.title.said(reader.language)
        made.append(Leaf(number, title, number != current, not visible[number - 1], _data(page.show_if), questions))
    return made


def _rests_on(condition: Condition | None, codes: set[str]) -> bool:
    return any(name.partition(".")[0] in codes for name in asked_in(condition))


def _data(condition: Condition | None) -> str:
    return json.dumps(condition, ensure_ascii=False) if condition else ""


def _asking(question: Question, reader: Reader, hidden: bool) -> Asking:
    given = reader.answers.get(question.code)
    choices = _choices(question, reader, given)
    return Asking(
        question.code,
        question.kind,
        question.words.said(reader.language),
        question.hint.said(reader.language),
        question.required,
        hidden,
        _data(question.show_if),
        reader.errors.get(question.code, ""),
        value="" if given is None or isinstance(given, list | dict | bool) else str(given),
        other=str(reader.answers.get(f"{question.code}.{OTHER}", "")),
        choices=choices,
        places=[str(place) for place in range(1, len(choices) + 1)] if question.kind == "ranking" else [],
    )


def _choices(question: Question, reader: Reader, given: Any) -> list[Choice]:
    code, ordered = question.code, question.in_order(reader.seed)
    if question.kind == "matrix":
        rows = given or {}
        return [_row(question, row, ordered, rows.get(row.code), reader.language) for row in question.rows]
    if question.kind == "ranking":
        placed = given or []
        return [
            _choice(one, f"{code}.{one.code}", reader.language, value=str(placed.index(one.code) + 1) if one.code in placed else "")
            for one in ordered
        ]
    if question.kind == "consent":
        return [Choice("yes", question.words.said(reader.language), code, given is True)]
    chosen = given if isinstance(given, list) else [given]
    return [_choice(one, code, reader.language, chosen=one.code in chosen) for one in ordered]


def _choice(option: Option, name: str, language: str, *, chosen: bool = False, value: str = "") -> Choice:
    return Choice(option.code, option.words.said(language) or option.code, name, chosen, value)


def _row(question: Question, row: Option, options: tuple[Option, ...], given: Any, language: str) -> Choice:
    name = f"{question.code}.{row.code}"
    return Choice(row.code, row.words.said(language), name, choices=[_choice(one, name, language, chosen=one.code == given) for one in options])


def next_leaf(whole: Questionnaire, answers: Answers, current: int, step: int) -> int:
    """The number of the next page (or of the one before, `step` −1) on which something is asked; one beyond the last is where one sends."""
    visible, _kept = shown(whole, answers)
    number = current + step
    while 1 <= number <= len(whole.pages) and not visible[number - 1]:
        number += step
    return number if 1 <= number <= len(whole.pages) + 1 else current
