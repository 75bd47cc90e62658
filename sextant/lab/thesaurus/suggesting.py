"""Terms that are frequent in texts and not yet in the thesaurus, for a person to accept or refuse.

Ranked by C-value (K. Frantzi, S. Ananiadou, H. Mima, "Automatic recognition of multi-word terms: the C-value/NC-value method",
International Journal on Digital Libraries 3(2), 2000, pages 115–130; the formula and the example in the test are cited from memory):

    C(a) = log2|a| · f(a)                                   where a is in no longer candidate,
    C(a) = log2|a| · (f(a) − (1 / P(Tₐ)) · Σ n(b), b ∈ Tₐ)     otherwise,

|a| words of the term, f(a) its occurrences (those within longer candidates too), Tₐ the longer candidates that contain it, P(Tₐ) their number, n(b) the
occurrences of b that no still longer candidate holds. Terms of one word would have C = 0 and are not suggested, nor are pieces of labels: terms of
which two occurrences in three lie within a longer label that landed (`convolutional neural`).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .concepts import LANGUAGES, Thesaurus, qualifier
from .landing import Lander
from .terms import Key, Language, Token, in_base_form, phrases, runs
from .words import label_keys

EXAMPLES = 3
FREE = 3
"""One occurrence in this many, at least, lies outside longer labels."""
SPARE = 2
"""Terms looked at for each that is wanted, since some turn out to be pieces of labels."""
AROUND = 60
"""Characters of an example on either side of the term."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its year (None: not known)."""

    text: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """An existing concept that shares words with a term: Dice's coefficient of the words, each weighed by ln(N / labels that have it), from 0 to 1."""

    concept: str
    label: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A term not yet in the thesaurus: `frequency` occurrences in `works` texts, `years` the number of texts by year, where known; pieces of texts
    as examples, and the concepts nearest to it."""

    term: str
    language: Language
    frequency: int
    works: int
    c_value: float
    years: Mapping[int, int]
    examples: tuple[str, ...]
    near: tuple[Near, ...]


@dataclass(slots=True)
class _Seen:
    works: int = 0
    free: int = 0
    forms: Counter[tuple[bool, str]] = field(default_factory=Counter)
    years: Counter[int] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)


def suggest(texts: Sequence[Text], lander: Lander, *, least: int = 5, most: int = 100) -> dict[Language, tuple[Suggestion, ...]]:
    """For each language the first `most` terms by C-value that occur at least `least` times and are no label. The same texts in
    the same order give the same answer."""
    frequencies: dict[Language, Counter[Key]] = {"en": Counter(), "ru": Counter()}
    pairs = _frequent_pairs(texts, least)
    for one in texts:
        for language, part in _candidates(one.text, pairs):
            frequencies[language][_key(part)] += 1
    chosen: dict[Language, list[tuple[Key, float]]] = {}
    for language, counts in frequencies.items():
        values = c_values({key: count for key, count in counts.items() if count >= least})
        unknown = [(key, value) for key, value in values.items() if value > 0 and not lander.knows(key)]
        chosen[language] = sorted(unknown, key=lambda pair: (-pair[1], pair[0]))[: most * SPARE]
    seen = _looked_at(texts, pairs, {language: {key for key, _ in terms} for language, terms in chosen.items()}, lander)
    labels = _Labels(lander.thesaurus)
    answer: dict[Language, tuple[Suggestion, ...]] = {}
    for language, terms in chosen.items():
        counts = frequencies[language]
        own = [(key, value) for key, value in terms if seen[language][key].free * FREE >= counts[key]][:most]
        answer[language] = tuple(_suggestion(key, value, counts[key], language, seen[language][key], labels) for key, value in own)
    return answer


def c_values(frequencies: Mapping[Key, int]) -> dict[Key, float]:
    """The C-value of each candidate from the occurrences of all."""
    held: Counter[Key] = Counter()
    holders: Counter[Key] = Counter()
    values = {}
    for key in sorted(frequencies, key=lambda one: (-len(one), one)):
        inside = held[key] / holders[key] if holders[key] else 0.0
        values[key] = math.log2(len(key)) * (frequencies[key] - inside)
        free = frequencies[key] - held[key]
        for shorter in _parts(key) & frequencies.keys():
            held[shorter] += free
            holders[shorter] += 1
    return values


def _parts(key: Key) -> set[Key]:
    """The shorter rows of at least two words within a row."""
    return {key[first : first + size] for size in range(2, len(key)) for first in range(len(key) - size + 1)}


def _frequent_pairs(texts: Iterable[Text], least: int) -> set[Key]:
    """Neighbours frequent enough: a term cannot be more frequent than a pair of words within it, so the others need not be counted."""
    counts: Counter[Key] = Counter()
    for one in texts:
        for _, run in runs(one.text):
            counts.update(pairwise(token.key for token in run))
    return {pair for pair, count in counts.items() if count >= least}


def _candidates(text: str, pairs: set[Key]) -> Iterator[tuple[Language, list[Token]]]:
    for language, run in runs(text):
        for part in phrases(language, run):
            if all((one.key, other.key) in pairs for one, other in pairwise(part)):
                yield language, part


def _key(part: list[Token]) -> Key:
    return tuple(one.key for one in part)


def _looked_at(texts: Sequence[Text], pairs: set[Key], wanted: Mapping[Language, set[Key]], lander: Lander) -> dict[Language, dict[Key, _Seen]]:
    """Forms, years, numbers of texts and examples of the terms chosen, and how often they stand outside longer labels."""
    seen: dict[Language, dict[Key, _Seen]] = {language: {key: _Seen() for key in keys} for language, keys in wanted.items()}
    for one in texts:
        here: set[Key] = set()
        labels = [(place.start, place.end) for landing in lander.land(one.text).landings for place in landing.places]
        for language, part in _candidates(one.text, pairs):
            key = _key(part)
            term = seen[language].get(key)
            if term is None:
                continue
            start, end = part[0].start, part[-1].end
            form = " ".join(one.text[start:end].split())
            term.free += not any(begin <= start and end <= after for begin, after in labels)
            term.forms[language == "ru" and in_base_form(part, one.text), form if any(map(str.isupper, form[1:])) else form.lower()] += 1
            if key not in here:
                here.add(key)
                term.works += 1
                if one.year is not None:
                    term.years[one.year] += 1
                if len(term.examples) < EXAMPLES:
                    term.examples.append(" ".join(one.text[max(0, start - AROUND) : end + AROUND].split()))
    return seen


def _suggestion(key: Key, value: float, frequency: int, language: Language, seen: _Seen, labels: _Labels) -> Suggestion:
    (_, form), _ = min(seen.forms.items(), key=lambda pair: (not pair[0][0], -pair[1], pair[0][1]))
    years = dict(sorted(seen.years.items()))
    return Suggestion(form, language, frequency, seen.works, round(value, 3), years, tuple(seen.examples), labels.nearest(key))


class _Labels:
    """The labels of a thesaurus by the words in them."""

    def __init__(self, whole: Thesaurus) -> None:
        self._labels: list[tuple[str, str, tuple[frozenset[str], ...]]] = []
        self._by_key: dict[str, set[int]] = {}
        for one in (one for one in whole.concepts if not one.deprecated):
            for language in LANGUAGES:
                for label in one.labels(language):
                    row = tuple(frozenset(keys) for keys in label_keys(qualifier(label)[0]))
                    for key in frozenset().union(*row):
                        self._by_key.setdefault(key, set()).add(len(self._labels))
                    self._labels.append((one.id, label, row))

    def nearest(self, key: Key, most: int = 3) -> tuple[Near, ...]:
        """The concepts whose labels share most words with a term, rare words counting for more; the nearest first."""
        wanted, best = set(key), dict[str, Near]()
        own = sum(self._weight(one) for one in key)
        for number in sorted(set().union(*(self._by_key.get(one, set()) for one in wanted))):
            concept, label, row = self._labels[number]
            both = sum(max(map(self._weight, keys & wanted)) for keys in row if keys & wanted)
            likeness = round(min(1.0, 2 * both / (own + sum(max(map(self._weight, keys & wanted or keys)) for keys in row))), 3)
            if concept not in best or likeness > best[concept].likeness:
                best[concept] = Near(concept, label, likeness)
        return tuple(sorted(best.values(), key=lambda one: (-one.likeness, one.concept))[:most])

    def _weight(self, key: str) -> float:
        return math.log((1 + len(self._labels)) / max(1, len(self._by_key.get(key, ()))))
