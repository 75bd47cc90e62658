"""The laws that a thesaurus keeps; what breaks one is told in a sentence, and every breach is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from .concepts import ADDRESS, ID, LANGUAGES, Concept, Thesaurus, fold
from .findings import Finding, found, listed

NAMES = {"en": ("English", "английском"), "ru": ("Russian", "русском")}


def check(whole: Thesaurus) -> list[Finding]:
    """Everything in which the thesaurus breaks a law, in a fixed order; an empty list means that it holds."""
    laws = (_of_addresses, _of_ids, _of_labels, _of_clashes, _of_links, _of_replacing, _of_tops, _of_related, _of_cycles)
    return [one for law in laws for one in law(whole)]


def cycles(whole: Thesaurus) -> list[tuple[str, ...]]:
    """Rings of `broader`, one for each link that closes one when the hierarchy is climbed in the order of ids, as ids with the
    smallest at both ends. Without these links there is no ring."""
    return [_smallest_first(ring) for _, _, ring in closing(whole)]


def closing(whole: Thesaurus) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Each link of `broader` (narrower id, broader id) that leads back to a concept on the way, with the ring it closes."""
    done: set[str] = set()
    for start in whole.by_id:
        yield from _climbed(start, whole, done)


def _of_addresses(whole: Thesaurus) -> Iterator[Finding]:
    if not ADDRESS.fullmatch(whole.namespace):
        yield found("address_wrong", "", address=whole.namespace)
    for one in whole.concepts:
        yield from (found("address_wrong", one.id, address=address) for address in one.matches if not ADDRESS.fullmatch(address))


def _of_ids(whole: Thesaurus) -> Iterator[Finding]:
    times = Counter(one.id for one in whole.concepts)
    for name, count in times.items():
        if not ID.fullmatch(name):
            yield found("id_wrong", name)
        if count > 1:
            yield found("id_twice", name, count=count)


def _of_labels(whole: Thesaurus) -> Iterator[Finding]:
    for one in whole.concepts:
        for language in LANGUAGES:
            labels = one.labels(language)
            if not labels.pref.strip():
                yield found("language_missing", one.id, language=NAMES[language][0], language_ru=NAMES[language][1])
            yield from (found("label_blank", one.id) for label in (*labels.alt, *labels.hidden) if not label.strip())
            times = Counter(fold(label) for label in labels if label.strip())
            yield from (found("label_repeated", one.id, label=label) for label, count in times.items() if count > 1)


def _of_clashes(whole: Thesaurus) -> Iterator[Finding]:
    """No label, in one language, belongs to two concepts in force; a qualifier makes two labels of one."""
    for language in LANGUAGES:
        holders: dict[str, dict[str, str]] = {}
        for one in (one for one in whole.concepts if not one.deprecated):
            for label in one.labels(language):
                holders.setdefault(fold(label), {}).setdefault(one.id, label)
        for folded, ids in holders.items():
            if len(ids) > 1 and folded:
                yield found("label_shared", next(iter(ids)), label=next(iter(ids.values())), ids=listed(list(ids)))


def _of_links(whole: Thesaurus) -> Iterator[Finding]:
    for one in whole.concepts:
        for kind, ids in (("broader", one.broader), ("related", one.related), ("replaced_by", (one.replaced_by,) if one.replaced_by else ())):
            for other in ids:
                if other == one.id:
                    yield found("link_to_itself", one.id, link=kind)
                elif other not in whole.by_id:
                    yield found("link_unknown", one.id, link=kind, other=other)
                elif whole.by_id[other].deprecated and not one.deprecated:
                    yield found("link_deprecated", one.id, link=kind, other=other)


def _of_replacing(whole: Thesaurus) -> Iterator[Finding]:
    for one in whole.concepts:
        if one.replaced_by and not one.deprecated:
            yield found("replaced_in_force", one.id, other=one.replaced_by)
        elif one.replaced_by in whole.by_id and one.replaced_by != one.id and _in_a_ring(one, whole):
            yield found("replacing_cycle", one.id, other=one.replaced_by)


def _in_a_ring(one: Concept, whole: Thesaurus) -> bool:
    seen, current = {one.id}, one.replaced_by
    while current in whole.by_id and current not in seen:
        seen.add(current)
        current = whole.by_id[current].replaced_by
    return current in seen


def _of_tops(whole: Thesaurus) -> Iterator[Finding]:
    for one in whole.concepts:
        if one.top and one.broader:
            yield found("top_has_broader", one.id, other=one.broader[0])
        if not (one.top or one.broader or one.deprecated):
            yield found("hangs_nowhere", one.id)


def _of_related(whole: Thesaurus) -> Iterator[Finding]:
    """`related` is disjoint with everything broader, however far (SKOS S27); each pair is told once."""
    for one in whole.concepts:
        yield from (found("related_is_broader", one.id, other=other) for other in one.related if other in whole.ancestors(one.id))


def _of_cycles(whole: Thesaurus) -> Iterator[Finding]:
    for ring in cycles(whole):
        names = [f"{name} “{whole.by_id[name].en.pref}”" for name in ring]
        if len(ring) > 2:
            yield found("cycle", ring[0], ring=" → ".join(names))


def _climbed(start: str, whole: Thesaurus, done: set[str]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Climbs from a concept, without what was climbed before; with a list of its own, since a chain may be longer than Python's stack."""
    way: list[str] = []
    on_way: dict[str, int] = {}
    ahead: list[tuple[str, bool]] = [(start, False)]
    while ahead:
        name, leaving = ahead.pop()
        if leaving:
            way.pop()
            del on_way[name]
            done.add(name)
        elif name in on_way:
            yield way[-1], name, tuple(way[on_way[name] :])
        elif name not in done and name in whole.by_id:
            on_way[name] = len(way)
            way.append(name)
            ahead.append((name, True))
            ahead.extend((above, False) for above in reversed(whole.by_id[name].broader))


def _smallest_first(ring: tuple[str, ...]) -> tuple[str, ...]:
    turn = ring.index(min(ring))
    return (*ring[turn:], *ring[:turn], ring[turn])
