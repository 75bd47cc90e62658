"""What this house has to say to a person, in English and in Russian.

Sentences stand in `sentences.toml`, one entry a code; programs compare the code. Fields in braces are filled in.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SENTENCES = Path(__file__).with_name("sentences.toml")


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said, in both languages."""

    code: str
    en: str
    ru: str

    def sentence(self, language: str = "en") -> str:
        """The sentence in `en` or `ru`."""
        return self.ru if language == "ru" else self.en


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that was left out: its line (the header is line 1; in a list, the place from 1), the field, what stood there
    and why it was not taken, what to do included."""

    line: int
    field: str
    value: str
    said: Said

    def sentence(self, language: str = "en") -> str:
        """One line for a person: place, then reason."""
        place = f"строка {self.line}" if language == "ru" else f"line {self.line}"
        return f"{place}, {self.field}: {self.said.sentence(language)}" if self.field else f"{place}: {self.said.sentence(language)}"


class DonorsError(ValueError):
    """The whole file, table or question was refused; `code` tells programs why. `str()` is the English sentence."""

    def __init__(self, said: Said) -> None:
        self.said = said
        super().__init__(said.code)

    @property
    def code(self) -> str:
        """What programs compare, such as `donors_too_few`."""
        return self.said.code

    def __str__(self) -> str:
        return self.said.en

    def sentence(self, language: str = "en") -> str:
        """The sentence in `en` or `ru`."""
        return self.said.sentence(language)


def say(code: str, **words: object) -> Said:
    """The sentence of that code, filled in. A value longer than 60 characters is shortened."""
    entry = _sentences()[code]
    shown = {name: _short(value) for name, value in words.items()}
    return Said(code, entry["en"].format(**shown), entry["ru"].format(**shown))


def refuse(code: str, **words: object) -> DonorsError:
    """The refusal of that code; the caller raises it."""
    return DonorsError(say(code, **words))


@cache
def _sentences() -> dict[str, dict[str, str]]:
    with SENTENCES.open("rb") as handle:
        return tomllib.load(handle)


def _short(value: object) -> object:
    return value[:57] + "…" if isinstance(value, str) and len(value) > 60 else value
