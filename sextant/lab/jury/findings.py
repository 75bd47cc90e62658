"""What this house has to say to a person, in English and in Russian.

Sentences stand in `sentences.toml`, one entry a code; programs compare the code. Fields in braces are filled in; a field
with forms, such as `{jurors:juror|jurors}` or `{jurors:эксперт|эксперта|экспертов}`, becomes the number with its word.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

SENTENCES = Path(__file__).with_name("sentences.toml")
DECIMALS = frozenset({"affinity", "price", "cost", "alpha", "low", "high", "score", "expected", "lowest", "highest"})


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said, in both languages."""

    code: str
    en: str
    ru: str

    def sentence(self, language: str = "en") -> str:
        """The sentence in `en` or `ru`."""
        return self.ru if language == "ru" else self.en


class JuryError(ValueError):
    """A table or a question was refused whole; `code` tells programs why, `file` and `line` where (0: no line)."""

    def __init__(self, said: Said, file: str = "", line: int = 0) -> None:
        self.said, self.file, self.line = said, file, line
        super().__init__(said.code)

    @property
    def code(self) -> str:
        """What programs compare, such as `score_twice`."""
        return self.said.code

    def __str__(self) -> str:
        return self.sentence("en")

    def sentence(self, language: str = "en") -> str:
        """The sentence with its place before it."""
        word = "строка" if language == "ru" else "line"
        parts = [self.file, f"{word} {self.line}" if self.line else ""]
        place = ", ".join(part for part in parts if part)
        return f"{place}: {self.said.sentence(language)}" if place else self.said.sentence(language)


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


def say(code: str, **words: object) -> Said:
    """The sentence of that code, filled in. Russian writes the numbers in `DECIMALS` with a comma; a value
    longer than 200 characters is shortened."""
    entry = _sentences()[code]
    shown = {name: _short(value) for name, value in words.items()}
    russian = {name: str(value).replace(".", ",") if name in DECIMALS else value for name, value in shown.items()}
    return Said(code, FORMS.format(entry["en"], **shown), FORMS.format(entry["ru"], **russian))


def refuse(code: str, *, file: str = "", line: int = 0, **words: object) -> JuryError:
    """The refusal of that code; the caller raises it."""
    return JuryError(say(code, **words), file, line)


def listed(names: list[str] | tuple[str, ...], most: int = 5) -> str:
    """Names in a row, `…` for those beyond `most`."""
    return ", ".join(names[:most]) + (" …" if len(names) > most else "")


@cache
def _sentences() -> dict[str, dict[str, str]]:
    with SENTENCES.open("rb") as handle:
        return tomllib.load(handle)


def _short(value: object) -> object:
    return value[:197] + "…" if isinstance(value, str) and len(value) > 200 else value
