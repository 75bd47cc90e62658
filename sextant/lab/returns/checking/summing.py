"""How often each rule asked: counts by rule and severity, with the share of libraries that are asked something."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

SUMMED = ("rule", "severity", "questions", "libraries", "share")
EVERY = "*"
"""Rule and severity of the last row: all questions together."""


class Summed:
    """Questions counted as they pass; `names` are the keys under which a record has its library and its rule."""

    def __init__(self, library: str = "library", rule: str = "rule") -> None:
        self.names = library, rule
        self.questions: Counter[tuple[str, str]] = Counter()
        self.asked: dict[tuple[str, str], set[str]] = defaultdict(set)

    def over(self, records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """The same records, counted as they pass."""
        library, rule = self.names
        for record in records:
            for key in ((record[rule], record["severity"]), (EVERY, EVERY)):
                self.questions[key] += 1
                self.asked[key].add(record[library])
            yield record

    def rows(self, libraries: int) -> list[dict[str, Any]]:
        """By rule and severity, the most asked first, and all together last: questions, libraries asked, and their share of all (0 to 1)."""
        keys = sorted(self.questions.keys() - {(EVERY, EVERY)}, key=lambda key: (-self.questions[key], key))
        return [self._row(key, libraries) for key in [*keys, (EVERY, EVERY)]]

    def _row(self, key: tuple[str, str], libraries: int) -> dict[str, Any]:
        asked = len(self.asked[key]) if key in self.asked else 0
        share = round(asked / libraries, 6) if libraries else 0.0
        return {"rule": key[0], "severity": key[1], "questions": self.questions[key], "libraries": asked, "share": share}


def as_text(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The rows for a terminal: columns that stand under each other, the share in per cent."""
    told = [SUMMED, *((row["rule"], row["severity"], str(row["questions"]), str(row["libraries"]), f"{100 * row['share']:.1f} %") for row in rows)]
    widths = [max(len(row[place]) for row in told) for place in range(len(SUMMED))]
    for row in told:
        left = (text.ljust(width) for text, width in zip(row[:2], widths[:2], strict=True))
        right = (text.rjust(width) for text, width in zip(row[2:], widths[2:], strict=True))
        yield "  ".join([*left, *right]).rstrip()
