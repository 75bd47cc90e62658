"""What this house has to say to a person: one sentence a refusal, in English and in Russian.

The sentences stand in `sentences.toml`, one entry a code; the code is what programs compare. A refusal says what
happened and what to do; where it happened (a field, a line of a file) goes before it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SENTENCES = Path(__file__).with_name("sentences.toml")


@dataclass(frozen=True, slots=True)
class Said:
    """A code with its words in both languages, made by `say`: `text` tells what happened, `remedy` what to do."""

    code: str
    text_en: str
    text_ru: str
    remedy_en: str = ""
    remedy_ru: str = ""

    def sentence(self, language: str = "en") -> str:
        """One sentence without a place; the remedy follows after a semicolon, if there is one."""
        text, remedy = (self.text_ru, self.remedy_ru) if language == "ru" else (self.text_en, self.remedy_en)
        return f"{text}; {remedy}." if remedy else f"{text}."


class PaymentError(ValueError):
    """Something was refused whole: a value, a code, a file. `str()` is one English sentence.

    `field` names the value (`bic`, `sum` … or a column); `file` and `line` the place in a file, 0 where there is none.
    """

    def __init__(self, said: Said, *, field: str = "", file: str = "", line: int = 0) -> None:
        self.said, self.field, self.file, self.line = said, field, file, line
        super().__init__(said.code)

    @property
    def code(self) -> str:
        """What programs compare, such as `account_key`."""
        return self.said.code

    def __str__(self) -> str:
        return self.sentence("en")

    def sentence(self, language: str = "en") -> str:
        """The sentence with its place before it, without a line break."""
        words = ("строка", "поле") if language == "ru" else ("line", "field")
        parts = [self.file, f"{words[0]} {self.line}" if self.line else "", f"{words[1]} {self.field}" if self.field else ""]
        place = ", ".join(part for part in parts if part)
        text = self.said.sentence(language)
        return f"{place}: {text}" if place else text[:1].upper() + text[1:]

    def at(self, *, field: str = "", file: str = "", line: int = 0) -> PaymentError:
        """The same refusal at a place that is known only to the caller; what is known already stays."""
        return PaymentError(self.said, field=self.field or field, file=self.file or file, line=self.line or line)


def say(code: str, **words: object) -> Said:
    """The words of a code with its fields filled in. A value longer than 60 characters is shortened."""
    entry = _sentences()[code]
    shown = {name: _short(value) for name, value in words.items()}
    parts = [" ".join(entry.get(key, "").format(**shown).split()) for key in ("text_en", "text_ru", "remedy_en", "remedy_ru")]
    return Said(code, parts[0], parts[1], parts[2], parts[3])


def refuse(code: str, *, field: str = "", file: str = "", line: int = 0, **words: object) -> PaymentError:
    """Build the refusal of that code; the caller raises it."""
    return PaymentError(say(code, **words), field=field, file=file, line=line)


@cache
def _sentences() -> dict[str, dict[str, str]]:
    with SENTENCES.open("rb") as handle:
        return tomllib.load(handle)


def _short(value: object) -> object:
    if isinstance(value, str) and len(value) > 60:
        return value[:57] + "…"
    return value
