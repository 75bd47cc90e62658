"""What may be bought: titles that are not held already, how many copies of each, and what each copy is worth, part by part (needs numpy)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .findings import refuse
from .holdings import Holdings
from .targets import Targets
from .titles import NO, Title

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Choices:
    """Titles that may be bought, in the order of the offer. `prices` in minor units; `most` copies of each; `first` what its first copy is
    worth, `further` what each copy after it is; `value`, `award` and `requests` are the parts of `first`. `held` and `dear` are the titles left
    out: those the library has enough of, and those above the highest price."""

    titles: tuple[Title, ...]
    prices: Ints
    most: Ints
    value: Floats
    award: Floats
    requests: Floats
    further: Floats
    held: tuple[Title, ...]
    dear: tuple[Title, ...]

    @property
    def first(self) -> Floats:
        """What the first copy of each title is worth, gaps aside."""
        return self.value + self.award + self.requests


def choices(titles: Sequence[Title], holdings: Holdings, asked: Targets) -> Choices:
    """The choices of a plan. Refuses an offer of which nothing is left."""
    if not titles:
        raise refuse("nothing_offered")
    limits, weights = asked.limits, asked.weights
    kept, most, held, dear = [], [], [], []
    for title in titles:
        copies = min(wanted(title, holdings, asked) - holdings.held(title.isbn), limits.max_copies)
        if copies <= 0:
            held.append(title)
        elif limits.max_price and title.price > limits.max_price:
            dear.append(title)
        else:
            kept.append(title)
            most.append(copies)
    if not kept:
        raise refuse("nothing_left", held=len(held), dear=len(dear))
    copies_each = np.array(most, dtype=np.int64)
    demand = np.array([one.demand for one in kept], dtype=float)
    value = weights.value * np.array([one.value for one in kept])
    award = weights.award * np.array([has_award(one) for one in kept], dtype=float)
    requests = weights.request * np.minimum(demand, limits.requests_per_copy) / limits.requests_per_copy
    waiting = np.clip(demand / limits.requests_per_copy - 1, 0, np.maximum(copies_each - 1, 0)) / np.maximum(copies_each - 1, 1)
    further = weights.further * (value + award) + weights.request * waiting
    prices = np.array([one.price for one in kept], dtype=np.int64)
    return Choices(tuple(kept), prices, copies_each, value, award, requests, further, tuple(held), tuple(dear))


def wanted(title: Title, holdings: Holdings, asked: Targets) -> int:
    """Copies that the library wants to have of a title: those that every title should have, and as many as requests and loans ask for."""
    limits = asked.limits
    by_requests = -(-title.demand // limits.requests_per_copy)
    if holdings.held(title.isbn) and title.demand:
        by_requests += holdings.held(title.isbn)
    by_loans = -(-holdings.loans[title.isbn] // limits.loans_per_copy) if limits.loans_per_copy and title.isbn else 0
    return max(limits.copies, by_requests, by_loans)


def has_award(title: Title) -> bool:
    """Whether a title has any award."""
    return any(one and one != NO for one in title.tags.get("awards", ()))
