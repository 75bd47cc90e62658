"""What this house has to say to a person, in English and in Russian."""

from __future__ import annotations

from pathlib import Path

from sextant.lab.sentences import Said, SaidError, Sentences

SENTENCES = Path(__file__).with_name("sentences.toml")
_TOLD = Sentences(SENTENCES, longest=200)


class SurveysError(SaidError):
    """A questionnaire, a table of answers or targets that cannot be used."""


def say(code: str, /, **words: object) -> Said:
    """The sentence of that code."""
    return _TOLD.say(code, **words)


def refuse(code: str, /, *, place: str = "", **words: object) -> SurveysError:
    """The refusal of that code; the caller raises it. `place` is the file, the line or the question."""
    return SurveysError(say(code, **words), place)
