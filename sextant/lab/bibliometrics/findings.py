"""What this house has to say to a person, in English and in Russian."""

from __future__ import annotations

from pathlib import Path

from sextant.lab.sentences import SaidError, Sentences

say = Sentences(Path(__file__).with_name("sentences.toml"), decimals=frozenset({"value"})).say


class BibliometricsError(SaidError):
    """A question that cannot be answered of a body of literature."""


def refuse(code: str, **words: object) -> BibliometricsError:
    """The refusal of that code; the caller raises it."""
    return BibliometricsError(say(code, **words))
