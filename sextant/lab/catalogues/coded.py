"""Positions of coded fields: leader, 006, 007 and 008 of MARC 21; 100, 105 and 106 of UNIMARC and RUSMARC. Tables are in `schemas/`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from .records import Kind
from .schema import Fault, read

Placed = tuple[str, Fault]
"""Where in the field (a position, or empty), and what is wrong there."""
FORMS = {
    "digits": re.compile(r"\d+|\|+"),
    "year": re.compile(r"[0-9u]{4}| {4}|\|{4}"),
    "year2": re.compile(r"[0-9u]{4}| {4}|\|{4}|\d\d  |    "),
    "language": re.compile(r"[a-z]{3}| {3}|\|{3}"),
    "runtime": re.compile(r"\d{3}|nnn|---|\|{3}"),
    "any": re.compile(r"(?s).*"),
}
LOOSE = {
    "digits": re.compile(r"[\d |#-]+"),
    "year": re.compile(r"[0-9u?Xx |#-]{4}"),
    "year2": re.compile(r"[0-9u?Xx |#-]{4}"),
    "language": re.compile(r"[a-z]{3}|[ |#-]{3}"),
}
"""In UNIMARC a position that is not used may be a blank, a fill character or, as real records write, `#` or `-`."""


@dataclass(frozen=True, slots=True)
class Span:
    """Positions `begin` to `end` (excluded) and what may stand there: signs, each for itself, or a form for all together."""

    begin: int
    end: int
    signs: frozenset[str] | None
    form: re.Pattern[str] | None

    def faults(self, text: str) -> Iterator[Placed]:
        """What is wrong at these positions of the field."""
        if self.signs is not None:
            for place in range(self.begin, min(self.end, len(text))):
                if text[place] not in self.signs:
                    yield str(place), ("code_unknown", (("value", text[place]),))
        elif self.form is not None and not self.form.fullmatch(text[self.begin : self.end]):
            where = f"{self.begin}-{self.end - 1}"
            yield where, ("code_form", (("value", text[self.begin : self.end]),))


def compiled(table: dict[str, Any], *, fill: str, forms: dict[str, re.Pattern[str]]) -> tuple[Span, ...]:
    """A table of positions, with its `old` codes let through. `fill`: signs allowed wherever signs are listed."""
    old = table.get("old", {})
    spans = []
    for where, allowed in table.items():
        if not where[0].isdigit():
            continue
        begin, _, last = where.partition("-")
        bounds = int(begin), int(last or begin) + 1
        if allowed in forms:
            spans.append(Span(*bounds, None, forms[allowed]))
        elif old.get(where) != "any":
            spans.append(Span(*bounds, frozenset((allowed + old.get(where, "")).replace("#", " ") + fill), None))
    return tuple(spans)


@cache
def _spans(form: str, *path: str) -> tuple[Span, ...]:
    table: Any = read(f"{form}-coded")
    for name in path:
        table = table[name]
    if form == "marc21":
        return compiled(table, fill="" if path[0] == "leader" else "|", forms=FORMS)
    return compiled(table, fill="" if path[0] == "leader" else "|#-", forms=LOOSE)


@cache
def _materials() -> dict[str, str]:
    table: dict[str, list[str]] = read("marc21-coded")["material"]
    levels = "abcdims"
    return {sign[0] + level: name for name, signs in table.items() for sign in signs for level in (levels if sign[1] == "*" else sign[1])}


def material(leader: str) -> str:
    """What the positions 18–34 of 008 mean, by leader/06 and 07; books where the leader does not tell."""
    return _materials().get(leader[6:8], "books")


@lru_cache(4096)
def leader(form: str, kind: Kind, text: str) -> tuple[Placed, ...]:
    """Faults of the leader without its lengths (`text`: 24 characters with positions 0–4 and 12–16 blanked)."""
    spans = _spans("marc21" if form == "marc21" else "unimarc", "leader", kind)
    return tuple(fault for span in spans for fault in span.faults(text))


@lru_cache(20_000)
def fixed(kind: Kind, sort: str, text: str) -> tuple[Placed, ...]:
    """Faults of field 008 of MARC 21, of the positions that `sort` names (`all`, a material, `authority`, `holdings`)."""
    length = read("marc21-coded")["all" if kind == "bibliographic" else kind]["length"]
    if len(text) != length:
        return (("", ("length_wrong_fixed", (("found", len(text)), ("length", length)))),)
    return tuple(fault for span in _spans("marc21", sort) for fault in span.faults(text))


@lru_cache(20_000)
def additional(text: str) -> tuple[Placed, ...]:
    """Faults of field 006."""
    table = read("marc21-coded")["additional"]
    if len(text) != table["length"]:
        return (("", ("length_wrong_fixed", (("found", len(text)), ("length", table["length"])))),)
    if text[0] not in table:
        return (("0", ("code_unknown", (("value", text[0]),))),)
    moved = " " * 17 + text
    found = (fault for span in _spans("marc21", table[text[0]]) for fault in span.faults(moved))
    return tuple((_shifted(where), fault) for where, fault in found)


def _shifted(where: str) -> str:
    return "-".join(str(int(part) - 17) for part in where.split("-"))


@lru_cache(20_000)
def physical(text: str) -> tuple[Placed, ...]:
    """Faults of field 007: its category, its length, and its second position."""
    table = read("marc21-coded")["physical"]
    category = text[:1]
    if category not in table or category == "second":
        return (("0", ("code_unknown", (("value", category),))),)
    found: list[Placed] = []
    if len(text) not in table[category]:
        found.append(("", ("length_wrong_fixed", (("found", len(text)), ("length", table[category][0])))))
    if text[1:2] not in table["second"][category]:
        found.append(("1", ("code_unknown", (("value", text[1:2]),))))
    return tuple(found)


@lru_cache(20_000)
def general(part: str, text: str) -> tuple[Placed, ...]:
    """Faults of subfield $a of 100 (`general`), 105 (`monograph`) or 106 (`text`) of UNIMARC."""
    length = read("unimarc-coded")[part].get("length")
    if length and len(text) != length:
        return (("", ("length_wrong_fixed", (("found", len(text)), ("length", length)))),)
    return tuple(fault for span in _spans("unimarc", part) for fault in span.faults(text))
