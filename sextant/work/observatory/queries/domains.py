"""Priority domains as rows of a page: place, score with its interval, what each part adds, works."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from sextant.lab.priorities.scoring import Priority

PARTS = {
    "growth": _("Growth"),
    "burst": _("Burst"),
    "uptake": _("Citation uptake"),
    "novelty": _("Novelty"),
    "gap": _("What practice misses"),
}
MEANINGS = {
    "growth": _("how much faster than the field works on the concept become more"),
    "burst": _("how strong a burst of works is that has not ended"),
    "uptake": _("how much works on the concept are cited, beside works of the same year"),
    "novelty": _("how recent works on the concept are beside all works"),
    "gap": _("what practice asks for beside what science supplies"),
}
"""The parts of a score; formulas stand in `lab/priorities/parts.py`."""
WIDTH = 220.0


@dataclass(frozen=True)
class Piece:
    """What one part adds, as a piece of the bar: where it begins and how long it is."""

    part: str
    name: str
    adds: float
    x: float
    width: float


@dataclass(frozen=True)
class Domain:
    """A row of the list. `low_x` and `high_x` are the ends of the interval on the bar of the score."""

    rank: int
    code: str
    label: str
    score: float
    low: float
    high: float
    works: int
    pieces: list[Piece]
    low_x: float
    high_x: float


def domains(found: list[Priority], names: Mapping[str, str]) -> list[Domain]:
    """Rows in the order of the ranking."""
    return [_domain(one, names) for one in found]


def _domain(one: Priority, names: Mapping[str, str]) -> Domain:
    pieces, x = [], 0.0
    for part, adds in one.adds.items():
        width = WIDTH * adds / 100
        if width > 0:
            pieces.append(Piece(part, str(PARTS[part]), adds, round(x, 1), round(width, 1)))
        x += width
    ends = round(WIDTH * one.low / 100, 1), round(WIDTH * one.high / 100, 1)
    return Domain(one.rank, one.concept, names.get(one.concept, one.concept), one.score, one.low, one.high, one.works, pieces, *ends)
