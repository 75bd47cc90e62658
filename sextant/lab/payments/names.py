"""Names of payers made comparable: without legal forms, abbreviations written out, Cyrillic and Latin alike.

Both alphabets are brought to one rough Latin spelling, in which the usual ways of writing Russian names (passport,
library and bank transliteration) fall together: `Щукина` and `Shchukina` are `shukina`, `Дмитрий` and `Dmitry` `dmitri`.
What is compared is the spelling, not the sound; two people of one name stay one to it.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz.fuzz import token_sort_ratio

FILE = Path(__file__).with_name("names.toml")
LATIN = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґўё",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "zh",
            "z",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "h",
            "c",
            "ch",
            "sh",
            "sh",
            "",
            "i",
            "",
            "e",
            "iu",
            "ia",
            "i",
            "i",
            "e",
            "g",
            "u",
            "e",
        ],
        strict=True,
    )
)
# From longest to shortest: Latin spellings that mean one Russian letter.
ALIKE = (
    ("shch", "sh"),
    ("sch", "sh"),
    ("kh", "h"),
    ("ts", "c"),
    ("tz", "c"),
    ("ks", "x"),
    ("yu", "iu"),
    ("ju", "iu"),
    ("ya", "ia"),
    ("ja", "ia"),
    ("ye", "e"),
    ("je", "e"),
    ("ie", "e"),
    ("yo", "e"),
    ("jo", "e"),
    ("io", "e"),
    ("y", "i"),
    ("j", "i"),
    ("w", "v"),
    ("ё", "e"),
)
BLOCK = 5


@lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """The name in small letters of one rough spelling, its words in the order they stand; may be empty."""
    text = name.upper().replace("Ё", "Е").split("//")[0]
    text = " ".join(re.sub(r"[^\w-]+", " ", text).split())
    text = _forms().sub(" ", text) if _forms().sub(" ", text).strip(" -") else text
    words = (_words().get(word, word) for word in text.split())
    return " ".join(filter(None, (_latin(word) for word in " ".join(words).replace("-", " ").split())))


@lru_cache(maxsize=100_000)
def blocks(folded: str) -> tuple[str, ...]:
    """The first five letters of each word of three letters or more, and the whole name.

    Names that share none of these are not compared.
    """
    return tuple(dict.fromkeys((*(word[:BLOCK] for word in folded.split() if len(word) > 2), *filter(None, [folded]))))


@lru_cache(maxsize=100_000)
def likeness(one: str, other: str) -> float:
    """0 to 100 for two folded names; words may change places, and initials stand for the names that begin with them."""
    if not one or not other:
        return 0.0
    if _initials_agree(one.split(), other.split()):
        return 90.0
    return token_sort_ratio(one, other)


def _initials_agree(one: list[str], other: list[str]) -> bool:
    """`ivanova a p` and `ivanova anna petrovna`: the long words the same, the initials in order."""
    few, many = sorted((one, other), key=lambda words: sum(map(len, words)))
    initials = [word for word in few if len(word) == 1]
    if not initials or len(few) != len(many):
        return False
    long = [word for word in few if len(word) > 1]
    rest = [word for word in many if word not in long]
    return len(long) == 1 and len(rest) == len(initials) and all(word.startswith(letter) for word, letter in zip(rest, initials, strict=True))


def _latin(word: str) -> str:
    text = "".join(LATIN.get(letter, letter) for letter in word.lower())
    for spelling, letter in ALIKE:
        text = text.replace(spelling, letter)
    return re.sub(r"(.)\1+", r"\1", text) if not text.isdigit() else text


@cache
def _tables() -> dict[str, dict[str, str]]:
    with FILE.open("rb") as handle:
        return tomllib.load(handle)


@cache
def _words() -> dict[str, str]:
    return _tables()["words"]


@cache
def _forms() -> re.Pattern[str]:
    """The legal forms, written out and short, the longest first."""
    forms = _tables()["forms"]
    every = sorted({*forms, *forms.values()}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, every))})(?!\w)")
