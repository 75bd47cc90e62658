"""What breaks a law in a thesaurus from elsewhere is mended in the plainest way, and each repair is told. The order is fixed, so
the same file is always mended alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from .concepts import ADDRESS, LANGUAGES, Concept, Labels, Thesaurus, fold, with_concepts
from .findings import Finding, found
from .laws import closing

LONGEST_RING = 12
"""Concepts of a ring that are named."""


def repaired(whole: Thesaurus) -> tuple[Thesaurus, tuple[Finding, ...]]:
    """The thesaurus with its laws kept, and what was done: links to itself or to nowhere dropped, cycles broken, related that
    is also broader dropped, shared labels left with the first holder, loose concepts made tops."""
    findings: list[Finding] = []
    for mend in (_addresses, _links, _replacing, _rings, _related, _labels, _tops):
        whole = with_concepts(whole, list(mend(whole, findings)))
    return whole, tuple(findings)


def _addresses(whole: Thesaurus, findings: list[Finding]) -> Iterator[Concept]:
    for one in whole.concepts:
        bad = [address for address in one.matches if not ADDRESS.fullmatch(address)]
        findings += [found("address_dropped", one.id, "repaired", address=address) for address in bad]
        yield replace(one, matches=tuple(address for address in one.matches if address not in bad))


def _links(whole: Thesaurus, findings: list[Finding]) -> Iterator[Concept]:
    """Without links to itself, to concepts that were refused, and from concepts in force to those no longer so."""
    for one in whole.concepts:
        kept = {}
        for link, ids in (("broader", one.broader), ("related", one.related)):
            good = [other for other in ids if _holds(one, other, whole)]
            findings += [found("link_dropped", one.id, "repaired", link=link, other=other) for other in ids if other not in good]
            kept[link] = tuple(good)
        yield replace(one, broader=kept["broader"], related=kept["related"])


def _holds(one: Concept, other: str, whole: Thesaurus) -> bool:
    return other != one.id and other in whole.by_id and (one.deprecated or not whole.by_id[other].deprecated) and _both_ways(one, other, whole)


def _both_ways(one: Concept, other: str, whole: Thesaurus) -> bool:
    """A related link between a concept in force and one that is not would come back from the other side."""
    return not (one.deprecated and not whole.by_id[other].deprecated and other in one.related and other not in one.broader)


def _replacing(whole: Thesaurus, findings: list[Finding]) -> Iterator[Concept]:
    for one in whole.concepts:
        wrong = one.replaced_by and (not one.deprecated or one.replaced_by not in whole.by_id or not whole.living(one.id))
        if wrong:
            findings.append(found("link_dropped", one.id, "repaired", link="replaced_by", other=one.replaced_by))
        yield replace(one, replaced_by="") if wrong else one


def _rings(whole: Thesaurus, findings: list[Finding]) -> Iterator[Concept]:
    """Each ring of broader loses the link by which it closes when the hierarchy is climbed in the order of ids; then none is left."""
    cut: dict[str, set[str]] = {}
    for low, high, ring in closing(whole):
        cut.setdefault(low, set()).add(high)
        shown = ring if len(ring) <= LONGEST_RING else (*ring[:LONGEST_RING], "…")
        findings.append(found("cycle_broken", low, "repaired", ring=" → ".join((*shown, high)), other=high))
    for one in whole.concepts:
        yield replace(one, broader=tuple(other for other in one.broader if other not in cut.get(one.id, ())))


def _related(whole: Thesaurus, findings: list[Finding]) -> Iterator[Concept]:
    bad = {(one.id, other) for one in whole.concepts for other in one.related if other in whole.ancestors(one.id)}
    findings += [found("related_dropped", one, "repaired", other=other) for one, other in sorted(bad)]
    for one in whole.concepts:
        yield replace(one, related=tuple(other for other in one.related if (one.id, other) not in bad and (other, one.id) not in bad))


def _labels(whole: Thesaurus, findings: list[Finding]) -> Iterator[Concept]:
    """A label stays with the concept that prefers it, else with the first, and stands there once; a second preferred one gets the id as its
    qualifier."""
    holders: dict[tuple[str, str], str] = {}
    for preferred in (True, False):
        for one in (one for one in whole.concepts if not one.deprecated):
            for language in LANGUAGES:
                labels = one.labels(language)
                for label in (labels.pref,) if preferred else (*labels.alt, *labels.hidden):
                    holders.setdefault((language, fold(label)), one.id)
    for one in whole.concepts:
        sides = {language: one.labels(language) if one.deprecated else _left(one, language, holders, findings) for language in LANGUAGES}
        yield replace(one, en=sides["en"], ru=sides["ru"])


def _left(one: Concept, language: str, holders: dict[tuple[str, str], str], findings: list[Finding]) -> Labels:
    labels = one.labels(language)
    pref = labels.pref
    holder = holders[language, fold(pref)]
    if holder != one.id:
        pref = f"{pref} ({one.id})"
        findings.append(found("pref_qualified", one.id, "repaired", label=labels.pref, holder=holder, kept=pref))
    kept, seen = {}, {fold(pref)}
    for kind, texts in (("alt", labels.alt), ("hidden", labels.hidden)):
        own = {fold(text): text for text in texts if holders[language, fold(text)] == one.id and fold(text) not in seen}
        seen.update(own)
        kept[kind] = tuple(own.values())
        lost = [text for text in texts if text not in kept[kind]]
        findings += [_left_out(one, text, holders[language, fold(text)]) for text in lost]
    return Labels(pref, kept["alt"], kept["hidden"], labels.definition)


def _left_out(one: Concept, label: str, holder: str) -> Finding:
    if holder == one.id:
        return found("label_twice_dropped", one.id, "repaired", label=label)
    return found("label_left_out", one.id, "repaired", label=label, holder=holder)


def _tops(whole: Thesaurus, findings: list[Finding]) -> Iterator[Concept]:
    for one in whole.concepts:
        top = not one.broader and not one.deprecated
        if one.top and one.broader:
            findings.append(found("top_lowered", one.id, "repaired", other=one.broader[0]))
        elif top and not one.top:
            findings.append(found("made_top", one.id, "repaired"))
        yield replace(one, top=top or (one.top and not one.broader))
