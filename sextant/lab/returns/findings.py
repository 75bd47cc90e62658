"""What an import has to say to a person: findings about rows, and errors that stop the file.

Every sentence exists in English and in Russian and stands in `sentences.toml`, one entry a code;
the code is what programs compare. Fields in braces are filled from the place where it happened.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

Severity = Literal["refused", "warning"]

SENTENCES = Path(__file__).with_name("sentences.toml")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. `refused`: the row was left out. `warning`: the row was taken.

    `line` counts from 1 with the header; `column` is the name in the file; `value` is the text as found.
    """

    severity: Severity
    code: str
    file: str
    line: int
    column: str
    value: str
    text_en: str
    text_ru: str
    remedy_en: str
    remedy_ru: str

    def sentence(self, language: str = "en") -> str:
        """One line for a terminal: file, line, column, what happened and what to do."""
        text, remedy = (self.text_ru, self.remedy_ru) if language == "ru" else (self.text_en, self.remedy_en)
        return f"{_place(self.file, self.line, self.column, language)}: {text} {remedy}"


class ReturnsError(Exception):
    """The file cannot be imported at all; nothing was taken from it.

    `code` tells programs the reason (`year_unknown`, `wrong_file_type` …); `str()` is one English sentence.
    """

    def __init__(
        self,
        file: str,
        line: int,
        column: str,
        what_en: str,
        what_ru: str,
        remedy_en: str,
        remedy_ru: str,
        *,
        code: str = "error",
    ) -> None:
        self.file, self.line, self.column, self.code = file, line, column, code
        self.what_en, self.what_ru = what_en, what_ru
        self.remedy_en, self.remedy_ru = remedy_en, remedy_ru
        super().__init__(file, line, column, what_en)

    def __str__(self) -> str:
        return self.sentence("en")

    def sentence(self, language: str = "en") -> str:
        """The same in one of the two languages, without a line break."""
        what, remedy = (self.what_ru, self.remedy_ru) if language == "ru" else (self.what_en, self.remedy_en)
        return f"{_place(self.file, self.line, self.column, language)}: {what}; {remedy}."


def finding(code: str, severity: Severity, file: str, line: int, column: str = "", value: str = "", **words: object) -> Finding:
    """Build a finding from its code; `words` fill further fields of the sentence."""
    said = _said(code, {"column": column, "value": value, "line": line, **words})
    return Finding(severity, code, file, line, column, value, said[0], said[1], said[2], said[3])


def error(code: str, file: str, line: int = 0, column: str = "", **words: object) -> ReturnsError:
    """Build the error of that code; the caller raises it."""
    what_en, what_ru, remedy_en, remedy_ru = _said(code, {"column": column, "line": line, **words})
    return ReturnsError(file, line, column, what_en, what_ru, remedy_en, remedy_ru, code=code)


def _said(code: str, words: dict[str, object]) -> tuple[str, str, str, str]:
    entry = _sentences()[code]
    parts = (entry["text_en"], entry["text_ru"], entry["remedy_en"], entry["remedy_ru"])
    what_en, what_ru, remedy_en, remedy_ru = (" ".join(part.format(**words).split()) for part in parts)
    return what_en, what_ru, remedy_en, remedy_ru


@cache
def _sentences() -> dict[str, dict[str, str]]:
    with SENTENCES.open("rb") as handle:
        return tomllib.load(handle)


def _place(file: str, line: int, column: str, language: str) -> str:
    words = ("строка", "столбец") if language == "ru" else ("line", "column")
    place = Path(file).name
    if line:
        place += f", {words[0]} {line}"
    if column:
        place += f", {words[1]} {column}"
    return place
