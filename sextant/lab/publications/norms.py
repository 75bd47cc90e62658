"""A norm as data: a pack holds rules, a rule holds rows that are alternatives, and every row has its own source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

AGES = ("3-6", "7-10", "11-14", "15-17", "adult")
"""Age bands from the youngest on; `adult` only for packs that serve as a control."""

KINDS = ("fiction", "reference", "textbook")
RULE_KINDS = ("type", "word_space", "columns", "ground_density", "coloured_type", "inverse_type", "age_mark")
FORCES = ("binding", "indication", "advice")
GROUNDS = ("", "coloured")
FACES = ("sans", "serif", "low-contrast", "script", "display")
WEIGHTS = ("light", "regular", "semibold", "bold")
WIDTHS = ("narrow", "normal", "wide")
POINT_MM = 25.4 / 72
"""A point of PDF and of desktop publishing in mm; a norm may count in Didot points of 0.376 mm."""

Force = Literal["binding", "indication", "advice"]


@dataclass(frozen=True, slots=True)
class Words:
    """A text of the norm's keeper in both languages."""

    en: str
    ru: str

    def sentence(self, language: str = "en") -> str:
        """The text in `en` or `ru`."""
        return self.ru if language == "ru" else self.en


@dataclass(frozen=True, slots=True)
class Row:
    """One alternative of a rule, None or empty where the norm demands nothing.

    `characters_from` and `characters_to` bound, both inclusive, the volume of text read at once on the page. Sizes and extra leading (baseline step
    minus size) are in the norm's points, not less than; the line is at least `line_mm` and at most `line_max_mm` wide. `gap_mm` is the least gap between
    columns, `gap_with_rule_mm` where a rule is printed between them, `verse_only` whether only verse may stand in columns. `density_max` and
    `density_min` bound the ground's optical density. `subject` narrows a row to one subject of textbooks or one sort of book. A row that is not
    `verified`, or whose `force` is not `binding`, never decides a verdict.
    """

    key: str
    source: Words
    verified: bool = False
    clause: str = ""
    force: Force = "binding"
    subject: str = ""
    characters_from: int | None = None
    characters_to: int | None = None
    size_pt: float | None = None
    leading_pt: float | None = None
    line_mm: float | None = None
    line_max_mm: float | None = None
    faces: tuple[str, ...] = ()
    weights: tuple[str, ...] = ()
    widths: tuple[str, ...] = ()
    upright: bool | None = None
    gap_mm: float | None = None
    gap_with_rule_mm: float | None = None
    verse_only: bool | None = None
    density_max: float | None = None
    density_min: float | None = None
    note: Words | None = None

    @property
    def decides(self) -> bool:
        """Whether a verdict may rest on it."""
        return self.verified and self.force == "binding"

    def holds_for(self, characters: int) -> bool:
        """Whether it speaks of a page with so much text."""
        low = self.characters_from is None or characters >= self.characters_from
        return low and (self.characters_to is None or characters <= self.characters_to)


@dataclass(frozen=True, slots=True)
class Rule:
    """Rows of which one must fit, for these ages and kinds of book. `ground` `coloured`: only for text on coloured or grey ground or on pictures."""

    key: str
    kind: str
    title: Words
    ages: tuple[str, ...]
    kinds: tuple[str, ...]
    rows: tuple[Row, ...]
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """One norm: in force from `valid_from` to `valid_until`, both inclusive, None where not known or without end. `point_mm` is the norm's point.

    `missing` says what of the norm is not here, so that nobody takes silence for consent.
    """

    id: str
    jurisdiction: str
    document: Words
    rules: tuple[Rule, ...]
    valid_from: date | None = None
    valid_until: date | None = None
    point_mm: float = POINT_MM
    note: Words | None = None
    missing: tuple[Words, ...] = ()

    def in_force(self, day: date) -> bool:
        """Whether it was in force that day, as far as its dates are known."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or day <= self.valid_until)

    def rows(self) -> dict[str, Row]:
        """Every row by its key."""
        return {row.key: row for rule in self.rules for row in rule.rows}
