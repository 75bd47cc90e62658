"""A questionnaire: pages of questions in two languages, with what is shown on which condition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Any

CHOSEN_ONCE = ("single", "scale", "yesno")
KINDS = (*CHOSEN_ONCE, "multiple", "matrix", "ranking", "number", "date", "short", "long", "consent")
WRITTEN = ("short", "long")
"""Kinds answered in words, which are never shown as they are."""
OTHER = "other"
"""Code of the option that is answered in words; its words are the answer `<question>.other`."""

Condition = dict[str, Any]
Answers = dict[str, Any]


@dataclass(frozen=True)
class Words:
    """One text in two languages; either may be missing."""

    ru: str = ""
    en: str = ""

    def said(self, language: str) -> str:
        """In `ru` or `en`, else in the other language."""
        return (self.ru or self.en) if language.startswith("ru") else (self.en or self.ru)

    def __bool__(self) -> bool:
        return bool(self.ru or self.en)


@dataclass(frozen=True)
class Option:
    """One answer to choose, or one row of a matrix."""

    code: str
    words: Words


YES_NO = (Option("yes", Words("Да", "Yes")), Option("no", Words("Нет", "No")))
OTHER_WORDS = Words("Другое", "Other")


@dataclass(frozen=True)
class Question:
    """One question. `options` are what can be chosen (of a matrix: its columns, of a scale: its steps, with whole numbers as codes);
    `background` marks what answers are crossed by; `low` and `high` bound a number."""

    code: str
    kind: str
    words: Words
    hint: Words = Words()
    required: bool = False
    options: tuple[Option, ...] = ()
    rows: tuple[Option, ...] = ()
    other: bool = False
    shuffle: bool = False
    background: bool = False
    low: float | None = None
    high: float | None = None
    show_if: Condition | None = None

    @cached_property
    def choices(self) -> tuple[Option, ...]:
        """Everything that can be chosen: of yes/no its two answers, and “other” last."""
        found = YES_NO if self.kind == "yesno" else self.options
        return (*found, Option(OTHER, OTHER_WORDS)) if self.other else found

    @cached_property
    def codes(self) -> frozenset[str]:
        return frozenset(one.code for one in self.choices)

    @cached_property
    def is_numeric(self) -> bool:
        """Steps that are whole numbers: a mean can be taken."""
        return bool(self.options) and all(one.code.lstrip("-").isdecimal() for one in self.options)

    def in_order(self, seed: int) -> tuple[Option, ...]:
        """The choices as one person sees them: mixed by that person's seed where the question says so, “other” always last."""
        if not self.shuffle:
            return self.choices
        mixed = [one for one in self.choices if one.code != OTHER]
        Random(f"{seed}:{self.code}").shuffle(mixed)
        return (*mixed, *(one for one in self.choices if one.code == OTHER))


@dataclass(frozen=True)
class Page:
    """Questions that are shown together."""

    questions: tuple[Question, ...]
    title: Words = Words()
    show_if: Condition | None = None


@dataclass(frozen=True)
class Questionnaire:
    """The whole of it. Codes of questions are unique."""

    title: Words
    pages: tuple[Page, ...]
    lead: Words = Words()
    privacy: Words = Words()
    thanks: Words = Words()

    def questions(self) -> Iterator[Question]:
        """All questions in order."""
        for page in self.pages:
            yield from page.questions

    @cached_property
    def by_code(self) -> dict[str, Question]:
        return {one.code: one for one in self.questions()}

    @property
    def background(self) -> list[Question]:
        """Questions by whose answers others are crossed."""
        return [one for one in self.questions() if one.background]
