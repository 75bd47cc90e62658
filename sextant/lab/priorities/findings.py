"""What this house has to say to a person, in English and in Russian."""

from __future__ import annotations

from pathlib import Path

from sextant.lab.sentences import SaidError, Sentences

say = Sentences(Path(__file__).with_name("sentences.toml")).say


class PrioritiesError(SaidError):
    """A ranking that cannot be made."""


def refuse(code: str, **words: object) -> PrioritiesError:
    """The refusal of that code; the caller raises it."""
    return PrioritiesError(say(code, **words))
