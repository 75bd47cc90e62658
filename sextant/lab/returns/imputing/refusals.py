"""What imputation has to say to a person, in English and in Russian."""

from __future__ import annotations

from pathlib import Path

from sextant.lab.sentences import SaidError, Sentences

say = Sentences(Path(__file__).with_name("sentences.toml")).say


class ImputingError(SaidError):
    """Returns in which nothing can be imputed."""


def refuse(code: str, **words: object) -> ImputingError:
    """The refusal of that code; the caller raises it."""
    return ImputingError(say(code, **words))
