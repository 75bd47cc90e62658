"""A mapping: the description of one layout of returns, as data that a user could write.

The shipped mappings stand in `mappings/`; `load` takes one of their names or the path of a TOML file.
`mappings/README.md` explains every key.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from . import dictionary
from .findings import error

Format = Literal["wide", "long", "months", "register", "dictionary"]
STATUSES = ("missing", "not_applicable", "suppressed")
SHIPPED = Path(__file__).with_name("mappings")


@dataclass(frozen=True, slots=True)
class Unit:
    """Which columns say what library a row is about."""

    key: str
    name: str = ""
    region: str = ""
    prefix: str = ""
    width: int = 0
    region_digits: int = 0
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class YearRule:
    """Where the year comes from; `starts` is the month a year begins with (a year is named by its start)."""

    file: str = ""
    column: str = ""
    period: str = ""
    starts: int = 1


@dataclass(frozen=True, slots=True)
class Numbers:
    """How cells are written: codes that stand for no number, what an empty cell means, separators."""

    codes: dict[str, str] = field(default_factory=dict)
    blank: dict[str, str] = field(default_factory=dict)
    thousands: str = ""
    decimal: str = "."
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Marks:
    """Columns that tell how a value came about: flags beside each value, and a status of the whole row."""

    prefix: str = ""
    letters: dict[str, str] = field(default_factory=dict)
    column: str = ""
    blank: dict[str, str] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """A variable of a long table: the sum of the rows whose dimensions have these values (all, if none named)."""

    variable: str
    where: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Layout:
    """One table of a long or monthly mapping; `file` is a pattern on the file name where headers are alike."""

    value: str = ""
    file: str = ""
    variable: str = ""
    dimensions: dict[str, tuple[str, ...]] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Mapping:
    """A layout of returns. `columns` must be in the header to recognise it, `without` must not."""

    name: str
    title_en: str
    title_ru: str
    format: Format
    unit: Unit
    year: YearRule
    numbers: Numbers
    marks: Marks
    country: str = ""
    currency: str = ""
    columns: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    variables: dict[str, str] = field(default_factory=dict)
    sums: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    tables: tuple[Layout, ...] = ()

    def fits(self, header: list[str]) -> bool:
        """Whether a table with this header can be of this layout."""
        held = set(header)
        if self.format == "register" or not self.columns or not held.issuperset(self.columns):
            return False
        if self.format == "months":
            return sum(is_month(name) for name in header) * 2 >= len(header)
        if held.intersection(self.without):
            return False
        return not self.tables or any(set(table.dimensions) <= held for table in self.tables)


MONTH = re.compile(r"(\d{4})-(0?[1-9]|1[0-2])")


def is_month(text: str) -> bool:
    """Whether a column is named as a month: 2023-1 or 2023-01."""
    return MONTH.fullmatch(text) is not None


def names() -> list[str]:
    """Names of the shipped mappings."""
    return sorted(path.stem for path in SHIPPED.glob("*.toml"))


def load(name_or_path: str | Path) -> Mapping:
    """A shipped mapping by its name, or one from a file; raises `ReturnsError` if it is none or wrong."""
    if str(name_or_path) in names():
        return _shipped(str(name_or_path))
    path = Path(name_or_path)
    if path.suffix != ".toml" or not path.is_file():
        raise error("mapping_unknown", path.name, name=str(name_or_path), known=", ".join(names()))
    return _read(path)


def recognise(header: list[str]) -> Mapping | None:
    """The shipped mapping a header belongs to, or None."""
    fitting = [mapping for mapping in map(load, names()) if mapping.fits(header)]
    return max(fitting, key=lambda mapping: len(mapping.columns), default=None)


@cache
def _shipped(name: str) -> Mapping:
    return _read(SHIPPED / f"{name}.toml")


def _read(path: Path) -> Mapping:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        mapping = _build(path.stem, raw)
        _check(mapping)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError, AttributeError, re.error) as reason:
        raise error("mapping_wrong", path.name, reason=str(reason)) from reason
    return mapping


def _build(name: str, raw: dict[str, Any]) -> Mapping:
    raw = dict(raw)
    return Mapping(
        name=name,
        unit=Unit(**raw.pop("unit")),
        year=YearRule(**raw.pop("year", {})),
        numbers=Numbers(**raw.pop("numbers", {})),
        marks=Marks(**raw.pop("marks", {})),
        columns=tuple(raw.pop("columns", ())),
        without=tuple(raw.pop("without", ())),
        sums={code: tuple(map(tuple, choices)) for code, choices in raw.pop("sums", {}).items()},
        tables=tuple(_layout(dict(table)) for table in raw.pop("tables", ())),
        **raw,
    )


def _layout(raw: dict[str, Any]) -> Layout:
    dimensions = {column: tuple(values) for column, values in raw.pop("dimensions", {}).items()}
    parts = tuple(
        Part(part["variable"], {column: tuple(values) for column, values in part.get("where", {}).items()}) for part in raw.pop("parts", ())
    )
    return Layout(dimensions=dimensions, parts=parts, **raw)


def _check(mapping: Mapping) -> None:
    """Words that must be of a list: formats, statuses, variables of the dictionary."""
    if mapping.format not in get_args(Format):
        raise ValueError(f"format {mapping.format!r} is none of {', '.join(get_args(Format))}")
    for word in [*mapping.numbers.codes.values(), *mapping.numbers.blank.values(), *mapping.marks.blank.values()]:
        if word not in STATUSES:
            raise ValueError(f"status {word!r} is none of {', '.join(STATUSES)}")
    used = [*mapping.variables.values(), *mapping.sums]
    for table in mapping.tables:
        used += [table.variable, *(part.variable for part in table.parts)]
        re.compile(table.file)
    for code in used:
        if code and code not in dictionary.variables():
            raise ValueError(f"{code!r} is no variable of the dictionary")
    re.compile(mapping.year.file)
