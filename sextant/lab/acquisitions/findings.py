"""What this house has to say to a person, in English and in Russian, and how a file that was read is accounted for."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sextant.lab.sentences import Said, SaidError, Sentences

SENTENCES = Path(__file__).with_name("sentences.toml")
DECIMALS = frozenset(
    {"worth", "value", "cost", "share", "number", "least", "most", "gap", "percent", "give", "weight", "held", "price", "score", "amount", "short"}
)
_TOLD = Sentences(SENTENCES, longest=300, decimals=DECIMALS)


def say(code: str, /, **words: object) -> Said:
    """The sentence of that code; a word that is itself something said comes in each language as it is."""
    en, ru = ({name: word.sentence(language) if isinstance(word, Said) else word for name, word in words.items()} for language in ("en", "ru"))
    return Said(code, _TOLD.say(code, **en).en, _TOLD.say(code, **ru).ru)


class AcquisitionsError(SaidError):
    """A file, a table of demands or a question that cannot be used at all."""


def refuse(code: str, /, *, place: str = "", **words: object) -> AcquisitionsError:
    """The refusal of that code; the caller raises it. `place` is the file, and the line where there is one."""
    return AcquisitionsError(say(code, **words), place)


@dataclass(frozen=True, slots=True)
class Finding:
    """What happened to one row: its line (or number of the product in an XML file), whether it was `refused`, `merged` with
    another or only `noted`, and why."""

    line: int
    fate: str
    said: Said

    @property
    def code(self) -> str:
        """What programs compare."""
        return self.said.code

    def sentence(self, language: str = "en") -> str:
        """The sentence with its line before it."""
        word = "строка" if language == "ru" else "line"
        return f"{word} {self.line}: {self.said.sentence(language)}"


@dataclass(slots=True)
class Report:
    """One file accounted for: rows read = taken + merged + refused. `findings` are told one by one up to `MOST_FINDINGS` of them;
    those beyond are in the numbers and in `untold`."""

    file: str
    read: int = 0
    taken: int = 0
    merged: int = 0
    refused: int = 0
    untold: int = 0
    findings: list[Finding] = field(default_factory=list)

    def note(self, line: int, fate: str, said: Said) -> None:
        """Keep a finding; `fate` is `refused`, `merged` or `noted`, and the first two are counted."""
        if fate == "refused":
            self.refused += 1
        elif fate == "merged":
            self.merged += 1
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(Finding(line, fate, said))
        else:
            self.untold += 1

    def sentence(self, language: str = "en") -> str:
        """The account in one sentence."""
        numbers = {"read": self.read, "taken": self.taken, "merged": self.merged, "refused": self.refused}
        return f"{self.file}: {say('account', **numbers).sentence(language)}"


MOST_FINDINGS = 1000
