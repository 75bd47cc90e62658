"""Texts made comparable over scripts: Cyrillic and Latin spellings of one word fall together.

The rough Latin spelling is the one that names of payers are compared by (`payments.names`): what is compared is the
spelling, not the sound.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from sextant.lab.payments.names import ALIKE, LATIN

TAG = re.compile(r"</?[a-zA-Z][^<>]{0,80}>|&[a-z]{2,8};|&#\d{1,6};")
COMMAND = re.compile(r"\\[a-zA-Z]+|[${}^_\\]")
OTHER = re.compile(r"[\W_]+")
DOUBLE = re.compile(r"([a-z])\1+")
CYRILLIC = re.compile(r"[Ѐ-ӿ]")
LETTER = re.compile(r"[^\W\d_]")
UKRAINIAN = re.compile(r"[іїєґ]", re.IGNORECASE)
OTHER_SCRIPTS = frozenset({"ru", "uk", "be", "bg", "kk", "zh", "ja", "ko", "ar", "fa", "he", "el", "ka", "hy"})
"""Languages in which a text in Latin letters is not: it is a translation or a transliteration."""
_TABLE = str.maketrans({**LATIN, "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"})


@lru_cache(maxsize=50_000)
def folded(text: str) -> str:
    """Words in small letters of one rough Latin spelling, without accents, marks, tags and commands of TeX; may be empty."""
    plain = unicodedata.normalize("NFKC", COMMAND.sub(" ", TAG.sub(" ", text))).casefold().replace("й", "и").replace("ё", "е")
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign)) if not plain.isascii() else plain
    plain = plain.translate(_TABLE)
    for spelling, letter in ALIKE:
        plain = plain.replace(spelling, letter)
    return " ".join(OTHER.sub(" ", DOUBLE.sub(r"\1", plain)).split())


def is_cyrillic(text: str) -> bool:
    """Whether most letters are Cyrillic."""
    if text.isascii():
        return False
    return 2 * len(CYRILLIC.findall(text)) > len(LETTER.findall(text))


def language_of(text: str, said: str = "") -> str:
    """The language of a text: what the source says, unless the script speaks against it; empty where neither tells.

    Cyrillic without a word of the source is taken for Russian, or for Ukrainian where its letters stand.
    """
    if is_cyrillic(text):
        return said if said in {"ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg"} else ("uk" if UKRAINIAN.search(text) else "ru")
    return "" if said in OTHER_SCRIPTS else said


LANGUAGES = {
    "english": "en", "eng": "en", "en": "en", "английский": "en", "russian": "ru", "rus": "ru", "ru": "ru", "русский": "ru",
    "german": "de", "ger": "de", "deu": "de", "de": "de", "french": "fr", "fre": "fr", "fra": "fr", "fr": "fr",
    "spanish": "es", "spa": "es", "es": "es", "portuguese": "pt", "por": "pt", "pt": "pt", "italian": "it", "ita": "it", "it": "it",
    "chinese": "zh", "chi": "zh", "zho": "zh", "zh": "zh", "japanese": "ja", "jpn": "ja", "ja": "ja", "polish": "pl", "pol": "pl", "pl": "pl",
    "ukrainian": "uk", "ukr": "uk", "uk": "uk", "turkish": "tr", "tur": "tr", "tr": "tr", "czech": "cs", "cze": "cs", "ces": "cs", "cs": "cs",
    "dutch": "nl", "dut": "nl", "nld": "nl", "nl": "nl", "korean": "ko", "kor": "ko", "ko": "ko", "belarusian": "be", "bel": "be", "be": "be",
    "slovenian": "sl", "slv": "sl", "slovene": "sl", "slovak": "sk", "slk": "sk", "slo": "sk", "hungarian": "hu", "hun": "hu", "romanian": "ro",
    "rum": "ro", "ron": "ro", "croatian": "hr", "hrv": "hr", "serbian": "sr", "srp": "sr", "finnish": "fi", "fin": "fi", "swedish": "sv", "swe": "sv",
    "norwegian": "no", "nor": "no", "danish": "da", "dan": "da", "greek": "el", "gre": "el", "ell": "el", "arabic": "ar", "ara": "ar",
    "persian": "fa", "per": "fa", "fas": "fa", "hebrew": "he", "heb": "he", "bulgarian": "bg", "bul": "bg", "lithuanian": "lt", "lit": "lt",
    "latvian": "lv", "lav": "lv", "estonian": "et", "est": "et", "georgian": "ka", "geo": "ka", "armenian": "hy", "arm": "hy", "indonesian": "id",
    "kazakh": "kk", "kaz": "kk", "kk": "kk", "украинский": "uk", "белорусский": "be", "казахский": "kk",
}  # fmt: skip


def languages(text: str) -> tuple[str, ...]:
    """ISO 639-1 codes of languages that are named or coded in a text such as `English; Russian`; an unknown word stays as it is."""
    words = [word.strip().casefold() for word in re.split(r"[;,/|]", text)]
    return tuple(dict.fromkeys(LANGUAGES.get(word, word) for word in words if word))
