"""Words as the search compares them: folded, stemmed, and guessed where they were typed in the wrong letters."""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from sextant.lab.stems import stemmed

LONGEST = 60
_word = re.compile(r"[^\W_]+")
_cyrillic = re.compile(r"[а-я]")

_SMALL = "а без в во для до за и из или к ко на над не о об от по под при с со у что a an and at by for from in is of on or the to with"
STOP_WORDS = frozenset(_SMALL.split())
_KEYS_EN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_KEYS_RU = "йцукенгшщзхъфывапролджэячсмитьбюё"
_TO_RUSSIAN_KEYS = str.maketrans(_KEYS_EN, _KEYS_RU)
_TO_ENGLISH_KEYS = str.maketrans(_KEYS_RU, _KEYS_EN)
_LETTERS = (
    ("shch", "щ"), ("sch", "щ"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"), ("yu", "ю"), ("ju", "ю"), ("ya", "я"), ("ja", "я"),
    ("yo", "е"), ("jo", "е"), ("ye", "е"), ("iy", "ий"), ("yy", "ый"), ("a", "а"), ("b", "б"), ("c", "к"), ("d", "д"), ("e", "е"), ("f", "ф"),
    ("g", "г"), ("h", "х"), ("i", "и"), ("j", "й"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("q", "к"), ("r", "р"),
    ("s", "с"), ("t", "т"), ("u", "у"), ("v", "в"), ("w", "в"), ("x", "кс"), ("y", "ы"), ("z", "з"), ("'", "ь"),
)  # fmt: skip
_CYRILLIC = dict(_LETTERS)
_latin = re.compile("|".join(latin for latin, _russian_letter in _LETTERS))
_short_y, _final_y = re.compile(r"(?<=[aeiou])y\b"), re.compile(r"y\b")


def folded(text: str) -> str:
    """The text without case, with ё as е and Latin letters without their marks (й keeps its own)."""
    plain = []
    for letter in unicodedata.normalize("NFKC", text).casefold().replace("ё", "е"):
        if letter < "\x80" or "а" <= letter <= "я":
            plain.append(letter)
        else:
            plain.extend(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))
    return "".join(plain)


def words_of(text: str) -> list[str]:
    """The folded words of a text in order; parts of a hyphenated word are words of their own."""
    return [word[:LONGEST] for word in _word.findall(folded(text))]


def is_telling(term: str) -> bool:
    """True for a word of the vocabulary: letters only. A number is right or wrong, never nearly right."""
    return term.isalpha()


@lru_cache(maxsize=100_000)
def stem_of(word: str) -> str:
    """The stem of a folded word (Snowball, Russian or English by its letters), taken until it no longer changes.

    So Иванов, Ивановой and Иванову meet, which one pass of the stemmer does not bring about. What holds a digit is its own stem.
    """
    if not is_telling(word):
        return word
    language: Literal["russian", "english"] = "russian" if _cyrillic.search(word) else "english"
    while True:
        shorter = stemmed(word, language)
        if shorter == word or not shorter:
            return word
        word = shorter


def terms_of(title: str, text: str) -> str:
    """What an entry is found by: every word, `~` with its stem, and `^` with each word of the title."""
    heads = set(words_of(title))
    words = heads.union(words_of(text))
    terms = words | {f"~{stem_of(word)}" for word in words} | {f"^{word}" for word in heads}
    return " ".join(sorted(terms))


def in_cyrillic(text: str) -> str:
    """Russian words typed in Latin letters, as nearly as can be told: pushkin → пушкин."""
    text = _final_y.sub("ий", _short_y.sub("й", folded(text)))
    return _latin.sub(lambda found: _CYRILLIC[found.group()], text)


def other_keyboard(text: str) -> str:
    """What the same keys give on the other keyboard: geirby → пушкин, ьщысщц → moscow."""
    text = text.casefold()
    return text.translate(_TO_ENGLISH_KEYS if _cyrillic.search(text) else _TO_RUSSIAN_KEYS)
