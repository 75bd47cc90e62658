"""What an instrument says to a person, in English and in Russian.

Sentences stand in a file `sentences.toml` beside the instrument, one entry a code; programs compare the code. Fields in braces
are filled in; a field with forms, such as `{days:day|days}` or `{days:день|дня|дней}`, becomes the number with its word.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from string import Formatter
from typing import Any

DECIMAL = re.compile(r"[−-]?\d+\.\d+")


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said, in both languages."""

    code: str
    en: str
    ru: str

    def sentence(self, language: str = "en") -> str:
        """The sentence in `en` or `ru`."""
        return self.ru if language == "ru" else self.en


class SaidError(ValueError):
    """What cannot be answered, as a sentence, with the place or file before it where there is one. An instrument has a class of its own,
    so that callers can tell whose refusal it is."""

    def __init__(self, said: Said, place: str = "") -> None:
        self.said, self.place = said, place
        super().__init__(said.code)

    def __str__(self) -> str:
        return self.sentence("en")

    @property
    def code(self) -> str:
        """What programs compare."""
        return self.said.code

    def sentence(self, language: str = "en") -> str:
        """The sentence in `en` or `ru`."""
        text = self.said.sentence(language)
        return f"{self.place}: {text}" if self.place else text


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


@dataclass(frozen=True)
class Sentences:
    """The sentences of one instrument. Text filled in is shortened to `longest` characters.

    Russian writes numbers such as 29.6 with a comma: those of the names in `decimals`, or without it any text that is a number.
    """

    path: Path
    longest: int = 200
    decimals: frozenset[str] | None = None

    @cached_property
    def entries(self) -> dict[str, dict[str, str]]:
        """Every entry of the file by its code."""
        with self.path.open("rb") as handle:
            return tomllib.load(handle)

    def say(self, code: str, /, **words: object) -> Said:
        """The sentence of that code, filled in."""
        return self._filled(code, "en", "ru", words)

    def remedy(self, code: str, /, **words: object) -> Said:
        """What to do about it, where the entry tells it apart."""
        return self._filled(code, "remedy_en", "remedy_ru", words)

    def _filled(self, code: str, en: str, ru: str, words: dict[str, object]) -> Said:
        shown = {name: self._short(value) for name, value in words.items()}
        russian = {name: _with_comma(value) if self.decimals is None or name in self.decimals else value for name, value in shown.items()}
        return Said(code, FORMS.format(self.entries[code][en], **shown), FORMS.format(self.entries[code][ru], **russian))

    def _short(self, value: object) -> object:
        return value[: self.longest - 3] + "…" if isinstance(value, str) and len(value) > self.longest else value


def _with_comma(value: object) -> object:
    """A written number as Russian has it: 29,6 for 29.6; anything else as it is."""
    return value.replace(".", ",") if isinstance(value, str) and DECIMAL.fullmatch(value) else value
