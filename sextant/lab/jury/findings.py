"""What this house has to say to a person, in English and in Russian."""

from __future__ import annotations

from pathlib import Path

from sextant.lab.sentences import Said, Sentences

SENTENCES = Path(__file__).with_name("sentences.toml")
DECIMALS = frozenset({"affinity", "price", "cost", "alpha", "low", "high", "score", "expected", "lowest", "highest"})
say = Sentences(SENTENCES, decimals=DECIMALS).say


class JuryError(ValueError):
    """A table or a question was refused whole; `code` tells programs why, `file` and `line` where (0: no line)."""

    def __init__(self, said: Said, file: str = "", line: int = 0) -> None:
        self.said, self.file, self.line = said, file, line
        super().__init__(said.code)

    @property
    def code(self) -> str:
        """What programs compare, such as `score_twice`."""
        return self.said.code

    def __str__(self) -> str:
        return self.sentence("en")

    def sentence(self, language: str = "en") -> str:
        """The sentence with its place before it."""
        word = "строка" if language == "ru" else "line"
        parts = [self.file, f"{word} {self.line}" if self.line else ""]
        place = ", ".join(part for part in parts if part)
        return f"{place}: {self.said.sentence(language)}" if place else self.said.sentence(language)


def refuse(code: str, *, file: str = "", line: int = 0, **words: object) -> JuryError:
    """The refusal of that code; the caller raises it."""
    return JuryError(say(code, **words), file, line)


def listed(names: list[str] | tuple[str, ...], most: int = 5) -> str:
    """Names in a row, `…` for those beyond `most`."""
    return ", ".join(names[:most]) + (" …" if len(names) > most else "")
