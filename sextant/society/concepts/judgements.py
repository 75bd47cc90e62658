"""What experts say of concepts: houses that ask panels register here, and whoever sets priorities shows it beside the own reckoning.

Only what is published is given, and only numbers for which at least five people stand.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Judgement:
    """What a panel thinks of one question about a concept, on the scale from `low` to `high`.

    `median`, `q1` and `q3` are of the panel's last answers; `within` is the share (0 to 1) that agrees with the median within the
    question's band, `dissent` how many do not, `reasons` what those wrote; `url` is the public page of the study.
    """

    concept: str
    question: str
    study: str
    url: str
    day: date
    people: int
    low: int
    high: int
    median: float
    q1: float
    q3: float
    within: float
    dissent: int
    reasons: tuple[str, ...] = ()


Source = Callable[[Collection[str]], list[Judgement]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Adds `source(codes)`: judgements on any of these concepts, in as many queries for one concept as for fifty. Twice is once."""
    if source not in _sources:
        _sources.append(source)


def judgements_on(codes: Collection[str]) -> dict[str, list[Judgement]]:
    """Judgements of every house by concept, the latest first; nothing for a concept that no panel was asked about."""
    found: dict[str, list[Judgement]] = {}
    for source in _sources:
        for one in source(codes) if codes else ():
            found.setdefault(one.concept, []).append(one)
    return {code: sorted(rows, key=lambda one: (one.day, one.url, one.question), reverse=True) for code, rows in found.items()}
