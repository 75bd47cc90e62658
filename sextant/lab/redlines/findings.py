"""What this instrument has to say to a person, in English and in Russian."""

from __future__ import annotations

from pathlib import Path

from sextant.lab.sentences import SaidError, Sentences

SENTENCES = Path(__file__).with_name("sentences.toml")
say = Sentences(SENTENCES).say


class RedlinesError(SaidError):
    """Texts that cannot be compared; `place` is the file's name."""


def refuse(code: str, file: str = "", **words: object) -> RedlinesError:
    """The refusal of that code; the caller raises it."""
    return RedlinesError(say(code, **words), file)
