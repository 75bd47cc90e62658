"""Words of a text that may be a term: noun phrases of two to four words by simple patterns.

Russian: (adjective | participle)* noun ((adjective | participle)* noun in the genitive)*, by the likeliest reading of pymorphy3. English, for which no
tagger is used: words in a row without function words and without the verbs and adverbs of scholarly prose (`stopping.toml`),
the last of which does not look like an adverb or a participle in -ed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from .concepts import CYRILLIC
from .words import joined, keys, normal, readings, words

LONGEST = 4
"""Words of one term at most."""
HYPHENS = frozenset("-‐‑")
LATIN = re.compile(r"[A-Za-z][A-Za-z'’]*[A-Za-z]")
PHRASE = re.compile(r"A{0,3}[NG](?:A{0,2}G){0,3}")
STOPPING = Path(__file__).with_name("stopping.toml")

Key = tuple[str, ...]
Language = Literal["en", "ru"]


@dataclass(frozen=True, slots=True)
class Token:
    """A word that may stand in a term: its key, its form, its place, and what it is: A adjective, N noun, G noun that may be a
    genitive, L an English word, E an English word that may not end a term; and whether a hyphen ties it to the word before and after."""

    key: str
    start: int
    end: int
    kind: str
    tied: tuple[bool, bool]


def runs(text: str) -> Iterator[tuple[Language, list[Token]]]:
    """The longest rows of words of one language that nothing parts: no stop word, no punctuation."""
    run: list[Token] = []
    before, last = None, ""
    for one in words(text):
        language = "ru" if CYRILLIC.search(one[0]) else "en"
        made = (_russian_token if language == "ru" else _english_token)(one[0])
        if run and (made is None or language != last or before is None or not joined(text, before, one)):
            if len(run) > 1:
                yield ("ru" if last == "ru" else "en"), run
            run = []
        if made:
            tied = (text[one.start() - 1 : one.start()] in HYPHENS, text[one.end() : one.end() + 1] in HYPHENS)
            run.append(Token(made[0], one.start(), one.end(), made[1], tied))
        before, last = one, language
    if len(run) > 1:
        yield ("ru" if last == "ru" else "en"), run


def phrases(language: Language, run: list[Token]) -> Iterator[list[Token]]:
    """Every part of a row that has the pattern of a term and does not cut a word with a hyphen; such a word alone (`long-term`) is no phrase."""
    for size in range(2, LONGEST + 1):
        for first in range(len(run) - size + 1):
            part = run[first : first + size]
            kinds = "".join(one.kind for one in part)
            fits = PHRASE.fullmatch(kinds) is not None if language == "ru" else kinds[-1] == "L"
            cut = part[0].tied[0] or part[-1].tied[1] or all(one.tied[0] for one in part[1:])
            if fits and not cut:
                yield part


def in_base_form(part: list[Token], text: str) -> bool:
    """Whether the first noun of a Russian phrase stands in the nominative here, so that its form can be shown as the term."""
    head = next(one for one in part if one.kind in "NG")
    return any(one.tag.case == "nomn" and one.tag.POS == "NOUN" for one in readings(text[head.start : head.end].lower()))


@cache
def stopping(language: Language) -> frozenset[str]:
    """Words in small letters (Russian ones in their normal form) that part terms and tell nothing of a subject."""
    with STOPPING.open("rb") as handle:
        return frozenset(" ".join(tomllib.load(handle)[language].values()).split())


@lru_cache(maxsize=1 << 18)
def _english_token(word: str) -> tuple[str, str] | None:
    low = word.lower()
    if not LATIN.fullmatch(word) or low in stopping("en") or low.removesuffix("s") in stopping("en"):
        return None
    ends = not low.endswith(("ly", "ed", "ive", "ous", "able", "ible", "ful", "ic", "ical", "based"))
    return keys(word)[-1], "L" if ends else "E"


@lru_cache(maxsize=1 << 18)
def _russian_token(word: str) -> tuple[str, str] | None:
    low = word.lower()
    every = readings(low)
    best = every[0]
    key = normal(best)
    if len(low) < 2 or key in stopping("ru") or "Apro" in best.tag or (not best.is_known and len(low) < 4):
        return None
    if best.tag.POS in {"ADJF", "PRTF"}:
        return key, "A"
    if best.tag.POS == "NOUN":
        genitive = any(one.tag.POS == "NOUN" and one.tag.case == "gent" for one in every)
        return key, "G" if genitive else "N"
    return None
