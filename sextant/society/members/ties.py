"""Ties between people: what makes one of them no impartial judge of the other. Apps say what they know; calls and juries ask.

The name of a registered source (`mentoring`) is the name of a tie; pages put it into words with `tie_in_words`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sextant.society.members.models import Affiliation

Find = Callable[[set[int]], Iterable[tuple[int, int, str]]]
"""Given keys of people, every tie one of them has: (key of that person, key of the other, what it is in words)."""


@dataclass(frozen=True, order=True)
class Tie:
    """Two people (keys of `Person`), the name of the source that knows it, and what ties them, in words."""

    person: int
    other: int
    name: str
    words: str


_sources: dict[str, Find] = {}
_titles: dict[str, str | Promise] = {}


def register(name: str, find: Find, title: str | Promise = "") -> None:
    """Adds what an app knows under its name; `title` is the kind of tie for people (empty: the name itself)."""
    _sources[name], _titles[name] = find, title or name


def names() -> list[str]:
    """All kinds of ties, in alphabetical order."""
    return sorted(_sources)


def tie_in_words(name: str) -> str:
    """The kind of tie for people."""
    return str(_titles.get(name, name))


def ties_between(people_a: Iterable[int], people_b: Iterable[int]) -> list[Tie]:
    """Every tie between somebody of the first and somebody of the second, each said once, the person of the first named first.

    Nobody is tied to oneself. Sources are asked about the smaller side; what they say of others is left out.
    """
    first, second = set(people_a), set(people_b)
    asked, wanted = (first, second) if len(first) <= len(second) else (second, first)
    if not asked or not wanted:
        return []
    found = set()
    for name, find in _sources.items():
        for one, other, words in find(asked):
            for person, opposite in ((one, other), (other, one)):
                if person in first and opposite in second and person != opposite:
                    found.add(Tie(person, opposite, name, str(words)))
    return sorted(found)


def _meet(one: Affiliation, other: Affiliation) -> bool:
    """Whether the two stretches of time have a day in common; an unknown day counts as long ago, or as not yet."""
    starts_before = one.since is None or other.until is None or one.since <= other.until
    return starts_before and (other.since is None or one.until is None or other.since <= one.until)


def _same_organisation(people: set[int]) -> Iterable[tuple[int, int, str]]:
    """People who work, or once worked, at one organisation at the same time."""
    own = defaultdict(list)
    for place in Affiliation.objects.filter(person__in=people):
        own[place.organisation_id].append(place)
    for row in Affiliation.objects.filter(organisation__in=own).select_related("organisation"):
        for place in own[row.organisation_id]:
            if place.person_id != row.person_id and _meet(place, row):
                yield place.person_id, row.person_id, str(row.organisation)


register("organisation", _same_organisation, _("Same organisation"))
