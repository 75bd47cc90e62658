"""Answers as a flat table: one column for each thing that was asked, and the codebook that says what a column holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .questionnaires import CHOSEN_ONCE, OTHER, WRITTEN, Answers, Option, Question, Questionnaire, Words


@dataclass(frozen=True)
class Asked:
    """One column: its name, its question, the part of it where there are several, and what its codes mean."""

    name: str
    question: Question
    part: Option | None = None
    codes: tuple[Option, ...] = ()

    def value(self, answers: Answers) -> Any:
        """The cell of one person; None where nothing was answered. A choice of several is 1 or 0, a ranking gives the place."""
        given = answers.get(self.question.code)
        if self.part is None:
            return int(given) if isinstance(given, bool) else given
        if self.part.code == f".{OTHER}":
            return answers.get(f"{self.question.code}.{OTHER}")
        if given is None:
            return None
        if self.question.kind == "matrix":
            return given.get(self.part.code)
        if self.question.kind == "ranking":
            return given.index(self.part.code) + 1 if self.part.code in given else None
        return int(self.part.code in given)

    @property
    def words(self) -> Words:
        """The question, with the part of it."""
        asked = self.question.words
        if self.part is None:
            return asked
        return Words(f"{asked.said('ru')} — {self.part.words.said('ru')}", f"{asked.said('en')} – {self.part.words.said('en')}")


def columns(whole: Questionnaire) -> list[Asked]:
    """Every column of the table of answers, in the order of the questions."""
    return [column for question in whole.questions() for column in _of(question)]


def _of(question: Question) -> list[Asked]:
    other = [Asked(f"{question.code}.{OTHER}.words", question, Option(f".{OTHER}", Words("Другое", "Other")))] if question.other else []
    if question.kind in CHOSEN_ONCE:
        return [Asked(question.code, question, codes=question.choices), *other]
    if question.kind in (*WRITTEN, "number", "date", "consent"):
        return [Asked(question.code, question)]
    parts = question.rows if question.kind == "matrix" else question.choices
    codes = question.choices if question.kind == "matrix" else ()
    return [*(Asked(f"{question.code}.{part.code}", question, part, codes) for part in parts), *other]
