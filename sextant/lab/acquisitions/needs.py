"""What the collection lacks: copies that there should be of titles with certain marks, less those that are held."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .groups import Marks
from .holdings import Holdings
from .targets import Targets
from .titles import Title, fits

Known = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Marks by ISBN and field, of titles that are held."""


@dataclass(frozen=True, slots=True)
class Lack:
    """A need as it stands before buying: copies wanted, held, missing (never below 0), and what a copy that closes it is worth: the weight times how open
    the gap is (missing ÷ wanted)."""

    marks: Marks
    wanted: float
    held: float
    missing: float
    worth: float


def lacks(asked: Targets, holdings: Holdings, titles: Iterable[Title], known: Known | None = None) -> tuple[list[Lack], float]:
    """Every need, and the share (0–1) of copies held whose marks are known; 1 where nothing is held. Marks of what is held come from `known`, such as a
    catalogue, else from the titles on offer."""
    marks: dict[str, Mapping[str, tuple[str, ...]]] = {one.isbn: one.tags for one in titles if one.isbn in holdings.copies} if asked.needs else {}
    marks |= known or {}
    told = sum(copies for isbn, copies in holdings.copies.items() if isbn in marks)
    total = sum(holdings.copies.values())
    found = []
    for need in asked.needs:
        held = sum(
            copies
            for isbn, copies in holdings.copies.items()
            if isbn in marks and all(fits(name, value, marks[isbn].get(name, ())) for name, value in need.marks)
        )
        missing = max(0.0, need.copies - held)
        open_share = missing / need.copies if need.copies else 0.0
        found.append(Lack(need.marks, need.copies, held, missing, asked.weights.need * need.weight * open_share))
    return found, (told / total if total else 1.0)
