"""Who knows about a concept: houses that know people by their work register here, and whoever needs a juror, a reviewer or a supervisor asks.

Only people who agreed to be listed are given.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sextant.society.members.models import Person


@dataclass(frozen=True)
class Expert:
    """A person who agreed to be listed, how much of their work is on the concepts asked for, the latest year of it, and what they agree to do.

    `score` orders experts; `reasons` says in words what it is made of; `roles` are words such as `juror`, `reviewer`, `supervisor`."""

    person: Person
    score: float
    works: int
    latest: int | None
    roles: tuple[str, ...]
    reasons: tuple[str, ...] = ()


Source = Callable[[Sequence[str], str], list[Expert]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Adds `source(codes, role)`: experts on any of these concepts who agree to that role (empty: any). Twice is once."""
    if source not in _sources:
        _sources.append(source)


def experts_on(codes: Sequence[str], role: str = "") -> list[Expert]:
    """Experts of every house, the best first, each person once."""
    found: dict[int, Expert] = {}
    for source in _sources:
        for one in source(codes, role):
            if one.person.pk not in found or one.score > found[one.person.pk].score:
                found[one.person.pk] = one
    return sorted(found.values(), key=lambda one: (-one.score, one.person.family_name, one.person.pk))
