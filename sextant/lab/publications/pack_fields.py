"""The fields of a pack: which there are, what each may hold, and how a wrong one is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from .findings import PackProblem, say
from .norms import AGES, FACES, FORCES, GROUNDS, KINDS, RULE_KINDS, WEIGHTS, WIDTHS, Words

KEY = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*")

PACK_FIELDS: dict[str, Any] = {
    "id": "key",
    "jurisdiction": "text",
    "document": "words",
    "valid_from": "day",
    "valid_until": "day",
    "point_mm": "number",
    "note": "words",
    "rule": "tables",
    "missing": "tables",
}
RULE_FIELDS: dict[str, Any] = {
    "key": "key",
    "kind": RULE_KINDS,
    "title": "words",
    "ages": [AGES],
    "kinds": [KINDS],
    "ground": GROUNDS,
    "row": "tables",
}
ROW_FIELDS: dict[str, Any] = {
    "key": "key",
    "source": "words",
    "verified": "yes",
    "clause": "text",
    "force": FORCES,
    "subject": "key",
    "characters_from": "whole",
    "characters_to": "whole",
    "size_pt": "number",
    "leading_pt": "number",
    "line_mm": "number",
    "line_max_mm": "number",
    "faces": [FACES],
    "weights": [WEIGHTS],
    "widths": [WIDTHS],
    "upright": "yes",
    "gap_mm": "number",
    "gap_with_rule_mm": "number",
    "verse_only": "yes",
    "density_max": "number",
    "density_min": "number",
    "note": "words",
}
REQUIRED = {
    id(PACK_FIELDS): ("id", "jurisdiction", "document", "rule"),
    id(RULE_FIELDS): ("key", "kind", "title", "ages", "kinds"),
    id(ROW_FIELDS): ("key", "source", "verified"),
}


@dataclass(slots=True)
class Places:
    """Where in the text every table stands (first and last line, from 1), and the problems found so far, with the tables they are in."""

    text: list[str]
    lines: dict[tuple[int, ...], tuple[int, int]]
    problems: list[PackProblem] = field(default_factory=list)
    bad: set[tuple[int, ...]] = field(default_factory=set)

    def add(self, place: tuple[int, ...], key: str, code: str, **words: object) -> None:
        """Notes a problem of `key` in the table at `place`."""
        self.bad.add(place)
        self.problems.append(PackProblem(say(code, **words), self._line(place, key), key))

    def _line(self, place: tuple[int, ...], key: str) -> int:
        """The line of that key in that table; that of the table where the key is not written."""
        start, end = self.lines.get(place, (0, 0))
        written = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*[=.]""")
        return next((number for number in range(max(start, 1), end + 1) if written.match(self.text[number - 1])), start)

    def tables(self, table: Mapping[str, object], name: str, place: tuple[int, ...]) -> list[dict[str, object]]:
        """The list of tables under that name; anything else is a problem."""
        found = table.get(name, [])
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            self.add(place, name, "pack_not_tables", name=name)
            return []
        return found


def read_fields(
    table: Mapping[str, object], fields: dict[str, Any], places: Places, place: tuple[int, ...], required: tuple[str, ...] = ()
) -> dict[str, Any]:
    """The fields of one table as values of the right type; every problem is noted, its field left out."""
    found: dict[str, Any] = {}
    for name, value in table.items():
        if name not in fields:
            places.add(place, name, "pack_field_unknown", known=", ".join(sorted(fields)))
        elif fields[name] != "tables":
            _take(found, name, value, fields[name], places, place)
    for name in required or REQUIRED[id(fields)]:
        if name not in table:
            places.add(place, name, "pack_field_missing")
    return found


def _take(found: dict[str, Any], name: str, value: object, kind: Any, places: Places, place: tuple[int, ...]) -> None:
    if isinstance(kind, tuple):
        good, code = value in kind, "pack_not_among"
        shown = value
    elif isinstance(kind, list):
        good, code = isinstance(value, list) and bool(value) and all(one in kind[0] for one in value), "pack_not_list"
        shown = tuple(value) if good and isinstance(value, list) else value
    else:
        check, code = CHECKS[kind]
        good, shown = check(value)
    if good:
        found[name] = shown
    else:
        choices = kind if isinstance(kind, tuple) else kind[0] if isinstance(kind, list) else ()
        places.add(place, name, code, value=str(value), choices=", ".join(str(one) or "“”" for one in choices))


def _words(value: object) -> tuple[bool, object]:
    """One text for both languages, or a table of `en` and `ru`."""
    if isinstance(value, str) and value.strip():
        return True, Words(value, value)
    if isinstance(value, dict) and set(value) == {"en", "ru"} and all(isinstance(one, str) and one.strip() for one in value.values()):
        return True, Words(value["en"], value["ru"])
    return False, value


def _number(value: object) -> tuple[bool, object]:
    good = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 10_000
    return good, float(value) if good else value  # type: ignore[arg-type]


CHECKS: dict[str, tuple[Callable[[object], tuple[bool, object]], str]] = {
    "key": (lambda value: (isinstance(value, str) and bool(KEY.fullmatch(value)), value), "pack_not_key"),
    "text": (lambda value: (isinstance(value, str) and bool(value.strip()), value), "pack_not_text"),
    "words": (_words, "pack_not_words"),
    "day": (lambda value: (isinstance(value, date) and not isinstance(value, datetime), value), "pack_not_day"),
    "yes": (lambda value: (isinstance(value, bool), value), "pack_not_yes"),
    "whole": (lambda value: (isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10_000_000, value), "pack_not_whole"),
    "number": (_number, "pack_not_number"),
}
