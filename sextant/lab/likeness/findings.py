"""What likeness has to say to a person, in English and in Russian."""

from __future__ import annotations

from pathlib import Path

from sextant.lab.sentences import Said, Sentences

SENTENCES = Path(__file__).with_name("sentences.toml")
say = Sentences(SENTENCES).say


class LikenessError(ValueError):
    """A question or a file was refused; `code` tells programs why."""

    def __init__(self, said: Said) -> None:
        self.said = said
        super().__init__(said.code)

    def __str__(self) -> str:
        return self.said.en

    @property
    def code(self) -> str:
        """What programs compare, such as `share_outside`."""
        return self.said.code

    def sentence(self, language: str = "en") -> str:
        """The sentence in `en` or `ru`."""
        return self.said.sentence(language)


def refuse(code: str, **words: object) -> LikenessError:
    """The refusal of that code; the caller raises it."""
    return LikenessError(say(code, **words))
