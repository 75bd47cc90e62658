"""The data dictionary: every variable a return can hold, named and defined in Russian and English.

Definitions are our own wording. `iso2789` names the notion of ISO 2789 (Information and documentation,
International library statistics) that a variable is closest to; clause not seen.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

FILE = Path(__file__).with_name("dictionary.toml")


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable.

    `kind`: a flow is counted over the year, a stock at its end. `aggregate` says how months become a year.
    `unit` is one of the words of `UNITS`; `part_of` names the variable it is a part of, if any.
    """

    code: str
    name_en: str
    name_ru: str
    definition_en: str
    definition_ru: str
    unit: str
    kind: Literal["flow", "stock"]
    aggregate: Literal["sum", "last", "mean"]
    iso2789: str = ""
    part_of: str = ""


UNITS: dict[str, tuple[str, str]] = {
    "persons": ("persons", "чел."),
    "outlets": ("outlets", "ед."),
    "fte": ("full-time equivalents", "ставок"),
    "money": ("units of the national currency", "ден. ед."),
    "items": ("items", "экз."),
    "titles": ("titles", "назв."),
    "visits": ("visits", "посещений"),
    "loans": ("loans", "выдач"),
    "sessions": ("sessions", "сеансов"),
    "events": ("events", "мероприятий"),
    "enquiries": ("enquiries", "справок"),
    "hours": ("hours", "часов"),
    "computers": ("computers", "компьютеров"),
    "percent": ("per cent", "%"),
}


@cache
def variables() -> dict[str, Variable]:
    """Every variable by its code, in the order of the dictionary."""
    with FILE.open("rb") as handle:
        raw = tomllib.load(handle)
    return {code: Variable(code=code, **entry) for code, entry in raw.items()}
