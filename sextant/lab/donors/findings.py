"""What this house has to say to a person, in English and in Russian.

Sentences stand in `sentences.toml`, one entry a code; programs compare the code. Fields in braces are filled in; a field
with forms, such as `{days:day|days}` or `{days:день|дня|дней}`, becomes the number with the right form of the word.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

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


class _Forms(Formatter):
    """Fills in fields, and chooses the form of a word after a whole number: two forms are English, three are Russian."""

    def format_field(self, value: Any, format_spec: str) -> str:
        if "|" not in format_spec:
            return str(super().format_field(value, format_spec))
        forms = format_spec.split("|")
        if len(forms) == 2:
            return f"{value} {forms[value != 1]}"
        return f"{value} {forms[_russian_form(abs(int(value)))]}"


def _russian_form(number: int) -> int:
    """0 for 1, 21 …; 1 for 2–4, 22–24 …; 2 for the rest, 11–14 included (plural rules of Russian in Unicode CLDR)."""
    if number % 10 == 1 and number % 100 != 11:
        return 0
    return 1 if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else 2


FORMS = _Forms()
DECIMAL = re.compile(r"[−-]?\d+\.\d+")


def say(code: str, **words: object) -> Said:
    """The sentence of that code, filled in. A value longer than 60 characters is shortened."""
    entry = _sentences()[code]
    shown = {name: _short(value) for name, value in words.items()}
    return Said(code, FORMS.format(entry["en"], **shown), FORMS.format(entry["ru"], **{name: _with_comma(value) for name, value in shown.items()}))


def refuse(code: str, **words: object) -> DonorsError:
    """The refusal of that code; the caller raises it."""
    return DonorsError(say(code, **words))


@cache
def _sentences() -> dict[str, dict[str, str]]:
    with SENTENCES.open("rb") as handle:
        return tomllib.load(handle)


def _with_comma(value: object) -> object:
    """A written number as Russian has it: 29,6 for 29.6; anything else as it is."""
    return value.replace(".", ",") if isinstance(value, str) and DECIMAL.fullmatch(value) else value


def _short(value: object) -> object:
    return value[:57] + "…" if isinstance(value, str) and len(value) > 60 else value
