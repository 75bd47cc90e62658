"""Names of organisations in a text: whole ones in any case, acronyms as words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from sextant.lab.stems import stemmed

from .names import Hit
from .people import Identity
from .tokens import fold

WORD = re.compile(r"[^\W_]+")
QUOTED = re.compile(r"[«\"“„]([^«»\"“”„]{5,})[»\"”“]")
SAME = {"им": "имени", "обл": "областн", "no": "№"}
GAP = 6


def organisation_hits(text: str, people: Sequence[Identity]) -> Iterator[Hit]:
    """Every place where an organisation of theirs is named."""
    wanted = [(number, name.strip()) for number, person in enumerate(people) for name in person.organisations if name.strip()]
    if not wanted:
        return
    words = [(found.start(), found.end(), _stem(fold(found.group()))) for found in WORD.finditer(text)]
    places: dict[str, list[int]] = {}
    for place, (_, _, stem) in enumerate(words):
        places.setdefault(stem, []).append(place)
    for number, name in wanted:
        if " " not in name and name.isupper():
            for found in re.finditer(rf"(?<![\w]){re.escape(name)}(?![\w])", text):
                yield Hit(found.start(), found.end(), number, "found_acronym", "certain" if len(name) > 3 else "likely")
            continue
        for stems in _written(name):
            for place in places.get(stems[0], ()):
                if _stands(words, place, stems, text):
                    last = words[place + len(stems) - 1]
                    yield Hit(words[place][0], last[1], number, "found_organisation", "certain" if len(stems) > 1 else "likely")


def _written(name: str) -> list[list[str]]:
    """The stems of the name, and of what stands in quotation marks in it."""
    forms = [name, *(found for found in QUOTED.findall(name) if len(found.split()) > 1)]
    return [stems for form in forms if (stems := [_stem(fold(word)) for word in WORD.findall(form)])]


def _stands(words: list[tuple[int, int, str]], place: int, stems: list[str], text: str) -> bool:
    row = words[place : place + len(stems)]
    if len(row) < len(stems) or any(word[2] != stem for word, stem in zip(row, stems, strict=True)):
        return False
    if len(stems) == 1 and not text[row[0][0]].isupper():
        return False
    return all(after[0] - before[1] <= GAP for before, after in pairwise(row))


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    word = SAME.get(word, word)
    return stemmed(word, "english" if word.isascii() else "russian")
