"""Targets of a weighting: for each variable the shares of its categories in the population, and where they come from."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .findings import refuse

ROUNDED = 0.005
"""By how much shares may miss their whole and still be taken as rounded."""


@dataclass(frozen=True)
class Margin:
    """The target shares of one variable; they add up to 1."""

    variable: str
    shares: Mapping[str, float]
    source: str = ""


@dataclass(frozen=True)
class Targets:
    """Margins, the column of weights to begin with (empty: none), and the bounds asked for."""

    margins: list[Margin]
    base: str = ""
    low: float = 0.2
    high: float = 5.0


def margin(variable: str, numbers: Mapping[str, Any], source: str = "", *, counts: bool = False) -> Margin:
    """A margin from shares (of 1 or of 100) or from counts of people; refused where they cannot be ones."""
    if not numbers:
        raise refuse("margin_empty", variable=variable)
    for category, value in numbers.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < float("inf"):
            raise refuse("target_wrong", variable=variable, category=category, value=str(value))
    total = float(sum(numbers.values()))
    if not counts and min(abs(total - 1), abs(total / 100 - 1)) > ROUNDED + 1e-9:
        raise refuse("shares_sum", variable=variable, total=f"{total:g}")
    return Margin(variable, {str(category): value / total for category, value in numbers.items()}, source)


def read_targets(path: Path) -> Targets:
    """The targets of a TOML file: `[margins.VARIABLE]` with `shares` or `counts`, and `source`; `base`, `low`, `high` above them."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise refuse("file_absent", place=path.name) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as trouble:
        raise refuse("toml_broken", place=path.name, reason=str(trouble)) from None
    return targets(table, path.name)


def targets(table: Mapping[str, Any], place: str = "") -> Targets:
    """The targets of plain data of the same shape."""
    if strange := sorted(set(table) - {"margins", "base", "low", "high"}):
        raise refuse("unknown_key", place=place, key=strange[0], known="base, high, low, margins")
    margins = table.get("margins")
    if not isinstance(margins, dict) or not margins:
        raise refuse("no_margins", place=place)
    bounds = {name: table.get(name, otherwise) for name, otherwise in (("low", 0.2), ("high", 5.0))}
    if not all(type(one) in (int, float) for one in bounds.values()) or not isinstance(table.get("base", ""), str):
        raise refuse("wrong_shape", place=place)
    return Targets([_margin(name, given, place) for name, given in margins.items()], table.get("base", ""), **bounds)


def _margin(variable: str, given: Any, place: str) -> Margin:
    kinds = [name for name in ("shares", "counts") if isinstance(given, dict) and isinstance(given.get(name), dict)]
    if len(kinds) != 1:
        raise refuse("margin_empty", place=place, variable=variable)
    if strange := sorted(set(given) - {"shares", "counts", "source"}):
        raise refuse("unknown_key", place=place, key=strange[0], known="counts, shares, source")
    return margin(variable, given[kinds[0]], str(given.get("source", "")), counts=kinds[0] == "counts")
