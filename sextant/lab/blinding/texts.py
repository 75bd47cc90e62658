"""The text of a file, in parts that have names."""

from __future__ import annotations

from collections.abc import Iterable

from .findings import refuse, say
from .kinds import checked_kind
from .limits import LIMITS, MEGABYTE, Limits
from .people import Part

OFFICE = frozenset({"docx", "xlsx", "pptx", "odt", "ods", "odp"})
CODES = ("utf-8-sig", "cp1251")


def text_of(content: bytes, kind: str = "", limits: Limits = LIMITS) -> tuple[Part, ...]:
    """The text of a file by pages, slides, sheets or other parts, at most `limits.letters` letters in all.

    Comments, notes, changes, alternative texts and addresses of links are read as well: a juror could see them. Empty for
    pictures, scanned pages and kinds that are not read. BlindingError as for `strip`.
    """
    if len(content) > limits.content:
        raise refuse("too_large", most=limits.content // MEGABYTE)
    found = checked_kind(content, kind)
    if found == "pdf":
        from .pdf_text import pdf_parts

        return _bounded(pdf_parts(content, limits), limits)
    if found in OFFICE:
        from .office_text import office_parts

        return _bounded(office_parts(content, limits), limits)
    if found == "text":
        return _bounded([Part(say("place_document"), plain_text(content))], limits)
    return ()


def plain_text(content: bytes) -> str:
    """Bytes as text: UTF-8, UTF-16 with its mark, else windows-1251."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode(CODES[0])
    except UnicodeDecodeError:
        return content.decode(CODES[1], errors="replace")


def _bounded(parts: Iterable[Part], limits: Limits) -> tuple[Part, ...]:
    kept, room = [], limits.letters
    for part in parts:
        if part.text and room > 0:
            kept.append(Part(part.name, part.text[:room]))
            room -= len(part.text)
    return tuple(kept)
