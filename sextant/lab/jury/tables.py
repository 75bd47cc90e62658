"""The tables of a jury as rows of text with their lines: entries, jurors, conflicts, affinities, scores.

Columns are known by their English and Russian names; files may be UTF-8 or windows-1251, divided by `;`, `,`, tab or `|`.
A row that cannot be taken refuses the whole table with its line: half a jury is worse than a sentence.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..funding.files import csv_table
from ..funding.findings import FundingError
from .findings import JuryError, Said, refuse

NAMES = {
    "entry": ("entry", "работа", "заявка"),
    "juror": ("juror", "эксперт", "член жюри"),
    "load": ("load", "нагрузка"),
    "reviews": ("reviews", "рецензии", "рецензий"),
    "affinity": ("affinity", "близость"),
    "score": ("score", "оценка", "балл"),
    "criterion": ("criterion", "критерий"),
}
TOPIC = ("expertise:", "тема:")
LARGEST_LOAD = 10**6


@dataclass(frozen=True, slots=True)
class Person:
    """An entry or a juror: its name, its expertise by topic (not negative), and its own load, if it has one: how many reviews
    a juror may get, or an entry still wants."""

    name: str
    topics: Mapping[str, float] = field(default_factory=dict)
    load: int | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """A score that a juror gave an entry (by a criterion, if there are several); `None` where it is still to come."""

    entry: str
    juror: str
    score: float | None
    criterion: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    file: str
    line: int
    cells: dict[str, str]

    def name(self, column: str) -> str:
        text = self.cells[column]
        if not text:
            raise refuse("name_empty", file=self.file, line=self.line, column=column)
        return text

    def number(self, column: str) -> float:
        text = self.cells[column]
        try:
            value = float(text.replace(",", ".").replace("\u2212", "-").replace("\u00a0", ""))
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            raise refuse("not_a_number", file=self.file, line=self.line, column=column, value=text)
        return value


def read_entries(path: Path) -> list[Person]:
    """Column `entry`, optional `reviews` that it wants (an empty cell leaves them to the default) and `expertise:TOPIC`; other
    columns (`category`) decide nothing."""
    return _people(path, "entry", "reviews")


def read_jurors(path: Path) -> list[Person]:
    """Column `juror`, optional `load` (an empty cell leaves it to the default) and `expertise:TOPIC`."""
    return _people(path, "juror", "load")


def read_conflicts(path: Path, entries: Iterable[str], jurors: Iterable[str]) -> set[tuple[str, str]]:
    """Pairs of entry and juror that must never meet; a header alone means none. Refuses names that are not known."""
    return {pair for pair, _ in _pairs(path, ("entry", "juror"), set(entries), set(jurors))}


def read_affinities(path: Path, entries: Iterable[str], jurors: Iterable[str]) -> dict[tuple[str, str], float]:
    """Affinity 0–1 by pair of entry and juror; a pair that is not named has 0."""
    found: dict[tuple[str, str], float] = {}
    for pair, row in _pairs(path, ("entry", "juror", "affinity"), set(entries), set(jurors)):
        value = row.number("affinity")
        if not 0 <= value <= 1:
            raise refuse("affinity_outside", file=row.file, line=row.line, value=row.cells["affinity"])
        if pair in found:
            raise refuse("pair_twice", file=row.file, line=row.line, entry=pair[0], juror=pair[1])
        found[pair] = value
    return found


def read_scores(path: Path, *, lowest: float | None = None, highest: float | None = None) -> list[Score]:
    """Columns `entry`, `juror`, `score` and, where there are several criteria, `criterion`; an empty score is still to come."""
    lines: dict[tuple[str, str, str], int] = {}
    found = []
    for row in _rows(path, ("entry", "juror", "score"), ("criterion",)):
        criterion = row.name("criterion") if "criterion" in row.cells else ""
        key = (row.name("entry"), row.name("juror"), criterion)
        if key in lines:
            raise refuse("score_twice", file=row.file, line=row.line, entry=key[0], juror=key[1], first=lines[key])
        lines[key] = row.line
        score = row.number("score") if row.cells["score"] else None
        if score is not None and not (lowest is None or score >= lowest) & (highest is None or score <= highest):
            raise _outside(row, lowest, highest)
        found.append(Score(key[0], key[1], score, criterion))
    if not found:
        raise refuse("no_rows", file=path.name)
    return found


def _outside(row: _Row, lowest: float | None, highest: float | None) -> JuryError:
    shown = [f"{value:g}" if value is not None else "…" for value in (lowest, highest)]
    return refuse("score_outside", file=row.file, line=row.line, value=row.cells["score"], lowest=shown[0], highest=shown[1])


def _people(path: Path, column: str, own: str) -> list[Person]:
    lines: dict[str, int] = {}
    found = []
    for row in _rows(path, (column,), (own,), topics=True):
        name = row.name(column)
        if name in lines:
            raise refuse("name_twice", file=row.file, line=row.line, value=name, first=lines[name])
        lines[name] = row.line
        topics = {label: _strength(row, label) for label in row.cells if label.startswith(TOPIC[0]) and row.cells[label]}
        found.append(Person(name, topics, _whole(row, own) if row.cells.get(own) else None))
    if not found:
        raise refuse("no_rows", file=path.name)
    return found


def _strength(row: _Row, label: str) -> float:
    value = row.number(label)
    if value < 0:
        raise refuse("expertise_negative", file=row.file, line=row.line, column=label, value=row.cells[label])
    return value


def _whole(row: _Row, column: str) -> int:
    value = row.number(column)
    if value != int(value) or not 0 <= value <= LARGEST_LOAD:
        raise refuse("load_wrong" if column == "load" else "reviews_wrong", file=row.file, line=row.line, value=row.cells[column])
    return int(value)


def _pairs(path: Path, columns: tuple[str, ...], entries: set[str], jurors: set[str]) -> Iterator[tuple[tuple[str, str], _Row]]:
    for row in _rows(path, columns):
        entry, juror = row.name("entry"), row.name("juror")
        if entry not in entries:
            raise refuse("entry_unknown", file=row.file, line=row.line, value=entry)
        if juror not in jurors:
            raise refuse("juror_unknown", file=row.file, line=row.line, value=juror)
        yield (entry, juror), row


def _rows(path: Path, needed: tuple[str, ...], welcome: tuple[str, ...] = (), *, topics: bool = False) -> Iterator[_Row]:
    try:
        table = csv_table(path)
    except FundingError as trouble:
        raise JuryError(Said(trouble.code, trouble.sentence("en"), trouble.sentence("ru"))) from None
    folded = [column.casefold() for column in table.columns]
    places = {name: place for name in (*needed, *welcome) if (place := _place(folded, NAMES[name])) is not None}
    for name in needed:
        if name not in places:
            raise refuse("column_missing", file=table.file, line=1, column=" / ".join(NAMES[name]))
    if topics:
        places |= {TOPIC[0] + column.partition(":")[2].strip(): place for place, column in enumerate(folded) if column.startswith(TOPIC)}
    for line, cells in table.rows:
        if len(cells) > len(folded):
            raise refuse("cells_too_many", file=table.file, line=line, found=len(cells), columns=len(folded))
        yield _Row(table.file, line, {name: cells[place] if place < len(cells) else "" for name, place in places.items()})


def _place(folded: list[str], known: tuple[str, ...]) -> int | None:
    return next((folded.index(name) for name in known if name in folded), None)
