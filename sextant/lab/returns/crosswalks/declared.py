"""A crosswalk as data: the cells of another form, each with ways to reckon it from our variables, best first.

A form stands in `data/NAME.toml`, or in a file of the user's:

    title_en, title_ru, edition_en, edition_ru      what form it is, and of which edition
    sources = ["…"]                                 where its cells were read
    items = ["volunteers"]                          items of questionnaires that are no variables of the dictionary
    [cells.NAME]
    label_en, label_ru                              left out where the cell is one variable of the dictionary
    place = "section 4, row 11, column 2"           where it stands in the form; left out where that was not seen
    unit = "persons"
    [[cells.NAME.ways]]                             none for a cell that cannot be filled (then why_en, why_ru at the cell)
    formula = "visits"                              `lab.returns.formulas` over variables and items
    loss = "exact"                                  exact | approximate | partial
    why_en, why_ru                                  what differs (approximate) or is missing (partial)
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from sextant.lab.returns import dictionary
from sextant.lab.returns.formulas import Formula, FormulaError, inputs_of, parse

from .refusals import refuse

DATA = Path(__file__).with_name("data")
Loss = Literal["exact", "approximate", "partial", "none"]


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reckon a cell. `why`: what differs or is missing, in English and in Russian; empty where it is exact."""

    formula: str
    loss: Loss
    why_en: str = ""
    why_ru: str = ""

    @property
    def inputs(self) -> tuple[str, ...]:
        """The variables and items that it needs."""
        return inputs_of(self.formula)

    @property
    def tree(self) -> Formula:
        """The formula as a tree."""
        return parse(self.formula)


@dataclass(frozen=True, slots=True)
class FormCell:
    """One cell of another form; without ways it cannot be filled, and `why` says for what reason. `place` is '' where it was not seen."""

    code: str
    label_en: str
    label_ru: str
    unit: str
    place: str = ""
    ways: tuple[Way, ...] = ()
    why_en: str = ""
    why_ru: str = ""


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """Another form, as far as its cells are known."""

    name: str
    title_en: str
    title_ru: str
    edition_en: str
    edition_ru: str
    sources: tuple[str, ...]
    cells: tuple[FormCell, ...]
    items: tuple[str, ...] = ()


def names() -> list[str]:
    """The shipped crosswalks."""
    return sorted(path.stem for path in DATA.glob("*.toml"))


def load(name_or_path: str | Path) -> Crosswalk:
    """A shipped crosswalk by its name, or one from a file; raises `CrosswalkError` where there is none or it is wrong."""
    if str(name_or_path) in names():
        return _shipped(str(name_or_path))
    path = Path(name_or_path)
    if path.suffix != ".toml" or not path.is_file():
        raise refuse("crosswalk_unknown", name=path.name, known=", ".join(names()))
    return _read(path)


@cache
def _shipped(name: str) -> Crosswalk:
    return _read(DATA / f"{name}.toml")


def _read(path: Path) -> Crosswalk:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        items = tuple(raw.pop("items", ()))
        cells = tuple(_cell(code, dict(entry), items) for code, entry in raw.pop("cells").items())
        return Crosswalk(path.stem, sources=tuple(raw.pop("sources")), items=items, cells=cells, **raw)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError, AttributeError, FormulaError) as reason:
        raise refuse("crosswalk_wrong", file=path.name, reason=str(reason)) from reason


def _cell(code: str, raw: dict[str, Any], items: tuple[str, ...]) -> FormCell:
    ways = tuple(Way(**way) for way in raw.pop("ways", ()))
    for way in ways:
        _check_way(code, way, items)
    if not ways and not (raw.get("why_en") and raw.get("why_ru")):
        raise ValueError(f"cell {code} cannot be filled and does not say why")
    words = dictionary.variables().get(ways[0].formula) if ways else None
    if words is not None:
        raw = {"label_en": words.name_en, "label_ru": words.name_ru, "unit": words.unit} | raw
    return FormCell(code=code, ways=ways, **raw)


def _check_way(code: str, way: Way, items: tuple[str, ...]) -> None:
    if way.loss not in get_args(Loss) or way.loss == "none":
        raise ValueError(f"cell {code}: loss {way.loss!r} is none of exact, approximate, partial")
    if (way.loss != "exact") != bool(way.why_en and way.why_ru):
        raise ValueError(f"cell {code}: a loss needs its reason in both languages, and an exact value none")
    unknown = set(way.inputs) - set(dictionary.variables()) - set(items)
    if unknown:
        raise ValueError(f"cell {code} names unknown variables: {', '.join(sorted(unknown))}")
