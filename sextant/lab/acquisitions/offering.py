"""A file of titles on offer, whatever it is: a table of text, an ONIX 3 message or a catalogue file, told apart by how it begins."""

from __future__ import annotations

import re
from pathlib import Path

from .candidates import Reading, read_candidates
from .findings import Report, refuse
from .titles import Title

HEAD = 4096
MARC_XML = re.compile(rb"<(?:\w+:)?(?:collection|record)[\s>]")
MARC_BINARY = re.compile(rb"\d{5}[acdnposx ][a-z]")
PACKED = b"\x1f\x8b"


def read_offer(path: Path, how: Reading | None = None) -> tuple[list[Title], Report]:
    """The titles of a file with its report. Raises `AcquisitionsError` for a file that is none of these."""
    try:
        with path.open("rb") as handle:
            head = handle.read(HEAD)
    except OSError:
        raise refuse("file_absent", place=path.name) from None
    plain = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if MARC_BINARY.match(plain) or head.startswith(PACKED) or (plain.startswith(b"<") and MARC_XML.search(plain)):
        from .marc import read_marc

        return read_marc(path, how)
    if plain.startswith(b"<"):
        from .onix import read_onix

        return read_onix(path, how)
    return read_candidates(path, how)
