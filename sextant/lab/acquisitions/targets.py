"""What the list must be: a TOML file of demands, read and checked.

currency = "RUB"

[limits]
copies = 1                # copies of a title that the library wants where nobody asks for more; those held count
max_copies = 5            # of a title, however many ask for it
max_price = "1500.00"     # dearer titles are left out
min_titles = 100          # and max_titles
min_spent = 0.95          # of the budget
min_award_titles = 10
requests_per_copy = 3     # so many requests that wait want one copy more
loans_per_copy = 20       # so many loans in the table want one copy; then a title held may be bought again

[[share]]                 # of what is spent (`of = "spending"`), of the copies bought, or of the whole budget
field = "language"
value = "tat"
min = 0.2
max = 0.4
of = "spending"

[[number]]                # titles on the list
field = "awards"
value = "*"
min = 10

[[need]]                  # a gap: copies wanted are children × per_child, or `copies`; those held are counted where marks are known
field = "age"
value = "7-10"
children = 3200
per_child = 2

[weights]                 # in units of value
value = 1
need = 2.5                # a copy that closes a gap that is wholly open
award = 1                 # a title with an award
request = 0.5             # a copy for which requests wait
further = 0.5             # what the second copy of a title is worth beside its first
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from ..payments.amounts import parse_amount
from ..payments.refusals import PaymentError
from .candidates import known_currency
from .findings import AcquisitionsError, refuse
from .titles import FIELDS, NO, YES, mark

Basis = Literal["spending", "copies", "budget"]
BASES: tuple[Basis, ...] = ("spending", "copies", "budget")
MOST_DEMANDS = 500
HUGE = 1e9


@dataclass(frozen=True, slots=True)
class Share:
    """A share between `least` and `most` (0–1) of what is spent, of the copies bought or of the budget, for titles with that mark."""

    field: str
    value: str
    least: float = 0.0
    most: float = 1.0
    of: Basis = "spending"


@dataclass(frozen=True, slots=True)
class Number:
    """At least and at most so many titles with that mark (`most` −1: no limit)."""

    field: str
    value: str
    least: int = 0
    most: int = -1


@dataclass(frozen=True, slots=True)
class Need:
    """Copies that the collection should have of titles with all these marks (field, value)."""

    marks: tuple[tuple[str, str], ...]
    copies: float
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that hold for all; 0 stands for none (prices in minor units)."""

    copies: int = 1
    max_copies: int = 20
    max_price: int = 0
    min_titles: int = 0
    max_titles: int = 0
    min_spent: float = 0.0
    min_award_titles: int = 0
    requests_per_copy: int = 3
    loans_per_copy: int = 0


@dataclass(frozen=True, slots=True)
class Weights:
    """What things are worth, in units of `value`."""

    value: float = 1.0
    need: float = 1.0
    award: float = 0.0
    request: float = 0.0
    further: float = 0.5


@dataclass(frozen=True, slots=True)
class Targets:
    """Everything asked of the list."""

    currency: str = "RUB"
    shares: tuple[Share, ...] = ()
    numbers: tuple[Number, ...] = ()
    needs: tuple[Need, ...] = ()
    limits: Limits = field(default_factory=Limits)
    weights: Weights = field(default_factory=Weights)
    budget: int = 0
    """Minor units; 0 where the file leaves it to the command."""


def read_targets(path: Path) -> Targets:
    """Reads the file; raises `AcquisitionsError` with the place and a sentence for the first thing that cannot be."""
    try:
        with path.open("rb") as handle:
            table = tomllib.load(handle)
    except OSError:
        raise refuse("file_absent", place=path.name) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as trouble:
        raise refuse("toml_broken", place=path.name, reason=str(trouble)) from None
    try:
        return targets(table)
    except AcquisitionsError as refusal:
        place = f"{path.name}, {refusal.place}" if refusal.place else path.name
        raise AcquisitionsError(refusal.said, place) from None


def targets(table: Mapping[str, Any]) -> Targets:
    """The same from a table that was read already; its place in a refusal is that inside the table, such as `share 2`."""
    _known(table, ("currency", "budget", "limits", "share", "number", "need", "weights"), "")
    budget = _table(table, "budget")
    _known(budget, ("amount", "currency"), "budget")
    currency = known_currency(str(budget.get("currency", table.get("currency", "RUB"))), "currency")
    weights = _weights(_table(table, "weights"))
    found = Targets(
        currency,
        tuple(_share(row, f"share {at}") for at, row in _listed(table, "share")),
        tuple(_number(row, f"number {at}") for at, row in _listed(table, "number")),
        tuple(_need(row, f"need {at}") for at, row in _listed(table, "need")),
        _limits(_table(table, "limits"), currency),
        weights,
        _price(budget["amount"], currency, "budget") if "amount" in budget else 0,
    )
    _not_twice(found)
    return found


def with_award_number(asked: Targets) -> Targets:
    """`min_award_titles` written as the number that it is."""
    least = asked.limits.min_award_titles
    if not least:
        return asked
    return replace(asked, numbers=(*asked.numbers, Number("awards", "*", least)), limits=replace(asked.limits, min_award_titles=0))


def _share(row: Mapping[str, Any], place: str) -> Share:
    _known(row, ("field", "value", "min", "max", "of"), place)
    name, value = _mark(row, place)
    least, most = (_within(row.get(key, default), key, place, 0.0, 1.0) for key, default in (("min", 0.0), ("max", 1.0)))
    if least > most:
        raise refuse("min_above_max", place=place, least=f"{least:g}", most=f"{most:g}")
    if "min" not in row and "max" not in row:
        raise refuse("demand_empty", place=place)
    if row.get("of", "spending") not in BASES:
        raise refuse("basis_unknown", place=place, value=str(row["of"]), known=", ".join(BASES))
    return Share(name, value, least, most, row.get("of", "spending"))


