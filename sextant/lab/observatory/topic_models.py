"""Topics that texts themselves show, per language, described and joined across languages by concepts of the thesaurus.

Topics are those of `bibliometrics.topics`. The concepts of a topic are those that its works have more often than chance: with o works on
concept c that belong to topic t (by their shares) and e = (works of t) · (works on c) / (all works), the residual (o − e) / √e where it is above 0 (the
part of Pearson's χ² with its sign: Agresti, “Categorical Data Analysis”, 2nd ed., 2002; clause not seen). Topics of two languages are
one when the cosine of their residuals is `JOINED` or more; each has one partner at most, the pairs being those of the largest sum.

`JOINED` was set on halves of 15,927 English works taken for two languages (two splits, 8 and 15 topics): of 43 pairs of topics with a quarter of
their words in common 42 have a cosine of 0.5 or more, of 493 pairs with less than a tenth two have.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sextant.lab.bibliometrics.findings import BibliometricsError
from sextant.lab.bibliometrics.topics import Floats, Topics, cosines, topics, vocabulary
from sextant.lab.literature.script import is_cyrillic
from sextant.lab.sentences import Said
from sextant.lab.thesaurus.terms import LATIN, stopping
from sextant.lab.thesaurus.words import english, normal, readings, words

from .answers import Answer, Row
from .corpus import Corpus, Landed
from .findings import refuse, say
from .units import rows_behind

LANGUAGES = ("en", "ru")
NUMBERS = (3, 5, 8, 10, 12, 15, 20, 25, 30)
"""Numbers of topics that are tried where none is given."""
WORKS_EACH = 5
"""So many works a topic, at least, for a number to be tried."""
JOINED = 0.5
SHOWN_WORDS, SHOWN_CONCEPTS = 10, 5
SHORTEST = 3
ENGLISH_SHARE = 0.2
"""A text in Latin letters of which no source tells the language is English when so many of its words are English stop words."""


@dataclass(frozen=True, slots=True)
class Model:
    """The topics of one language: its works in order, the residuals of topics × concepts, and what each word is written as."""

    language: str
    works: list[Landed]
    topics: Topics
    residuals: Floats
    forms: dict[str, str]


def topic_model(corpus: Corpus, *, number: int | None = None, least: int = 3, joined: float = JOINED) -> Answer:
    """Topics of the English and of the Russian texts; `number` of each language, or the number of the highest coherence. A language without
    texts, or with too few, is told in a note; a corpus with neither is refused."""
    concepts = sorted({name for one in corpus.landed for name in one.concepts})
    texts, notes = _texts(corpus)
    models = []
    refusal: BibliometricsError | None = None
    for language in LANGUAGES:
        if not texts[language]:
            notes.append(say(f"no_texts_{language}"))
            continue
        try:
            models.append(_model(corpus, language, texts[language], concepts, number, least))
        except BibliometricsError as reason:
            refusal = reason
            notes.append(say(f"few_texts_{language}", reason_en=reason.sentence("en"), reason_ru=reason.sentence("ru")))
        else:
            notes.append(_chosen(models[-1]))
    if not models:
        raise refusal or refuse("no_texts")
    return Answer("topicmodel", _rows(corpus, models, concepts, joined), notes)


def _chosen(model: Model) -> Said:
    tried = ", ".join(f"{number}: {value:.3f}" for number, value in model.topics.tried.items())
    return say(f"topics_{model.language}", count=len(model.topics.words), works=len(model.works), tried=tried)


def _texts(corpus: Corpus) -> tuple[dict[str, dict[str, list[str]]], list[Said]]:
    """Titles and abstracts by language and work, and what is said of those in other languages."""
    kept = {one.work for one in corpus.landed}
    found: dict[str, dict[str, list[str]]] = {language: defaultdict(list) for language in LANGUAGES}
    other: Counter[str] = Counter()
    for work, text, said in rows_behind(corpus, "select work, text, language from texts order by work, kind, position, text"):
        language = _language(text, said)
        if work not in kept:
            continue
        if language in found:
            found[language][work].append(text)
        else:
            other[language or "?"] += 1
    told = ", ".join(f"{language} {count}" for language, count in sorted(other.items()))
    return found, [say("texts_left_out", count=other.total(), languages=told)] if other else []


def _language(text: str, said: str) -> str:
    if said or is_cyrillic(text):
        return said or "ru"
    found = [word for word in text.lower().split() if word.isascii() and word.isalpha()]
    return "en" if found and sum(word in stopping("en") for word in found) >= ENGLISH_SHARE * len(found) else ""


def _model(corpus: Corpus, language: str, texts: dict[str, list[str]], concepts: list[str], number: int | None, least: int) -> Model:
    works = [one for one in corpus.landed if one.work in texts]
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    read = (_keys(language, texts[one.work], forms) for one in works)
    known = vocabulary(read, least=least)
    numbers = (number,) if number else tuple(one for one in NUMBERS if one * WORKS_EACH <= len(works)) or NUMBERS[:1]
    found = topics(known, numbers)
    shown = {word for part in found.words for word, _weight in part}
    written = {word: max(forms[word], key=lambda form: (forms[word][form], form)) for word in shown}
    return Model(language, works, found, _residuals(works, found.shares, concepts), written)


def _keys(language: str, texts: Iterable[str], forms: dict[str, Counter[str]]) -> list[str]:
    """The words of a work by their normal forms, without stop words."""
    found = []
    for text in texts:
        for one in words(text):
            key = (_english if language == "en" else _russian)(one[0])
            if key:
                found.append(key)
                forms[key][one[0].lower() if language == "en" else key] += 1
    return found


@lru_cache(maxsize=1 << 18)
def _english(word: str) -> str:
    low = word.lower()
    if len(low) < SHORTEST or not LATIN.fullmatch(low) or low in stopping("en") or low.removesuffix("s") in stopping("en"):
        return ""
    return english(low)


@lru_cache(maxsize=1 << 18)
def _russian(word: str) -> str:
    low = word.lower()
    if len(low) < SHORTEST or not is_cyrillic(low) or not low.isalpha():
        return ""
    likely = readings(low)[0]
    key = normal(likely)
    return key if likely.tag.POS in {"NOUN", "ADJF", "PRTF"} and "Apro" not in likely.tag and key not in stopping("ru") else ""


def _residuals(works: Sequence[Landed], shares: Floats, concepts: list[str]) -> Floats:
    place_of = {name: place for place, name in enumerate(concepts)}
    observed = np.zeros((shares.shape[1], len(concepts)))
    for row, one in zip(shares, works, strict=True):
        for name in one.concepts:
            observed[:, place_of[name]] += row
    expected = np.outer(shares.sum(axis=0), observed.sum(axis=0) / max(len(works), 1))
    return np.where(observed > expected, (observed - expected) / np.sqrt(np.maximum(expected, 1e-9)), 0.0)


def _rows(corpus: Corpus, models: Sequence[Model], concepts: list[str], least: float) -> list[Row]:
    identities, cosine = _joined(models, least)
    rows = []
    for model in models:
        for place, (words_of, size) in enumerate(zip(model.topics.words, model.topics.sizes, strict=True)):
            order = np.lexsort((np.arange(len(concepts)), -np.round(model.residuals[place], 9)))[:SHOWN_CONCEPTS]
            own = [concepts[at] for at in order if model.residuals[place, at] > 0]
            shown = [model.forms[word] for word, _weight in words_of[:SHOWN_WORDS]]
            rows.append(
                {
                    "identity": identities[model.language, place],
                    "language": model.language,
                    "label_en": ", ".join(corpus.label(name, "en") for name in own[:3]) or ", ".join(shown[:3]),
                    "label_ru": ", ".join(corpus.label(name, "ru") for name in own[:3]) or ", ".join(shown[:3]),
                    "works": round(float(size), 1),
                    "share": round(float(size) / len(model.works), 6),
                    "coherence": model.topics.coherence[place],
                    "words": shown,
                    "concepts": own,
                    "cosine": cosine.get((model.language, place)),
                }
            )
    return rows


def _joined(models: Sequence[Model], least: float) -> tuple[dict[tuple[str, int], int], dict[tuple[str, int], float]]:
    """The identity of each topic, equal for partners of two languages, and their cosine."""
    cosine: dict[tuple[str, int], float] = {}
    partner: dict[int, int] = {}
    if len(models) > 1:
        from scipy.optimize import linear_sum_assignment  # takes longer to load than the rest of the lab

        likeness = cosines(models[0].residuals, models[1].residuals)
        ones, others = linear_sum_assignment(-np.where(likeness >= least, likeness, 0.0))
        for i, j in zip(map(int, ones), map(int, others), strict=True):
            if likeness[i, j] >= least:
                partner[j] = i + 1
                cosine[models[0].language, i] = cosine[models[1].language, j] = round(float(likeness[i, j]), 6)
    identities = {(models[0].language, place): place + 1 for place in range(len(models[0].topics.words))}
    following = len(identities)
    for model in models[1:]:
        for place in range(len(model.topics.words)):
            if place not in partner:
                following += 1
            identities[model.language, place] = partner.get(place, following)
    return identities, cosine
