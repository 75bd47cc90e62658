"""A file of titles on offer, whatever it is: a table of text or an ONIX 3 message, told apart by how it begins."""

from __future__ import annotations

from pathlib import Path

from .candidates import Reading, read_candidates
from .findings import Report, refuse
from .titles import Title

HEAD = 4096


def read_offer(path: Path, how: Reading | None = None) -> tuple[list[Title], Report]:
    """The titles of a file with its report. Raises `AcquisitionsError` for a file that is none of these."""
    try:
        with path.open("rb") as handle:
            head = handle.read(HEAD)
    except OSError:
        raise refuse("file_absent", place=path.name) from None
    if head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\x00", b"")[:1] == b"<":
        from .onix import read_onix

        return read_onix(path, how)
    return read_candidates(path, how)
