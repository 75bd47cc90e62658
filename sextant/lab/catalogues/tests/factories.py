"""Records made for tests: of fields as text, binary or XML."""

from __future__ import annotations

import os
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pytest

Field = tuple[str, str]
"""Tag, and what it holds: text for a control field; `10$aTitle$bmore` for others, with `_` for a blank indicator."""
BOOK: list[Field] = [
    ("001", "b1"),
    ("005", "20260101120000.0"),
    ("008", "260101s2024    ru a   b      000 1 rus d"),
    ("020", "__$a9785170000159$qhardcover"),
    ("040", "__$aRuMoRGB$brus$cRuMoRGB"),
    ("082", "04$a891.73$223"),
    ("100", "1_$aBarto, Agniia"),
    ("245", "10$aToys :$bverses /$cA. Barto"),
    ("260", "__$aMoscow :$bDetgiz,$c2024"),
    ("300", "__$a32 p."),
    ("521", "__$aFor children of preschool age"),
    ("650", "_0$aToys"),
]
LEADER = "00000nam a2200000 i 4500"
UNIMARC: list[Field] = [
    ("001", "u1"),
    ("005", "20260101120000.0"),
    ("010", "__$a978-5-17-000015-9$d200 руб."),
    ("100", "__$a20260101d2024    |||y0rusy50      ca"),
    ("101", "0_$arus"),
    ("102", "__$aRU"),
    ("105", "__$aa   z   000cy"),
    ("200", "1_$aИгрушки$eстихи : для дошкольного возраста$fАгния Барто"),
    ("210", "__$aМосква$cДетгиз$d2024"),
    ("215", "__$a32 с."),
    ("333", "__$a0+"),
    ("606", "__$aИгрушки"),
    ("686", "__$a84(2=411.2)6$2rubbk"),
    ("700", "_1$aБарто$bА. Л.$gАгния Львовна"),
    ("801", "_0$aRU$bРГДБ$c20260101$gRCR"),
]
UNIMARC_LEADER = "00000nam  2200000 i 450 "


def content(tag: str, text: str) -> str:
    """What stands in the record for a field as it is written in tests."""
    return text if "$" not in text[:3] else text[:2].replace("_", " ") + text[2:].replace("$", "\x1f")


def binary(fields: list[Field], leader: str = LEADER, encoding: str = "utf-8") -> bytes:
    """The record as ISO 2709, its lengths right."""
    parts = [(tag, content(tag, text).encode(encoding) + b"\x1e") for tag, text in fields]
    directory, start = "", 0
    for tag, data in parts:
        directory += f"{tag}{len(data):04d}{start:05d}"
        start += len(data)
    base = 24 + len(directory) + 1
    whole = f"{base + start + 1:05d}{leader[5:12]}{base:05d}{leader[17:]}{directory}\x1e".encode()
    return whole + b"".join(data for _, data in parts) + b"\x1d"


def book(number: int, *more: Field) -> bytes:
    """A book of its own number and title."""
    changed = {"001": f"b{number}", "245": f"10$aToys of number {number} /$cA. Barto", "020": "__$qhardcover"}
    return binary([(tag, changed.get(tag, text)) for tag, text in BOOK] + list(more))


def xml_record(fields: list[Field], leader: str = LEADER, prefix: str = "") -> str:
    """The record as an element of MARCXML."""
    inner = [f"<{prefix}leader>{leader}</{prefix}leader>"]
    for tag, text in fields:
        if "$" not in text[:3]:
            inner.append(f"<{prefix}controlfield tag={quoteattr(tag)}>{escape(text)}</{prefix}controlfield>")
            continue
        first, second = text[:2].replace("_", " ")
        parts = "".join(f'<{prefix}subfield code="{one[0]}">{escape(one[1:])}</{prefix}subfield>' for one in text.split("$")[1:])
        inner.append(f'<{prefix}datafield tag="{tag}" ind1="{first}" ind2="{second}">{parts}</{prefix}datafield>')
    return f"<{prefix}record>{''.join(inner)}</{prefix}record>"


def collection(*records: str, prefix: str = "", head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    """A collection of such elements."""
    mark = f":{prefix[:-1]}" if prefix else ""
    return f'{head}<{prefix}collection xmlns{mark}="http://www.loc.gov/MARC21/slim">\n' + "\n".join(records) + f"\n</{prefix}collection>\n"


def real(kind: str) -> Path:
    """A folder of real data, from SEXTANT_TEST_DATA."""
    folder = Path(os.environ.get("SEXTANT_TEST_DATA", "../shared/data")) / "reading" / kind
    if not folder.is_dir():
        pytest.skip(f"no real catalogue data at {folder}; set SEXTANT_TEST_DATA")
    return folder
