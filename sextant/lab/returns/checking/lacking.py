"""Rules for a questionnaire that an association has changed: what speaks of an item that is not asked any more falls away."""

from __future__ import annotations

import re
from typing import Any

NAME = re.compile(r"[a-z_][a-z0-9_]*")
SPOKEN = ("whole", "variable", "formula", "when", "then")
"""Keys of an entry whose text names variables."""


def without(entries: list[dict[str, Any]], gone: set[str]) -> list[dict[str, Any]]:
    """The entries of a file of rules that can still be asked when the variables `gone` are not asked any more.

    Lists of variables, and parts that only have to stay below their whole, are shortened; a sum that lacks a part cannot be checked.
    """
    if not gone:
        return entries
    return [entry for entry in (_shortened(entry, gone) for entry in entries) if entry is not None]


def _shortened(entry: dict[str, Any], gone: set[str]) -> dict[str, Any] | None:
    if any(gone & set(NAME.findall(str(entry.get(key, "")))) for key in SPOKEN):
        return None
    shortened = dict(entry)
    for key in ("variables", "parts"):
        if not isinstance(entry.get(key), list):
            continue
        left = [code for code in entry[key] if code not in gone]
        if not left or (key == "parts" and entry.get("kind") == "sum" and left != entry[key]):
            return None
        shortened[key] = left
    return shortened
