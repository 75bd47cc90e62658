"""Which earlier texts a new one repeats: runs of five words (shingles) that both have.

Containment after A. Z. Broder, "On the resemblance and containment of documents" (1997; from memory, clause not seen), counted
in words of the new text that lie in a common run. Runs that many earlier texts have (the headings of a form, a formula of
law) count neither as repeated nor as the author's own.

The new texts are indexed, the earlier ones pass by one at a time: memory does not grow with their number.
"""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .findings import Said, refuse, say
from .words import Placed, placed, words_of

RUN = 5
"""Words of a run: fewer are met by chance, more are broken by every changed word."""
KNOWN = re.compile(b"\x01{%d,}" % RUN)
FEWEST = 3
"""At least so many earlier texts must share a run before it is a commonplace."""
MOST_PLACES = 16
"""Places in an earlier text tried for one run: a word repeated a thousand times must not take a million comparisons."""
SHOWN = 100

Run = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that stand in both texts: `start` to `stop` are letters of the new one, `earlier_start` to `earlier_stop` of the
    earlier; `text` is how the new one has it."""

    start: int
    stop: int
    earlier_start: int
    earlier_stop: int
    words: int
    text: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """A new text and an earlier one, the share (0 to 1) of the new one's words that it repeats, and the passages in order."""

    new: str
    earlier: str
    share: float
    passages: tuple[Passage, ...]

    @property
    def said(self) -> Said:
        """The finding as a sentence, with what it does not see."""
        return say("repeats", new=self.new, earlier=self.earlier, percent=round(100 * self.share), passages=len(self.passages))


@dataclass
class _New:
    """A new text while earlier ones pass by: its words, the run at each word, and which runs each earlier text had."""

    name: str
    text: str
    words: Placed
    runs: list[Run] = field(default_factory=list)
    numbers: dict[Run, int] = field(default_factory=dict)
    """The runs that differ, numbered."""
    found: dict[str, array[int]] = field(default_factory=dict)
    frequency: Counter[int] = field(default_factory=Counter)


def similar(new: Mapping[str, str], earlier: Mapping[str, str], at_least: float = 0.3) -> tuple[Likeness, ...]:
    """Pairs of a new and an earlier text of which the new one repeats at least that share, the largest share first.

    Case, punctuation, ё, broken lines and letters of the other alphabet make no difference. Not seen: paraphrase, translation,
    another order of words, a word changed in every five. Texts of fewer than five words are like nothing. A run counts as a
    commonplace when at least three earlier texts, and more than √N of N, have it: do not put a text and its own draft among the
    earlier ones more often than that. `earlier` is read once, then again where something was found; it may load its texts
    as they are asked for. LikenessError for a share outside 0 to 1.
    """
    if not 0 < at_least <= 1:
        raise refuse("share_outside", value=f"{at_least:g}")
    ids: dict[str, int] = {}
    texts = [_new(name, text, ids) for name, text in new.items()]
    index = _index(texts)
    count = 0
    for name in earlier:
        count += 1
        _pass(name, earlier[name], ids, index)
    found = [one for text in texts for one in _likenesses(text, earlier, count, at_least)]
    return tuple(sorted(found, key=lambda one: (-one.share, one.new, one.earlier)))


def _new(name: str, text: str, ids: dict[str, int]) -> _New:
    words = placed(text)
    numbered = [ids.setdefault(word, len(ids)) for word in words.words]
    made = _New(name, text, words, list(_runs(numbered)))
    for run in made.runs:
        made.numbers.setdefault(run, len(made.numbers))
    return made


def _runs(numbered: list[int]) -> Iterable[Run]:
    return zip(*(numbered[shift:] for shift in range(RUN)), strict=False)


def _index(texts: list[_New]) -> dict[Run, list[tuple[_New, int]]]:
    index: dict[Run, list[tuple[_New, int]]] = {}
    for text in texts:
        for run, number in text.numbers.items():
            index.setdefault(run, []).append((text, number))
    return index


def _pass(name: str, text: str, ids: dict[str, int], index: dict[Run, list[tuple[_New, int]]]) -> None:
    """Notes which runs of the new texts an earlier one has. Only stretches of words that some new text has are looked at."""
    words = words_of(text)
    known = bytes(map(ids.__contains__, words))
    met: set[Run] = set()
    for stretch in KNOWN.finditer(known):
        met.update(filter(index.__contains__, _runs([ids[word] for word in words[stretch.start() : stretch.end()]])))
    for run in sorted(met):
        for new, number in index[run]:
            new.found.setdefault(name, array("L")).append(number)
            new.frequency[number] += 1


def _likenesses(new: _New, earlier: Mapping[str, str], count: int, at_least: float) -> Iterable[Likeness]:
    most = max(FEWEST - 1, math.isqrt(count))
    common = {number for number, frequency in new.frequency.items() if frequency > most}
    own = len(new.words.words) - len(_covered(new, common))
    for name, numbers in new.found.items():
        rare = set(numbers) - common
        if not rare:
            continue
        # words under a common run count for nothing unless a rare run covers them too
        repeated = _covered(new, rare)
        whole = own + len(repeated & _covered(new, common))
        share = len(repeated) / whole
        if share >= at_least:
            yield Likeness(new.name, name, round(share, 4), _passages(new, earlier[name], rare))


def _covered(new: _New, numbers: set[int]) -> set[int]:
    """The words that lie in runs of those numbers."""
    return {place for start, run in enumerate(new.runs) if new.numbers[run] in numbers for place in range(start, start + RUN)}


def _passages(new: _New, text: str, rare: set[int]) -> tuple[Passage, ...]:
    """The longest common passages from left to right, each with its place in the earlier text."""
    old = placed(text)
    places: dict[tuple[str, ...], list[int]] = {}
    for place in range(len(old.words) - RUN + 1):
        places.setdefault(old.words[place : place + RUN], []).append(place)
    passages, start, words = [], 0, new.words.words
    while start < len(new.runs):
        there = places.get(words[start : start + RUN], [])[:MOST_PLACES] if new.numbers[new.runs[start]] in rare else []
        if not there:
            start += 1
            continue
        length, place = max((_common(words, start, old.words, place), -place) for place in there)
        passages.append(_passage(new, start, length, old, -place))
        start += length
    return tuple(sorted(sorted(passages, key=lambda one: -one.words)[:SHOWN], key=lambda one: one.start))


def _common(words: tuple[str, ...], start: int, old: tuple[str, ...], place: int) -> int:
    length = RUN
    while start + length < len(words) and place + length < len(old) and words[start + length] == old[place + length]:
        length += 1
    return length


def _passage(new: _New, start: int, length: int, old: Placed, place: int) -> Passage:
    here, stop = new.words.starts[start], new.words.stops[start + length - 1]
    return Passage(here, stop, old.starts[place], old.stops[place + length - 1], length, new.text[here:stop])
