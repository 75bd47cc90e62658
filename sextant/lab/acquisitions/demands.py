"""The demands of a plan, each with a name for programs, a sentence for people, and what giving way by one step means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sextant.lab.sentences import Said

from .findings import say
from .sums import language_name, shown
from .targets import Number, Share
from .titles import NO, YES

Kind = Literal["budget", "share", "number", "titles", "spent"]
Side = Literal["least", "most"]


@dataclass(frozen=True, slots=True)
class Demand:
    """One demand of a plan: its row in the programme, which side of it is bound, and its bound in the unit of people: a share (0–1), titles, or
    minor units of money. `step` is what giving way a little means in that unit: a percentage point, a title, or a hundredth of the budget."""

    name: str
    kind: Kind
    side: Side
    row: int
    bound: float
    step: float
    said: Said
    currency: str = ""

    def amount(self, number: float) -> Said:
        """A size in the unit of this demand as people write it: `12.5 %`, `3`, `1250.00 RUB`."""
        if self.kind in ("share", "spent"):
            text = f"{100 * number:.4g} %"
        elif self.kind == "budget":
            amount = shown(round(number), self.currency)
            return Said("amount", f"{amount.en} {self.currency}", f"{amount.ru} {self.currency}")
        else:
            text = f"{number:.0f}"
        return Said("amount", text, text.replace(".", ","))


def budget_demand(row: int, budget: int, currency: str) -> Demand:
    """What is spent is at most the budget."""
    said = say("demand_budget", amount=shown(budget, currency), currency=currency)
    return Demand("budget", "budget", "most", row, budget, budget / 100, said, currency)


def share_demand(row: int, share: Share, side: Side) -> Demand:
    """A share at least or at most so large."""
    bound = share.least if side == "least" else share.most
    basis = "" if share.of == "spending" else f" of {share.of}"
    name = f"{share.field}={share.value} {'min' if side == 'least' else 'max'}{basis}"
    said = say(f"demand_share_{side}_{share.of}", mark=_mark(share.field, share.value), percent=f"{100 * bound:.4g}")
    return Demand(name, "share", side, row, bound, 0.01, said)


def number_demand(row: int, number: Number, side: Side) -> Demand:
    """So many titles with a mark at least or at most."""
    bound = number.least if side == "least" else number.most
    name = f"{number.field}={number.value} {'min' if side == 'least' else 'max'} titles"
    return Demand(name, "number", side, row, bound, 1, say(f"demand_number_{side}", mark=_mark(number.field, number.value), number=bound))


def titles_demand(row: int, bound: int, side: Side) -> Demand:
    """So many titles in all."""
    return Demand(f"titles {'min' if side == 'least' else 'max'}", "titles", side, row, bound, 1, say(f"demand_titles_{side}", number=bound))


def spent_demand(row: int, share: float) -> Demand:
    """So much of the budget is spent."""
    return Demand("spent min", "spent", "least", row, share, 0.01, say("demand_spent", percent=f"{100 * share:.4g}"))


def _mark(field: str, value: str) -> Said:
    return marked(((field, value),))


def marked(marks: tuple[tuple[str, str], ...]) -> Said:
    """A set of titles in words: `language: tat, age: 7-10`."""
    parts = [say(f"field_{field}", value=_value(field, value)) if value != "*" else say(f"any_{field}") for field, value in marks]
    return Said("marked", ", ".join(part.en for part in parts), ", ".join(part.ru for part in parts))


def _value(field: str, value: str) -> Said | str:
    if value in (YES, NO):
        return say("mark_yes" if value == YES else "mark_no")
    return language_name(value) if field == "language" else value
