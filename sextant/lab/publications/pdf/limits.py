"""How much one file may ask of the reader. Beyond, a page is not checkable or the file is refused; nothing is cut off silently."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds in bytes, pixels and pieces: far above any book, far below what stops a machine."""

    file: int = 2_000 * MEGABYTE
    pages: int = 5_000
    stream: int = 64 * MEGABYTE
    """A content stream, a font or a table, unpacked."""
    letters: int = 200_000
    """Glyphs of one page."""
    objects: int = 200_000
    """Things painted on one page, those within forms included."""
    calls: int = 5_000
    """Forms called on one page; a form that calls forms multiplies."""
    depth: int = 16
    """Forms within forms."""
    pixels: int = 200_000_000
    """Samples of one picture on the page; a page with a larger one is not drawn."""
    drawn: int = 3_000_000
    """Pixels of the drawing in which the ground is looked at."""


LIMITS = Limits()
