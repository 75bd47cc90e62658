"""A questionnaire as TOML: what `reading` reads back as the same questionnaire."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from .items import Item, Questionnaire, Replaced, Section, Words

NOTHING: tuple[Any, ...] = (None, "", (), [], {})


def as_raw(asked: Questionnaire) -> dict[str, Any]:
    """What the TOML file holds, as plain values; nothing is left to the dictionary."""
    first, last = asked.for_years
    head: dict[str, Any] = {"code": asked.code, "version": asked.version, **_both("title", asked.title), **_both("about", asked.about)}
    head |= {"languages": list(asked.languages), "from": first, "to": last}
    return {**_filled(head), "section": [_section(section) for section in asked.sections]}


def item_as_raw(item: Item) -> dict[str, Any]:
    """One item as its table holds it."""
    row: dict[str, Any] = {"code": item.code, "variable": item.variable, **_both("label", item.label), **_both("definition", item.definition)}
    row |= {"kind": item.kind, "unit": item.unit, "iso2789": item.iso2789, "part_of": item.part_of}
    row |= {"maps": dict(item.maps), "choices": [{"code": one.code, **_both("label", one.label)} for one in item.choices]}
    row |= {"replaces": [_replaced(one) for one in item.replaces]}
    # what stands in the table even where it is nought or nothing, so that the dictionary and the reader's defaults do not step in
    return {
        **_filled(row),
        "unit": item.unit,
        "iso2789": item.iso2789,
        "decimals": item.decimals,
        "required": item.required,
        "may_be": [*item.may_be],
    }


def written(asked: Questionnaire) -> str:
    """The TOML file as text."""
    raw = as_raw(asked)
    lines = [*_lines({key: value for key, value in raw.items() if key != "section"})]
    for section in raw["section"]:
        lines += ["", "[[section]]", *_lines({key: value for key, value in section.items() if key != "item"})]
        for item in section["item"]:
            lines += ["", "[[section.item]]", *_lines(item)]
    return "\n".join(lines) + "\n"


def _section(section: Section) -> dict[str, Any]:
    head = _filled({"code": section.code, **_both("title", section.title), **_both("about", section.about)})
    return {**head, "item": [item_as_raw(item) for item in section.items]}


def _replaced(one: Replaced) -> dict[str, Any]:
    return _filled({"code": one.code, "until": one.until, "formula": one.formula, **_both("note", one.note)})


def _both(name: str, words: Words) -> dict[str, str]:
    return {f"{name}_en": words.en, f"{name}_ru": words.ru}


def _filled(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if value not in NOTHING}


def _lines(row: dict[str, Any]) -> Iterator[str]:
    for key, value in row.items():
        yield f"{key} = {_in_toml(value)}"


def _in_toml(value: Any) -> str:
    """JSON strings, numbers, truth values and lists are TOML's as well, but for one sign; tables are written inline."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(name, ensure_ascii=True)} = {_in_toml(inner)}" for name, inner in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_in_toml(inner) for inner in value) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
