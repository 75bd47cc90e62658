"""Figures of an earlier year under the names of a later version: items that replaced others, by their bridges."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..formulas import evaluate, parse
from .items import Item, Questionnaire, Replaced


def carried(asked: Questionnaire, year: int, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of that year, and beside them what bridges make of them under the keys of later items.

    Nothing is made up: where a value that the bridge needs is not known, where there is no bridge, and for years after `until`, the later
    item has no value. Rounded as the later item is asked.
    """
    numbers = {key: value for key, value in values.items() if isinstance(value, int | float) and not isinstance(value, bool)}
    found = dict(values)
    for item in asked.items.values():
        one = replaced_in(item, year)
        if one is None or not one.formula or item.key in values:
            continue
        value = evaluate(parse(one.formula), numbers, {}).value
        if value is not None:
            found[item.key] = round(value, item.decimals) if item.decimals else round(value)
    return found


def replaced_in(item: Item, year: int) -> Replaced | None:
    """What was asked in that year in the place of the item; None where the item itself was."""
    return next((one for one in item.replaces if year <= one.until), None)
