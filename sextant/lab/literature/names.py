"""Names of people taken apart: family and given names in the ways that exports write them."""

from __future__ import annotations

import re

from .records import Person, Role
from .script import folded, is_cyrillic

INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.?[\s-]?){1,4}")
INITIAL = re.compile(r"(?:[^\W\d_]{1,2}\.)+(?:-?[^\W\d_]\.)*")
PATRONYMIC = re.compile(r"(?:вич|вна|чна|ьич|оглы|кызы|оглу)$", re.IGNORECASE)
PARTICLES = {
    "van",
    "de",
    "der",
    "den",
    "von",
    "zu",
    "da",
    "di",
    "del",
    "della",
    "dos",
    "du",
    "la",
    "le",
    "el",
    "al",
    "bin",
    "ibn",
    "ter",
    "ten",
    "st.",
}
SUFFIXES = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"}
BODY = re.compile(
    r"\b(?:collaboration|consortium|group|committee|university|institute|association|team|society|министерство|университет|институт|группа|комитет)\b",
    re.IGNORECASE,
)


def person(name: str, role: Role = "author", *, orcid: str = "", affiliations: tuple[str, ...] = (), countries: tuple[str, ...] = ()) -> Person:
    """A person of one name as written; a body (a collaboration, a university) has all its name as family name."""
    written = " ".join(name.split()).strip(" ;,")
    family, given = _parts(written)
    return Person(written, family, given, role, orcid, affiliations, countries)


def _parts(written: str) -> tuple[str, str]:
    if not written or BODY.search(written):
        return written, ""
    if "," in written:
        family, _, given = written.partition(",")
        return family.strip(), given.strip(" ,")
    words = written.split()
    if len(words) == 1:
        return written, ""
    if words[-1].casefold() in SUFFIXES and len(words) > 2:
        words = words[:-1]
    if all(INITIAL.fullmatch(word) for word in words[:1]):
        rest = next((place for place, word in enumerate(words) if not INITIAL.fullmatch(word)), len(words) - 1)
        return " ".join(words[rest:]), " ".join(words[:rest])
    return _without_comma(words)


def _without_comma(words: list[str]) -> tuple[str, str]:
    """`Phillips J.C.`, `Иванов Иван Иванович`, `Ludwig van Beethoven`, `Smith JA`."""
    last = words[-1]
    if INITIAL.fullmatch(last) or (last.isupper() and len(last) <= 3 and not words[0].isupper()):
        first = next(place for place, word in enumerate(words) if place and (INITIAL.fullmatch(word) or word == last))
        return " ".join(words[:first]), " ".join(words[first:])
    if is_cyrillic(" ".join(words)) and PATRONYMIC.search(last):
        return words[0], " ".join(words[1:])
    if is_cyrillic(" ".join(words)) and len(words) > 2 and PATRONYMIC.search(words[1]):
        return " ".join(words[2:]), " ".join(words[:2])
    start = next((place for place, word in enumerate(words) if place and word.casefold() in PARTICLES), len(words) - 1)
    return " ".join(words[start:]), " ".join(words[:start])


def name_key(one: Person) -> str:
    """Family name and first initial in the rough spelling: `ivanov i`; equal keys do not prove one person."""
    family = folded(one.family or one.name).replace(" ", "")
    given = folded(one.given)
    return f"{family} {given[:1]}".strip()


def same_person(one: Person, other: Person) -> bool:
    """Whether two spellings in one list of authors can mean one person: equal family names, initials that do not disagree."""
    if one.orcid and one.orcid == other.orcid:
        return True
    if folded(one.family).replace(" ", "") != folded(other.family).replace(" ", ""):
        return False
    return initials_agree(one.given, other.given)


def initials_agree(one: str, other: str) -> bool:
    """`J. C.` and `James` agree, `J.` and `K.` do not; whole given names that both are written out must begin alike."""
    mine, theirs = folded(one.replace(".", ". ")).split(), folded(other.replace(".", ". ")).split()
    for left, right in zip(mine, theirs, strict=False):
        short = min(len(left), len(right))
        if left[: short if short <= 2 else 3] != right[: short if short <= 2 else 3]:
            return left[:1] == right[:1] and short <= 2
    return True
