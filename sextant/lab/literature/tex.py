"""Accents and signs of TeX as letters: what bibliographic exports write, not the whole language.

Own table, since a full converter (pylatexenc) needs 0.2 s a record.
"""

from __future__ import annotations

import re
import unicodedata

ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a", "d": "\u0323", "b": "\u0331",
}  # fmt: skip
SIGNS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "i": "i", "j": "j",
    "textendash": "–", "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘", "ldots": "…", "dots": "…", "copyright": "©",
    "textregistered": "®", "texttrademark": "™", "degree": "°", "times": "×", "alpha": "α", "beta": "β", "gamma": "γ", "mu": "μ",
}  # fmt: skip
ACCENT = re.compile(r"\\(?:(['`^\"~=.])\s*\{?\s*\\?([A-Za-z])\s*\}?|([cvuHkrdb])\s*\{\s*\\?([A-Za-z])\s*\})")
SIGN = re.compile(r"\{?\\(" + "|".join(sorted(SIGNS, key=len, reverse=True)) + r")(?![A-Za-z])(?:\{\})?\s?\}?")
ESCAPED = re.compile(r"\\([&%$#_{}])")
BRACES = re.compile(r"[{}]")


def plain(text: str) -> str:
    """The text with accents and signs as letters and without braces; formulas keep their dollar signs."""
    if "\\" in text:
        text = ACCENT.sub(lambda found: unicodedata.normalize("NFC", (found[2] or found[4]) + ACCENTS[found[1] or found[3]]), text)
        text = SIGN.sub(lambda found: SIGNS[found[1]], text)
        text = ESCAPED.sub(lambda found: found[1] if found[1] not in "{}" else " ", text)
    return " ".join(BRACES.sub("", text).replace("``", "“").replace("''", "”").split())
