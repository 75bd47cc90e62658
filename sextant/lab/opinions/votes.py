"""Votes of people on statements: a table of 1 (agree), 0 (pass), −1 (disagree), most of whose cells are empty (needs numpy).

Participants and statements stand in the order of their names, numbers by value, whatever the order they came in: whatever is reckoned
from the table is the same for shuffled rows and columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from ..funding.files import Table, csv_table
from ..funding.findings import FundingError
from .findings import OpinionError, Said, refuse

AGREE: Final = 1
PASS: Final = 0
DISAGREE: Final = -1
UNSEEN: Final = 9
"""What stands in the matrix where a person has not seen a statement."""

PARTICIPANT: Final = "participant"
NOT_STATEMENTS: Final = ("xid", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree")
"""Columns of the wide form that are no statements: another engine's groups and counts, and the participant's name elsewhere."""

KNOWN: Final = {"1": AGREE, "1.0": AGREE, "+1": AGREE, "0": PASS, "0.0": PASS, "-1": DISAGREE, "-1.0": DISAGREE, "−1": DISAGREE, "": UNSEEN}

Matrix = np.ndarray[Any, np.dtype[np.int8]]


@dataclass(frozen=True, slots=True)
class Votes:
    """Who voted on what: `matrix` has a row a participant, a column a statement, int8 of AGREE, PASS, DISAGREE or UNSEEN."""

    participants: tuple[str, ...]
    statements: tuple[str, ...]
    matrix: Matrix

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str, int]]) -> Votes:
        """Votes from triples of participant, statement and vote (1, 0, −1); who changed a vote gives the last one only.

        Refuses a pair that comes twice, another vote, and no votes at all.
        """
        known: dict[tuple[str, str], int] = {}
        for participant, statement, vote in rows:
            if vote not in (AGREE, PASS, DISAGREE):
                raise refuse("vote_unknown", participant=participant, statement=statement, value=str(vote))
            if (participant, statement) in known:
                raise refuse("vote_twice", participant=participant, statement=statement)
            known[participant, statement] = vote
        people, statements = _ordered({one for one, _ in known}), _ordered({one for _, one in known})
        places = {name: i for i, name in enumerate(people)}, {name: i for i, name in enumerate(statements)}
        matrix = np.full((len(people), len(statements)), UNSEEN, dtype=np.int8)
        for (participant, statement), vote in known.items():
            matrix[places[0][participant], places[1][statement]] = vote
        return _checked(cls(tuple(people), tuple(statements), matrix))

    @classmethod
    def table(cls, participants: Sequence[str], statements: Sequence[str], matrix: Matrix) -> Votes:
        """Votes from a matrix whose rows and columns are named; they are put in the order of names. Refuses names that come twice."""
        for code, names in (("participant_twice_said", participants), ("statement_twice_said", statements)):
            if twice := _twice(names):
                raise refuse(code, value=twice)
        people, said = _ordered(participants), _ordered(statements)
        rows = {name: place for place, name in enumerate(participants)}
        columns = {name: place for place, name in enumerate(statements)}
        placed = np.asarray(matrix, dtype=np.int8)[[rows[name] for name in people]][:, [columns[name] for name in said]]
        return _checked(cls(tuple(people), tuple(said), placed))

    @property
    def seen(self) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Where a person has voted, a pass among them."""
        return np.asarray(self.matrix != UNSEEN)

    def without(self, statements: Iterable[str]) -> Votes:
        """The same votes without those statements (such as moderated ones); names that are not there are no matter."""
        gone = set(statements)
        kept = [place for place, name in enumerate(self.statements) if name not in gone]
        return _checked(Votes(self.participants, tuple(self.statements[place] for place in kept), self.matrix[:, kept]))


def read_votes(path: Path) -> Votes:
    """Votes of a file in the wide form: `participant`, then a column a statement; groups and counts among the columns are not read.

    Raises `OpinionError` with the place: no such column, a participant or statement twice, a cell that is no vote, no votes.
    """
    try:
        table = csv_table(path)
    except FundingError as trouble:
        raise OpinionError(Said(trouble.code, trouble.sentence("en"), trouble.sentence("ru"))) from None
    own, columns = _columns(table)
    lines: dict[str, int] = {}
    matrix = np.full((len(table.rows), len(columns)), UNSEEN, dtype=np.int8)
    for number, (line, cells) in enumerate(table.rows):
        place = f"{table.file}:{line}"
        if any(cells[len(table.columns) :]):
            raise refuse("cells_too_many", place=place, found=len(cells), columns=len(table.columns))
        name = cells[own].strip() if own < len(cells) else ""
        if not name:
            raise refuse("participant_empty", place=place)
        if name in lines:
            raise refuse("participant_twice", place=place, value=name, first=lines[name])
        lines[name] = line
        if any(cell for cell, column in zip(cells, table.columns, strict=False) if not column):
            raise refuse("column_unnamed", place=place)
        matrix[number] = _row(cells, columns, table, place)
    try:
        return Votes.table(list(lines), [table.columns[column] for column in columns], matrix)
    except OpinionError as refusal:
        raise OpinionError(refusal.said, table.file) from None


def _columns(table: Table) -> tuple[int, list[int]]:
    """Where the participant stands, and the statements."""
    folded = [column.casefold() for column in table.columns]
    if PARTICIPANT not in folded:
        raise refuse("participant_missing", place=f"{table.file}:1")
    own = folded.index(PARTICIPANT)
    statements = [place for place, name in enumerate(folded) if place != own and name and name not in NOT_STATEMENTS]
    if not statements:
        raise refuse("statements_missing", place=f"{table.file}:1")
    return own, statements


def _row(cells: tuple[str, ...], columns: list[int], table: Table, place: str) -> list[int]:
    found = []
    for column in columns:
        text = cells[column].strip() if column < len(cells) else ""
        if text not in KNOWN:
            raise refuse("vote_wrong", place=place, statement=table.columns[column], value=text)
        found.append(KNOWN[text])
    return found


def _ordered(names: Iterable[str]) -> list[str]:
    """Numbers by value before words, so that 9 comes before 10; equal numbers written differently by their text."""
    return sorted(names, key=lambda name: (0, int(name), name) if name.isdecimal() else (1, 0, name))


def _twice(names: Sequence[str]) -> str:
    """The first name that comes a second time; empty where none does."""
    met: set[str] = set()
    for name in names:
        if name in met:
            return name
        met.add(name)
    return ""


def _checked(votes: Votes) -> Votes:
    if votes.matrix.size == 0 or not votes.seen.any():
        raise refuse("no_votes")
    return votes
