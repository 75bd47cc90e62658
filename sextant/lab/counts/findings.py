"""What this house has to say to a person, in English and in Russian."""

from __future__ import annotations

from pathlib import Path

from sextant.lab.sentences import SaidError, Sentences

say = Sentences(Path(__file__).with_name("sentences.toml"), decimals=frozenset()).say


class CountsError(SaidError):
    """Counts that cannot be made, updated or read; nothing was changed."""


def refuse(code: str, *, file: str = "", **words: object) -> CountsError:
    """The refusal of that code; the caller raises it."""
    return CountsError(say(code, **words), file)
