"""What this house has to say to a person, in English and in Russian."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from sextant.lab.sentences import Said, Sentences

Unit = Literal["line", "item"]

SENTENCES = Path(__file__).with_name("sentences.toml")
_TOLD = Sentences(SENTENCES, longest=10_000, decimals=frozenset())
say = _TOLD.say
UNITS = {"line": ("line", "строка"), "item": ("item", "запись")}


@dataclass(frozen=True, slots=True)
class Finding:
    """Why a row was left out: the place (`line` of a table with the header as 1, or `item` of a list from 1), the field
    as the file names it, the text found there, what is wrong and what to do."""

    code: str
    file: str
    unit: Unit
    number: int
    field: str
    value: str
    text: Said
    remedy: Said

    def sentence(self, language: str = "en") -> str:
        """One line for a person: place, what happened, what to do."""
        words = UNITS[self.unit][language == "ru"]
        place = f"{self.file}, {words} {self.number}" + (f", {self.field}" if self.field else "")
        return f"{place}: {self.text.sentence(language)} {self.remedy.sentence(language)}"


class FundingError(Exception):
    """The whole file, table or set cannot be used; nothing was taken. `code` tells programs why."""

    def __init__(self, code: str, file: str, text: Said, remedy: Said) -> None:
        self.code, self.file, self.text, self.remedy = code, file, text, remedy
        super().__init__(code, file)

    def __str__(self) -> str:
        return self.sentence("en")

    def sentence(self, language: str = "en") -> str:
        """The same in one of the two languages, without a line break."""
        place = f"{self.file}: " if self.file else ""
        return f"{place}{self.text.sentence(language)} {self.remedy.sentence(language)}"


class CellMistake(ValueError):
    """A value that cannot be read; `code` is that of the finding, `words` fill its sentence."""

    def __init__(self, code: str, field: str = "", value: object = "", **words: Any) -> None:
        super().__init__(code)
        self.code, self.field, self.value, self.words = code, field, str(value), words


def finding(mistake: CellMistake, file: str, unit: Unit, number: int) -> Finding:
    """The mistake with its place."""
    words: dict[str, object] = {"field": mistake.field, "value": mistake.value, **mistake.words}
    text, remedy = _text_and_remedy(mistake.code, words)
    return Finding(mistake.code, file, unit, number, mistake.field, mistake.value, text, remedy)


def error(code: str, file: str = "", **words: object) -> FundingError:
    """The error of that code; the caller raises it."""
    text, remedy = _text_and_remedy(code, words)
    return FundingError(code, file, text, remedy)


def _text_and_remedy(code: str, words: dict[str, object]) -> tuple[Said, Said]:
    return say(code, **words), _TOLD.remedy(code, **words)
