"""The nouns of a questionnaire: sections, items, choices, and what an item replaces."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, get_args

Kind = Literal["count", "decimal", "money", "hours", "share", "text", "choice", "yes_no"]
Answer = Literal["zero", "unknown", "not_applicable", "refused"]

KINDS: tuple[str, ...] = get_args(Kind)
NUMERIC: tuple[str, ...] = ("count", "decimal", "money", "hours", "share")
MAY_BE: tuple[str, ...] = get_args(Answer)
"""Four answers that are not the same: none at all, not known, does not exist here, known but not told. An empty cell is none of them."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text in English and in Russian."""

    en: str
    ru: str

    def sentence(self, language: str = "en") -> str:
        """The text in `en` or `ru`."""
        return self.ru if language == "ru" else self.en


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers to an item of kind `choice`."""

    code: str
    label: Words


@dataclass(frozen=True, slots=True)
class Replaced:
    """An item of an earlier version whose place this one takes.

    `code` and the names in `formula` are keys, under which the earlier values are held. `formula` (`lab.returns.formulas`) is the bridge:
    the new value from the old ones, "" where there is none and the series breaks. `until` is the last year of the earlier item.
    """

    code: str
    until: int
    note: Words
    formula: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is asked.

    `variable` is its code in `lab.returns.dictionary`, "" where the dictionary has none; `key` names its values in the store.
    `decimals` is the number of digits after the point that are kept; `may_be` the answers other than a number above nought that are
    taken (`MAY_BE`); `maps` gives the cell of other forms by form; `iso2789` the nearest notion of ISO 2789 (clause not seen).
    `part_of` is the code of the item that this one is a part of.
    """

    code: str
    label: Words
    definition: Words
    kind: Kind
    variable: str = ""
    unit: str = ""
    iso2789: str = ""
    decimals: int = 0
    required: bool = False
    part_of: str = ""
    replaces: tuple[Replaced, ...] = ()
    maps: dict[str, str] = field(default_factory=dict)
    may_be: tuple[str, ...] = ("zero", "unknown")
    choices: tuple[Choice, ...] = ()

    @property
    def key(self) -> str:
        """The name of its values: the variable of the dictionary where it is one, else its code."""
        return self.variable or self.code

    @property
    def is_number(self) -> bool:
        """Whether a number is asked for."""
        return self.kind in NUMERIC


@dataclass(frozen=True, slots=True)
class Section:
    """Items that stand under one heading."""

    code: str
    title: Words
    about: Words
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Questionnaire:
    """One version of a questionnaire. `for_years` are the first and last year asked about; None: no end yet."""

    code: str
    version: str
    title: Words
    about: Words
    languages: tuple[str, ...]
    for_years: tuple[int, int | None]
    sections: tuple[Section, ...]

    @cached_property
    def items(self) -> dict[str, Item]:
        """Every item by its code, in the order asked."""
        return {item.code: item for section in self.sections for item in section.items}

    @cached_property
    def by_key(self) -> dict[str, Item]:
        """Every item by the name of its values."""
        return {item.key: item for item in self.items.values()}

    def parts_of(self, code: str) -> tuple[Item, ...]:
        """The items that are parts of the item of that code, in the order asked."""
        return tuple(item for item in self.items.values() if item.part_of == code)

    def asks_about(self, year: int) -> bool:
        """Whether this version is the one for that year."""
        first, last = self.for_years
        return first <= year and (last is None or year <= last)
