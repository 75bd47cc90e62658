"""Standard numbers: their form and check digits (ISO 2108 for ISBN, ISO 3297 for ISSN; clauses not seen)."""

from __future__ import annotations

import re
from typing import Literal

WRITTEN = re.compile(r"\s*(?:ISBN|ISSN)?[\s:-]*([0-9Xx][0-9Xx\s–-]*[0-9Xx])(?=$|[^0-9A-Za-z])")
Verdict = Literal["", "form", "check"]
"""Nothing wrong; not the form of such a number; the check digit does not fit."""


def isbn(text: str) -> tuple[str, Verdict]:
    """Thirteen digits of the ISBN at the start of the text (a qualifier may follow), or an empty text and what is wrong."""
    signs = _signs(text, 13)
    if len(signs) == 10 and signs[:9].isdigit():
        if sum((10 - place) * (10 if sign == "X" else int(sign)) for place, sign in enumerate(signs)) % 11:
            return "", "check"
        body = "978" + signs[:9]
        return body + str(-_weighed(body) % 10), ""
    if len(signs) == 13 and signs.isdigit() and signs[:3] in ("978", "979"):
        return (signs, "") if _weighed(signs) % 10 == 0 else ("", "check")
    return "", "form"


def issn(text: str) -> tuple[str, Verdict]:
    """`1234-567X` for the ISSN at the start of the text, or an empty text and what is wrong."""
    signs = _signs(text, 8)
    if len(signs) != 8 or not signs[:7].isdigit():
        return "", "form"
    total = sum((8 - place) * (10 if sign == "X" else int(sign)) for place, sign in enumerate(signs))
    return (f"{signs[:4]}-{signs[4:]}", "") if total % 11 == 0 else ("", "check")


def _signs(text: str, most: int) -> str:
    """Digits (and X) at the start; where a space is followed by more digits than a number has, only those before it."""
    found = WRITTEN.match(text)
    if not found:
        return ""
    signs = re.sub(r"[\s–-]", "", found[1]).upper()
    if len(signs) > most:
        signs = re.sub(r"[–-]", "", found[1].split()[0]).upper()
    return signs


def _weighed(digits: str) -> int:
    return sum(int(sign) * (3 if place % 2 else 1) for place, sign in enumerate(digits))
