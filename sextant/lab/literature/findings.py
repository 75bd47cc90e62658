"""What an import has to say to a person, in English and in Russian."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sextant.lab.sentences import SaidError, Sentences

Severity = Literal["repaired", "refused", "noted"]

SENTENCES = Path(__file__).with_name("sentences.toml")
say = Sentences(SENTENCES, longest=120, decimals=frozenset()).say


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about one record: `repaired` (taken, after a change), `noted` (taken as it is), `refused` (left out, its text kept)."""

    severity: Severity
    code: str
    field: str = ""
    value: str = ""
    became: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem with its place: the file, and the line (or row, or item of a list) on which the record starts; 0: the file itself."""

    problem: Problem
    file: str
    line: int

    def sentence(self, language: str = "en") -> str:
        """One line for a person: place, what happened, what to do."""
        about = self.problem
        said = say(about.code, field=about.field, value=about.value, became=about.became)
        word = "строка" if language == "ru" else "line"
        place = f"{self.file}, {word} {self.line}" if self.line else self.file
        return f"{place}: {said.sentence(language)}"


class Unreadable(ValueError):
    """One record that must be left out; the reader goes on with the next."""

    def __init__(self, code: str, field: str = "", value: object = "") -> None:
        super().__init__(code)
        self.problem = Problem("refused", code, field, str(value)[:200])


class LiteratureError(SaidError):
    """A file, a store or a setting was refused whole, and nothing was changed."""


def refuse(code: str, *, file: str = "", **words: object) -> LiteratureError:
    """The refusal of that code; the caller raises it."""
    return LiteratureError(say(code, **words), file)
