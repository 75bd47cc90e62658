"""Words of a text with their places, and the keys by which a word in one form finds the same word in another.

Russian: the normal forms that pymorphy3 gives (M. Korobov, "Morphological Analyzer and Generator for Russian and Ukrainian
Languages", 2015), participles as participles. English: nouns by the S-stemmer (D. Harman, "How effective is suffixing?", JASIS 42(1), 1991; from memory),
forms in -ed and -ing by the English Snowball stem. Snowball alone makes one word of `university` and `universal`, of
`publication` and `public`, of `informal` and `information`; the README tells how many false landings that would give.
British and American spellings are one. Acronyms (two capitals or more) keep their capitals.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

from sextant.lab.stems import stemmed

from .concepts import CYRILLIC

WORD = re.compile(r"[\w\u00ad\u0300-\u036f+#]+(?:\.\d+)*(?:['’]\w+)?")
GAP = re.compile(r"[^\S\n]*\n?[^\S\n]*(?:[-‐‑–'’«“„\"][^\S\n]*\n?)?|\.")
"""What may stand between two words of one label: space, one line break, a hyphen, an opening quotation mark, or a bare stop, slash or ampersand (`arXiv.org`, `A/B`)."""
SINGLE_GAPS = frozenset(" /&\t\n\r\u00a0-‐‑–'’«“„\".")
WIDEST_GAP = 8
LIKELY = 0.01
"""Readings of a Russian form with less probability than this are passed by."""

IRREGULAR = {
    **{"children": "child", "women": "woman", "men": "man", "indices": "index", "indexes": "index", "theses": "thesis"},
    **{"analyses": "analysis", "hypotheses": "hypothesis", "corpora": "corpus", "criteria": "criterion", "matrices": "matrix"},
    **{"thesauri": "thesaurus", "phenomena": "phenomenon", "appendices": "appendix", "consortia": "consortium", "curricula": "curriculum"},
    **{"syllabi": "syllabus", "lives": "life", "media": "medium", "taxa": "taxon", "formulae": "formula", "vertices": "vertex"},
}
STAY = frozenset(("news", "series", "species", "always", "perhaps", "this", "its", "his", "hers", "ours", "theirs", "yours"))
SPELLINGS = (
    (re.compile(r"is(e|ed|es|ing|er|ers|ation|ations|ational)$"), r"iz\1"),
    (re.compile(r"^(behavi|lab|col|neighb|fav|hon|hum|endeav|rum)our"), r"\1or"),
    (re.compile(r"^(catal|dial|anal)ogu(e|es|ed|ing|er|ers)$"), r"\1og\2"),
    (re.compile(r"og(e|es)$"), r"og"),
    (re.compile(r"^(cent|theat|fib|lit|met)re(s?)$"), r"\1er\2"),
    (re.compile(r"^(program)me(s?)$"), r"\1\2"),
    (re.compile(r"^(licen|defen|offen)ce"), r"\1se"),
    (re.compile(r"ll(ing|ed|er|ers)$"), r"l\1"),
    (re.compile(r"^(acknowledg|judg)ement"), r"\1ment"),
    (re.compile(r"^ageing$"), "aging"),
    (re.compile(r"^grey$"), "gray"),
    (re.compile(r"^(encyclop|pal|arch|an|p)ae"), r"\1e"),
    (re.compile(r"^enrolment"), "enrollment"),
)
SPELT_TWICE = re.compile("|".join(pattern.pattern for pattern, _new in SPELLINGS))
"""Words that may have another spelling; the others, nearly all, are passed by at once."""
ING, ED = "+ing", "+ed"
CAPITAL = re.compile(r"[A-ZА-ЯЁ]")
PLURAL_ACRONYM = re.compile(r"([A-ZА-ЯЁ]{2,}\d*)s")


def words(text: str) -> list[re.Match[str]]:
    """The words of a text in order, each with its place. A soft hyphen or a combining mark belongs to its word."""
    return list(WORD.finditer(text))


def joined(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether what stands between two neighbours lets them be words of one label."""
    start, end = one.end(), other.start()
    if end - start == 1:
        return text[start] in SINGLE_GAPS
    return end - start <= WIDEST_GAP and GAP.fullmatch(text, start, end) is not None


@lru_cache(maxsize=1 << 18)
def keys(word: str) -> tuple[str, ...]:
    """The keys of a word as a text has it; several where Russian allows several readings. The capitals of an acronym stand in a key that begins with `=`."""
    clean = unicodedata.normalize("NFC", word).replace("\u00ad", "")
    if acronym(clean):
        plural = PLURAL_ACRONYM.fullmatch(clean)
        exact = (f"={plural[1]}" if plural else f"={clean}",)
        return exact if plural or len(clean) < 5 else (*exact, *_folded(clean))
    return _folded(clean)


