"""Two texts word by word. Tokens are words, signs and white space, so that segments put together give both texts back to the letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

Kind = Literal["same", "added", "removed"]
TOKEN = re.compile(r"\w+(?:[-'’ʼ]\w+)*|\s+|[^\w\s]")
WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that stands in both (`same`), only in the second (`added`) or only in the first (`removed`)."""

    kind: Kind
    text: str


def tokens_of(text: str) -> list[str]:
    """Words with their inner hyphens and apostrophes, single signs, and runs of white space; joined they are the text."""
    return TOKEN.findall(text)


def compared(before: str, after: str) -> list[Segment]:
    """The segments that lead from one text to the other, with as few changed tokens as there can be (Indel distance, the longest common
    subsequence); of a change, what was removed stands before what was added. Spaces and signs alone between two changes belong to them, so
    that a changed phrase is read as one."""
    old, new = tokens_of(before), tokens_of(after)
    numbers: dict[str, int] = {}
    codes = [[numbers.setdefault(token, len(numbers)) for token in row] for row in (old, new)]
    runs: list[tuple[str, str, str]] = []  # same, removed, added: in turns a stretch that stayed and a change
    for step in Indel.opcodes(codes[0], codes[1]):
        removed, added = "".join(old[step.src_start : step.src_end]), "".join(new[step.dest_start : step.dest_end])
        if step.tag == "equal":
            runs.append((removed, "", ""))
        elif runs and not runs[-1][0]:
            runs[-1] = ("", runs[-1][1] + removed, runs[-1][2] + added)
        else:
            runs.append(("", removed, added))
    return list(_segments(_joined(runs)))


def _joined(runs: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Changes with no word between them are made one."""
    found: list[tuple[str, str, str]] = []
    for place, (same, removed, added) in enumerate(runs):
        between = same and 0 < place < len(runs) - 1 and not WORD.search(same)
        if between:
            removed, added, same = same, same, ""
        if not same and found and not found[-1][0]:
            found[-1] = ("", found[-1][1] + removed, found[-1][2] + added)
        else:
            found.append((same, removed, added))
    return found


def _segments(runs: list[tuple[str, str, str]]) -> Iterator[Segment]:
    for same, removed, added in runs:
        if same:
            yield Segment("same", same)
        if removed:
            yield Segment("removed", removed)
        if added:
            yield Segment("added", added)


def first_of(segments: list[Segment]) -> str:
    """The first text, put together again."""
    return "".join(one.text for one in segments if one.kind != "added")


def second_of(segments: list[Segment]) -> str:
    """The second text, put together again."""
    return "".join(one.text for one in segments if one.kind != "removed")


def words_in(text: str) -> int:
    """How many words a text has."""
    return sum(1 for token in tokens_of(text) if WORD.match(token))


def likeness(before: str, after: str) -> float:
    """From 0 (no word in common) to 1 (the same words in the same order): the normalised Indel similarity of the two rows of words."""
    numbers: dict[str, int] = {}
    rows = [[numbers.setdefault(token.casefold(), len(numbers)) for token in tokens_of(text) if WORD.match(token)] for text in (before, after)]
    return float(Indel.normalized_similarity(rows[0], rows[1]))
