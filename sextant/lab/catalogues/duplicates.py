"""Records that describe one book twice, and editions of one work.

First by ISBN, where titles agree too (volumes of a set share an ISBN); then by title, author and year. A key is the letters and digits of a
text alone, in lower case, so that punctuation and capitals do not matter. Held in memory: one number of 64 bits for each key.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from .describing import Title

OTHER = re.compile(r"[\W_]+")
LEAST = 4
"""Titles of fewer letters (`Cats` has four) are compared by ISBN only."""


def letters(text: str) -> str:
    """Letters and digits in lower case, without diacritics that stand apart; ё is е."""
    if not text.isascii():
        text = unicodedata.normalize("NFD", text.replace("ё", "е").replace("Ё", "Е"))
    return OTHER.sub("", text.lower())


def work_key(title: Title) -> str:
    """What editions of one work share: title without its remainder, and the author's family name; empty for titles too short to tell."""
    name = letters(title.title.split(" : ")[0])
    return f"{name}|{letters(title.author.partition(',')[0])}|{title.kind}" if len(name) >= LEAST else ""


@dataclass(slots=True)
class Seen:
    """Titles met so far. `meet` tells whether one was met before."""

    numbers: dict[int, int] = field(default_factory=dict)
    keys: dict[int, int] = field(default_factory=dict)
    ids: dict[int, int] = field(default_factory=dict)

    def named(self, name: str, place: int, record: int) -> int | None:
        """The earlier record of the file at that place that has the same control number."""
        first = self.ids.setdefault(_short(f"{place}|{name}"), record)
        return None if first == record else first

    def meet(self, title: Title) -> tuple[str, int] | None:
        """`duplicate_isbn` or `duplicate_title` with the number of the earlier record; None for a new one."""
        whole = letters(title.title)
        if title.isbn:
            first = self.numbers.setdefault(_short(f"{title.isbn}|{whole[:40]}"), title.record)
            if first != title.record:
                return "duplicate_isbn", first
            return None
        if len(whole) < LEAST or title.year is None or title.kind in ("serial", "article"):
            return None
        first = self.keys.setdefault(_short(f"{whole}|{letters(title.author.partition(',')[0])}|{title.year}|{title.kind}"), title.record)
        return None if first == title.record else ("duplicate_title", first)


def _short(text: str) -> int:
    """64 bits that stand for a text; two texts of a million share them by chance once in 37 million such catalogues."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def editions(titles: Iterable[Title]) -> list[tuple[str, ...]]:
    """Ids of titles that are one work in several editions (same title proper, author and kind), oldest first; groups of two and more."""
    groups: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for title in titles:
        key = work_key(title)
        if key and title.author:
            groups[_short(key)].append((title.year or 0, title.id))
    return [tuple(name for _, name in sorted(group)) for group in groups.values() if len(group) > 1]
