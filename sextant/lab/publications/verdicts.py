"""What the rules say of a book: findings with place and source, a summary by rule, and one verdict of three."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from sextant.lab.sentences import Said

from .norms import Pack, Rule, Words
from .pages import Box, Reading

if TYPE_CHECKING:
    from .epub.findings import EpubCheck

Verdict = Literal["pass", "fail", "not_checkable"]
Value = float | str | None
Dimension = Literal[
    "size", "leading", "line", "face", "weight", "width", "upright", "subject", "words", "gap", "columns", "density", "ground", "ink", "mark"
]


@dataclass(frozen=True, slots=True)
class Finding:
    """One demand of one rule at one place.

    `rule` is the key of the norm's row and the dimension, such as `type-11-14-fiction-over-1500.size`; `page` counts from 1, None where it is about the
    whole book; `value` and `required` are in `unit` (points of the file, mm, optical density, or words). `decides` tells whether the verdict rests on
    it. A pass is told once for a demand, at the place where it was met most narrowly. `said` is the sentence for people.
    """

    rule: str
    verdict: Verdict
    page: int | None
    box: Box | None
    value: Value
    required: Value
    unit: str
    source: Words
    verified: bool
    decides: bool
    pack: str
    table: str
    dimension: Dimension
    said: Said
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class RuleSummary:
    """What became of one rule: the numbers of paragraphs that passed, failed and could not be checked, the pages where it failed, and
    those with text of which none of its deciding rows speaks."""

    pack: Pack
    rule: Rule
    decides: bool
    verdict: Verdict
    passed: int
    failed: int
    unknown: int
    pages: tuple[int, ...]
    uncovered: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """A reading beside its norms. `reasons` say why nothing can be decided or what the verdict leaves open, `by_eye` what a person has to look at,
    `epub` what EPUB Accessibility says of the file, beside the verdict and not in it."""

    reading: Reading
    packs: tuple[Pack, ...]
    age: str
    kind: str
    verdict: Verdict
    findings: tuple[Finding, ...]
    rules: tuple[RuleSummary, ...]
    reasons: tuple[Said, ...] = ()
    by_eye: tuple[Said, ...] = ()
    day: date | None = None
    subject: str = ""
    epub: EpubCheck | None = None

    def decided(self) -> tuple[Finding, ...]:
        """The findings on which the verdict rests."""
        return tuple(one for one in self.findings if one.decides)

    def aside(self) -> tuple[Finding, ...]:
        """The findings that decide nothing: rows not verified, indications, advice."""
        return tuple(one for one in self.findings if not one.decides)
