"""The next agenda as a file: what the published document says, and what is carried over of the earlier one.

The tables are those that `society.agenda.agenda_file` reads; `parse` is asked to check what was written, so a fault is told in its
sentences before anything is loaded.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sextant.society.agenda import agenda_file
from sextant.society.agenda.models import Agenda, Direction, Guideline, Indicator

LANGUAGES = ("ru", "en")


@dataclass
class NewGuideline:
    """One guideline of the next agenda; `replaces` are the earlier ones whose measures it goes on with, `proposal` what it came of."""

    words: dict[str, str]
    proposal: int | None = None
    carried: Guideline | None = None
    replaces: list[Guideline] = field(default_factory=list)
    number: int = 0

    @property
    def sources(self) -> list[Guideline]:
        return [self.carried] if self.carried is not None else self.replaces


@dataclass
class NewDirection:
    """A direction with its guidelines; numbers are counted when the file is written."""

    code: str
    words: dict[str, str]
    guidelines: list[NewGuideline] = field(default_factory=list)


@dataclass
class NewAgenda:
    """Everything the file says. `ended` are codes of earlier guidelines whose initiatives stay where they are."""

    code: str
    words: dict[str, str]
    adopted_on: date
    directions: list[NewDirection]
    ended: list[str] = field(default_factory=list)

    def numbered(self) -> "NewAgenda":
        """Directions without a guideline are left out; guidelines are numbered from 1 in each."""
        self.directions = [one for one in self.directions if one.guidelines]
        for direction in self.directions:
            for number, guideline in enumerate(direction.guidelines, 1):
                guideline.number = number
        return self

    def takes_over(self) -> dict[str, str]:
        """Which new guideline takes over the open initiatives of each earlier one; an empty word leaves them."""
        found = dict.fromkeys(self.ended, "")
        for direction in self.directions:
            for guideline in direction.guidelines:
                for earlier in guideline.sources:
                    found[earlier.code] = f"{direction.code}.{guideline.number}"
        return found


def bilingual(row: Any, *names: str) -> dict[str, str]:
    """`title_ru`, `title_en` … of a row, without the empty ones."""
    found = {f"{name}_{code}": getattr(row, f"{name}_{code}") for name in names for code in LANGUAGES}
    return {name: value for name, value in found.items() if value}


def written(agenda: NewAgenda) -> str:
    """The agenda file as text."""
    head = {"format": agenda_file.FORMAT, "code": agenda.code, "version": "1", "adopted_on": agenda.adopted_on, **agenda.words}
    lines = [*_lines({**head, "takes_over": agenda.takes_over()})]
    for direction in agenda.directions:
        lines += ["", "[[direction]]", *_lines({"code": direction.code, **direction.words})]
        for guideline in direction.guidelines:
            lines += ["", "[[direction.guideline]]", *_lines({"number": guideline.number, **guideline.words, **_capabilities(guideline)})]
            for row in _indicators(guideline):
                lines += ["", "[[direction.guideline.indicator]]", *_lines(row)]
    return "\n".join(lines) + "\n"


def _capabilities(guideline: NewGuideline) -> dict[str, Any]:
    found = {word for earlier in guideline.sources for word in earlier.capabilities}
    return {"capabilities": sorted(found)} if found else {}


def _indicators(guideline: NewGuideline) -> Iterator[dict[str, Any]]:
    """Active indicators of the guidelines it goes on with; a code that two of them use is taken once."""
    seen: set[str] = set()
    for earlier in guideline.sources:
        for indicator in earlier.indicators.all():
            if indicator.is_active and indicator.code not in seen:
                seen.add(indicator.code)
                yield _indicator(indicator)


def _indicator(row: Indicator) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in ("code", "kind", "good", "decimals", "measure", "baseline_year", "baseline_value")}
    parameters = {name: value for name, value in (row.parameters or {}).items() if name != "guideline"}
    return {**plain, **bilingual(row, "title", "definition", "unit"), "parameters": parameters}


def _lines(row: dict[str, Any]) -> list[str]:
    return [f"{key} = {_in_toml(value)}" for key, value in row.items() if value not in (None, "", {}, [])]


def _in_toml(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(name)} = {_in_toml(inner)}" for name, inner in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def earlier_directions(agenda: Agenda | None) -> list[Direction]:
    """Directions of the earlier agenda with guidelines and indicators at hand."""
    if agenda is None:
        return []
    found = list(agenda.directions.prefetch_related("guidelines__indicators"))
    for direction in found:
        for guideline in direction.guidelines.all():
            guideline.direction = direction
    return found
