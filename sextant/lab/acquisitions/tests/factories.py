"""Offers for tests: small ones whose every list can be tried, and larger ones by lot."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import numpy as np

from sextant.lab.acquisitions.targets import Targets, with_award_number
from sextant.lab.acquisitions.titles import Title, fits

AGES, LANGUAGES = ("3-6", "7-10", "11-14"), ("rus", "tat", "eng")


def title(name: str, price: int, value: float = 1.0, **marks: Any) -> Title:
    """A title with an age, a language, awards … given as texts or tuples."""
    tags = {key.rstrip("_"): (one,) if isinstance(one, str) else one for key, one in marks.items() if key != "demand" and key != "isbn"}
    return Title(name, marks.get("isbn", ""), name, price, value, marks.get("demand", 0), tags, awards=tags.get("awards", ()))


def offer(seed: int, number: int) -> list[Title]:
    """Titles by lot."""
    lot = np.random.default_rng(seed)
    return [
        title(
            f"t{at}",
            int(lot.integers(100, 900)),
            float(np.round(lot.gamma(3, 2), 2)),
            age=AGES[lot.integers(3)],
            language=LANGUAGES[min(2, int(lot.exponential(0.8)))],
            awards=("medal",) if lot.random() < 0.2 else (),
            accessible=("yes",) if lot.random() < 0.2 else ("no",),
            demand=int(lot.integers(4, 9)) if lot.random() < 0.2 else 0,
        )
        for at in range(number)
    ]


def broken(titles: list[Title], copies: tuple[int, ...], budget: int, targets: Targets) -> list[str]:
    """The demands that a list breaks, told without anything of the solver's: sums over the titles, with shares compared exactly enough."""
    asked, found = with_award_number(targets), []
    spent = sum(one.price * count for one, count in zip(titles, copies, strict=True))
    bought = sum(copies)
    listed = sum(count > 0 for count in copies)
    if spent > budget:
        found.append("budget")
    for share in asked.shares:
        ours = [(one, count) for one, count in zip(titles, copies, strict=True) if fits(share.field, share.value, one.tags.get(share.field, ()))]
        part = sum(count if share.of == "copies" else one.price * count for one, count in ours)
        whole = {"spending": spent, "copies": bought, "budget": budget}[share.of]
        if part < share.least * whole - 1e-6 or part > share.most * whole + 1e-6:
            found.append(f"{share.field}={share.value}")
    for number in asked.numbers:
        count = sum(n > 0 and fits(number.field, number.value, one.tags.get(number.field, ())) for one, n in zip(titles, copies, strict=True))
        if count < number.least or (number.most >= 0 and count > number.most):
            found.append(f"{number.field}={number.value} titles")
    limits = asked.limits
    if listed < limits.min_titles or (limits.max_titles and listed > limits.max_titles):
        found.append("titles")
    return found + (["spent"] if spent < limits.min_spent * budget - 1e-6 else [])


def every_list(most: list[int]) -> Iterator[tuple[int, ...]]:
    """Every list but the empty one."""
    return (copies for copies in product(*(range(one + 1) for one in most)) if any(copies))


def worth(titles: list[Title], copies: tuple[int, ...], targets: Targets) -> float:
    """What a list is worth, by the words of the README: first copies, further ones, and gaps closed as far as they go."""
    weights, limits = targets.weights, targets.limits
    total = 0.0
    for one, count in zip(titles, copies, strict=True):
        if not count:
            continue
        most = max(limits.copies, -(-one.demand // limits.requests_per_copy))
        base = weights.value * one.value + weights.award * bool(one.tags.get("awards"))
        total += base + weights.request * min(one.demand, limits.requests_per_copy) / limits.requests_per_copy
        waiting = min(max(one.demand / limits.requests_per_copy - 1, 0), most - 1) / max(most - 1, 1)
        total += (count - 1) * (weights.further * base + weights.request * waiting)
    for need in targets.needs:
        bought = sum(n for one, n in zip(titles, copies, strict=True) if all(fits(f, v, one.tags.get(f, ())) for f, v in need.marks))
        total += weights.need * need.weight * min(bought, need.copies)
    return total


def most_copies(titles: list[Title], targets: Targets) -> list[int]:
    """How many copies of each may be bought where nothing is held."""
    limits = targets.limits
    return [min(max(limits.copies, -(-one.demand // limits.requests_per_copy)), limits.max_copies) for one in titles]
