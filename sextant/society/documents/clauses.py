"""Clauses as they are handed in, and the canonical form of a version, from which its fingerprint is made."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sextant.society.documents.models import Clause, Version

WORDS = ("heading_ru", "heading_en", "text_ru", "text_en")
FORM = "sextant-document/1"
"""Name and edition of the canonical form."""


@dataclass(frozen=True)
class ClauseDraft:
    """One clause of a text that is handed in. `key` keeps its identity over versions (empty: a new one is made); `part_of` is the key of
    the chapter, handed in before it; `number` is counted where it is empty; `data` is kept with it for the house of the kind."""

    text_ru: str = ""
    text_en: str = ""
    heading_ru: str = ""
    heading_en: str = ""
    key: str = ""
    part_of: str = ""
    number: str = ""
    data: dict[str, Any] = field(default_factory=dict)


def canonical(version: Version, clauses: Iterable[Clause]) -> dict[str, Any]:
    """A version as plain values, the same on every machine: what the JSON download gives, and what the fingerprint is made of."""
    rows = list(clauses)
    keys = {one.pk: one.key for one in rows}
    return {
        "form": FORM,
        "document": version.document.code,
        "kind": version.document.kind,
        "version": version.number,
        "title": {"ru": version.title_ru, "en": version.title_en},
        "summary": {"ru": version.summary_ru, "en": version.summary_en},
        "clauses": [
            {
                "key": one.key,
                "part_of": keys[one.part_of_id] if one.part_of_id else "",
                "number": one.number,
                "heading": {"ru": one.heading_ru, "en": one.heading_en},
                "text": {"ru": one.text_ru, "en": one.text_en},
                "data": one.data,
            }
            for one in rows
        ],
    }


def canonical_json(version: Version, clauses: Iterable[Clause]) -> str:
    """The canonical form as JSON: keys in order, no spaces, UTF-8 as it is."""
    return json.dumps(canonical(version, clauses), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint_of(version: Version, clauses: Iterable[Clause]) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical_json(version, clauses).encode()).hexdigest()
