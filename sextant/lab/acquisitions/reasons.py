"""Why a title is on the list, and why another just is not, in sentences (needs numpy).

The prices of the relaxation say what everything costs that the title takes up: money, and room under demands. A title is worth its place where its parts,
and what it brings to demands that bind, exceed these prices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from sextant.lab.sentences import Said

from .choices import Ints
from .demands import Demand, marked
from .findings import say
from .programme import Programme
from .solver import Relaxed
from .sums import shown
from .titles import Title

RUNNERS_UP, EPSILON, MOST_KEEPS = 20, 1e-7, 2


@dataclass(frozen=True, slots=True)
class Parts:
    """What one title on the list is worth, all its copies together, part by part; the parts of all titles add up to the objective."""

    value: float
    award: float
    requests: float
    gap: float
    further: float

    @property
    def worth(self) -> float:
        """The sum."""
        return self.value + self.award + self.requests + self.gap + self.further


@dataclass(frozen=True, slots=True)
class Chosen:
    """A title on the list: copies, price of one in minor units, parts of its worth, and the reasons."""

    title: Title
    copies: int
    price: int
    parts: Parts
    why: tuple[Said, ...]

    def sentence(self, language: str = "en") -> str:
        """The reasons as one text."""
        return " ".join(one.sentence(language) for one in self.why)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A title that was just left out: what it is worth, by how much that falls short at the prices of the plan, and why."""

    title: Title
    worth: float
    short: float
    why: Said


class Reasons:
    """Reasons for one solved plan."""

    def __init__(self, programme: Programme, copies: Ints, relaxed: Relaxed | None, currency: str) -> None:
        self.programme, self.copies, self.currency = programme, copies, currency
        self.relaxed = relaxed
        self.shares = self._gap_shares()
        self.binding = self._binding()
        self.money = self._money()

    def chosen(self) -> list[Chosen]:
        """Every title on the list, the most worth first (then in the order of the offer)."""
        found = [self._chosen(place) for place in np.flatnonzero(self.copies > 0).tolist()]
        return sorted(found, key=lambda one: -one.parts.worth)

    def left_out(self) -> list[LeftOut]:
        """Titles not on the list that fall short by the least."""
        if self.relaxed is None:
            return []
        beyond = self.relaxed.beyond[: self.programme.titles]
        out = np.flatnonzero(self.copies == 0)
        nearest = out[np.argsort(-beyond[out], kind="stable")[:RUNNERS_UP]]
        return [self._left(place, float(beyond[place])) for place in nearest.tolist()]

    def _chosen(self, place: int) -> Chosen:
        choices, title, copies = self.programme.choices, self.programme.choices.titles[place], int(self.copies[place])
        gap = sum(share * gap_worth * copies for mine, share, gap_worth in self.shares if mine[place])
        first = (float(choices.value[place]), float(choices.award[place]), float(choices.requests[place]))
        parts = Parts(*first, gap, float(choices.further[place]) * (copies - 1))
        return Chosen(title, copies, title.price, parts, tuple(self._why(place, title, copies, parts)))

    def _why(self, place: int, title: Title, copies: int, parts: Parts) -> list[Said]:
        words = {"worth": f"{parts.worth:.2f}", "amount": shown(title.price * copies, self.currency), "currency": self.currency}
        elsewhere = self.money * title.price * copies / self.programme.unit
        said = [say("why_worth", **words) if elsewhere <= EPSILON else say("why_worth_beside", cost=f"{elsewhere:.2f}", **words)]
        if title.awards:
            said.append(say("why_award", awards=", ".join(title.awards[:3])))
        if title.demand:
            said.append(say("why_requests", requests=title.demand, copies=copies))
        for gap, (mine, share, _) in zip(self.programme.gaps, self.shares, strict=True):
            if mine[place] and share > 0:
                said.append(say("why_gap", mark=marked(gap.marks), missing=round(gap.missing), wanted=round(gap.wanted)))
        keeps = [demand.said for demand, mine in self.binding if mine[place]]
        return said + [say("why_keeps", demand=one) for one in keeps[:MOST_KEEPS]]

    def _left(self, place: int, beyond: float) -> LeftOut:
        assert self.relaxed is not None
        programme, title = self.programme, self.programme.choices.titles[place]
        worth = float(programme.choices.first[place])
        takes = self._takes(place)
        words: dict[str, object] = {
            "title": title.title,
            "worth": f"{worth:.2f}",
            "price": shown(title.price, self.currency),
            "currency": self.currency,
        }
        price, at = max(takes, default=(0.0, -1))
        by_money = at < 0 or programme.demands[at].kind == "budget"
        words |= {"short": f"{max(0.0, -beyond):.2f}", "cost": f"{price:.2f}", "demand": "" if by_money else programme.demands[at].said}
        if beyond >= -EPSILON:
            return LeftOut(title, worth, 0.0, say("left_next" if by_money else "left_next_demand", **words))
        return LeftOut(title, worth, -beyond, say("left_price" if by_money else "left_demand", **words))

    def _takes(self, place: int) -> list[tuple[float, int]]:
        """What the title would cost under each demand that binds: price and place of the demand."""
        assert self.relaxed is not None
        found = []
        for at, demand in enumerate(self.programme.demands):
            cost = float(self.relaxed.prices[demand.row]) * float(self._effects[at, place])
            if cost > EPSILON:
                found.append((cost, at))
        return found

    def _binding(self) -> list[tuple[Demand, Any]]:
        """The minimum demands that bind, with a mask of the titles that help to keep them."""
        from .rounding import Repair

        effects = Repair(self.programme).effect
        self._effects = effects
        if self.relaxed is None:
            return []
        found: list[tuple[Demand, Any]] = []
        for at, demand in enumerate(self.programme.demands):
            if demand.side == "least" and demand.kind in ("share", "number") and abs(self.relaxed.prices[demand.row]) > EPSILON:
                row = effects[[at]]
                mask = np.zeros(self.programme.titles, dtype=bool)
                mask[row.indices[row.data > 0]] = True
                found.append((demand, mask))
        return found

    def _money(self) -> float:
        """What a unit of money is worth in the plan: the price of the budget."""
        if self.relaxed is None:
            return 0.0
        return sum(float(self.relaxed.prices[one.row]) for one in self.programme.demands if one.kind in ("budget", "spent"))

    def _gap_shares(self) -> list[tuple[np.ndarray, float, float]]:
        """For every gap a mask of its titles, which share of a copy bought closes it (below 1 where more is bought than lacks), and what one is worth."""
        found = []
        for gap in self.programme.gaps:
            mask = np.zeros(self.programme.titles, dtype=bool)
            mask[self.programme.groups.places(gap.marks)] = True
            bought = float(self.copies[mask].sum())
            found.append((mask, min(1.0, gap.missing / bought) if bought else 0.0, gap.worth))
        return found
