"""The registry of measures: how a capability says what it can count, and how every figure opens to its rows."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.functional import Promise

from sextant.base.exports.tables import Table

SMALL_CELL = 5
"""Cells below this number of persons are withheld from those who may not see the rows."""


@dataclass(frozen=True)
class Period:
    """A stretch of days, both ends included; `year` is the year it is shown under."""

    year: int
    start: date
    end: date

    @classmethod
    def of_year(cls, year: int) -> "Period":
        """The calendar year."""
        return cls(year, date(year, 1, 1), date(year, 12, 31))


@dataclass(frozen=True)
class Scope:
    """For whom a figure is counted: the association, or one section, region or organisation by its key."""

    kind: str = "association"
    key: str = ""


ASSOCIATION = Scope()


@dataclass(frozen=True)
class Source:
    """The rows behind a figure: a table made anew at each call, whose row order never changes.

    `persons` tells that a row stands for a person, so that small cells are withheld.
    """

    table: Callable[[], Table]
    persons: bool = False

    def records(self) -> Iterator[list[Any]]:
        return self.table().records()

    def count_and_fingerprint(self) -> tuple[int, str]:
        """Number of rows, and SHA-256 over their canonical JSON, one line a row."""
        digest, count = hashlib.sha256(), 0
        for record in self.records():
            digest.update(json.dumps(record, ensure_ascii=False, separators=(",", ":"), cls=DjangoJSONEncoder).encode() + b"\n")
            count += 1
        return count, digest.hexdigest()


@dataclass(frozen=True)
class Figure:
    """A measured number. `status` is ok, missing, not_collected or suppressed; `reason` says why it is not ok."""

    value: float | None
    source: Source | None
    status: str = "ok"
    reason: str = ""


@dataclass(frozen=True)
class Measure:
    """A number a capability can count: `function(period, scope, **parameters) -> Figure`, and who may open the rows."""

    code: str
    title: str | Promise
    definition: str | Promise
    unit: str | Promise
    function: Callable[..., Figure]
    may_see_rows: Callable[[Any], bool]
    decimals: int = 0
    parameters: tuple[str, ...] = field(default=())


_measures: dict[str, Measure] = {}


def register(measure: Measure) -> None:
    """Makes a measure known under its code, `returns.indicator` or `members.in_good_standing`."""
    _measures[measure.code] = measure


def measure(code: str) -> Measure | None:
    """The measure of that code, or None when its capability is not installed."""
    return _measures.get(code)


def measures() -> list[Measure]:
    """All measures by code."""
    return [_measures[code] for code in sorted(_measures)]
