"""What this house has to say to a person, in English and in Russian."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sextant.lab.sentences import Said, Sentences

SENTENCES = Path(__file__).with_name("sentences.toml")
say = Sentences(SENTENCES, longest=60).say


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


def refuse(code: str, **words: object) -> DonorsError:
    """The refusal of that code; the caller raises it."""
    return DonorsError(say(code, **words))
