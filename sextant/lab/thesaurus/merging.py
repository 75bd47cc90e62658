"""Two thesauri made one: ours is kept wherever they disagree, and every disagreement is told.

A concept of theirs is one of ours if its address is ours or among our exact matches, or if a preferred label is the same in either
language. Others are added under new ids. Concepts of theirs = joined + added.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from .concepts import LANGUAGES, Concept, Labels, Thesaurus, fold, with_concepts
from .findings import Finding, found
from .repairs import repaired


@dataclass(frozen=True)
class Merged:
    """The thesaurus of both, the disagreements and repairs, and the id that each concept of theirs has now; `joined` are those
    that were ours already."""

    thesaurus: Thesaurus
    findings: tuple[Finding, ...]
    ids: Mapping[str, str]
    joined: frozenset[str]

    @property
    def added(self) -> int:
        """How many concepts are new."""
        return len(self.ids) - len(self.joined)


def merge(ours: Thesaurus, theirs: Thesaurus) -> Merged:
    """Both in one, under the name and version of ours. The result keeps the laws if ours does."""
    findings: list[Finding] = []
    ids = _matched(ours, theirs, findings)
    joined = frozenset(ids)
    number = max((int(one.id[1:]) for one in ours.concepts), default=0)
    for one in theirs.concepts:
        if one.id not in ids:
            number += 1
            ids[one.id] = f"c{number:04d}"
    holders = {
        (language, fold(label)): one.id for one in ours.concepts if not one.deprecated for language in LANGUAGES for label in one.labels(language)
    }
    all_of_them = dict(ours.by_id)
    for one in theirs.concepts:
        mine = all_of_them.get(ids[one.id])
        all_of_them[ids[one.id]] = _joined(mine, one, ids, theirs, holders, findings) if mine else _added(one, ids, theirs, holders, findings)
    whole, more = repaired(with_concepts(ours, all_of_them.values()))
    return Merged(whole, (*findings, *more), ids, joined)


def _matched(ours: Thesaurus, theirs: Thesaurus, findings: list[Finding]) -> dict[str, str]:
    """For each concept of theirs that is one of ours, our id; no two of theirs go to one of ours."""
    addresses = {address: one.id for one in ours.concepts for address in (*one.matches, ours.namespace + one.id)}
    prefs = {(language, fold(one.labels(language).pref)): one.id for one in ours.concepts if not one.deprecated for language in LANGUAGES}
    ids: dict[str, str] = {}
    for one in theirs.concepts:
        by_label = [prefs.get((language, fold(one.labels(language).pref)), "") for language in LANGUAGES]
        by_address = [addresses[address] for address in (theirs.namespace + one.id, *one.matches) if address in addresses]
        mine = next((name for name in (*by_address, *by_label) if name), "")
        if by_label[0] and by_label[1] and by_label[0] != by_label[1]:
            findings.append(found("labels_apart", one.id, en=one.en.pref, ru=one.ru.pref, first=by_label[0], second=by_label[1], kept=mine))
        if mine and mine not in ids.values():
            ids[one.id] = mine
        elif mine:
            findings.append(found("two_for_one", one.id, "repaired", other=mine))
    return ids


def _joined(
    mine: Concept, one: Concept, ids: dict[str, str], theirs: Thesaurus, holders: dict[tuple[str, str], str], findings: list[Finding]
) -> Concept:
    """Our concept with their synonyms; preferred labels, definitions and place stay ours."""
    sides = {}
    for language in LANGUAGES:
        own, other = mine.labels(language), one.labels(language)
        if fold(own.pref) != fold(other.pref):
            findings.append(found("labels_differ", mine.id, "repaired", language=language, kept=own.pref, other=other.pref))
        new = [label for label in (other.pref, *other.alt) if _free(label, language, mine.id, holders, findings)]
        hidden = [label for label in other.hidden if _free(label, language, mine.id, holders, findings)]
        sides[language] = Labels(own.pref, (*own.alt, *new), (*own.hidden, *hidden), own.definition or other.definition)
    broader = {ids[above] for above in one.broader}
    if broader and broader != set(mine.broader):
        findings.append(found("places_differ", mine.id, "repaired", kept=", ".join(mine.broader) or "—", other=", ".join(sorted(broader))))
    matches = {*mine.matches, *one.matches, *_address(theirs, one, mine)}
    return replace(mine, en=sides["en"], ru=sides["ru"], matches=tuple(matches))


def _added(one: Concept, ids: dict[str, str], theirs: Thesaurus, holders: dict[tuple[str, str], str], findings: list[Finding]) -> Concept:
    """Their concept under a new id, with the labels that nobody holds; a preferred label held already gets the id as its qualifier."""
    me, sides = ids[one.id], {}
    for language in LANGUAGES:
        labels = one.labels(language)
        pref = labels.pref if _free(labels.pref, language, me, holders, findings) else f"{labels.pref} ({me})"
        alt = tuple(label for label in labels.alt if _free(label, language, me, holders, findings))
        hidden = tuple(label for label in labels.hidden if _free(label, language, me, holders, findings))
        sides[language] = Labels(pref, alt, hidden, labels.definition)
    return replace(
        one,
        id=me,
        en=sides["en"],
        ru=sides["ru"],
        broader=tuple(ids[above] for above in one.broader if above in ids),
        related=tuple(ids[other] for other in one.related if other in ids),
        replaced_by=ids.get(one.replaced_by, ""),
        matches=(*one.matches, *_address(theirs, one, None)),
    )


def _free(label: str, language: str, me: str, holders: dict[tuple[str, str], str], findings: list[Finding]) -> bool:
    """Whether a label may be taken, and takes it; one held by another concept is told. Ours twice is no news."""
    holder = holders.setdefault((language, fold(label)), "")
    if not holder:
        holders[language, fold(label)] = me
        return True
    if holder != me:
        findings.append(found("label_elsewhere", me, "repaired", label=label, holder=holder))
    return False


def _address(theirs: Thesaurus, one: Concept, mine: Concept | None) -> tuple[str, ...]:
    """Where their concept lives, unless it is known from elsewhere already or is ours."""
    return () if one.matches or (mine and mine.id == one.id) else (theirs.namespace + one.id,)
