"""A return: what one library said about one year, and the count of what was read, taken and refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from .findings import Finding, Severity, finding

MOST_FINDINGS = 10_000


@dataclass(slots=True)
class ReturnRow:
    """One library, one year.

    `values` holds numbers by variable; a variable that was asked for but has no number stands in `statuses`
    (`missing`, `not_applicable`, `suppressed`); one in neither was not collected. `origins` names how a number
    came about where it was not simply reported: `imputed`, `derived`, `partial`, or `months:N` of an incomplete
    year. `line` is the line of the file (the first, where several make up the row), `source` the mapping.
    """

    unit_id: str
    unit_name: str
    region: str
    year: int
    line: int
    values: dict[str, float | int] = field(default_factory=dict)
    statuses: dict[str, str] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, str] = field(default_factory=dict)
    source: str = ""


@dataclass(slots=True)
class Tally:
    """Counts and findings of one reading: rows read = accepted + refused.

    A row is refused whole: a wrong shape, a missing key, or one bad cell, so that nothing is half taken.
    The first 10,000 findings are kept, `left_off` counts the rest.
    """

    file: str
    read: int = 0
    accepted: int = 0
    refused: int = 0
    left_off: int = 0
    findings: list[Finding] = field(default_factory=list)

    def refuse(self, code: str, line: int, column: str = "", value: str = "", **words: object) -> None:
        """Count a refused row and say why."""
        self.refused += 1
        self._say(code, "refused", line, column, value, words)

    def warn(self, code: str, line: int, column: str = "", value: str = "", **words: object) -> None:
        """Say something about a row that was taken."""
        self._say(code, "warning", line, column, value, words)

    def _say(self, code: str, severity: Severity, line: int, column: str, value: str, words: dict[str, object]) -> None:
        if len(self.findings) >= MOST_FINDINGS:
            self.left_off += 1
            return
        self.findings.append(finding(code, severity, self.file, line, column, value[:80], **words))


@dataclass(slots=True)
class Reading:
    """Rows of a file as they are read; counts and findings are complete when the iteration is."""

    rows: Iterator[ReturnRow]
    tally: Tally

    def __iter__(self) -> Iterator[ReturnRow]:
        return self.rows

    def __next__(self) -> ReturnRow:
        return next(self.rows)

    @property
    def findings(self) -> list[Finding]:
        """What there is to say so far."""
        return self.tally.findings
