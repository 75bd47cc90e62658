"""What this instrument has to say to a person, in English and in Russian, and the rules it checks."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypedDict

from sextant.lab.sentences import Said, SaidError, Sentences

Verdict = Literal["pass", "fail", "not_checkable"]
Level = Literal["must", "should"]

SENTENCES = Path(__file__).with_name("sentences.toml")
RULES = Path(__file__).with_name("rules.toml")
say = Sentences(SENTENCES, decimals=frozenset({"ratio", "least"})).say
LONGEST = 160
"""Characters of a value that a finding keeps."""


class EpubError(SaidError):
    """The book as a whole cannot be read; `place` is the name of its file."""


def refuse(code: str, file: str = "", **words: object) -> EpubError:
    """The refusal of that code; the caller raises it."""
    return EpubError(say(code, **words), file)


def because(code: str) -> dict[str, Any]:
    """The sentence of that code as a reason inside another one."""
    said = say(code)
    return {"why": said.en, "why_ru": said.ru}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: how strong its norm makes it, what it wants, and where the norm says so."""

    key: str
    level: Level
    required: str
    source: str
    title: Said


@cache
def rules() -> dict[str, Rule]:
    """All rules by key, in the order of `rules.toml`."""
    entries: dict[str, dict[str, Any]] = tomllib.loads(RULES.read_text(encoding="utf-8"))
    return {key: Rule(key, one["level"], one["required"], one["source"], Said(key, one["title_en"], one["title_ru"])) for key, one in entries.items()}


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule at one place: `file` is a path inside the book, `line` counts from 1 (0: no line), `element` a tag or the name of a metadata field."""

    rule: str
    verdict: Verdict
    said: Said
    file: str = ""
    line: int = 0
    element: str = ""
    value: str = ""

    @property
    def required(self) -> str:
        """What the rule wants."""
        return rules()[self.rule].required

    @property
    def source(self) -> str:
        """Norm and section."""
        return rules()[self.rule].source

    @property
    def level(self) -> Level:
        """`must`: it decides the verdict of the book; `should`: the norm recommends it."""
        return rules()[self.rule].level

    def sentence(self, language: str = "en") -> str:
        """Place, and what was found."""
        word = "строка" if language == "ru" else "line"
        place = ", ".join(part for part in (self.file, f"{word} {self.line}" if self.line else "") if part)
        return f"{place}: {self.said.sentence(language)}" if place else self.said.sentence(language)

    def as_dict(self) -> dict[str, Any]:
        """For JSON, with the sentence in both languages."""
        names = ("rule", "verdict", "level", "file", "line", "element", "value", "required", "source")
        return {name: getattr(self, name) for name in names} | {"en": self.sentence("en"), "ru": self.sentence("ru")}


class Where(TypedDict, total=False):
    """The place of a finding, for those that share it."""

    file: str
    line: int
    element: str


def finding(rule: str, verdict: Verdict, code: str, *, file: str = "", line: int = 0, element: str = "", value: str = "", **words: object) -> Finding:
    """A finding of that rule; `code` names its sentence, in which the value may be used too."""
    shown = " ".join(value.split())
    short = shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…"
    return Finding(rule, verdict, say(code, value=short, **words), file, line, element, short)


def met(rule: str, file: str = "", value: str = "") -> Finding:
    """The rule holds there."""
    title = rules()[rule].title
    return Finding(rule, "pass", Said("met", f"{title.en}: met.", f"{title.ru}: выполнено."), file, 0, "", value)


@dataclass(frozen=True, slots=True)
class EpubCheck:
    """All findings on a book; `fingerprint` is the SHA-256 of the file, `version` that of its package (empty where it could not be read)."""

    file: str
    fingerprint: str = ""
    version: str = ""
    layout: str = ""
    findings: list[Finding] = field(default_factory=list)

    @property
    def verdict(self) -> Verdict:
        """Of the rules that must hold: one failed, the book fails; else one cannot be checked, neither can the book. Recommendations do not decide."""
        return verdict_of(one.verdict for one in self.findings if one.level == "must")

    @property
    def by_rule(self) -> dict[str, Verdict]:
        """The verdict of each rule that was asked, in the order of the rules."""
        asked = {key: [one.verdict for one in self.findings if one.rule == key] for key in rules()}
        return {key: verdict_of(verdicts) for key, verdicts in asked.items() if verdicts}

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "file": self.file,
            "fingerprint": self.fingerprint,
            "version": self.version,
            "layout": self.layout,
            "verdict": self.verdict,
            "by_rule": self.by_rule,
            "counts": dict(Counter(one.verdict for one in self.findings)),
            "findings": [one.as_dict() for one in self.findings],
        }


def verdict_of(verdicts: Iterable[Verdict]) -> Verdict:
    """The worst of several; nothing to judge cannot be checked."""
    met = set(verdicts)
    if "fail" in met:
        return "fail"
    return "pass" if met == {"pass"} else "not_checkable"
