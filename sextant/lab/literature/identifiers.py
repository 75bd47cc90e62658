"""Identifiers in one normal form each, so that equality of text is equality of the thing."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]+")
ARXIV_NEW = re.compile(r"(\d{4})\.(\d{4,5})(?:v\d+)?")
ARXIV_OLD = re.compile(r"([a-z][a-z-]*(?:\.[a-z]{2})?/\d{7})(?:v\d+)?", re.IGNORECASE)
ARXIV_NUMBER = re.compile(r"(\d{3,4})\.(\d+)")
ORCID = re.compile(r"(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])")
WOS_PREFIX = re.compile(r"^(?:\s|ISI:|WOS:)+")
FIVE_DIGITS_SINCE = 1501
"""Since January 2015 (`yymm` 1501) arXiv numbers have five digits after the point, four before (arXiv,
"Understanding the arXiv identifier", from memory)."""


def doi(text: str) -> str:
    """The DOI in the text in small letters (DOI names are case-insensitive: ISO 26324, clause not seen), or an empty text.

    Takes addresses and `doi:`; closing points, commas and brackets that were never opened are not part of it.
    """
    found = DOI.search(unquote(text) if "%" in text else text)
    if not found:
        return ""
    value = found[0].rstrip(".,;:'")
    while value and value[-1] in ")]}" and value.count(value[-1]) > value.count({")": "(", "]": "[", "}": "{"}[value[-1]]):
        value = value[:-1].rstrip(".,;:'")
    return value.lower()


def arxiv(text: str) -> str:
    """The arXiv identifier without its version, or an empty text. See `arxiv_of_number` for those that a spreadsheet has changed."""
    bare = text.strip().removeprefix("arXiv:").removeprefix("https://arxiv.org/abs/").removeprefix("http://arxiv.org/abs/")
    if (new := ARXIV_NEW.fullmatch(bare)) and len(new[2]) == (5 if int(new[1]) >= FIVE_DIGITS_SINCE else 4):
        return f"{new[1]}.{new[2]}"
    old = ARXIV_OLD.fullmatch(bare)
    return old[1].lower() if old else ""


def arxiv_of_number(text: str) -> str:
    """The identifier of one that was once read as a number: `710.5` is 0710.5000, `1501.0004800000002` is 1501.00048."""
    found = ARXIV_NUMBER.fullmatch(text.strip())
    if not found:
        return ""
    month = found[1].zfill(4)
    digits = 5 if int(month) >= FIVE_DIGITS_SINCE else 4
    if not 1 <= int(month[2:]) <= 12 or (len(found[2]) <= 6 and len(found[2]) > digits):
        return ""
    return f"{month}.{round(float('0.' + found[2]) * 10**digits):0{digits}d}"


def orcid(text: str) -> str:
    """The ORCID in its four groups if its check character is right (ISO 7064 MOD 11-2), else an empty text."""
    found = ORCID.search(text)
    if not found:
        return ""
    signs = "".join(found.groups()).upper()
    total = 0
    for sign in signs[:-1]:
        total = (total + int(sign)) * 2
    check = (12 - total % 11) % 11
    return "-".join(part.upper() for part in found.groups()) if signs[-1] == ("X" if check == 10 else str(check)) else ""


def isbn(text: str) -> str:
    """Thirteen digits for an ISBN of ten or thirteen with a right check digit, else an empty text."""
    signs = re.sub(r"[\s–-]", "", text).upper()
    if re.fullmatch(r"\d{9}[\dX]", signs):
        if sum((10 - place) * (10 if sign == "X" else int(sign)) for place, sign in enumerate(signs)) % 11:
            return ""
        body = "978" + signs[:9]
        return body + str(-sum(int(sign) * (3 if place % 2 else 1) for place, sign in enumerate(body)) % 10)
    if re.fullmatch(r"97[89]\d{10}", signs) and sum(int(sign) * (3 if place % 2 else 1) for place, sign in enumerate(signs)) % 10 == 0:
        return signs
    return ""


def issn(text: str) -> str:
    """`1234-567X`, or an empty text."""
    signs = re.sub(r"[\s–-]", "", text).upper()
    return f"{signs[:4]}-{signs[4:]}" if re.fullmatch(r"\d{7}[\dX]", signs) else ""


def _digits(text: str) -> str:
    found = re.search(r"\d+", text)
    return found[0].lstrip("0") if found else ""


def _tail(text: str) -> str:
    """The last part of an address: `W2741809807` of `https://openalex.org/W2741809807`."""
    return text.strip().rstrip("/").rsplit("/", 1)[-1].strip()


NORMAL: dict[str, Callable[[str], str]] = {
    "doi": doi,
    "arxiv": arxiv,
    "pmid": _digits,
    "pmcid": lambda text: "PMC" + _digits(text) if _digits(text) else "",
    "openalex": lambda text: _tail(text).upper(),
    "wos": lambda text: WOS_PREFIX.sub("", text.strip().upper()),
    "isbn": isbn,
    "issn": issn,
}


def normal(scheme: str, text: str) -> str:
    """The identifier in its normal form; an empty text where it is none of that scheme."""
    return NORMAL.get(scheme, str.strip)(text)
