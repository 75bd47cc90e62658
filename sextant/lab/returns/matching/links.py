"""The same library in two years: by key, by local id, by name and place, by likeness; each link with its reason.

Nothing is guessed: what the key says is taken only where something else agrees, and what merely looks alike is a proposal with
a score, for a person to decide. Likeness is the token ratio of rapidfuzz (normalised insertion-deletion distance) on names
without generic words, on city and on address, and the equality of postcodes, weighted 5 : 2 : 2 : 1 over what both have.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from rapidfuzz import fuzz

from .records import Record

Reason = Literal["key", "key_renamed", "local_id", "name_and_place", "alike"]
WEIGHTS = (5, 2, 2, 1)
SURE, LIKELY, MARGIN, SAME_NAME = 0.93, 0.6, 0.1, 0.8


@dataclass(frozen=True, slots=True)
class Link:
    """A library found again. `score` is the likeness of the two records, from 0 to 1, whatever the reason."""

    earlier: str
    later: str
    reason: Reason
    score: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two records that may be one library: `key_contradicted` (only the key agrees) or `alike`, `local_id_contradicted`."""

    earlier: str
    later: str
    reason: Literal["key_contradicted", "local_id_contradicted", "alike"]
    score: float


@dataclass(slots=True)
class Matching:
    """All links and proposals of two years; libraries in neither stand in `gone` (only earlier) and `fresh` (only later)."""

    links: list[Link] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    fresh: list[str] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """How many by each reason."""
        found: Counter[str] = Counter(link.reason for link in self.links)
        found.update(f"proposed: {one.reason}" for one in self.proposals)
        found.update({"gone": len(self.gone), "new": len(self.fresh)})
        return dict(found)


def likeness(one: Record, other: Record) -> float:
    """From 0 to 1 over name, city, address and postcode, as far as both have them."""
    pairs = [(one.words, other.words), *zip(one.place, other.place, strict=True)]
    scores = [fuzz.token_sort_ratio(left, right) / 100 if left and right else None for left, right in pairs]
    scores.append(float(one.postcode[:5] == other.postcode[:5]) if one.postcode and other.postcode else None)
    held = [(score, weight) for score, weight in zip(scores, WEIGHTS, strict=True) if score is not None]
    return sum(score * weight for score, weight in held) / sum(weight for _, weight in held) if held else 0.0


def same_name(one: Record, other: Record) -> bool:
    """Whether two names are written variants of one: one has all telling words of the other, or nearly the same letters."""
    return fuzz.token_set_ratio(one.words, other.words) / 100 >= SAME_NAME


def match(earlier: Sequence[Record], later: Sequence[Record], *, keys: bool = True) -> Matching:
    """Find the libraries of one year in another. `keys`: whether both years use the keys of one survey.

    Every record is in one link, or in `gone` or `fresh`; proposals are about records of the latter two.
    """
    made = Matching()
    before, after = {one.key: one for one in earlier}, {one.key: one for one in later}
    if keys:
        _by_key(made, before, after)
    _by_unique(made, before, after, lambda one: (one.region, one.local_id) if one.local_id else None, "local_id")
    _by_unique(made, before, after, lambda one: (one.region, one.words, one.place[0]) if one.city else None, "name_and_place")
    _by_likeness(made, before, after)
    made.gone, made.fresh = sorted(before), sorted(after)
    made.links.sort(key=lambda link: link.later)
    made.proposals.sort(key=lambda one: (-one.score, one.earlier, one.later))
    return made


def _by_key(made: Matching, before: dict[str, Record], after: dict[str, Record]) -> None:
    """The same key: taken where the name or the place agrees too, else proposed."""
    for key in sorted(before.keys() & after.keys()):
        one, other = before[key], after[key]
        score = likeness(one, other)
        if same_name(one, other):
            _link(made, before, after, Link(key, key, "key", score))
        elif _supported(one, other):
            _link(made, before, after, Link(key, key, "key_renamed", score))
        else:
            made.proposals.append(Proposal(key, key, "key_contradicted", score))


def _supported(one: Record, other: Record) -> bool:
    """Whether, under another name, something but the key says that it is the same library: local id, city or address."""
    same_id = bool(one.local_id) and one.local_id == other.local_id
    same_place = any(left and left == right for left, right in zip(one.place, other.place, strict=True))
    return one.region == other.region and (same_id or same_place)


def _by_unique(
    made: Matching,
    before: dict[str, Record],
    after: dict[str, Record],
    trait: Callable[[Record], object],
    reason: Literal["local_id", "name_and_place"],
) -> None:
    """A trait that one record of each year has, and only one."""
    sides = [_by_trait(side.values(), trait) for side in (before, after)]
    for value in sorted(sides[0].keys() & sides[1].keys(), key=str):
        if len(sides[0][value]) == len(sides[1][value]) == 1:
            one, other = sides[0][value][0], sides[1][value][0]
            score = likeness(one, other)
            if reason == "name_and_place" or same_name(one, other) or score >= SAME_NAME:
                _link(made, before, after, Link(one.key, other.key, reason, score))
            else:
                made.proposals.append(Proposal(one.key, other.key, "local_id_contradicted", score))


def _by_trait(side: Iterable[Record], trait: Callable[[Record], object]) -> dict[object, list[Record]]:
    found: dict[object, list[Record]] = defaultdict(list)
    for one in side:
        value = trait(one)
        if value is not None:
            found[value].append(one)
    return found


def _by_likeness(made: Matching, before: dict[str, Record], after: dict[str, Record]) -> None:
    """The best pair of each region, where it is sure and no other comes near; the likely ones are proposed."""
    regions: dict[object, list[Record]] = _by_trait(after.values(), lambda one: one.region)
    pairs = []
    for one in before.values():
        found = sorted(((likeness(one, other), other.key) for other in regions.get(one.region, ())), reverse=True)[:2]
        if found and found[0][0] >= LIKELY:
            clear = len(found) == 1 or found[0][0] - found[1][0] >= MARGIN
            pairs.append((found[0][0], one.key, found[0][1], clear))
    told = {(one.earlier, one.later) for one in made.proposals}
    wanted = Counter(later for _, _, later, _ in pairs)
    for score, first, second, clear in sorted(pairs, reverse=True):
        if score >= SURE and clear and wanted[second] == 1:
            _link(made, before, after, Link(first, second, "alike", score))
        elif (first, second) not in told:
            made.proposals.append(Proposal(first, second, "alike", score))


def _link(made: Matching, before: dict[str, Record], after: dict[str, Record], link: Link) -> None:
    made.links.append(link)
    del before[link.earlier], after[link.later]
