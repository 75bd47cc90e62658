"""What crosswalks have to say to a person, in English and in Russian."""

from __future__ import annotations

from pathlib import Path

from sextant.lab.sentences import SaidError, Sentences

say = Sentences(Path(__file__).with_name("sentences.toml")).say


class CrosswalkError(SaidError):
    """A crosswalk that there is not, or that is wrong."""


def refuse(code: str, **words: object) -> CrosswalkError:
    """The refusal of that code; the caller raises it."""
    return CrosswalkError(say(code, **words))
