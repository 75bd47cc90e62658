"""Check a file of returns against earlier files: what the command does. Needs numpy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .. import questionnaires
from ..findings import Finding
from ..reading import open_table, read_table
from .learning import expect
from .panels import check_panel
from .reading import load, of_mapping, of_questionnaire, refuse
from .rules import Flag, RuleSet
from .tables import Panel, panels_of


@dataclass(frozen=True)
class Checked:
    """A year that was read and is ready to be checked. `refused` counts rows of the file that could not be taken, `read` all of them."""

    rules: RuleSet
    panel: Panel
    history: list[Panel]
    read: int
    refused: int
    findings: list[Finding] = field(default_factory=list)

    def flags(self) -> Iterator[tuple[str, Flag]]:
        """Every library with what there is to ask it, in the order of the file."""
        expectations = expect(self.rules, self.panel, self.history)
        first, second = (*self.history, None, None)[:2]
        for row, flag in check_panel(self.rules, self.panel, first, expectations, earlier=second):
            yield self.panel.units[row], flag

    def records(self, language: str) -> Iterator[dict[str, Any]]:
        """The flags as the command prints them."""
        for library, flag in self.flags():
            yield {
                "library": library,
                "year": self.panel.year,
                "variable": flag.variable,
                "rule": flag.rule,
                "severity": flag.severity,
                "value": _plain(flag.value),
                "expected": _plain(flag.expected),
                "message": flag.message.sentence(language),
            }


def prepare(
    path: Path, mapping: str | Path | None, previous: Sequence[Path], *, questionnaire: str = "", rules: str = "", year: int | None = None
) -> Checked:
    """Read a file and the earlier ones. Earlier years in the file itself count as well.

    Raises `ReturnsError` where a file cannot be read, `QuestionnaireError` or `RulesError` where these are wrong.
    """
    table = open_table(path, mapping, year)
    reading = read_table(table)
    held = panels_of(reading)
    chosen = max(held, default=None)
    if chosen is None:
        raise refuse("nothing_left", path.name, refused=reading.tally.refused)
    panel = held.pop(chosen)
    for one in previous:
        for earlier, found in panels_of(read_table(open_table(one, mapping if mapping else None))).items():
            if earlier >= panel.year:
                raise refuse("not_earlier", one.name, earlier=earlier, year=panel.year)
            held.setdefault(earlier, found)
    asked = _rules(questionnaire, rules, table.mapping.name)
    history = [held[one] for one in sorted(held, reverse=True)]
    return Checked(asked, panel, history, reading.tally.read, reading.tally.refused, reading.tally.findings)


def _rules(questionnaire: str, rules: str, mapping: str) -> RuleSet:
    asked = questionnaires.load(questionnaire) if questionnaire else None
    if rules:
        return load(rules, asked)
    return of_questionnaire(asked) if asked else of_mapping(mapping)


def _plain(number: float | int | None) -> float | int | None:
    """Whole numbers without a point."""
    return int(number) if isinstance(number, float) and number.is_integer() else number
