"""What blinding has to say to a person, in English and in Russian, and how a file is refused."""

from __future__ import annotations

from pathlib import Path

from sextant.lab.sentences import Said, Sentences

SENTENCES = Path(__file__).with_name("sentences.toml")
say = Sentences(SENTENCES).say

__all__ = ["BlindingError", "Said", "refuse", "say"]


class BlindingError(Exception):
    """A file was refused whole: nothing of it was kept. `code` tells programs why.

    No ValueError: readers of files are full of those, and a refusal must not be taken for one.
    """

    def __init__(self, said: Said) -> None:
        self.said = said
        super().__init__(said.code)

    def __str__(self) -> str:
        return self.said.en

    @property
    def code(self) -> str:
        """What programs compare, such as `encrypted`."""
        return self.said.code

    def sentence(self, language: str = "en") -> str:
        """The sentence in `en` or `ru`: what is wrong with the file and what to do."""
        return self.said.sentence(language)


def refuse(code: str, **words: object) -> BlindingError:
    """The refusal of that code; the caller raises it."""
    return BlindingError(say(code, **words))