def _number(row: Mapping[str, Any], place: str) -> Number:
    _known(row, ("field", "value", "min", "max"), place)
    name, value = _mark(row, place)
    least, most = _whole(row.get("min", 0), "min", place), _whole(row["max"], "max", place) if "max" in row else -1
    if "min" not in row and "max" not in row:
        raise refuse("demand_empty", place=place)
    if 0 <= most < least:
        raise refuse("min_above_max", place=place, least=str(least), most=str(most))
    return Number(name, value, least, most)


def _need(row: Mapping[str, Any], place: str) -> Need:
    _known(row, ("field", "value", "and_field", "and_value", "children", "per_child", "copies", "weight"), place)
    marks = [_mark(row, place)]
    if "and_field" in row or "and_value" in row:
        marks.append(_mark({"field": row.get("and_field"), "value": row.get("and_value")}, place))
    if "copies" in row:
        copies = _within(row["copies"], "copies", place, 0.0, HUGE)
    elif "children" in row and "per_child" in row:
        copies = _within(row["children"], "children", place, 0.0, HUGE) * _within(row["per_child"], "per_child", place, 0.0, 1000.0)
    else:
        raise refuse("need_empty", place=place)
    return Need(tuple(marks), copies, _within(row.get("weight", 1.0), "weight", place, 0.0, HUGE))


def _limits(table: Mapping[str, Any], currency: str) -> Limits:
    whole = ("copies", "max_copies", "min_titles", "max_titles", "min_award_titles", "requests_per_copy", "loans_per_copy")
    _known(table, (*whole, "max_price", "min_spent"), "limits")
    found: dict[str, Any] = {name: _whole(table[name], name, "limits") for name in whole if name in table}
    if "max_price" in table:
        found["max_price"] = _price(table["max_price"], currency, "limits, max_price")
    if "min_spent" in table:
        found["min_spent"] = _within(table["min_spent"], "min_spent", "limits", 0.0, 1.0)
    limits = Limits(**found)
    if limits.max_titles and limits.max_titles < limits.min_titles:
        raise refuse("min_above_max", place="limits", least=str(limits.min_titles), most=str(limits.max_titles))
    for name in ("copies", "max_copies", "requests_per_copy"):
        if not getattr(limits, name):
            raise refuse("number_wrong", place="limits", name=name, value="0", least="1", most="1000000")
    return limits


def _weights(table: Mapping[str, Any]) -> Weights:
    known = ("value", "need", "award", "request", "further")
    _known(table, known, "weights")
    found = Weights(**{name: _within(table[name], name, "weights", 0.0, HUGE) for name in known if name in table})
    if found.further > 1:
        raise refuse("number_wrong", place="weights", name="further", value=f"{found.further:g}", least="0", most="1")
    return found


def _mark(row: Mapping[str, Any], place: str) -> tuple[str, str]:
    name, value = row.get("field"), row.get("value")
    if name not in FIELDS:
        raise refuse("field_unknown", place=place, value=str(name), known=", ".join(FIELDS))
    if isinstance(value, bool) and (value or name in ("accessible", "local_author")):
        return str(name), ("*" if name not in ("accessible", "local_author") else YES) if value else NO
    if isinstance(value, bool) or not isinstance(value, str | int) or not str(value).strip():
        raise refuse("value_missing", place=place)
    text = str(value)
    if name in ("accessible", "local_author") and text.casefold() in ("true", "да", "1"):
        return str(name), YES
    return str(name), mark(str(name), text)


def _known(table: Mapping[str, Any], known: tuple[str, ...], place: str) -> None:
    for name in table:
        if name not in known:
            raise refuse("setting_unknown", place=place, name=str(name), known=", ".join(known))


def _table(table: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = table.get(name, {})
    if not isinstance(found, Mapping):
        raise refuse("table_wanted", place=name, name=name)
    return found


def _listed(table: Mapping[str, Any], name: str) -> list[tuple[int, Mapping[str, Any]]]:
    found = table.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
        raise refuse("list_wanted", place=name, name=name)
    if len(found) > MOST_DEMANDS:
        raise refuse("demands_too_many", place=name, found=len(found), most=MOST_DEMANDS)
    return list(enumerate(found, 1))


def _within(value: object, name: str, place: str, least: float, most: float) -> float:
    good = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and least <= value <= most
    if not good:
        raise refuse("number_wrong", place=place, name=name, value=str(value), least=f"{least:g}", most=f"{most:g}")
    assert isinstance(value, int | float)
    return float(value)


def _whole(value: object, name: str, place: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 1_000_000:
        raise refuse("number_wrong", place=place, name=name, value=str(value), least="0", most="1000000")
    return value


def _price(value: object, currency: str, place: str) -> int:
    try:
        found = parse_amount(str(value), currency)
    except PaymentError:
        found = 0
    if found <= 0:
        raise refuse("price_wrong", place=place, value=str(value), currency=currency)
    return found


def _not_twice(found: Targets) -> None:
    """Two demands on the same thing are one demand written twice, often with a slip."""
    kinds: dict[str, list[object]] = {
        "share": [(one.field, one.value, one.of) for one in found.shares],
        "number": [(one.field, one.value) for one in found.numbers],
        "need": [one.marks for one in found.needs],
    }
    for name, rows in kinds.items():
        for at, row in enumerate(rows):
            if row in rows[:at]:
                raise refuse("demand_twice", place=f"{name} {at + 1}", first=rows.index(row) + 1)
