"""Syllables of a word: in Russian its vowels; in English by rules, since there the letters only hint at them."""

from __future__ import annotations

import re
from functools import lru_cache

RUSSIAN_VOWELS = frozenset("аеёиоуыэюяіїєѣѵ")
LATIN_VOWELS = frozenset("aeiouyàâäáãåæèéêëìîíïòôöóõøùûüúÿœ")

_EXCEPTIONS = """
1: the me be he she we our ours hour eye theirs yours league vague tongue rogue plague due true blue clue prayer real george
2: every people something someone sometimes somewhere being science quiet poem poet create creates business evening women lion giant dial trial diet via
maybe therefore heaven cafe lovely safety ninety whereas hundred naked wicked sacred colleague argue value rescue issue tissue statue going doing
seeing skiing really wednesday senior junior naive cruel fuel duel neon chaos moment cement beloved crooked rugged
3: everything everyone everywhere somebody area idea poetry theatre created creating creative piano radio video museum diary recipe forever whatever
whenever wherever however simile karate chocolate family camera several continue avenue period anyone anything anywhere element parliament
valuable nuclear cereal scientist easier vegetable
4: everybody reliable usually actually apostrophe reality anybody european experience
"""
EXCEPTIONS = {word: int(line[0]) for line in re.split(r"\n(?=\d:)", _EXCEPTIONS.strip()) for word in line[2:].split()}
"""English words that the rules get wrong and texts use often; own list."""
_PARTS = [
    "some",
    "home",
    "fire",
    "life",
    "time",
    "where",
    "there",
    "here",
    "more",
    "game",
    "name",
    "place",
    "space",
    "face",
    "side",
    "house",
    "horse",
    "whole",
    "state",
    "base",
    "like",
    "make",
    "wide",
    "grape",
    "cake",
    "wave",
    "else",
    "pipe",
    "guide",
    "spoke",
    "care",
    "hope",
    "use",
    "safe",
    "love",
    "price",
    "store",
    "fore",
]
_COMPOUND = re.compile(rf"^({'|'.join(_PARTS)})(?=s?[bcdfghjklmnpqrtvwz][a-z]{{2}})")
"""First parts of compounds whose last e is not said: something, lifetime, spokesman."""
_SILENT_INSIDE = re.compile(
    r"(?:(?<=[aeiouy][bcdfgklmnprstvz])|(?<=[aeiouy][lnrd][cdgstv]))e"
    r"(?=(?:ly|ment|ments|ful|fully|less|ness|liness|teen|where|thing|times|body|how|what|works?|land|town|made|like)$)"
)
_GROUP = re.compile(r"[aeiouy]+")
_MORE = (
    re.compile(r"(?<![tcsgl])ia(?!ge)|(?<=[tcsg])iat(?:e|ion)|(?<![aeiou])iu|(?<![tcsgxlnh])io(?!u)"),
    re.compile(r"(?<![tcsgx])iou"),
    re.compile(r"(?:[aeiou]|[^aeiou]y)(?=ing$)"),
    re.compile(r"(?<![qg])ua(?!y)|uou|(?<![qg])uel$|uet$|uity"),
    re.compile(r"(?<!p)eo(?!u|n$|ns$)|eu[ms]$"),
    re.compile(r"(?:sm|thm)s?$"),
    re.compile(r"(?<=[ds])n't$"),
    re.compile(r"[^tcs]ier$|iest$"),
    re.compile(r"(?<=[lv])ien|rien(?!d)|dience|(?<=[dn])ient|scien"),
    re.compile(r"oer$|iet(?!y)|iety"),
    re.compile(r"^mc(?=[^aeiouy])"),
)
"""Neighbouring vowels that part, and ends that are said without a vowel: each place is a syllable more."""
_PREFIX = re.compile(r"^(?:(?!coa|cou|coo|coi|prea|pree)(?:co|pre)(?=[aeiou])|re(?=act|ali|ass|ent|est|ele|org|uni|use)|de(?=act))")
_ACCENTS = str.maketrans("àâäáãåèêëìîíïòôöóõøùûüú", "aaaaaaeeeiiiioooooouuuu")
_HISSING = ("s", "x", "z", "ch", "sh", "ce", "ge", "se", "ze")


@lru_cache(maxsize=200_000)
def russian_syllables(word: str) -> int:
    """The vowels of the word; words of Latin letters by English rules. `в`, `к`, `с` have none."""
    lower = word.lower()
    vowels = sum(sign in RUSSIAN_VOWELS for sign in lower)
    return vowels or (english_syllables(lower) if any(sign in LATIN_VOWELS for sign in lower) else 0)


@lru_cache(maxsize=200_000)
def english_syllables(word: str) -> int:
    """Syllables by rules: groups of vowels, silent e, endings, vowels that part. At least one; each part of a word with a hyphen by itself."""
    parts = [part for part in word.lower().replace("’", "'").split("-") if part]
    return max(1, sum(_of_part(part) for part in parts))


def _of_part(word: str) -> int:
    plain = word.removesuffix("'s").rstrip("'")
    known = EXCEPTIONS.get(plain) or _of_plural(plain)
    if known is not None:
        return known
    plain = plain.translate(_ACCENTS)
    ends_in_accent = plain.endswith("é")
    plain = re.sub("ically$", "icly", plain.replace("é", "e").replace("qu", "kw"))
    more = sum(len(rule.findall(plain)) for rule in _MORE) + bool(_PREFIX.match(plain))
    plain = _SILENT_INSIDE.sub("", _COMPOUND.sub(lambda found: found[1][:-1], plain))
    if not ends_in_accent:
        plain = _without_silent_end(plain)
    plain = re.sub(r"(?<=[aeiou])y(?=[aeiou])", "-", re.sub(r"^y(?=[aeiou])", "-", plain))
    return max(1, len(_GROUP.findall(plain)) + more)


def _of_plural(word: str) -> int | None:
    """A plural of a word of the list; None for any other."""
    for ending in ("s", "es"):
        stem = word.removesuffix(ending)
        if stem != word and stem in EXCEPTIONS:
            return EXCEPTIONS[stem] + stem.endswith(_HISSING)
    return None


def _without_silent_end(word: str) -> str:
    """Without an e at the end that is not said, as in made, makes and liked; table, settled and centre keep theirs."""
    if re.search(r"[aeiouy].*ed$", word) and not re.search(r"[td]ed$|[^aeiouylr][lr]ed$", word):
        return word[:-2]
    if re.search(r"[^aeiouyl]les?$|[tbcd]res?$", word):
        return word
    if re.search(r"[aeiouy].*[^aeiouyscxzg]es$", word) and not re.search(r"[cs]hes$", word):
        return word[:-2] + "s"
    if re.search(r"[aeiouy].*[^aeiouy]e$", word) or re.search(r"[aeiouy].*[aiou]e$", word):
        return word[:-1]
    return word
