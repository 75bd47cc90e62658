"""Whose names are looked for, where, and what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .findings import Said, say

Confidence = Literal["certain", "likely"]
SURE = {"certain": "confidence_certain", "likely": "confidence_likely"}
Role = Literal["family", "given", "patronymic"]


@dataclass(frozen=True, slots=True)
class Identity:
    """An author: every field may be empty. `latin` is the whole name as the person writes it in Latin letters;
    of `organisations` an entry without spaces in capitals (РГБ) is an acronym, any other a full name."""

    family: str = ""
    given: str = ""
    patronymic: str = ""
    latin: str = ""
    e_mail: str = ""
    orcid: str = ""
    phone: str = ""
    organisations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a file's text and its name: a page, a slide, a sheet, the properties of a picture."""

    name: Said
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A name found: letters `start` to `stop` of part number `part` (from 0), whose name is `place` (None for bare text);
    `person` is the number of the identity. `what` has the codes `found_full_name`, `found_initials`, `found_family` …"""

    part: int
    start: int
    stop: int
    person: int
    what: Said
    confidence: Confidence
    excerpt: str
    place: Said | None = None

    @property
    def said_confidence(self) -> Said:
        """`certain` or `likely` for a person to read."""
        return say(SURE[self.confidence])


TextParts = Sequence[str | Part]
