"""A statement from a file of any kind known here, recognised by its content."""

from __future__ import annotations

import io
from pathlib import Path
from typing import BinaryIO

from ..amounts import decimals
from ..refusals import PaymentError, refuse
from . import camt053, mt940, onec, table
from .records import Statement

HEAD = 1 << 16
KINDS = {
    b"PK\x03\x04": "XLSX/DOCX/ZIP",
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"\xd0\xcf\x11\xe0": "XLS/DOC",
    b"\x1f\x8b": "GZIP",
    b"{\\rtf": "RTF",
}
WIDE = (b"\xff\xfe", b"\xfe\xff")


def read_statement(source: Path | str | bytes, *, mapping: str | None = None, account: str | None = None) -> Statement:
    """Read a statement from a path or from bytes.

    `mapping` names the layout of a table (`table.load`), `account` the account wanted, needed where a file holds
    several. Raises `PaymentError` where nothing can be taken; lines that cannot be taken are in `refused`.
    """
    if isinstance(source, bytes):
        return _read(io.BytesIO(source), "", mapping, account)
    try:
        with Path(source).open("rb") as stream:
            return _read(stream, Path(source).name, mapping, account)
    except OSError:
        raise refuse("file_absent", file=Path(source).name) from None


def _read(stream: BinaryIO, file: str, mapping: str | None, account: str | None) -> Statement:
    head = stream.read(HEAD)
    stream.seek(0)
    try:
        statement = _by_content(stream, head, mapping, account)
        decimals(statement.currency) if statement.currency else None
    except PaymentError as trouble:
        raise trouble.at(file=file) from None
    return statement


def _by_content(stream: BinaryIO, head: bytes, mapping: str | None, account: str | None) -> Statement:
    if not head.removeprefix(b"\xef\xbb\xbf").strip():
        raise refuse("empty_file")
    _check_kind(head)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if mapping is not None:
        return table.read(stream, head, account, table.load(mapping))
    if start.startswith((b"<", *WIDE)):
        _check_message(head)
        return camt053.read(stream, head, account)
    if start.startswith(onec.MARK.encode()):
        return onec.read(stream, head, account)
    if b":20:" in head and b":25" in head:
        return mt940.read(stream, head, account)
    known = table.recognise(head)
    if known is None:
        raise refuse("format_unknown")
    return table.read(stream, head, account, known)


def _check_kind(head: bytes) -> None:
    for mark, kind in KINDS.items():
        if head.startswith(mark):
            raise refuse("wrong_file_type", kind=kind)
    if b"\x00" in head and not head.startswith(WIDE):
        raise refuse("wrong_file_type", kind="BIN")


def _check_message(head: bytes) -> None:
    text = head.decode("utf-16" if head.startswith(WIDE) else "latin-1", errors="replace")
    if "<!DOCTYPE html" in text or "<html" in text.lower():
        raise refuse("wrong_file_type", kind="HTML")
    for kind in ("camt.052", "camt.054", "camt.060", "pain.001", "pain.002", "pain.008"):
        if f"xsd:{kind}" in text:
            raise refuse("wrong_message", kind=kind)
