"""All rounds of a Delphi together: each item in each round, agreement on the order of items, rest between rounds, and drop-out (needs numpy and scipy)."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

from ..funding.files import Table, csv_table
from ..funding.findings import FundingError
from .delphi import BAND, CONSENSUS, Answer, Concordance, Summary, concordance, summary
from .findings import OpinionError, Said, refuse
from .stability import DropOut, Stability, Stopping, drop_out, mcnemar_p, side_changes, stability

NEEDED: Final[tuple[str, ...]] = ("participant", "round", "item", "answer")
WEIGHT: Final[str] = "expertise"


@dataclass(frozen=True, slots=True)
class Between:
    """Two rounds that follow one another: rest of each item, the share of items at rest, how many came to and left the earlier round's commonest answers
    with McNemar's p, and drop-out."""

    earlier: int
    later: int
    stability: tuple[Stability, ...]
    stable: float | None
    came: int
    left: int
    mcnemar_p: float
    drop_out: tuple[DropOut, ...]
    dropped: int


@dataclass(frozen=True, slots=True)
class Report:
    """What all rounds say. `concordance` is by round, `None` where no two people answered every item of it."""

    summaries: tuple[Summary, ...]
    concordance: tuple[tuple[int, Concordance | None], ...]
    between: tuple[Between, ...]


def report(answers: Iterable[Answer], *, band: float = BAND, consensus: float = CONSENSUS, rule: Stopping = "variation", seed: int = 0) -> Report:
    """Statistics of every round; the order of answers makes no difference. Refuses an answer that comes twice, and no answers."""
    table: dict[int, dict[str, dict[str, Answer]]] = defaultdict(lambda: defaultdict(dict))
    for one in sorted(answers, key=lambda one: (one.round, one.item, one.participant)):
        if one.participant in table[one.round][one.item]:
            raise refuse("answer_twice", participant=one.participant, item=one.item, round=one.round)
        table[one.round][one.item][one.participant] = one
    if not table:
        raise refuse("no_answers")
    numbers = sorted(table)
    summaries = [summary(list(given.values()), band=band, consensus=consensus) for number in numbers for _, given in sorted(table[number].items())]
    orders = tuple((number, concordance(_rows(table[number]))) for number in numbers)
    return Report(tuple(summaries), orders, tuple(_between(table, pair, rule, seed) for pair in pairwise(numbers)))


def _rows(items: dict[str, dict[str, Answer]]) -> list[list[float | None]]:
    """Raters × items of one round, gaps as None."""
    people = sorted({name for given in items.values() for name in given})
    return [[given[name].value if name in given else None for _, given in sorted(items.items())] for name in people]


def _between(table: dict[int, dict[str, dict[str, Answer]]], rounds: tuple[int, int], rule: Stopping, seed: int) -> Between:
    before, after = table[rounds[0]], table[rounds[1]]
    found, came, left = [], 0, 0
    for item in sorted(set(before) & set(after)):
        both = sorted(set(before[item]) & set(after[item]))
        if both:
            pairs = [(before[item][name].value, after[item][name].value) for name in both]
            found.append(stability(item, rounds, pairs, rule=rule))
            here = side_changes(pairs)
            came, left = came + here[0], left + here[1]
    known = [one.stable for one in found if one.stable is not None]
    present = {name for given in after.values() for name in given}
    gone = {name for given in before.values() for name in given} - present
    stayed = {item: [one.value for name, one in given.items() if name in present] for item, given in before.items()}
    dropped = {item: [one.value for name, one in given.items() if name in gone] for item, given in before.items()}
    share = sum(known) / len(known) if known else None
    return Between(*rounds, tuple(found), share, came, left, mcnemar_p(came, left), drop_out(stayed, dropped, seed=seed), len(gone))


def read_answers(path: Path) -> list[Answer]:
    """Answers of a file with the columns participant, round, item, answer and, where it was asked, expertise (a weight of 0 or more).

    An empty answer is none given. Raises `OpinionError` with the place: a column missing, a round that is no whole number from 1, an answer or
    weight that is no number, an answer twice.
    """
    try:
        table = csv_table(path)
    except FundingError as trouble:
        raise OpinionError(Said(trouble.code, trouble.sentence("en"), trouble.sentence("ru"))) from None
    folded = [column.casefold() for column in table.columns]
    places = {name: folded.index(name) for name in (*NEEDED, WEIGHT) if name in folded}
    for name in NEEDED:
        if name not in places:
            raise refuse("column_missing", place=f"{table.file}:1", value=name)
    found: dict[tuple[str, int, str], Answer] = {}
    for line, cells in table.rows:
        given = {name: cells[place] if place < len(cells) else "" for name, place in places.items()}
        one = _answer(given, table, line)
        if one is None:
            continue
        if (one.participant, one.round, one.item) in found:
            raise refuse("answer_twice", place=f"{table.file}:{line}", participant=one.participant, item=one.item, round=one.round)
        found[one.participant, one.round, one.item] = one
    if not found:
        raise refuse("no_answers", place=table.file)
    return list(found.values())


def _answer(given: dict[str, str], table: Table, line: int) -> Answer | None:
    place = f"{table.file}:{line}"
    for name in ("participant", "item"):
        if not given[name]:
            raise refuse("cell_empty", place=place, value=name)
    if not given["round"].isdecimal() or int(given["round"]) < 1:
        raise refuse("round_wrong", place=place, value=given["round"])
    if not given["answer"]:
        return None
    value = _number(given["answer"], place)
    weight = _number(given[WEIGHT], place) if given.get(WEIGHT) else 1.0
    if weight < 0:
        raise refuse("weight_negative", place=place)
    return Answer(given["participant"], int(given["round"]), given["item"], value, weight)


def _number(text: str, place: str) -> float:
    try:
        value = float(text.replace(",", ".").replace("\u2212", "-"))
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise refuse("not_a_number", place=place, value=text)
    return value


def at_rest(found: Sequence[Between]) -> bool:
    """Whether every item that could be judged is at rest between the last two rounds: the round that need not be asked again."""
    return bool(found) and found[-1].stable == 1.0
