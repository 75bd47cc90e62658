"""A thesaurus and its concepts, after the data model of SKOS (A. Miles, S. Bechhofer, "SKOS Simple Knowledge Organization System
Reference", W3C Recommendation, 18 August 2009; its integrity conditions S13, S14 and S27 are cited from memory).

A concept is known by its id for ever; labels may change. A label with a qualifier in brackets, such as `RDA (cataloguing)`,
is one that may mean something else: its words land on the concept only where the text speaks of the qualifier.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

LANGUAGES = ("en", "ru")
ID = re.compile(r"c\d{4,}")
ADDRESS = re.compile(r"""[^\s<>"{}|\\^`\x00-\x20\ud800-\udfff]+""")
"""Characters that an address may hold (those that Turtle allows between angle brackets)."""
FALLBACK = "urn:sextant:thesaurus:"
"""The namespace of a thesaurus that names none."""
UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
QUALIFIED = re.compile(r"(.*\S)\s*\(([^()]+)\)")


@dataclass(frozen=True, slots=True)
class Labels:
    """What a concept is called in one language: the preferred label, synonyms, labels that only searching knows, and a definition."""

    pref: str
    alt: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    definition: str = ""

    def __iter__(self) -> Iterator[str]:
        yield from (self.pref, *self.alt, *self.hidden)


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept. `broader` and `related` are ids, `replaced_by` is the id that took its place (empty: none), `top` says that
    the concept heads a facet, `matches` are addresses of the same concept elsewhere."""

    id: str
    en: Labels
    ru: Labels
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    notation: str = ""
    top: bool = False
    deprecated: bool = False
    replaced_by: str = ""
    matches: tuple[str, ...] = ()

    def labels(self, language: str) -> Labels:
        """The labels in `en` or `ru`."""
        return self.ru if language == "ru" else self.en


@dataclass(frozen=True)
class Thesaurus:
    """Concepts in the order of their ids, with the version, its date and the licence. Make one with `thesaurus`, which sorts."""

    version: str
    date: date
    licence: str
    title_en: str
    title_ru: str
    namespace: str
    concepts: tuple[Concept, ...] = field(default=())

    @cached_property
    def by_id(self) -> Mapping[str, Concept]:
        """Concepts by id."""
        return {one.id: one for one in self.concepts}

    @cached_property
    def narrower(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the narrower concepts of each concept that has some."""
        below: dict[str, list[str]] = {}
        for one in self.concepts:
            for above in one.broader:
                below.setdefault(above, []).append(one.id)
        return {above: tuple(ids) for above, ids in below.items()}

    def neighbours(self, concept: str) -> frozenset[str]:
        """Ids one step away: broader, narrower and related."""
        one = self.by_id[concept]
        return frozenset((*one.broader, *one.related, *self.narrower.get(concept, ())))

    def ancestors(self, concept: str) -> frozenset[str]:
        """Ids of everything broader, however far; ids that are not known are passed by, and a cycle ends the climb."""
        seen: set[str] = set()
        ahead = [concept]
        while ahead:
            one = self.by_id.get(ahead.pop())
            new = [above for above in (one.broader if one else ()) if above not in seen]
            seen.update(new)
            ahead.extend(new)
        return frozenset(seen)

    def living(self, concept: str) -> str:
        """The id that stands for this one today: its own, or that of the last replacement; empty where there is none."""
        seen: set[str] = set()
        while concept in self.by_id and concept not in seen:
            seen.add(concept)
            one = self.by_id[concept]
            if not one.deprecated:
                return concept
            concept = one.replaced_by
        return ""


def thesaurus(
    concepts: Iterable[Concept], *, version: str, on: date, licence: str, title: tuple[str, str] = ("", ""), namespace: str = ""
) -> Thesaurus:
    """The thesaurus of these concepts, in one order whatever the order given; `title` in English and Russian. `related` holds both ways (SKOS S23), so the
    missing half of a pair is added."""
    given = list(concepts)
    both: dict[str, set[str]] = {}
    for one in given:
        for other in one.related:
            both.setdefault(one.id, set()).add(other)
            both.setdefault(other, set()).add(one.id)
    ordered = sorted((_ordered(one, both.get(one.id, set())) for one in given), key=lambda one: (len(one.id), one.id))
    return Thesaurus(tidy(version), on, tidy(licence), tidy(title[0]), tidy(title[1]), tidy(namespace) or FALLBACK, tuple(ordered))


def with_concepts(whole: Thesaurus, concepts: Iterable[Concept]) -> Thesaurus:
    """The same thesaurus with other concepts."""
    title = (whole.title_en, whole.title_ru)
    return thesaurus(concepts, version=whole.version, on=whole.date, licence=whole.licence, title=title, namespace=whole.namespace)


def fold(label: str) -> str:
    """A label for comparing: without capitals, without doubled spaces, with `е` for `ё`."""
    return " ".join(label.casefold().replace("ё", "е").split())


def qualifier(label: str) -> tuple[str, str]:
    """A label without its qualifier, and the qualifier (empty: none): `RDA (cataloguing)` gives `RDA` and `cataloguing`."""
    parts = QUALIFIED.fullmatch(label)
    return (parts[1], parts[2]) if parts else (label, "")


def _ordered(one: Concept, related: set[str]) -> Concept:
    return replace(
        one,
        en=_sorted_labels(one.en),
        ru=_sorted_labels(one.ru),
        broader=tuple(sorted(set(one.broader))),
        related=tuple(sorted(related)),
        notation=tidy(one.notation),
        matches=tuple(sorted(set(one.matches))),
    )


def _sorted_labels(labels: Labels) -> Labels:
    alt, hidden = (tuple(sorted({tidy(one) for one in some})) for some in (labels.alt, labels.hidden))
    return Labels(tidy(labels.pref), alt, hidden, tidy(labels.definition))


def tidy(text: str) -> str:
    """A text in one line, without doubled spaces and without what XML cannot hold."""
    return " ".join(UNWRITABLE.sub("", text).split())
