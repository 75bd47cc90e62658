"""What the group said, for those who may see it: never before one's own first answer, never of fewer than five people."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import mean, median, quantiles
from typing import Any

from sextant.base.measures.registry import SMALL_CELL
from sextant.work.delphi.models import Answer, Item, Panelist, Round


@dataclass(frozen=True)
class GroupView:
    """Median and quartiles of a number (type 7, as the reports have them) with how often each value was given; mean points or places by option; arguments.

    `people` is how many answered; where they are fewer than five only that is told.
    """

    people: int
    withheld: bool = False
    middle: float | None = None
    q1: float | None = None
    q3: float | None = None
    counts: dict[int, int] = field(default_factory=dict)
    options: list[tuple[str, float]] = field(default_factory=list)
    arguments: list[tuple[Any, str]] = field(default_factory=list)
    round: int = 0


def has_answered(panelist: Panelist, item: Item) -> bool:
    """Whether the member of the panel has answered the item in any round."""
    return Answer.objects.filter(panelist=panelist, item=item).exists()


def basis_of(item: Item) -> Round | None:
    """The round whose answers are shown: the last closed one; in real time the one that runs, or ran."""
    rounds = item.study.rounds.order_by("-number")
    return rounds.first() if item.study.in_real_time else rounds.filter(closed_on__isnull=False).first()


def group_for(panelist: Panelist, item: Item) -> GroupView | None:
    """What this member of the panel may see of the group for an item; None before their own first answer, and while no round is closed."""
    basis = basis_of(item)
    if basis is None or not has_answered(panelist, item):
        return None
    return group_of(item, basis)


def group_of(item: Item, one: Round) -> GroupView:
    """The group's answers to an item in a round."""
    rows = list(Answer.objects.filter(item=item, round=one, is_current=True).values_list("value", "argument"))
    if len(rows) < SMALL_CELL:
        return GroupView(len(rows), withheld=True, round=one.number)
    # in the order of the words, not of those who wrote them
    arguments = sorted((value if item.is_number else "", text) for value, text in rows if text)
    values: list[Any] = [value for value, _text in rows]
    if item.is_number:
        q1, middle, q3 = quartiles(values)
        return GroupView(len(rows), False, middle, q1, q3, dict(sorted(Counter(values).items())), [], arguments, one.number)
    return GroupView(len(rows), options=_by_option(item, values), arguments=arguments, round=one.number)


def quartiles(values: Sequence[float]) -> tuple[float, float, float]:
    """First quartile, median and third quartile by straight lines between ordered answers (type 7 of Hyndman and Fan, 1996)."""
    if len(values) == 1:
        return values[0], values[0], values[0]
    q1, _middle, q3 = quantiles(values, n=4, method="inclusive")
    return float(q1), float(median(values)), float(q3)


def _by_option(item: Item, values: list[Any]) -> list[tuple[str, float]]:
    """Mean points by option, most first; of an order the mean place, first first."""
    if item.kind == Item.Kind.OPEN:
        return []
    if item.kind == Item.Kind.ALLOCATION:
        found = [(name, round(mean(value[key] for value in values), 1)) for key, name in item.named_options]
        return sorted(found, key=lambda pair: -pair[1])
    found = [(name, round(mean(value.index(key) + 1 for value in values), 1)) for key, name in item.named_options]
    return sorted(found, key=lambda pair: pair[1])
