"""Questionnaires from TOML. The format is explained in the README of this room; a mistake is a sentence with its place."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from sextant.lab.sentences import SaidError, Sentences

from .. import dictionary
from ..formulas import FormulaError, parse
from .items import KINDS, MAY_BE, Choice, Item, Questionnaire, Replaced, Section, Words

SHIPPED = Path(__file__).with_name("data")
SENTENCES = Sentences(Path(__file__).with_name("sentences.toml"))
MOST_BYTES = 2 << 20
LANGUAGES = ("en", "ru")


class QuestionnaireError(SaidError):
    """The text is no questionnaire; the place is the file and, where it is known, the section or item."""


def names() -> list[str]:
    """Names of the shipped questionnaires."""
    return sorted(path.stem for path in SHIPPED.glob("*.toml"))


def load(name_or_path: str | Path) -> Questionnaire:
    """A shipped questionnaire by its name, or one from a TOML file; raises `QuestionnaireError`."""
    if str(name_or_path) in names():
        return _shipped(str(name_or_path))
    path = Path(name_or_path)
    if path.suffix != ".toml" or not path.is_file():
        raise refuse("unknown", str(name_or_path), known=", ".join(names()))
    return _read(path)


def parse_text(text: str, place: str = "") -> Questionnaire:
    """A questionnaire from the text of a TOML file; `place` stands before what is said about it."""
    try:
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as reason:
        raise refuse("not_toml", place, reason=str(reason)) from reason
    return _questionnaire(raw, place)


def of_raw(raw: dict[str, Any], place: str = "") -> Questionnaire:
    """A questionnaire from what the TOML file holds (`writing.as_raw` gives it back); checked whole."""
    return _questionnaire(raw, place)


def refuse(code: str, place: str, **words: object) -> QuestionnaireError:
    """The error of that code; the caller raises it."""
    return QuestionnaireError(SENTENCES.say(code, **words), place)


@cache
def _shipped(name: str) -> Questionnaire:
    return _read(SHIPPED / f"{name}.toml")


def _read(path: Path) -> Questionnaire:
    if path.stat().st_size > MOST_BYTES:
        raise refuse("too_large", path.name, most=MOST_BYTES >> 20)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as reason:
        raise refuse("not_toml", path.name, reason=str(reason)) from reason
    return parse_text(text, path.name)


def _questionnaire(raw: dict[str, Any], place: str) -> Questionnaire:
    _only(raw, place, {"code", "version", "title_en", "title_ru", "about_en", "about_ru", "languages", "from", "to", "section"})
    languages = tuple(raw.get("languages", LANGUAGES))
    if set(languages) != set(LANGUAGES):
        raise refuse("languages", place)
    first, last = raw.get("from"), raw.get("to")
    if not isinstance(first, int) or not (last is None or (isinstance(last, int) and last >= first)):
        raise refuse("years", place)
    found = Questionnaire(
        code=_text(raw, "code", place),
        version=_text(raw, "version", place),
        title=_words(raw, "title", place),
        about=_words(raw, "about", place, absent=True),
        languages=languages,
        for_years=(first, last),
        sections=tuple(_section(one, place) for one in _tables(raw, "section", place)),
    )
    _whole(found, place)
    return found


def _section(raw: dict[str, Any], place: str) -> Section:
    code = _text(raw, "code", place)
    place = f"{place}, {code}"
    _only(raw, place, {"code", "title_en", "title_ru", "about_en", "about_ru", "item"})
    items = tuple(_item(one, place) for one in _tables(raw, "item", place))
    if not items:
        raise refuse("empty_section", place)
    return Section(code, _words(raw, "title", place), _words(raw, "about", place, absent=True), items)


ITEM_KEYS = {"code", "variable", "label_en", "label_ru", "definition_en", "definition_ru", "kind", "unit", "iso2789", "decimals", "required"}
ITEM_KEYS |= {"part_of", "replaces", "maps", "may_be", "choices"}


def _item(raw: dict[str, Any], place: str) -> Item:
    code = _text(raw, "code", place)
    place = f"{place}, {code}"
    _only(raw, place, ITEM_KEYS)
    variable = raw.get("variable", "")
    if variable and variable not in dictionary.variables():
        raise refuse("no_variable", place, variable=variable)
    raw = _from_dictionary(variable) | raw
    kind = _one_of(raw.get("kind"), KINDS, "kind", place)
    choices = tuple(Choice(_text(one, "code", place), _words(one, "label", place)) for one in _tables(raw, "choices", place))
    if (kind == "choice") != bool(choices):
        raise refuse("choices", place)
    decimals = raw.get("decimals", 0)
    if not isinstance(decimals, int) or not 0 <= decimals <= 6:
        raise refuse("decimals", place)
    return Item(
        code=code,
        label=_words(raw, "label", place),
        definition=_words(raw, "definition", place),
        kind=kind,  # type: ignore[arg-type]
        variable=variable,
        unit=_one_of(raw.get("unit", ""), ("", *dictionary.UNITS, *MORE_UNITS), "unit", place),
        iso2789=str(raw.get("iso2789", "")),
        decimals=decimals,
        required=bool(raw.get("required", False)),
        part_of=str(raw.get("part_of", "")),
        replaces=tuple(_replaced(one, place) for one in _tables(raw, "replaces", place)),
        maps={str(form): str(cell) for form, cell in _mapped(raw, "maps", place).items()},
        may_be=tuple(_one_of(word, MAY_BE, "may_be", place) for word in raw.get("may_be", ("zero", "unknown"))),
        choices=choices,
    )


MORE_UNITS = ("square_metres", "seats", "days")


def _from_dictionary(variable: str) -> dict[str, Any]:
    """What the dictionary says of a variable; the questionnaire may say it otherwise."""
    if not variable:
        return {}
    known = dictionary.variables()[variable]
    return {
        "label_en": known.name_en,
        "label_ru": known.name_ru,
        "definition_en": known.definition_en,
        "definition_ru": known.definition_ru,
        "unit": known.unit,
        "iso2789": known.iso2789,
    }


def _replaced(raw: dict[str, Any], place: str) -> Replaced:
    formula = str(raw.get("formula", ""))
    if formula:
        try:
            parse(formula)
        except FormulaError as reason:
            raise refuse("bridge", place, reason=str(reason)) from reason
    until = raw.get("until")
    if not isinstance(until, int):
        raise refuse("key_missing", place, key="replaces.until")
    return Replaced(_text(raw, "code", place), until, _words(raw, "note", place), formula)


def _whole(found: Questionnaire, place: str) -> None:
    """What only shows when all items are read: codes twice, parts of what is not asked, parts in a circle."""
    every = [item for section in found.sections for item in section.items]
    for names_of in ([item.code for item in every], [item.key for item in every], [section.code for section in found.sections]):
        for name in names_of:
            if names_of.count(name) > 1:
                raise refuse("twice", place, name=name)
    for item in every:
        seen, at = {item.code}, item
        while at.part_of:
            if at.part_of not in found.items:
                raise refuse("no_whole", f"{place}, {at.code}", whole=at.part_of)
            if at.part_of in seen:
                raise refuse("circle", f"{place}, {item.code}")
            seen.add(at.part_of)
            at = found.items[at.part_of]


def _only(raw: dict[str, Any], place: str, known: set[str]) -> None:
    for key in raw:
        if key not in known:
            raise refuse("key_unknown", place, key=key, known=", ".join(sorted(known)))


def _text(raw: dict[str, Any], key: str, place: str) -> str:
    text = raw.get(key)
    if not isinstance(text, str) or not text.strip():
        raise refuse("key_missing", place, key=key)
    return text.strip()


def _words(raw: dict[str, Any], key: str, place: str, *, absent: bool = False) -> Words:
    if absent and f"{key}_en" not in raw and f"{key}_ru" not in raw:
        return Words("", "")
    return Words(_text(raw, f"{key}_en", place), _text(raw, f"{key}_ru", place))


def _tables(raw: dict[str, Any], key: str, place: str) -> list[dict[str, Any]]:
    found = raw.get(key, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise refuse("not_tables", place, key=key)
    return found


def _mapped(raw: dict[str, Any], key: str, place: str) -> dict[str, Any]:
    found = raw.get(key, {})
    if not isinstance(found, dict):
        raise refuse("not_tables", place, key=key)
    return found


def _one_of(word: object, known: tuple[str, ...], key: str, place: str) -> str:
    if not isinstance(word, str) or word not in known:
        raise refuse("word", place, key=key, word=str(word), known=", ".join(filter(None, known)))
    return word
