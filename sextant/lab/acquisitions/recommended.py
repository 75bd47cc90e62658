"""A year's recommended list: what the readers' council thinks, what young readers say, and awards, each part with its interval.

Council: scores are taken to 0–1 and shrunk towards the mean of all, with the weight of `prior` reviews, (k·m + Σs) ÷ (k + n) (Efron and Morris 1977);
the interval is normal with the spread within titles pooled over all, ± z·σ ÷ √(k + n). Young readers: the share who say yes with Wilson's interval (1927);
its middle (p + z²/2n) ÷ (1 + z²/n) is the part, so that two votes of two do not beat ninety of a hundred. An award is a fact, 1 for a winner and less for
others. The score is the weighted mean of the parts that a title has; the intervals of parts are taken as independent. A title with too few reviews is not
ranked: it waits, and the list says how many it lacks.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sextant.lab.sentences import Said
from sextant.lab.shares import score_interval, two_sided

from .award_lists import Match
from .findings import refuse, say

EQUAL = 1e-9
AWARDED: Mapping[str, float] = {"winner": 1.0, "лауреат": 1.0, "honor": 0.7, "honour": 0.7, "финалист": 0.7, "shortlist": 0.5, "recommended": 0.4}
OTHER_STATUS = 0.5
LEAST_SPREAD = 0.05


@dataclass(frozen=True, slots=True)
class Nominee:
    """A title that may be recommended. The annotations in Russian and in English are kept apart: neither is made out of the other."""

    id: str
    title: str
    author: str = ""
    annotation_ru: str = ""
    annotation_en: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """A council member's score of a title."""

    title: str
    reader: str
    score: float


@dataclass(frozen=True, slots=True)
class Votes:
    """Young readers who said yes of those who voted."""

    title: str
    yes: int
    all: int


@dataclass(frozen=True, slots=True)
class Rules:
    """How the list is made: the scale of reviews, how many a title needs to be ranked, weights of the parts, places on the list, the shrinking weight in
    reviews, and the level of intervals."""

    lowest: float = 1.0
    highest: float = 10.0
    least_reviews: int = 3
    least_votes: int = 0
    places: int = 100
    council: float = 0.6
    young: float = 0.3
    award: float = 0.1
    prior: float = 3.0
    level: float = 0.9


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a score, 0–1, with its interval, its weight in the score, and from how many opinions it comes."""

    name: str
    value: float
    low: float
    high: float
    weight: float
    opinions: int


@dataclass(frozen=True, slots=True)
class Place:
    """A title's place: rank (equal scores share one), score 0–1 with its interval, parts, the titles whose score is the same, and whether the interval
    reaches over the end of the list, so that chance decided."""

    rank: int
    nominee: Nominee
    score: float
    low: float
    high: float
    parts: tuple[Part, ...]
    ties: tuple[str, ...]
    on_list: bool
    near_edge: bool
    why: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Recommended:
    """A year's list: every ranked title (those with `on_list` are recommended), and those that wait with the reason. ranked + waiting = nominees."""

    year: int
    places: tuple[Place, ...]
    waiting: tuple[tuple[Nominee, Said], ...]
    notes: tuple[Said, ...]


def recommend(
    year: int,
    nominees: Sequence[Nominee],
    reviews: Iterable[Review],
    votes: Iterable[Votes] = (),
    awards: Iterable[Match] = (),
    rules: Rules | None = None,
) -> Recommended:
    """The recommended list of a year. Refuses scores outside the scale, a reader's second score of a title, more yes than votes, and titles that are
    no nominees. Doubtful matches of awards do not count."""
    how = rules or Rules()
    known = {one.id for one in nominees}
    if len(known) < len(nominees):
        raise refuse("nominee_twice", value=next(one.id for at, one in enumerate(nominees) if one.id in {other.id for other in nominees[:at]}))
    scores, voted = _scores(reviews, known, how), _votes(votes, known)
    won = _awards(awards)
    council, young = _council(scores, how), {title: _young(one, how) for title, one in voted.items()}
    ranked, waiting = [], []
    for one in nominees:
        lacking = _lacking(one, scores, voted, how)
        if lacking:
            waiting.append((one, lacking))
            continue
        parts = [part for part in (council.get(one.id), young.get(one.id), _award(won.get(one.id, {}), how)) if part]
        ranked.append((one, parts))
    places = _placed(ranked, how, won)
    untold = sum(not (one.nominee.annotation_ru and one.nominee.annotation_en) for one in places if one.on_list)
    return Recommended(year, places, tuple(waiting), (say("annotations_missing", number=untold),) if untold else ())


def _scores(reviews: Iterable[Review], known: set[str], how: Rules) -> dict[str, list[float]]:
    found: dict[str, list[float]] = defaultdict(list)
    met: set[tuple[str, str]] = set()
    for one in reviews:
        if one.title not in known:
            raise refuse("nominee_unknown", value=one.title)
        if not how.lowest <= one.score <= how.highest:
            raise refuse("score_outside", value=f"{one.score:g}", least=f"{how.lowest:g}", most=f"{how.highest:g}")
        if (one.title, one.reader) in met:
            raise refuse("review_twice", reader=one.reader, title=one.title)
        met.add((one.title, one.reader))
        found[one.title].append((one.score - how.lowest) / (how.highest - how.lowest))
    return found


