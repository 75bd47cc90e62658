"""Pairs that nobody would rather leave for each other: deferred acceptance with mentors of several places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .people import Barred, Person, affinity, check, obstacle

Wishes = Mapping[str, Sequence[str]]
"""Of some people, the keys of those they would like, best first; a mentor's and a mentee's key never clash."""


class Ranks:
    """How everybody orders the people of the other side that are permitted: wishes first, then affinity, then the key."""

    def __init__(self, mentors: Sequence[Person], mentees: Sequence[Person], barred: Barred, wishes: Wishes) -> None:
        barred = frozenset(barred)
        self.of_mentee: dict[str, list[str]] = {one.key: [] for one in mentees}
        self.of_mentor: dict[str, dict[str, int]] = {}
        ordered: dict[str, list[tuple[int, float, str]]] = {one.key: [] for one in mentees}
        for mentor in mentors:
            own = []
            for mentee in mentees:
                if not obstacle(mentor, mentee, barred):
                    near = -affinity(mentor, mentee).value
                    own.append((_wish(wishes, mentor.key, mentee.key), near, mentee.key))
                    ordered[mentee.key].append((_wish(wishes, mentee.key, mentor.key), near, mentor.key))
            self.of_mentor[mentor.key] = {key: rank for rank, (_wished, _near, key) in enumerate(sorted(own))}
        for key, rows in ordered.items():
            self.of_mentee[key] = [mentor for _wished, _near, mentor in sorted(rows)]


def _wish(wishes: Wishes, who: str, whom: str) -> int:
    listed = list(wishes.get(who, ()))
    return listed.index(whom) if whom in listed else len(listed)


def match(mentors: Sequence[Person], mentees: Sequence[Person], barred: Barred = (), wishes: Wishes | None = None) -> tuple[tuple[str, str], ...]:
    """Pairs (mentor, mentee): mentees ask in the order of their wishes, a mentor keeps the best so far within the places.

    Gale, Shapley 1962 (from memory): the result is stable, and the best stable one for every mentee.
    """
    check(mentors, mentees)
    ranks, places = Ranks(mentors, mentees, barred, wishes or {}), {one.key: one.places for one in mentors}
    held: dict[str, list[str]] = {one.key: [] for one in mentors}
    asked = {one.key: 0 for one in mentees}
    free = sorted(asked, reverse=True)
    while free:
        mentee = free.pop()
        wanted = ranks.of_mentee[mentee]
        if asked[mentee] >= len(wanted):
            continue
        mentor = wanted[asked[mentee]]
        asked[mentee] += 1
        held[mentor].append(mentee)
        if len(held[mentor]) > places[mentor]:
            worst = max(held[mentor], key=lambda key: ranks.of_mentor[mentor][key])
            held[mentor].remove(worst)
            free.append(worst)
    return tuple(sorted((mentor, mentee) for mentor, kept in held.items() for mentee in kept))


def blocking(
    pairs: Sequence[tuple[str, str]], mentors: Sequence[Person], mentees: Sequence[Person], barred: Barred = (), wishes: Wishes | None = None
) -> list[tuple[str, str]]:
    """Pairs that are not in `pairs`, though both would gain: the mentee by the change, the mentor by it or by a free place."""
    ranks, found = Ranks(mentors, mentees, barred, wishes or {}), []
    has = {mentee: mentor for mentor, mentee in pairs}
    for mentor in mentors:
        order = ranks.of_mentor[mentor.key]
        kept = sorted(order[mentee] for one, mentee in pairs if one == mentor.key)
        for mentee, rank in order.items():
            wanted = ranks.of_mentee[mentee]
            own = wanted.index(has[mentee]) if mentee in has else len(wanted)
            gains = len(kept) < mentor.places or (bool(kept) and rank < kept[-1])
            if has.get(mentee) != mentor.key and wanted.index(mentor.key) < own and gains:
                found.append((mentor.key, mentee))
    return found
