"""What opinions have to say to a person, in English and in Russian."""

from __future__ import annotations

from pathlib import Path

from sextant.lab.sentences import Said, SaidError, Sentences

say = Sentences(Path(__file__).with_name("sentences.toml")).say


class OpinionError(SaidError):
    """A question or a file was refused; `code` tells programs why."""


def refuse(code: str, /, *, place: str = "", **words: object) -> OpinionError:
    """The refusal of that code, with the file and line before it where there is one; the caller raises it."""
    return OpinionError(say(code, **words), place)


__all__ = ["OpinionError", "Said", "refuse", "say"]
