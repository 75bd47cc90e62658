"""What this instrument has to say to a person, in English and in Russian."""

from __future__ import annotations

from pathlib import Path

from sextant.lab.sentences import SaidError, Sentences

SENTENCES = Path(__file__).with_name("sentences.toml")
say = Sentences(SENTENCES).say


class WatchingError(SaidError):
    """A file that cannot be read as a feed; `place` is its name."""


def refuse(code: str, file: str = "", **words: object) -> WatchingError:
    """The refusal of that code; the caller raises it."""
    return WatchingError(say(code, **words), file)
