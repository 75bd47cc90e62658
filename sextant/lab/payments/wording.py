"""Text that goes into a code: on one line, without control characters, no longer than its field."""

from __future__ import annotations

import unicodedata

from .refusals import refuse


def one_line(text: str, field: str, most: int, *, least: int = 0) -> str:
    """The text with line breaks, tabs and runs of spaces made one space; refuses what is too long, or empty where it must not be."""
    line = " ".join(text.split())
    if len(line) < least:
        raise refuse("field_empty", field=field)
    if len(line) > most:
        raise refuse("field_too_long", field=field, length=len(line), most=most)
    for letter in line:
        if unicodedata.category(letter) in ("Cc", "Cs", "Cn"):
            raise refuse("field_control", field=field, mark=f"U+{ord(letter):04X}")
    return line


def encoded(text: str, encoding: str, field: str) -> bytes:
    """The text in an encoding; refuses a letter that the encoding does not have, and names it."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError as trouble:
        raise refuse("field_encoding", field=field, letter=text[trouble.start], encoding=encoding) from None
