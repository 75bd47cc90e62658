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
    for left, right in zip(_given(one), _given(other), strict=False):
        short = min(len(left), len(right), 3)
        if left[:short] != right[:short] and not (min(len(left), len(right)) <= 2 and alike(left, right)):
            return False
    return True


def same_words(one: Person, other: Person) -> bool:
    """Whether all words of the shorter name stand in the other, whatever is taken for the family name: `Marc Kilgour, D.` and `Kilgour, D. M.`.

    At least one word must be written out in both; initials stand for any word left that begins with them.
    """
    few, many = sorted(([*folded(side.family).split(), *_given(side.given)] for side in (one, other)), key=len)
    left = list(many)
    rest = []
    for word in few:
        if len(word) > 2 and word in left:
            left.remove(word)
        else:
            rest.append(word)
    if len(rest) == len(few):
        return False
    for word in rest:
        match = next((their for their in left if min(len(word), len(their)) <= 2 and alike(word, their)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def _given(text: str) -> list[str]:
    """Given names and initials as words: `J.-F.`, `JF` and `J. F.` are two."""
    spaced = " ".join(text) if text.isupper() and text.isalpha() and len(text) <= 3 else text.replace(".", ". ")
    return folded(spaced).split()


TAKEN_FOR_ANOTHER = ({"e", "i"}, {"k", "x"}, {"h", "k"}, {"c", "t"})
"""First letters that the rough spelling may give to one name and its initial: Yohan and Y., Ksenia and K., Khanh and K., Tsvetan and T."""


def alike(one: str, other: str) -> bool:
    """First letters of the rough spelling that are equal, or may stand for one letter."""
    return one[:1] == other[:1] or {one[:1], other[:1]} in TAKEN_FOR_ANOTHER
