"""How much one file may ask of the machine. A file beyond is refused with a sentence that names the limit."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds in bytes, pixels and pieces; generous for a contest's work, small for a machine."""

    content: int = 100 * MEGABYTE
    members: int = 5_000
    expanded: int = 400 * MEGABYTE
    xml: int = 24 * MEGABYTE
    """The largest part that is read as XML: a tree takes up to 25 times its text (measured: a sheet of 45 MB 1.1 GB and 8 s)."""
    plain: int = 16 * MEGABYTE
    ratio: int = 200
    """Expanded over packed size, asked of parts over `plain`. Office text shrinks 5 to 30 times, empty rows more, a bomb a thousand."""
    depth: int = 2
    """Documents within documents."""
    pixels: int = 100_000_000
    frames: int = 500
    objects: int = 200_000
    pages: int = 2_000
    letters: int = 5_000_000
    """Letters of text read out of one file."""


LIMITS = Limits()
