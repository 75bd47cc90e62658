"""Reading a row field by field: mistakes are gathered, so that a person learns all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from .calls import FundingCall, Reading, Refused, Row
from .files import Table
from .findings import CellMistake, Unit, finding

V = TypeVar("V")
T = TypeVar("T")
Numbered = tuple[int, Row, CellMistake | None]
"""A row with its place, and the mistake that keeps it from being read at all."""


@dataclass(slots=True)
class Gathering:
    """The mistakes of one row."""

    mistakes: list[CellMistake] = field(default_factory=list)

    def take(self, read: Callable[[], V], instead: V) -> V:
        """What `read` returns; a `CellMistake` is kept and `instead` returned."""
        try:
            return read()
        except CellMistake as mistake:
            self.mistakes.append(mistake)
            return instead

    def add(self, code: str, name: str = "", value: object = "", **words: object) -> None:
        """Keep a mistake that was seen outside a reader."""
        self.mistakes.append(CellMistake(code, name, value, **words))


def table_rows(table: Table) -> Iterator[Numbered]:
    """The rows of a table by column; one with more or fewer cells than the header keeps its cells as they are."""
    for line, cells in table.rows:
        if len(cells) == len(table.columns):
            yield line, dict(zip(table.columns, cells, strict=True)), None
        else:
            words = {"cells": len(cells), "columns": len(table.columns)}
            yield line, {"": cells}, CellMistake("wrong_shape", "", " | ".join(cells), **words)


def list_rows(items: list[Any]) -> Iterator[Numbered]:
    """The objects of a JSON list, counted from 1."""
    for number, item in enumerate(items, 1):
        if isinstance(item, dict):
            yield number, item, None
        else:
            yield number, {"": item}, CellMistake("not_an_object", "", item)


def part(value: object) -> Row:
    """A JSON object inside another, empty where there is none."""
    return value if isinstance(value, dict) else {}


def plain(value: object) -> str:
    """A JSON value as text that can be written as UTF-8, without spaces around it; nothing for null."""
    return "" if value is None else str(value).encode("utf-8", "replace").decode("utf-8").strip()


def account(file: str, unit: Unit, rows: Iterable[Numbered], one: Callable[[Row, Gathering], T], key: Callable[[T], str]) -> Reading[T]:
    """Read every row with `one`; a row with a mistake, or with an identifier that was taken before, is refused whole."""
    taken: list[T] = []
    refused: list[Refused] = []
    places: dict[str, int] = {}
    read = 0
    for number, raw, broken in rows:
        read += 1
        gathering = Gathering([broken] if broken else [])
        thing = None if broken else one(raw, gathering)
        if thing is not None and not gathering.mistakes and key(thing) in places:
            gathering.add("id_twice", "", key(thing), place=places[key(thing)])
        if thing is None or gathering.mistakes:
            refused.append(Refused(raw, tuple(finding(mistake, file, unit, number) for mistake in gathering.mistakes)))
        else:
            places[key(thing)] = number
            taken.append(thing)
    return Reading(file, read, tuple(taken), tuple(refused))


def check_call(call: FundingCall, gathering: Gathering) -> FundingCall:
    """The call, after asking what every call must answer: an identifier, a title, dates and amounts in order."""
    for name, value in (("id", call.id), ("title", call.title)):
        if not value:
            gathering.add("field_empty", name)
    if call.opens_on and call.closes_on and call.closes_on < call.opens_on:
        gathering.add("closes_before_opening", "", call.closes_on, opens=call.opens_on)
    if call.award_min is not None and call.award_max is not None and call.award_min > call.award_max:
        gathering.add("min_above_max", "", call.award_min)
    return call


def day(text: str, name: str) -> date:
    """An ISO 8601 day; a time after `T` is dropped. Raises `CellMistake`."""
    try:
        return date.fromisoformat(text.strip().partition("T")[0])
    except ValueError as reason:
        raise CellMistake("not_a_date", name, text, format="YYYY-MM-DD") from reason
