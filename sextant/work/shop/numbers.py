"""ISBN and ISSN: read as people write them, checked by their check digits.

ISBN-13 and ISBN-10: ISO 2108 (check digits modulo 10 with weights 1 and 3, modulo 11 with weights 10 to 2; clause not seen).
ISSN: ISO 3297 (modulo 11 with weights 8 to 2; clause not seen). The formulas are written from memory.
"""

import re


def _digits(text: str) -> str:
    return re.sub(r"[\s\-‐‑–—.]", "", re.sub(r"(?i)^\s*is[bs]n(-1[03])?:?", "", text)).upper()


def isbn13_check(first: str) -> str:
    """The check digit of twelve digits."""
    return str(-sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(first)) % 10)


def isbn_of(text: str) -> str | None:
    """Thirteen digits of an ISBN in any writing (ten digits become thirteen), an empty text for nothing, None where it is wrong."""
    bare = _digits(text)
    if not bare:
        return ""
    if re.fullmatch(r"97[89][0-9]{10}", bare):
        return bare if isbn13_check(bare[:12]) == bare[12] else None
    if not re.fullmatch(r"[0-9]{9}[0-9X]", bare):
        return None
    total = sum((10 if digit == "X" else int(digit)) * (10 - place) for place, digit in enumerate(bare))
    first = f"978{bare[:9]}"
    return None if total % 11 else first + isbn13_check(first)


def issn_of(text: str) -> str | None:
    """`1234-567X` of an ISSN in any writing, an empty text for nothing, None where it is wrong."""
    bare = _digits(text)
    if not bare:
        return ""
    if not re.fullmatch(r"[0-9]{7}[0-9X]", bare):
        return None
    total = sum((10 if digit == "X" else int(digit)) * (8 - place) for place, digit in enumerate(bare))
    return None if total % 11 else f"{bare[:4]}-{bare[4:]}"
