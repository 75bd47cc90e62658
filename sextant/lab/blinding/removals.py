"""The account of one cleaning: what was taken out, how often, and what could not be cleaned. Never the values: they betray."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from .findings import Said, say


@dataclass
class Account:
    """Counts by code while a file is cleaned; `authors` keeps whose changes are whose without their names."""

    removed: Counter[str] = field(default_factory=Counter)
    kept: Counter[tuple[str, str]] = field(default_factory=Counter)
    authors: dict[str, str] = field(default_factory=dict)

    def took(self, code: str, number: int = 1) -> None:
        """So many things of that code were taken out."""
        if number:
            self.removed[code] += number

    def left(self, code: str, what: str = "") -> None:
        """Something stays in the file that a person should look at."""
        self.kept[code, what] += 1

    def author(self, name: str) -> str:
        """`Author 1` for the first name met, and so on; the same name is the same author throughout the file."""
        found = self.authors.setdefault(name, f"Author {len(self.authors) + 1}")
        self.took("authors", found != name)
        return found

    def said_removed(self) -> tuple[Said, ...]:
        """One sentence a code, in the order of the codes."""
        return tuple(say(code, number=number) for code, number in sorted(self.removed.items()))

    def said_kept(self) -> tuple[Said, ...]:
        """One sentence a warning."""
        return tuple(say(code, number=number, what=what) for (code, what), number in sorted(self.kept.items()))
