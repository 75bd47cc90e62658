"""What this house has to say to a person, in English and in Russian."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from sextant.lab.sentences import Said, SaidError, Sentences

SENTENCES = Path(__file__).with_name("sentences.toml")
say = Sentences(SENTENCES, longest=400, decimals=frozenset({"share"})).say


class CatalogueError(SaidError):
    """A file or a question was refused whole; `code` tells programs why."""


class Finding(NamedTuple):
    """One thing found in a record. `record` is its number in the file from 1 (quarantined stretches count too); `field` a tag, a tag with position
    (`008/22`), `LDR/17`, or empty for the whole record; `rule` is what programs compare."""

    record: int
    field: str
    rule: str
    words: tuple[tuple[str, object], ...] = ()

    def said(self) -> Said:
        """The sentence in both languages."""
        return say(self.rule, **{name: shown(value) for name, value in self.words})


def shown(value: object) -> object:
    """Bytes and blanks so that a person sees them: `#` for a blank where the whole value is one sign or blanks, controls as `·`."""
    if not isinstance(value, str):
        return value
    text = "".join(sign if sign.isprintable() else "·" for sign in value)
    return text.replace(" ", "#") if len(text) == 1 or not text.strip() else text


def refuse(code: str, *, file: str = "", **words: object) -> CatalogueError:
    """The refusal of that code; the caller raises it."""
    return CatalogueError(say(code, **words), file)
