"""ISBN and the words by which two books are found to be one.

ISO 2108: check digit modulo 10 with weights 1 and 3, of ten digits modulo 11 with weights 10 to 2 (clause not seen).
"""

import re
import unicodedata

LIKE = 0.6
"""Share of common words from which two titles are shown as alike."""


def _digits(text: str) -> str:
    return re.sub(r"[\s\-‐‑–—.]", "", re.sub(r"(?i)^\s*isbn(-1[03])?:?", "", text)).upper()


def _check13(first: str) -> str:
    return str(-sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(first)) % 10)


def isbn_of(text: str) -> str | None:
    """Thirteen digits of an ISBN in any writing, an empty text for nothing, None where its check digit is wrong."""
    bare = _digits(text)
    if not bare:
        return ""
    if re.fullmatch(r"97[89][0-9]{10}", bare):
        return bare if _check13(bare[:12]) == bare[12] else None
    if not re.fullmatch(r"[0-9]{9}[0-9X]", bare):
        return None
    if sum((10 if digit == "X" else int(digit)) * (10 - place) for place, digit in enumerate(bare)) % 11:
        return None
    return f"978{bare[:9]}{_check13(f'978{bare[:9]}')}"


def words_in(text: str) -> list[str]:
    """Words in small letters without signs and accents, ё as е."""
    flat = unicodedata.normalize("NFKD", text.casefold().replace("ё", "е").replace("й", "\ue000"))
    plain = "".join(sign for sign in flat if not unicodedata.combining(sign)).replace("\ue000", "й")
    return re.findall(r"[^\W_]+", plain)


def surname_of(author: str) -> str:
    """The word by which an author is known: before the comma (`Mora, Pat`), else the last of more than two letters (`Pat Mora`)."""
    first = re.split(r"[;/]", author)[0]
    head, comma, _rest = first.partition(",")
    words = words_in(head)
    if comma and words:
        return words[-1]
    long = [word for word in words if len(word) > 2]
    return long[-1] if long else (words[-1] if words else "")


def key_of(title: str, author: str) -> str:
    """What titles that are the same have in common: their words and the author's surname."""
    return " ".join([*words_in(title), "/", surname_of(author)])[:400]


def likeness(one: tuple[str, str], other: tuple[str, str]) -> float:
    """0…1: the common share of the words of two titles (Jaccard), halved where both authors are known and differ. Pairs are (title, author)."""
    first, second = set(words_in(one[0])), set(words_in(other[0]))
    if not first or not second:
        return 0.0
    share = len(first & second) / len(first | second)
    authors = [set(words_in(pair[1])) for pair in (one, other)]
    return share / 2 if all(authors) and not (authors[0] & authors[1]) else share
