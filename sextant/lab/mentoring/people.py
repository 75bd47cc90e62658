"""Mentors and mentees as tables, how near two of them are, and what forbids a pair."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from math import sqrt

WEIGHTS: Mapping[str, float] = {"topics": 0.6, "languages": 0.15, "region": 0.1, "hours": 0.15}
"""Shares of the affinity; our choice: what one wants to learn counts more than everything else together."""
FAR_HOURS = 8
"""So many hours between two clocks, and there is hardly an hour of the day for both."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who takes part. `person` says who it is, so that nobody mentors oneself; `offset` is hours from UTC.

    `places` is how many pairs the person has room for (mentees: one). Topics weigh 0 and more; unnamed ones are 0.
    """

    key: str
    person: str
    topics: Mapping[str, float]
    languages: frozenset[str]
    region: str = ""
    offset: float = 0.0
    organisations: frozenset[str] = field(default=frozenset())
    places: int = 1

    def __post_init__(self) -> None:
        if self.places < 0 or any(weight < 0 for weight in self.topics.values()):
            raise ValueError("places and weights of topics are nought and more")


@dataclass(frozen=True, slots=True)
class Affinity:
    """How near two people are, 0–1, and the parts it is made of, each 0–1."""

    value: float
    topics: float
    languages: float
    region: float
    hours: float


Barred = Collection[tuple[str, str]]
"""Keys (mentor, mentee) of pairs that may not be: earlier pairs, and those who said “not with”."""


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Cosine of two rows of weights; 0 where either is empty."""
    dot = sum(weight * other.get(topic, 0.0) for topic, weight in one.items())
    norm = sqrt(sum(weight**2 for weight in one.values()) * sum(weight**2 for weight in other.values()))
    return min(1.0, dot / norm) if norm else 0.0


def affinity(mentor: Person, mentee: Person) -> Affinity:
    """Weighted sum of topics (cosine), languages (share of the mentee's that the mentor speaks), region (the same or not), and
    hours (1 on the same clock, 0 from eight hours apart, the way round the globe that is shorter)."""
    topics = cosine(mentor.topics, mentee.topics)
    languages = len(mentor.languages & mentee.languages) / len(mentee.languages) if mentee.languages else 0.0
    region = 1.0 if mentor.region and mentor.region == mentee.region else 0.0
    apart = abs(mentor.offset - mentee.offset) % 24
    hours = max(0.0, 1 - min(apart, 24 - apart) / FAR_HOURS)
    parts = {"topics": topics, "languages": languages, "region": region, "hours": hours}
    return Affinity(round(sum(WEIGHTS[name] * part for name, part in parts.items()), 6), topics, languages, region, hours)


def obstacle(mentor: Person, mentee: Person, barred: Barred) -> str:
    """Why these two can never be a pair: `self`, `organisation`, `barred`, `language`, `topic`; empty where nothing forbids it."""
    if mentor.person == mentee.person:
        return "self"
    if mentor.organisations & mentee.organisations:
        return "organisation"
    if (mentor.key, mentee.key) in barred:
        return "barred"
    if not mentor.languages & mentee.languages:
        return "language"
    return "" if cosine(mentor.topics, mentee.topics) > 0 else "topic"


def check(mentors: Collection[Person], mentees: Collection[Person]) -> None:
    """Refuses tables in which a key stands twice."""
    for people in (mentors, mentees):
        if len({one.key for one in people}) != len(people):
            raise ValueError("a key stands twice")