def _votes(votes: Iterable[Votes], known: set[str]) -> dict[str, Votes]:
    found: dict[str, Votes] = {}
    for one in votes:
        if one.title not in known:
            raise refuse("nominee_unknown", value=one.title)
        if not 0 <= one.yes <= one.all:
            raise refuse("votes_wrong", title=one.title, yes=one.yes, all=one.all)
        before = found.get(one.title)
        found[one.title] = Votes(one.title, one.yes + (before.yes if before else 0), one.all + (before.all if before else 0))
    return found


def _awards(awards: Iterable[Match]) -> dict[str, dict[str, float]]:
    """By title the awards that it has, each once, with what its status counts."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for one in awards:
        if one.by != "doubtful":
            counts = AWARDED.get(one.listed.status.casefold(), OTHER_STATUS)
            found[one.title.id][one.listed.award] = max(counts, found[one.title.id].get(one.listed.award, 0.0))
    return found


def _council(scores: Mapping[str, list[float]], how: Rules) -> dict[str, Part]:
    every = [score for those in scores.values() for score in those]
    if not every:
        return {}
    mean = math.fsum(every) / len(every)
    within = math.fsum((score - math.fsum(those) / len(those)) ** 2 for those in scores.values() for score in those)
    freedom = len(every) - len(scores)
    spread = max(math.sqrt(within / freedom) if freedom > 0 else 0.25, LEAST_SPREAD)
    z = _z(how)
    found = {}
    for title, those in scores.items():
        weight = how.prior + len(those)
        value, half = (how.prior * mean + math.fsum(those)) / weight, z * spread / math.sqrt(weight)
        found[title] = Part("council", value, max(0.0, value - half), min(1.0, value + half), how.council, len(those))
    return found


def _young(votes: Votes, how: Rules) -> Part | None:
    if not votes.all:
        return None
    low, middle, high = score_interval(votes.yes / votes.all, votes.all, two_sided(how.level))
    return Part("young", middle, low, high, how.young, votes.all)


def _award(won: Mapping[str, float], how: Rules) -> Part:
    best = max(won.values(), default=0.0)
    return Part("award", best, best, best, how.award, len(won))


def _lacking(one: Nominee, scores: Mapping[str, list[float]], voted: Mapping[str, Votes], how: Rules) -> Said | None:
    reviews, votes = len(scores.get(one.id, ())), voted[one.id].all if one.id in voted else 0
    if reviews < how.least_reviews:
        return say("waits_for_reviews", title=one.title, found=reviews, least=how.least_reviews)
    if votes < how.least_votes:
        return say("waits_for_votes", title=one.title, found=votes, least=how.least_votes)
    return None


def _placed(ranked: list[tuple[Nominee, list[Part]]], how: Rules, won: Mapping[str, Mapping[str, float]]) -> tuple[Place, ...]:
    scored = sorted(
        ((_joined(parts), one, parts) for one, parts in ranked), key=lambda row: (-round(row[0][0], 9), row[1].title.casefold(), row[1].id)
    )
    last = _edge([row[0][0] for row in scored], how.places)
    found: list[Place] = []
    for at, ((score, low, high), one, parts) in enumerate(scored):
        ties = tuple(other.id for (value, _, _), other, _ in scored if other is not one and abs(value - score) <= EQUAL)
        same = bool(found) and abs(found[-1].score - score) <= EQUAL
        on_list = score >= last - EQUAL
        edge = len(scored) > how.places and low <= last <= high
        said = _why(parts, won.get(one.id, {}), ties, edge)
        found.append(Place(found[-1].rank if same else at + 1, one, score, low, high, tuple(parts), ties, on_list, edge, said))
    return tuple(found)


def _edge(scores: list[float], places: int) -> float:
    """The score of the last place; all with the same score are on the list too."""
    return scores[min(places, len(scores)) - 1] if scores and places else math.inf


def _joined(parts: list[Part]) -> tuple[float, float, float]:
    weight = math.fsum(one.weight for one in parts) or 1.0
    score = math.fsum(one.value * one.weight for one in parts) / weight
    below = math.sqrt(math.fsum(((one.value - one.low) * one.weight) ** 2 for one in parts)) / weight
    above = math.sqrt(math.fsum(((one.high - one.value) * one.weight) ** 2 for one in parts)) / weight
    return score, max(0.0, score - below), min(1.0, score + above)


def _why(parts: list[Part], won: Mapping[str, float], ties: tuple[str, ...], edge: bool) -> tuple[Said, ...]:
    said = []
    for one in parts:
        words = {"opinions": one.opinions, "value": f"{one.value:.2f}", "low": f"{one.low:.2f}", "high": f"{one.high:.2f}"}
        if one.name == "council":
            said.append(say("part_council", **words))
        elif one.name == "young":
            said.append(say("part_young", **words))
        elif won:
            said.append(say("part_award", awards=", ".join(sorted(won))))
    said += [say("tied", number=len(ties))] if ties else []
    return tuple([*said, say("near_edge")] if edge else said)


def _z(how: Rules) -> float:
    return two_sided(how.level)
