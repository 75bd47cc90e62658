"""What this house has to say to a person, in English and in Russian."""

from __future__ import annotations

from pathlib import Path

from sextant.lab.sentences import Said, SaidError, Sentences

SENTENCES = Path(__file__).with_name("sentences.toml")
_TOLD = Sentences(SENTENCES, longest=400)
say = _TOLD.say
ENTRIES = _TOLD.entries


class PublicationError(SaidError):
    """A file, a pack or a question was refused whole; `code` tells programs why."""


class PackError(PublicationError):
    """A pack was refused; `problems` are all that was found, each with its line and key."""

    def __init__(self, problems: tuple[PackProblem, ...], place: str = "") -> None:
        super().__init__(problems[0].said, place)
        self.problems = problems

    def sentence(self, language: str = "en") -> str:
        """The first problem with its place, and how many there are besides."""
        first = self.problems[0].sentence(language)
        more = len(self.problems) - 1
        text = f"{self.place}: {first}" if self.place else first
        return f"{text} {say('pack_more', count=more).sentence(language)}" if more else text


class PackProblem:
    """One thing wrong in the text of a pack: `line` counts from 1 (0: not known), `key` is the key it is about."""

    __slots__ = ("key", "line", "said")

    def __init__(self, said: Said, line: int = 0, key: str = "") -> None:
        self.said, self.line, self.key = said, line, key

    def sentence(self, language: str = "en") -> str:
        """The problem with its place before it."""
        word = "строка" if language == "ru" else "line"
        place = ", ".join(part for part in (f"{word} {self.line}" if self.line else "", self.key) if part)
        return f"{place}: {self.said.sentence(language)}" if place else self.said.sentence(language)


def refuse(code: str, place: str = "", **words: object) -> PublicationError:
    """The refusal of that code; the caller raises it."""
    return PublicationError(say(code, **words), place)
