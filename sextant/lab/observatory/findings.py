"""What this house has to say to a person, in English and in Russian."""

from __future__ import annotations

from pathlib import Path

from sextant.lab.sentences import Said, Sentences

say = Sentences(Path(__file__).with_name("sentences.toml")).say


class ObservatoryError(ValueError):
    """A question that cannot be answered; `code` is what programs compare, `sentence` what people read."""

    def __init__(self, said: Said) -> None:
        self.said = said
        super().__init__(said.en)

    @property
    def code(self) -> str:
        """What programs compare, such as `empty_corpus`."""
        return self.said.code

    def sentence(self, language: str = "en") -> str:
        """The sentence in `en` or `ru`."""
        return self.said.sentence(language)


def refuse(code: str, **words: object) -> ObservatoryError:
    """The refusal of that code; the caller raises it."""
    return ObservatoryError(say(code, **words))
