"""One work of several records: a field from the source that wins it, and every author, keyword, reference and text of all, each with its sources.

`Joined.records` holds the records themselves as they were, so that splitting gives them back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from rapidfuzz.fuzz import ratio

from .names import initials_agree, same_person, same_words
from .preferring import Preference
from .records import Person, Reference, Term, Text, Work
from .script import folded

T = TypeVar("T")
HEADS = ("year", "date", "kind", "venue", "publisher", "volume", "issue", "pages", "cited_by")


@dataclass(frozen=True, slots=True)
class Told(Generic[T]):
    """Something that sources say; `by` are their records, the first the one whose wording stands in `value`; `also` other wordings."""

    value: T
    by: tuple[str, ...]
    also: tuple[T, ...] = ()


@dataclass(frozen=True, slots=True)
class Joined:
    """A work of several records. `fields` are the heads that won, `won` tells which record won each."""

    work: str
    records: tuple[Work, ...]
    fields: dict[str, Any]
    won: dict[str, str]
    people: tuple[Told[Person], ...]
    terms: tuple[Told[Term], ...]
    references: tuple[Told[Reference], ...]
    titles: tuple[Told[Text], ...]
    abstracts: tuple[Told[Text], ...]
    cited_by: tuple[tuple[str, int], ...]

    def split(self) -> tuple[Work, ...]:
        """The records as they were."""
        return self.records


def join(records: Sequence[Work], preference: Preference) -> Joined:
    """The work of these records (one or more), in the order of import; it bears the name of the first."""
    databases = [one.database for one in records]
    fields, won = _heads(records, preference, databases)

    def by_rank(name: str) -> list[Work]:
        return [records[at] for at in preference.ranked(name, databases)]

    return Joined(
        work=records[0].record,
        records=tuple(records),
        fields=fields,
        won=won,
        people=_people(by_rank("people")),
        terms=_same((one.record, term) for one in by_rank("terms") for term in one.terms)(lambda term: (term.kind, term.term.casefold())),
        references=_references(by_rank("references")),
        titles=_same((one.record, text) for one in by_rank("title") for text in one.titles)(lambda text: folded(text.text) or text.text),
        abstracts=_same((one.record, text) for one in by_rank("abstract") for text in one.abstracts)(lambda text: text.text),
        cited_by=tuple((one.database, one.cited_by) for one in by_rank("cited_by") if one.cited_by is not None),
    )


def _heads(records: Sequence[Work], preference: Preference, databases: list[str]) -> tuple[dict[str, Any], dict[str, str]]:
    fields: dict[str, Any] = {}
    won: dict[str, str] = {}
    for name in HEADS:
        said = [records[at] for at in preference.ranked(name, databases) if getattr(records[at], name) not in (None, "", "other")]
        fields[name] = getattr(said[0] if said else records[0], name)
        if said:
            won[name] = said[0].record
    for name in ("title", "abstract"):
        said = [records[at] for at in preference.ranked(name, databases) if getattr(records[at], f"{name}s")]
        won |= {name: said[0].record} if said else {}
    ranked = [records[at] for at in preference.ranked("people", databases) if records[at].people]
    return fields, won | ({"people": ranked[0].record} if ranked else {})


def _same(told: Iterable[tuple[str, T]]) -> Callable[[Callable[[T], Hashable]], tuple[Told[T], ...]]:
    """Things that are one by a key become one; another wording of it is kept as `also`."""

    def by(key: Callable[[T], Hashable]) -> tuple[Told[T], ...]:
        found: dict[Hashable, Told[T]] = {}
        for record, value in told:
            held = found.setdefault(key(value), Told(value, (record,)))
            found[key(value)] = _with(held, record, value)
        return tuple(found.values())

    return by


def _with(held: Told[T], record: str, value: T) -> Told[T]:
    wordings = held.also if value == held.value or value in held.also else (*held.also, value)
    return Told(held.value, held.by if record in held.by else (*held.by, record), wordings)


def _people(records: list[Work]) -> tuple[Told[Person], ...]:
    """The list of the winner in its order; people of others are found in it by name, then by the words of the name, then by place in a list
    of equal length; the rest follow. Two of one record are never one."""
    found: list[Told[Person]] = []
    for work in records:
        free, waiting = dict(enumerate(found)), dict(enumerate(work.people))
        equal = len(found) == len(work.people)
        for test in (same_person, same_words, _misspelt if equal else None):
            for place, one in list(waiting.items()):
                places = [place] if test is _misspelt else sorted(free)
                at = next((at for at in places if at in free and test and free[at].value.role == one.role and test(free[at].value, one)), None)
                if at is not None:
                    found[at] = _with(free.pop(at), work.record, waiting.pop(place))
        found += [Told(one, (work.record,)) for one in waiting.values()]
    return tuple(found)


def _misspelt(one: Person, other: Person) -> bool:
    """Family names that differ by a little, and initials that agree; asked of people at one place of two lists."""
    return initials_agree(one.given, other.given) and ratio(folded(one.family), folded(other.family)) >= 75


def whole(told: Told[Person]) -> Person:
    """The winner's person with what other sources add: ORCID, affiliations, countries, other spellings."""
    every = (told.value, *told.also)
    names = dict.fromkeys(name for one in every for name in (one.name, *one.also) if name != told.value.name)
    return replace(
        told.value,
        orcid=next((one.orcid for one in every if one.orcid), ""),
        affiliations=told.value.affiliations or next((one.affiliations for one in every if one.affiliations), ()),
        countries=told.value.countries or next((one.countries for one in every if one.countries), ()),
        also=tuple(names),
    )


PAGE = re.compile(r"(?:\bpp?\. ?|\bP|[СC]\. ?)([A-Z]?\d+)")
FAMILY = re.compile(r"[^\W\d_][\w’'`-]+(?: [^\W\d_]{3,}(?= [A-Z]))?")


def reference_keys(reference: Reference) -> frozenset[str]:
    """What a cited work is known by across sources: DOI, identifier, and first family name with year and first page, as written alike."""
    keys = {f"doi:{reference.doi}"} if reference.doi else set()
    keys |= {f"id:{reference.cited}"} if reference.cited else set()
    family, page = FAMILY.search(reference.text), PAGE.search(reference.text)
    if family and page and reference.year:
        keys.add(f"at:{folded(family[0])}:{reference.year}:{page[1].lower()}")
    return frozenset(keys or {f"text:{folded(reference.text)}"})


def _references(records: list[Work]) -> tuple[Told[Reference], ...]:
    """All references of all records; those of two records that share a key are one. Two of one record never are."""
    found: list[Told[Reference]] = []
    places: dict[str, list[int]] = {}
    for work in records:
        taken: set[int] = set()
        before = len(found)
        for one in work.references:
            keys = reference_keys(one)
            at = next((at for key in sorted(keys) for at in places.get(key, ()) if at < before and at not in taken), None)
            if at is None:
                at = len(found)
                found.append(Told(one, (work.record,)))
            else:
                taken.add(at)
                found[at] = _with(found[at], work.record, one)
            for key in keys:
                places.setdefault(key, []).append(at)
    return tuple(found)
