"""A pack written as TOML again: `parse_pack(pack_to_toml(pack)) == pack`."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from datetime import date
from typing import Any

from .norms import POINT_MM, Pack, Row, Rule, Words

HEAD = ("id", "jurisdiction", "document", "valid_from", "valid_until", "point_mm", "note")


def pack_to_toml(pack: Pack) -> str:
    """The TOML text of a pack, every value of it; comments of a file it was read from are not values."""
    lines = [_line(name, getattr(pack, name)) for name in HEAD if _told(name, getattr(pack, name))]
    for one in pack.missing:
        lines += ["", "[[missing]]", _line("en", one.en), _line("ru", one.ru)]
    for rule in pack.rules:
        lines += ["", "[[rule]]", *_fields(rule), *(line for row in rule.rows for line in ["", "[[rule.row]]", *_fields(row)])]
    return "\n".join(lines) + "\n"


def pack_fingerprint(pack: Pack) -> str:
    """SHA-256 of everything the pack says: what a mark was given for, so that it ends when the pack changes."""
    return hashlib.sha256(pack_to_toml(pack).encode()).hexdigest()


def _fields(one: Rule | Row) -> list[str]:
    kept = []
    for field in dataclasses.fields(one):
        value = getattr(one, field.name)
        if field.name != "rows" and (field.name == "verified" or value != field.default):
            kept.append(_line(field.name, value))
    return kept


def _told(name: str, value: Any) -> bool:
    return value is not None and not (name == "point_mm" and value == POINT_MM)


def _line(name: str, value: Any) -> str:
    return f"{name} = {_value(value)}"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Words):
        return _text(value.en) if value.en == value.ru else f"{{ en = {_text(value.en)}, ru = {_text(value.ru)} }}"
    if isinstance(value, tuple):
        return "[" + ", ".join(_text(one) for one in value) + "]"
    if isinstance(value, date):
        return value.isoformat()
    return _text(value) if isinstance(value, str) else repr(value)


def _text(value: str) -> str:
    """A basic string of TOML: JSON's escapes are a part of TOML's, but for DEL, which TOML wants escaped."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
