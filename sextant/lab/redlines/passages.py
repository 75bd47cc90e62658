"""Passages of two versions beside each other: by their keys where they have some, else by likeness; moved ones are found."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

from .words import Segment, compared, likeness, words_in

State = Literal["same", "changed", "added", "removed"]
ALIKE = 0.5
"""Two paragraphs with at least this likeness of words are taken for one that was changed."""
MOST_PAIRS = 250_000
"""Beyond so many pairs between two fixed points, paragraphs are not tried for likeness: a text with nothing in common is not searched for hours."""


@dataclass(frozen=True)
class Passage:
    """A clause or a paragraph. `key` is its identity in both versions; empty where texts have none."""

    text: str
    key: str = ""


@dataclass(frozen=True)
class Pair:
    """A passage before and after; None where there is none. `moved`: it stands elsewhere among those that both versions have."""

    before: Passage | None
    after: Passage | None
    moved: bool = False

    @cached_property
    def segments(self) -> list[Segment]:
        """Its words compared; counted only when they are asked for."""
        return compared(self.before.text if self.before else "", self.after.text if self.after else "")

    @cached_property
    def state(self) -> State:
        """What happened to its words; where it stands is told by `moved`."""
        if self.before is None:
            return "added"
        if self.after is None:
            return "removed"
        return "same" if self.before.text == self.after.text else "changed"


@dataclass(frozen=True)
class Counted:
    """How much was changed: words by kind of segment, and passages by state."""

    same: int
    added: int
    removed: int
    passages: dict[str, int]

    @property
    def is_same(self) -> bool:
        """Nothing at all was changed, and nothing moved."""
        return not any(number for name, number in self.passages.items() if name != "same")


def paired(before: Sequence[Passage], after: Sequence[Passage]) -> list[Pair]:
    """All passages of both versions in the order of the second; removed ones stand where they stood. With keys, equal keys make a pair (a
    key names one passage of a version); without, equal texts do, and between those the order-keeping pairing with the largest sum of
    likeness, each at least ALIKE."""
    links = _by_key(before, after) if all(one.key for one in (*before, *after)) else _by_text(before, after)
    moved = set(links) - _in_order(links)
    back = {new: old for old, new in links.items()}
    gone = [place for place in range(len(before)) if place not in links]
    rows: list[Pair] = []
    for place, passage in enumerate(after):
        old = back.get(place)
        if old is not None and old not in moved:
            rows += [Pair(before[one], None) for one in gone if one < old]
            gone = [one for one in gone if one > old]
        rows.append(Pair(before[old] if old is not None else None, passage, moved=old in moved))
    return rows + [Pair(before[one], None) for one in gone]


def counted(pairs: Sequence[Pair]) -> Counted:
    """Words that stayed, came and went, and passages by what happened to them; a moved one with the same words counts as `moved`."""
    words = {"same": 0, "added": 0, "removed": 0}
    states = {"same": 0, "changed": 0, "added": 0, "removed": 0, "moved": 0}
    for pair in pairs:
        for segment in pair.segments:
            words[segment.kind] += words_in(segment.text)
        states["moved" if pair.moved and pair.state == "same" else pair.state] += 1
    return Counted(words["same"], words["added"], words["removed"], states)


def paragraphs(text: str) -> list[Passage]:
    """The paragraphs of a text: what stands between empty lines, without the white space around it."""
    blocks = text.replace("\r\n", "\n").replace("\r", "\n").split("\n\n")
    return [Passage(block.strip()) for block in blocks if block.strip()]


def _by_key(before: Sequence[Passage], after: Sequence[Passage]) -> dict[int, int]:
    """Places before → places after of equal keys."""
    places = {one.key: place for place, one in enumerate(after)}
    return {place: places[one.key] for place, one in enumerate(before) if one.key in places}


def _by_text(before: Sequence[Passage], after: Sequence[Passage]) -> dict[int, int]:
    """Equal paragraphs first, each once; then, between those that kept their order, the most alike."""
    waiting: dict[str, list[int]] = {}
    for place, one in enumerate(after):
        waiting.setdefault(one.text, []).append(place)
    links = {place: waiting[one.text].pop(0) for place, one in enumerate(before) if waiting.get(one.text)}
    taken = set(links.values())
    fixed = [(-1, -1), *sorted((old, links[old]) for old in _in_order(links)), (len(before), len(after))]
    for (old, new), (old_end, new_end) in pairwise(fixed):
        olds = [one for one in range(old + 1, old_end) if one not in links]
        news = [one for one in range(new + 1, new_end) if one not in taken]
        found = _alike([before[one].text for one in olds], [after[one].text for one in news])
        links.update({olds[first]: news[second] for first, second in found})
    return links


def _alike(before: list[str], after: list[str]) -> list[tuple[int, int]]:
    """The order-keeping pairs with the largest sum of likeness (dynamic programming over all pairs, as in the alignment of sequences)."""
    if not before or not after or len(before) * len(after) > MOST_PAIRS:
        return []
    near = [[likeness(old, new) for new in after] for old in before]
    best = [[0.0] * (len(after) + 1) for _row in range(len(before) + 1)]
    for i in range(len(before) - 1, -1, -1):
        for j in range(len(after) - 1, -1, -1):
            pair = near[i][j] + best[i + 1][j + 1] if near[i][j] >= ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], pair)
    found, i, j = [], 0, 0
    while i < len(before) and j < len(after):
        if near[i][j] >= ALIKE and best[i][j] == near[i][j] + best[i + 1][j + 1]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _in_order(links: dict[int, int]) -> set[int]:
    """Of the places before, the most that have kept their order (longest increasing subsequence, by patience sorting)."""
    olds = sorted(links)
    tops: list[int] = []  # the smallest place after that ends a run of each length
    ends: list[int] = []
    came_from: dict[int, int | None] = {}
    for old in olds:
        at = bisect_left(tops, links[old])
        came_from[old] = ends[at - 1] if at else None
        tops[at : at + 1], ends[at : at + 1] = [links[old]], [old]
    kept: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        kept.add(last)
        last = came_from[last]
    return kept
