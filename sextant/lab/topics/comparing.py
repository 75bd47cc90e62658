"""How like two topics are, with every part of the score and the words that match.

Words: the mean of Dice's coefficient (L. R. Dice, "Measures of the amount of ecologic association between species", 1945; from memory,
clause not seen) and of the overlap coefficient, over weighted stems. Letters: Dice's coefficient over trigrams of stems. Weights and
threshold were chosen on labelled pairs (`bench/bench_topics.py`; the README has the figures).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .words import KEY, is_cyrillic, told_words, trigrams_of, weight_of

WEIGHTS = {"words": 0.6, "letters": 0.4, "concepts": 0.6, "supervisor": 0.25, "school": 0.15}
"""Words and letters make the likeness of the titles; the other three make the context."""
CONTEXT = 0.2
"""How much of what the titles leave open the context may fill: it raises a likeness and never makes one."""
THRESHOLD = 0.65
"""From this score on a person is warned."""
SHORT = 3.0
"""A title of less weight is contained in many others by chance: only Dice's coefficient counts for it."""
FEWEST_SHARED = 2
"""So many concepts must be named by both titles before titles of two languages are compared through the thesaurus."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: its titles (in one language or two), the codes of the concepts given to it and of those that its titles name, keys of its
    supervisors and of its school."""

    key: str
    titles: tuple[str, ...]
    concepts: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    supervisors: frozenset[str] = frozenset()
    school: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """The score, 0 to 1, of a new topic and an earlier one, and its parts, each 0 to 1: `words` and `letters` of the titles, `thesaurus` (titles of two
    languages, by the concepts that they name), shared `concepts`, `supervisor`, `school`. `shared` are the matching words of the new title."""

    key: str
    score: float
    parts: dict[str, float]
    shared: tuple[str, ...]


def similar(new: Topic, earlier: Iterable[Topic], at_least: float = THRESHOLD, most: int = 10) -> list[Likeness]:
    """The earlier topics whose score reaches the threshold, the most like first. Not seen: another wording of the same idea without common
    words; whether two works on one topic ask different questions, which a person must tell."""
    found = [compare(new, one) for one in earlier if one.key != new.key]
    return sorted((one for one in found if one.score >= at_least), key=lambda one: (-one.score, one.key))[:most]


def compare(new: Topic, earlier: Topic) -> Likeness:
    """The likeness of two topics, however small: titles of one language by words and letters, of two by the concepts they name."""
    parts = {"words": 0.0, "letters": 0.0, "thesaurus": 0.0}
    shared: tuple[str, ...] = ()
    title = 0.0
    for mine in new.titles:
        for theirs in earlier.titles:
            if is_cyrillic(mine) != is_cyrillic(theirs):
                continue
            words, letters, common = _words(mine, theirs), _dice(trigrams_of(mine), trigrams_of(theirs)), _common(mine, theirs)
            both = WEIGHTS["words"] * words + WEIGHTS["letters"] * letters
            if both > title:
                title, shared = both, common
                parts |= {"words": words, "letters": letters}
    if len(new.named & earlier.named) >= FEWEST_SHARED:
        parts["thesaurus"] = _dice(new.named, earlier.named)
    if parts["thesaurus"] > title and _other_language(new, earlier):
        title = parts["thesaurus"]
    parts |= {
        "concepts": _dice(new.concepts, earlier.concepts),
        "supervisor": float(bool(new.supervisors & earlier.supervisors)),
        "school": float(bool(new.school) and new.school == earlier.school),
    }
    context = sum(WEIGHTS[name] * parts[name] for name in ("concepts", "supervisor", "school"))
    score = title + (1 - title) * CONTEXT * context if title else 0.0
    return Likeness(earlier.key, round(score, 4), {name: round(value, 4) for name, value in parts.items()}, shared)


def _other_language(new: Topic, earlier: Topic) -> bool:
    """Whether one of them has a title in a language in which the other has none."""
    return {is_cyrillic(one) for one in new.titles} != {is_cyrillic(one) for one in earlier.titles}


def _words(mine: str, theirs: str) -> float:
    left, right = ({stem: weight_of(stem) for stem, _word in told_words(title)} for title in (mine, theirs))
    whole, other = sum(left.values()), sum(right.values())
    if not whole or not other:
        return 0.0
    common = sum(weight for stem, weight in left.items() if stem in right)
    dice = 2 * common / (whole + other)
    return (dice + common / min(whole, other)) / 2 if min(whole, other) >= SHORT else dice


def _common(mine: str, theirs: str) -> tuple[str, ...]:
    """The words of the first title that the other has, also in a form whose stem begins alike (подросток, подростков)."""
    there = {stem for stem, _word in told_words(theirs)}
    begun = {stem[:KEY] for stem in there if len(stem) > KEY}
    return tuple(word for stem, word in told_words(mine) if stem in there or (len(stem) > KEY and stem[:KEY] in begun))


def _dice(left: frozenset[str], right: frozenset[str]) -> float:
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0
