"""Latin spellings of Russian names: one pattern that takes every usual system, letter by letter.

Taken in: ICAO Doc 9303 (passports since 2013), GOST 7.79-2000 A and B (ISO 9), GOST R 52535.1, BGN/PCGN, the passports of the
1990s (French), Library of Congress, German and scientific spelling, and mixtures of them (all from memory). Diacritics and
apostrophes are dropped before comparing.
"""

from __future__ import annotations

import re
from functools import lru_cache

LETTERS = {
    "а": "a",
    "б": "b",
    "в": "v|w|ff|f",
    "г": "g|h|gh",
    "д": "d",
    "е": "e|ye|je|ie|yo|jo|io|o",
    "ж": "zh|z|j|g|sch|jh",
    "з": "z|s",
    "и": "i|y|ee|yi",
    "й": "y|i|j|jj|",
    "к": "k|c|ck",
    "л": "l|ll",
    "м": "m",
    "н": "n",
    "о": "o",
    "п": "p",
    "р": "r",
    "с": "s|ss|c",
    "т": "t|tt",
    "у": "u|ou|oo",
    "ф": "f|ph|ff",
    "х": "kh|h|x|ch",
    "ц": "ts|tz|c|cz|tc|z|tcz",
    "ч": "ch|c|tch|tsch|cz|tsh",
    "ш": "sh|s|ch|sch|sz",
    "щ": "shch|sch|shh|sc|s|shtch|chtch|schtsch|stsch|szcz|sh|stch",
    "ъ": "|ie|y|j",
    "ы": "y|i|ui|yi",
    "ь": "|y|j|i",
    "э": "e|eh|ae|je",
    "ю": "yu|iu|ju|u|you|iou|yoo",
    "я": "ya|ia|ja|a|ea",
    "і": "i",
    "ї": "yi|i|ji",
    "є": "ye|ie|je|e",
    "ґ": "g",
    "ў": "u|w",
}
PAIRS = (("кс", "x|ks|cs"), ("ий$", "y|iy|ij|ii|i|yi|yj|yy|ee"), ("ый$", "y|yy|yj|yi|ij|iy|i"), ("ия", "ia|iya|iia|ija|ya|ea"))


@lru_cache(maxsize=4096)
def pattern_of(word: str) -> str:
    """A pattern of every Latin spelling of one folded Cyrillic word."""
    made, place = "", 0
    while place < len(word):
        pair = next((one for one in PAIRS if _stands(word, place, one[0])), None)
        made += f"(?:{pair[1] if pair else LETTERS.get(word[place], re.escape(word[place]))})"
        place += 2 if pair else 1
    return made


def _stands(word: str, place: int, pair: str) -> bool:
    return word.startswith(pair[:2], place) and (len(pair) == 2 or place + 2 == len(word))


def initial_of(word: str) -> str:
    """A pattern of the Latin initials a folded Cyrillic word may have: Юлия – Yu, Iu, Ju, Y; Чехов – Ch, C."""
    letters = [one for one in LETTERS.get(word[:1], re.escape(word[:1])).split("|") if one]
    return "|".join(dict.fromkeys([*letters, *(one[0] for one in letters)]))
