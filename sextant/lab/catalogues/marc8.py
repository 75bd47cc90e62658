"""MARC-8 as text: the tables are pymarc's (BSD licence), the walk through the bytes is our own, so that nothing is printed or lost.

Sets are chosen by escapes (MARC 21 Specifications, Character sets: MARC-8; section not seen, as pymarc reads them): `ESC (`, `ESC ,` and `ESC $` choose G0,
`ESC )`, `ESC -` and `ESC $)` G1, `ESC g`, `b`, `p`, `s` Greek symbols, subscripts, superscripts, and ASCII again. Marks stand before the letter they are put on.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

LATIN, ANSEL, EAST = 0x42, 0x45, 0x31
FIRST, SECOND, SINGLE = b"(,$", b")-$", {0x67: 0x67, 0x62: 0x62, 0x70: 0x70, 0x73: LATIN}
UNKNOWN = "\ufffd"


@cache
def _tables() -> tuple[dict[int, Any], dict[int, int]]:
    from pymarc import marc8_mapping

    return marc8_mapping.CODESETS, marc8_mapping.ODD_MAP


def text_of(data: bytes) -> str:
    """The bytes as text in NFC; every byte (or three of East Asian sets) without meaning becomes U+FFFD. Needs pymarc for its tables."""
    sets, odd = _tables()
    first, second, place = LATIN, ANSEL, 0
    found: list[str] = []
    marks: list[str] = []
    while place < len(data):
        if data[place] == 0x1B:
            place, first, second = _escape(data, place, first, second)
            continue
        size = 3 if first == EAST else 1
        code = int.from_bytes(data[place : place + size], "big") if place + size <= len(data) else -1
        place += size
        if size == 1 and (code < 0x20 or 0x80 < code < 0xA0):
            continue
        point, mark = _looked_up(sets.get(second, {}), code) if size == 1 and code > 0x80 else sets.get(first, {}).get(code, (None, 0))
        if point is None:
            point = odd.get(code)
        if mark and point is not None:
            marks.append(chr(point))
        else:
            found += [UNKNOWN if point is None else chr(point), *marks]
            marks.clear()
    return unicodedata.normalize("NFC", "".join((*found, *marks)))


def _looked_up(table: dict[int, Any], code: int) -> tuple[int | None, int]:
    """A sign of the set in G1: tables that were written for G0 hold it 128 lower (pymarc does not look there)."""
    found: tuple[int | None, int] = table.get(code) or table.get(code - 0x80) or (None, 0)
    return found


def _escape(data: bytes, place: int, first: int, second: int) -> tuple[int, int, int]:
    """The place after an escape and the sets chosen by it; an escape that chooses nothing is passed over."""
    after = data[place + 1 : place + 4]
    if after[:1] and after[0] in SINGLE:
        return place + 2, SINGLE[after[0]], second
    wide = after[:1] == b"$"
    if wide and after[1:2] and after[1] in b"),-":
        after, place = after[1:], place + 1
    if len(after) < 2:
        return place + 1, first, second
    if after[0] in SECOND and not (wide and after[0] in FIRST):
        return place + 3, first, after[1]
    if after[0] in FIRST:
        return place + 3, after[1], second
    return place + 1, first, second
