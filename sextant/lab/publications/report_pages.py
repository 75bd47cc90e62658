"""Which pages a report pictures, and what stands beside each picture: findings gathered by place, numbered as they are marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from textwrap import shorten

from .marking import Mark
from .pages import Box
from .verdicts import Finding, Judgement

MOST_PAGES = 12
MOST_PLACES = 10
EXCERPT = 90
"""How much a report pictures; beyond, it says how much is left, and the JSON has everything."""


@dataclass(frozen=True, slots=True)
class PlaceShown:
    """Marked places of which the same is said: their numbers, the beginning of the first one's text, and each sentence with its source,
    which is empty where the next sentence has the same."""

    numbers: tuple[int, ...]
    sort: str
    excerpt: str
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PageShown:
    """A page with its marks and places; `more` says how many places are not shown, and is empty where none are left."""

    number: int
    heading: str
    alt: str
    marks: tuple[Mark, ...]
    places: tuple[PlaceShown, ...]
    more: str


def pages_shown(judgement: Judgement, word: Callable[..., str]) -> tuple[list[PageShown], list[int]]:
    """The pages to picture, in their order, and the numbers of those with findings that are left out. Pages on which the verdict rests go first."""
    by_page: dict[int, list[Finding]] = defaultdict(list)
    for one in judgement.findings:
        if one.verdict != "pass" and one.page is not None and (one.verdict == "fail" or one.decides):
            by_page[one.page].append(one)
    ranked = sorted(by_page, key=lambda page: (min(_rank(one) for one in by_page[page]), page))
    chosen = sorted(ranked[:MOST_PAGES])
    language = getattr(word, "language", "en")
    return [_page(page, by_page[page], word, language) for page in chosen], sorted(ranked[MOST_PAGES:])


def _rank(one: Finding) -> int:
    """0 for what decides, 1 for what is open, 2 for what decides nothing."""
    return {"fail": 0, "open": 1, "aside": 2}[_sort(one)]


def _sort(one: Finding) -> str:
    if not one.decides:
        return "aside"
    return "fail" if one.verdict == "fail" else "open"


def _page(page: int, findings: list[Finding], word: Callable[..., str], language: str) -> PageShown:
    places: dict[Box | None, list[Finding]] = defaultdict(list)
    for one in findings:
        places[one.box].append(one)
    ordered = sorted(places.items(), key=lambda one: (min(_rank(f) for f in one[1]), -(one[0][3] if one[0] else 0), one[0][0] if one[0] else 0))
    kept = sorted(ordered[:MOST_PLACES], key=lambda one: (-(one[0][3] if one[0] else 0), one[0][0] if one[0] else 0))
    each = [_place(number, found, word, language) for number, (_, found) in enumerate(kept, 1)]
    marks = tuple(Mark(one.numbers[0], box, one.sort) for one, (box, _) in zip(each, kept, strict=True) if box)
    shown = _joined(each)
    left = len(ordered) - len(kept)
    more = word("more_places", count=left) if left else ""
    return PageShown(
        page,
        word("page", number=page),
        word("picture", number=page, count=len(marks)) if marks else word("picture_plain", number=page),
        marks,
        tuple(shown),
        more,
    )


def _joined(places: list[PlaceShown]) -> list[PlaceShown]:
    """Places of which the same is said told as one."""
    joined: dict[tuple[tuple[str, str], ...], PlaceShown] = {}
    for one in places:
        first = joined.get(one.said)
        joined[one.said] = replace(first, numbers=(*first.numbers, *one.numbers)) if first else one
    return list(joined.values())


def _place(number: int, findings: list[Finding], word: Callable[..., str], language: str) -> PlaceShown:
    ordered = sorted(findings, key=_rank)
    sources = [one.source.sentence(language) for one in ordered]
    said = tuple(
        (one.said.sentence(language), "" if source == after else source)
        for one, source, after in zip(ordered, sources, [*sources[1:], ""], strict=True)
    )
    excerpt = shorten(ordered[0].excerpt, EXCERPT, placeholder=" …")
    return PlaceShown((number,), _sort(ordered[0]), word("quoted", text=excerpt) if excerpt else "", said)