@cache
def label_keys(label: str) -> tuple[tuple[str, ...], ...]:
    """For each word of a label the keys under which it is stored: an acronym only as it is written, a label of one Russian word only as a noun
    (`данные` is not `данный`), other words under all their readings. Before the last word of an English label -ed and -ing are one (`linking data`); the last says what it
    is (`data sharing` is not data shared)."""
    found = [unicodedata.normalize("NFC", one[0]).replace("\u00ad", "") for one in words(label)]
    if len(found) == 1 and CYRILLIC.search(found[0]) and not acronym(found[0]):
        return ((_noun(found[0].lower()),),)
    rows = (keys(one)[:1] if acronym(one) else _named(one) for one in found)
    return tuple(row if place == len(found) - 1 else _both_forms(row) for place, row in enumerate(rows))


def acronym(word: str) -> bool:
    """Two capitals or more, as in OPAC, MeSH or ББК."""
    return sum(letter.isupper() for letter in word) > 1


def shouts(text: str) -> bool:
    """Whether a text is in capitals throughout, so that capitals tell nothing."""
    capitals = len(CAPITAL.findall(text))
    return capitals > 20 and 4 * capitals > len(text) and capitals > 3 * sum(letter.islower() for letter in text)


def _named(word: str) -> tuple[str, ...]:
    """The keys of a word within a label: where it can be a noun, pronouns, verbs and participles are no readings (`данные исследований` is not `данного исследования`)."""
    low = word.lower()
    if not CYRILLIC.search(low):
        return keys(word)
    every = readings(low)
    if any(one.tag.POS == "NOUN" for one in every):
        every = tuple(one for one in every if one.tag.POS in {"NOUN", "ADJF"} and "Apro" not in one.tag)
    return tuple(dict.fromkeys(map(normal, every)))


def _both_forms(row: tuple[str, ...]) -> tuple[str, ...]:
    stem = row[0].removesuffix(ING).removesuffix(ED)
    return row if stem == row[0] else (stem + ED, stem + ING)


def _folded(word: str) -> tuple[str, ...]:
    low = word.lower()
    return _russian(low) if CYRILLIC.search(low) else (english(low),)


@lru_cache(maxsize=1 << 18)
def english(word: str) -> str:
    """The key of an English word in small letters: `libraries` and `library's` give `library`, `digitised` gives that of `digitized`."""
    word = re.sub(r"['’]s?$", "", word)
    if SPELT_TWICE.search(word):
        for pattern, new in SPELLINGS:
            word = pattern.sub(new, word)
    word = _singular(IRREGULAR.get(word, word))
    if len(word) > 5 and word.endswith(("ing", "ed")):
        return f"{stemmed(word, 'english')}{ING if word.endswith('ing') else ED}"
    return word


def _singular(word: str) -> str:
    """Harman's S-stemmer, with `es` taken off whole after a hissing sound."""
    if len(word) < 4 or word in STAY:
        return word
    if word.endswith("ies") and not word.endswith(("eies", "aies")):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zzes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("us", "ss")):
        return word[:-1]
    return word


@lru_cache(maxsize=1 << 18)
def _russian(word: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for reading in readings(word):
        found.setdefault(normal(reading))
    return tuple(found) or (word,)


@lru_cache(maxsize=1 << 16)
def readings(word: str) -> tuple[Any, ...]:
    """The likely readings of a Russian form, the likeliest first, as pymorphy3 gives them."""
    all_of_them = _morphology().parse(word)
    return tuple(one for place, one in enumerate(all_of_them) if not place or one.score >= LIKELY)


def normal(reading: Any) -> str:
    """The normal form of a reading, with `е` for `ё`; a participle's is its own nominative and not the verb."""
    if reading.tag.POS == "PRTF":
        inflected = reading.inflect({"sing", "masc", "nomn"})
        if inflected is not None:
            return str(inflected.word).replace("ё", "е")
    return str(reading.normal_form).replace("ё", "е")


def _noun(word: str) -> str:
    """The normal form as a noun in the nominative, else as a noun, else the likeliest."""
    every = _morphology().parse(word)
    nouns = [one for one in every if one.tag.POS == "NOUN"]
    nominative = [one for one in nouns if one.tag.case == "nomn"]
    return normal((nominative or nouns or every)[0])


@cache
def _morphology() -> Any:
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer()
