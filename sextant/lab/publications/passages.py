"""Runs of text gathered into the passages that a norm speaks of: the letters of one size in one paragraph of one page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .pages import Box, Page, Reading, Text

SPOKEN_OF = frozenset({"body", "verse", "unknown"})
"""Roles that norms of type speak of; headings, captions and folios have rules of their own, which no shipped pack holds."""

FEWEST = 4
"""A size that a paragraph has in fewer characters than this is a mark of a note or an exponent, and is left aside."""

PAPER = 242
"""A channel of sRGB from which on a ground counts as white paper."""

DARK = 60
"""How far (in sRGB channels) ink may be from grey, and how light, to count as black or grey rather than as coloured."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Text of one size in one paragraph. Lengths as in `Text`; None where nothing of it could be measured. `lines` counts the paragraph's lines."""

    page: int
    box: Box
    string: str
    characters: int
    lines: int
    volume: int
    size_pt: float
    leading_pt: float | None
    measure_mm: float | None
    word_space_pt: float | None
    face: str
    weight: str
    width: str
    upright: bool | None
    verse: bool
    coloured_ground: bool | None
    density: float | None
    inverse: bool | None
    coloured_ink: bool | None


def passages(reading: Reading) -> list[Passage]:
    """Every passage of the pages that could be read, from the first page on. Text of a page that cannot be checked is not judged."""
    pages = {one.page: one for one in reading.pages}
    blocks: dict[tuple[int, int, int], list[Text]] = {}
    for run in reading.text:
        page = pages.get(run.page)
        if run.role in SPOKEN_OF and run.string.strip() and (page is None or page.checkable):
            blocks.setdefault((run.page, run.column, run.block), []).append(run)
    volumes = _volumes(pages, blocks)
    return [passage for (number, _, _), runs in sorted(blocks.items(), key=lambda one: one[0]) for passage in _of_block(runs, volumes[number])]


def _volumes(pages: dict[int, Page], blocks: dict[tuple[int, int, int], list[Text]]) -> dict[int, int]:
    """Characters read at once on every page; counted from the runs where the reader gave no number."""
    counted: Counter[int] = Counter()
    for (number, _, _), runs in blocks.items():
        counted[number] += sum(_letters(one) for one in runs)
    return {number: pages[number].characters if number in pages and pages[number].characters else count for number, count in counted.items()}


def _letters(run: Text) -> int:
    return run.characters or len(run.string)


def _of_block(runs: list[Text], volume: int) -> list[Passage]:
    lines = _lines(runs)
    by_size: dict[float, list[Text]] = {}
    for run in runs:
        near = next((size for size in by_size if abs(size - run.size_pt) <= 0.05), run.size_pt)
        by_size.setdefault(near, []).append(run)
    kept = [group for group in by_size.values() if sum(_letters(one) for one in group) >= FEWEST]
    return [_passage(group, lines, volume) for group in kept or [max(by_size.values(), key=lambda group: sum(_letters(one) for one in group))]]


def _lines(runs: list[Text]) -> int:
    """How many lines the runs stand in: a run whose middle lies within another's height shares its line."""
    count, floor = 0, float("inf")
    for run in sorted(runs, key=lambda one: -(one.box[1] + one.box[3])):
        if (run.box[1] + run.box[3]) / 2 < floor:
            count += 1
            floor = run.box[1]
    return count


def _passage(runs: list[Text], lines: int, volume: int) -> Passage:
    return Passage(
        page=runs[0].page,
        box=_around(runs),
        string=" ".join(one.string.strip() for one in runs)[:120],
        characters=sum(_letters(one) for one in runs),
        lines=lines,
        volume=volume,
        size_pt=min(one.size_pt for one in runs),
        leading_pt=_least(one.leading_pt for one in runs),
        measure_mm=_least(one.measure_mm for one in runs),
        word_space_pt=_middle([one.word_space_pt for one in runs if one.word_space_pt is not None]),
        face=_most(runs, "face"),
        weight=_most(runs, "weight"),
        width=_most(runs, "width"),
        upright=_most(runs, "upright"),
        verse=_most(runs, "role") == "verse",
        coloured_ground=_any(_coloured_ground(one) for one in runs),
        density=_greatest(one.ground_density for one in runs),
        inverse=_any(one.inverse for one in runs),
        coloured_ink=_any(_coloured_ink(one) for one in runs),
    )


def _around(runs: list[Text]) -> Box:
    boxes = [one.box for one in runs]
    return (min(one[0] for one in boxes), min(one[1] for one in boxes), max(one[2] for one in boxes), max(one[3] for one in boxes))


def _known(values: Iterable[float | None]) -> list[float]:
    return [one for one in values if one is not None]


def _least(values: Iterable[float | None]) -> float | None:
    return min(_known(values), default=None)


def _greatest(values: Iterable[float | None]) -> float | None:
    return max(_known(values), default=None)


def _middle(values: list[float]) -> float | None:
    return sorted(values)[len(values) // 2] if values else None


def _most(runs: list[Text], name: str) -> Any:
    """The value that most of the letters have: a word set off within a paragraph does not make its face."""
    counts: Counter[object] = Counter()
    for one in runs:
        counts[getattr(one, name)] += _letters(one)
    return counts.most_common(1)[0][0]


def _any(values: Iterable[bool | None]) -> bool | None:
    """True where one is, None where none is and one is not known."""
    seen = list(values)
    return True if True in seen else None if None in seen else False


def _coloured_ground(run: Text) -> bool | None:
    """Whether the ground is anything but white paper."""
    return None if run.ground is None else min(run.ground) < PAPER


def _coloured_ink(run: Text) -> bool | None:
    """Whether the letters have a colour: channels far apart. Black, grey and white have none."""
    return None if run.ink is None else max(run.ink) - min(run.ink) > DARK
