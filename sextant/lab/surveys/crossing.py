"""Answers to one question beside those to another, of one choice: counts and shares by column, small cells withheld."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .columns import Asked
from .estimates import share
from .questionnaires import CHOSEN_ONCE, Question
from .summaries import People, Result, columns_of, told
from .withholding import Cell, withheld, withheld_in_row

CROSSED = (*CHOSEN_ONCE, "multiple", "matrix")
"""Kinds that can be crossed."""


def crossing(question: Question, by: Question, people: People) -> list[Result]:
    """The tables of a question by the answers to another: one for a single choice, one for each option or row of the others.

    Each is `{"part", "totals": [n | None], "rows": [{"code", "cells": [{"count", "share", "weighted"}]}]}`, columns in the order of
    `by.choices`; None is withheld. Of options that may be chosen together only those who chose are told.
    """
    return [_table(column, by, people) for column in columns_of(question) if column.part is None or column.part.code[0] != "."]


def _table(column: Asked, by: Question, people: People) -> Result:
    codes: list[Any] = [one.code for one in column.codes] or [1, 0]
    heads = [one.code for one in by.choices]
    places = [place for place, answers in enumerate(people.answers) if answers.get(by.code) in heads and column.value(answers) in codes]
    values = [(column.value(people.answers[place]), people.answers[place][by.code]) for place in places]
    counts = [[values.count((code, head)) for head in heads] for code in codes]
    hidden = withheld(counts, _hidden_totals(counts, column, by, people))
    weights = people.weights_at(places)
    rows = [
        {"code": str(code), "cells": [_cell(counts, (row, place), hidden, _ours(values, weights, code, head)) for place, head in enumerate(heads)]}
        for row, code in enumerate(codes)
        if column.codes or code == 1
    ]
    last = len(codes)
    totals = [None if (last, place) in hidden else sum(line[place] for line in counts) for place in range(len(heads))]
    return {"part": column.part.code if column.part else "", "totals": totals, "rows": rows}


def _hidden_totals(counts: list[list[int]], column: Asked, by: Question, people: People) -> set[Cell]:
    """Totals that the page of either question withholds are withheld here, too."""
    last = (len(counts), len(counts[0]))
    hidden = {(last[0], place) for place in withheld_in_row([_count(people, columns_of(by)[0], one.code) for one in by.choices])}
    if column.codes:
        hidden |= {(place, last[1]) for place in withheld_in_row([_count(people, column, one.code) for one in column.codes])}
    return hidden


def _count(people: People, column: Asked, code: str) -> int:
    return sum(column.value(answers) == code for answers in people.answers)


def _ours(values: Sequence[tuple[Any, str]], weights: list[float] | None, code: Any, head: str) -> tuple[list[bool], list[float] | None]:
    """Of those in the column: who is in the row, and their weights."""
    inside = [place for place, (_value, own) in enumerate(values) if own == head]
    return [values[place][0] == code for place in inside], [weights[place] for place in inside] if weights is not None else None


def _cell(counts: list[list[int]], cell: Cell, hidden: set[Cell], ours: tuple[list[bool], list[float] | None]) -> Result:
    chosen, weights = ours
    if cell in hidden or (len(counts), cell[1]) in hidden:
        return {"count": None, "share": None, "weighted": None}
    return {
        "count": counts[cell[0]][cell[1]],
        "share": told(share(chosen)),
        "weighted": told(share(chosen, weights)) if weights is not None else None,
    }
