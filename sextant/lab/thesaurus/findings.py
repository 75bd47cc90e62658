"""What this house has to say to a person, in English and in Russian."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sextant.lab.sentences import Said, SaidError, Sentences

Kind = Literal["refused", "repaired", "noted"]

SENTENCES = Path(__file__).with_name("sentences.toml")
say = Sentences(SENTENCES, longest=300, decimals=frozenset()).say


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a thesaurus: where (a concept's id or address, or a file), and whether it was refused, repaired
    or only noted. Programs compare `code`."""

    place: str
    kind: Kind
    said: Said

    @property
    def code(self) -> str:
        """Such as `cycle`."""
        return self.said.code

    def sentence(self, language: str = "en") -> str:
        """The sentence with its place before it."""
        text = self.said.sentence(language)
        return f"{self.place}: {text}" if self.place else text


class ThesaurusError(SaidError):
    """A file or a question was refused whole."""


def refuse(code: str, *, place: str = "", **words: object) -> ThesaurusError:
    """The refusal of that code; the caller raises it."""
    return ThesaurusError(say(code, **words), place)


def found(code: str, place: str, kind: Kind = "refused", **words: object) -> Finding:
    """The finding of that code."""
    return Finding(place, kind, say(code, **words))


def listed(names: list[str] | tuple[str, ...], most: int = 8) -> str:
    """Names in a row, `…` for those beyond `most`."""
    return ", ".join(names[:most]) + (" …" if len(names) > most else "")
