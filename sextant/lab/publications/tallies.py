"""What became of one rule over a whole book: paragraphs counted, findings gathered, and passes told once at their narrowest."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from sextant.lab.sentences import Said

from .demands import Demand, Fit, Met
from .findings import ENTRIES, say
from .norms import Pack, Row, Rule
from .pages import Box
from .passages import Passage
from .verdicts import Finding, RuleSummary, Value, Verdict

Key = tuple[str, str]


@dataclass(slots=True)
class Tally:
    """The counts and findings of one rule, for the rows that decide or for those that do not."""

    pack: Pack
    rule: Rule
    decides: bool
    passed: int = 0
    failed: int = 0
    unknown: int = 0
    pages: set[int] = field(default_factory=set)
    failing: list[Finding] = field(default_factory=list)
    open: list[Finding] = field(default_factory=list)
    narrowest: dict[Key, tuple[float, Finding]] = field(default_factory=dict)
    aside: dict[str, Finding] = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)
    eye: dict[str, set[int]] = field(default_factory=dict)
    uncovered: set[int] = field(default_factory=set)
    """Pages with text of which only rows that decide nothing speak, though other rows of the rule do decide."""

    def take(self, fit: Fit, passage: Passage) -> None:
        """Counts one passage with the row chosen for it."""
        met = fit.met
        self.passed += met is Met.YES
        self.failed += met is Met.NO
        self.unknown += met is Met.UNKNOWN
        for one in fit.demands:
            self._demand(one, fit.row, passage, met)

    def _demand(self, one: Demand, row: Row, passage: Passage, met: Met) -> None:
        if one.met in (Met.YES, Met.NO):
            self.shown.add(one.dimension)
        if one.met is Met.NO:
            self.pages.add(passage.page)
            self.failing.append(self.finding("fail", one, row, passage))
        elif one.met is Met.UNKNOWN and met is Met.UNKNOWN:
            self.open.append(self.finding("not_checkable", one, row, passage))
        elif one.met is Met.ASIDE and one.dimension not in self.aside:
            self.aside[one.dimension] = self.finding("not_checkable", one, row, passage)
        elif one.met is Met.EYE and met is not Met.NO:
            self.eye.setdefault(one.dimension, set()).add(passage.page)
        elif one.met is Met.YES:
            key = (row.key, one.dimension)
            if key not in self.narrowest or one.slack < self.narrowest[key][0]:
                self.narrowest[key] = (one.slack, self.finding("pass", one, row, passage))

    def finding(self, verdict: Verdict, one: Demand, row: Row, passage: Passage | None, page: int | None = None, box: Box | None = None) -> Finding:
        """The finding on one demand of a row."""
        name = f"{row.key}.{one.dimension}"
        return Finding(
            rule=name,
            verdict=verdict,
            page=passage.page if passage else page,
            box=passage.box if passage else box,
            value=one.value,
            required=one.required,
            unit=one.unit,
            source=row.source,
            verified=row.verified,
            decides=self.decides,
            pack=self.pack.id,
            table=self.rule.key,
            dimension=one.dimension,
            said=_said(_code(verdict, one), one.value, one.required),
            excerpt=passage.string if passage else "",
        )

    def close(self) -> RuleSummary | None:
        """Ends the counting; None where the rule had nothing to speak of."""
        for dimension, one in self.aside.items():
            if dimension not in self.shown:
                self.open.append(one)
                self.unknown += 1
        if not (self.passed or self.failed or self.unknown or self.failing or self.open):
            return None
        verdict: Verdict = "fail" if self.failing else "not_checkable" if self.open or self.uncovered else "pass"
        pages = tuple(sorted(self.pages))
        return RuleSummary(self.pack, self.rule, self.decides, verdict, self.passed, self.failed, self.unknown, pages, tuple(sorted(self.uncovered)))

    def findings(self) -> list[Finding]:
        """What failed, what is open, and of the demands that were met everywhere where each was met most narrowly."""
        told_already = {(one.rule) for one in (*self.failing, *self.open)}
        met = [one for _, one in self.narrowest.values() if one.rule not in told_already]
        return [*self.failing, *self.open, *met]


def _code(verdict: Verdict, one: Demand) -> str:
    """The sentence for a finding: a line may be too short or too long, a mark wrong or not there."""
    if verdict == "fail" and one.value is None:
        return f"absent_{one.dimension}"
    return "fail_line_long" if verdict == "fail" and one.dimension == "line" and isinstance(one.required, str) else f"{verdict}_{one.dimension}"


@lru_cache(maxsize=4096)
def _said(code: str, value: Value, required: Value) -> Said:
    """The sentence on a demand, its values in the words and with the decimal sign of each language. Paragraphs of a book are much alike: most are said again."""
    texts = {name: say(code, value=worded(value, name), required=worded(required, name)) for name in ("en", "ru")}
    return Said(code, texts["en"].en, texts["ru"].ru)


def worded(value: Value, language: str) -> str:
    """A value for people: `sans | low-contrast` becomes “sans serif or low-contrast serif”, 9.5 becomes 9,5 in Russian."""
    if value is None:
        return ""
    if not isinstance(value, str):
        text = f"{value:.2f}".rstrip("0").rstrip(".")
        return text.replace(".", ",") if language == "ru" else text
    parts = [_token(part, language) for part in value.split(" | ")]
    if len(parts) == 1:
        return parts[0]
    return ", ".join(parts[:-1]) + (" или " if language == "ru" else " or ") + parts[-1]


def _token(name: str, language: str) -> str:
    code = f"token_{name}"
    if code in ENTRIES:
        return say(code).sentence(language)
    return re.sub(r"(?<=\d)\.(?=\d)", ",", name) if language == "ru" else name
