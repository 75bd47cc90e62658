"""Text and keywords in Russian or English landed on concepts, with the places where each was found.

Labels of both languages are compiled once into one trie over keys of words. Of landings that overlap the longest wins, then the first.
Words that may mean several things, or something outside the field, land where the text speaks of what the qualifier names or of a
neighbouring concept; else they stay open and are told apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, product
from re import Match
from typing import Any

from .concepts import LANGUAGES, Concept, Thesaurus, fold, qualifier
from .words import joined, keys, label_keys, shouts, words

MOST_READINGS = 64
"""Combinations of readings under which one label is stored at most."""
MOST_WORDS = 1 << 20
"""Forms of words that a lander remembers at most."""
PLAIN = 0.5
"""What speaks for a reading without a qualifier when no context speaks for any."""

Node = dict[Any, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a label was found: `text[start:end]`, and the label it is."""

    start: int
    end: int
    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Landing:
    """A concept with the places where a text names it, in their order."""

    concept: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Open:
    """Words that may mean one of these concepts; the text does not say which, or whether."""

    start: int
    end: int
    text: str
    concepts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Landed:
    """What a text landed on, in the order of first places, and what stayed open."""

    landings: tuple[Landing, ...]
    open: tuple[Open, ...]

    @property
    def concepts(self) -> tuple[str, ...]:
        """The ids alone."""
        return tuple(one.concept for one in self.landings)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A label in the trie: whose it is, and the keys of its qualifier (none: it needs no context)."""

    concept: str
    label: str
    bare: str
    context: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Span:
    first: int
    after: int
    entries: tuple[_Entry, ...]


class _Known(dict[str, tuple[str, ...]]):
    """The keys of a word that are in the vocabulary, worked out when the word is met for the first time."""

    def __init__(self, vocabulary: set[str]) -> None:
        super().__init__()
        self._vocabulary = vocabulary

    def __missing__(self, word: str) -> tuple[str, ...]:
        known = tuple(key for key in keys(word) if key in self._vocabulary)
        if len(self) < MOST_WORDS:
            self[word] = known
        return known


class _Begins(dict[str, list[Node]]):
    """Where labels that begin with a word go on; nothing for most words."""

    def __init__(self, known: _Known, root: Node) -> None:
        super().__init__()
        self._keys, self._top = known, root

    def __missing__(self, word: str) -> list[Node]:
        nodes = [self._top[key] for key in self._keys[word] if key in self._top]
        if len(self) < MOST_WORDS:
            self[word] = nodes
        return nodes


class Lander:
    """The labels of a thesaurus, compiled. Land as many texts with it as you like; it keeps nothing of them but the keys of words."""

    def __init__(self, whole: Thesaurus) -> None:
        self.thesaurus = whole
        self._root: Node = {}
        self._vocabulary: set[str] = set()
        self._known = _Known(self._vocabulary)
        self._begins = _Begins(self._known, self._root)
        for entry in _entries(whole):
            self._store(entry)

    def land(self, text: str) -> Landed:
        """The concepts of a text. Any text may be given; one without words lands nowhere."""
        found = words(text)
        loud = shouts(text)
        names = [one[0].lower() for one in found] if loud else [one[0] for one in found]
        row = [self._known[name] for name in names]
        spans = _longest(list(self._spans(text, found, names, row)))
        certain = {span.entries[0].concept for span in spans if _is_certain(span)}
        everywhere = Counter() if all(map(_is_certain, spans)) else Counter(key for known in row for key in known)
        places: dict[str, list[Place]] = {}
        unsure = []
        for span in spans:
            start, end = found[span.first].start(), found[span.after - 1].end()
            entry = span.entries[0] if _is_certain(span) else self._chosen(text[start:end], span, certain, everywhere, row)
            if entry:
                places.setdefault(entry.concept, []).append(Place(start, end, text[start:end], entry.label))
            else:
                unsure.append(Open(start, end, text[start:end], tuple(sorted({one.concept for one in span.entries}))))
        return Landed(tuple(Landing(concept, tuple(where)) for concept, where in places.items()), tuple(unsure))

    def land_keywords(self, keywords: Iterable[str]) -> dict[str, Landed]:
        """Each keyword landed, with the whole list as the context of each."""
        given = list(dict.fromkeys(keywords))
        whole = "\n\n".join(given)
        everything = self.land(whole)
        answer, offset = {}, 0
        for one in given:
            answer[one] = _part(everything, offset, offset + len(one))
            offset += len(one) + 2
        return answer

    def knows(self, row: tuple[str, ...]) -> bool:
        """Whether words with these keys, one a word, are a label."""
        node = self._root
        for key in row:
            if key not in node:
                return False
            node = node[key]
        return None in node

    def meeting(self) -> list[tuple[_Entry, ...]]:
        """Labels without a qualifier of several concepts that are the same words in another form or spelling, so that neither can be landed on; those
        that are the same word for word are a matter of the laws."""
        found, ahead = [], [self._root]
        while ahead:
            node = ahead.pop()
            bare = tuple(one for one in node.get(None, ()) if not one.context)
            if len({one.concept for one in bare}) > 1 and len({fold(one.label) for one in bare}) > 1:
                found.append(bare)
            ahead.extend(below for key, below in node.items() if key is not None)
        return sorted(found, key=lambda some: (some[0].concept, some[0].label))

    def _store(self, entry: _Entry) -> None:
        self._vocabulary.update(entry.context)
        for row in islice(product(*label_keys(entry.bare)), MOST_READINGS):
            node = self._root
            for key in row:
                self._vocabulary.add(key)
                node = node.setdefault(key, {})
            entries = node.setdefault(None, [])
            if row and all((one.concept, one.context) != (entry.concept, entry.context) for one in entries):
                entries.append(entry)

    def _spans(self, text: str, found: list[Match[str]], names: list[str], row: list[tuple[str, ...]]) -> Iterator[_Span]:
        """The longest label from each word on."""
        begins = self._begins
        for first, name in enumerate(names):
            nodes = begins[name]
            place, best = first + 1, None
            while nodes:
                ended = [entry for node in nodes for entry in node.get(None, ())]
                if ended:
                    best = _Span(first, place, tuple(dict.fromkeys(ended)))
                if place == len(row) or not row[place] or not joined(text, found[place - 1], found[place]):
                    break
                nodes = [node[key] for node in nodes for key in row[place] if key in node]
                place += 1
            if best:
                yield best

    def _chosen(self, text: str, span: _Span, certain: set[str], everywhere: Counter[str], row: list[tuple[str, ...]]) -> _Entry | None:
        """The reading that the context speaks for; None where nothing or too much speaks."""
        within = Counter(key for known in row[span.first : span.after] for key in known)
        around = {key for entry in span.entries for key in entry.context if everywhere[key] > within[key]}
        weights = [self._support(entry, text, around, certain) for entry in span.entries]
        most = max(weights)
        best = {entry.concept: entry for entry, weight in zip(span.entries, weights, strict=True) if weight == most}
        return next(iter(best.values())) if most > 0 and len(best) == 1 else None

    def _support(self, entry: _Entry, text: str, around: set[str], certain: set[str]) -> float:
        context = len(entry.context & around) + len((self.thesaurus.neighbours(entry.concept) | {entry.concept}) & certain)
        spelt = 0.25 if entry.bare.lower() == text.lower() else 0.0
        return context + spelt * bool(context or not entry.context) + (0.0 if entry.context else PLAIN)


def _entries(whole: Thesaurus) -> Iterator[_Entry]:
    """Every label; those of a deprecated concept land on what replaced it, unless a concept in force has taken them."""
    taken = {fold(label) for one in whole.concepts if not one.deprecated for label in _all_labels(one)}
    for one in whole.concepts:
        target = whole.living(one.id)
        context = _context(one)
        for label in _all_labels(one) if target else ():
            if not (one.deprecated and fold(label) in taken):
                bare, said = qualifier(label)
                yield _Entry(target, label, bare, context if said else frozenset())


def _context(one: Concept) -> frozenset[str]:
    """The keys of the words in the qualifiers of a concept, of both languages, since an acronym stands in texts of both. Where hidden labels have
    qualifiers, only theirs count: those of the others are for the eye (`ranking (retrieval)`)."""
    hidden = [qualifier(label)[1] for label in (*one.en.hidden, *one.ru.hidden)]
    said = hidden if any(hidden) else [qualifier(label)[1] for label in _all_labels(one)]
    return frozenset(key for text in said for word in words(text) for key in keys(word[0]))


def _all_labels(one: Concept) -> Iterator[str]:
    for language in LANGUAGES:
        yield from one.labels(language)


def _is_certain(span: _Span) -> bool:
    return len({entry.concept for entry in span.entries}) == 1 and any(not entry.context for entry in span.entries)


def _longest(spans: list[_Span]) -> list[_Span]:
    """Spans without overlap: the longer first, then the one further left; given back in the order of the text."""
    taken: set[int] = set()
    kept = []
    for span in sorted(spans, key=lambda one: (one.first - one.after, one.first)):
        places = range(span.first, span.after)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(span)
    return sorted(kept, key=lambda one: one.first)


def _part(everything: Landed, start: int, end: int) -> Landed:
    """What landed between two places, counted from the first."""
    landings = []
    for one in everything.landings:
        here = tuple(
            Place(place.start - start, place.end - start, place.text, place.label)
            for place in one.places
            if start <= place.start and place.end <= end
        )
        if here:
            landings.append(Landing(one.concept, here))
    unsure = [Open(one.start - start, one.end - start, one.text, one.concepts) for one in everything.open if start <= one.start and one.end <= end]
    return Landed(tuple(sorted(landings, key=lambda one: one.places[0].start)), tuple(unsure))
