"""A questionnaire changed by what was proposed: an item added, asked otherwise, or retired. Series break in the open or not at all.

An item whose meaning changes gets a new code, under which its values are kept, and says what it replaces: with a bridge (a formula over
keys of the earlier version) where the new value can be reckoned from the old ones, without one where the series breaks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from ..formulas import FormulaError, inputs_of
from .items import Item, Questionnaire
from .reading import of_raw, refuse
from .writing import as_raw, item_as_raw

Kind = Literal["add", "change", "retire"]
Continuity = Literal["same", "bridge", "break"]
"""How the figures of earlier years go on: as they are, reckoned by a formula, or not at all."""
FIRST = re.compile(r"[a-z][a-z0-9_]{0,58}")
YEAR = re.compile(r"_\d{4}\Z")


@dataclass(frozen=True)
class Change:
    """One change. `item` is the code of the item that is changed or retired, or the code of the new one; `section` the code of the section
    of a new item. `fields` are keys of the item's table with their new values. `replaces` are codes of items that a new one stands in for."""

    kind: Kind
    item: str
    section: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    replaces: tuple[str, ...] = ()
    continuity: Continuity = "same"
    formula: str = ""
    note_en: str = ""
    note_ru: str = ""


def applied(asked: Questionnaire, change: Change, first_year: int) -> Questionnaire:
    """The questionnaire with the change, valid from `first_year`; raises `QuestionnaireError` where it cannot be made."""
    made = of_raw(_CHANGED[change.kind](asked, change, first_year), f"{asked.code}, {change.item}")
    refuse_silent_breaks(asked, made)
    return made


def silent_breaks(before: Questionnaire, after: Questionnaire) -> list[tuple[Item, Item]]:
    """Items that keep the name of their values although unit or nature of the answer is another one: figures of two kinds in one series."""
    pairs = [(old, after.by_key[key]) for key, old in before.by_key.items() if key in after.by_key]
    return [(old, new) for old, new in pairs if old.unit != new.unit or _nature(old) != _nature(new)]


def _nature(item: Item) -> str:
    return "number" if item.is_number else item.kind


def refuse_silent_breaks(before: Questionnaire, after: Questionnaire) -> None:
    """Raises `QuestionnaireError` for the first of them."""
    for old, _new in silent_breaks(before, after):
        raise refuse("silent_break", f"{after.code}, {old.code}", key=old.key)


def numbered(asked: Questionnaire, version: str, first_year: int) -> Questionnaire:
    """The same questionnaire as another version, for the years from `first_year` on."""
    return replace(asked, version=version, for_years=(first_year, None))


def _added(asked: Questionnaire, change: Change, first_year: int) -> dict[str, Any]:
    place = f"{asked.code}, {change.item}"
    if not FIRST.fullmatch(change.item):
        raise refuse("code", place, name=change.item)
    if change.item in asked.items or change.item in asked.by_key:
        raise refuse("twice", place, name=change.item)
    row = {**change.fields, "code": change.item, "replaces": [_bridge(asked, code, change, first_year) for code in change.replaces]}
    raw = as_raw(asked)
    if change.section not in [section["code"] for section in raw["section"]]:
        raise refuse("no_section", place, section=change.section)
    for section in raw["section"]:
        if section["code"] == change.section:
            section["item"].append(row)
    for code in change.replaces:
        raw = _handed_over(raw, code, change.item)
    return raw


def _handed_over(raw: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    """Without the old item; its parts are parts of the new one."""
    for section in raw["section"]:
        for row in section["item"]:
            if row.get("part_of") == old and row["code"] != new:
                row["part_of"] = new
    return _without(raw, old)


def _asked_otherwise(asked: Questionnaire, change: Change, first_year: int) -> dict[str, Any]:
    old = _item(asked, change.item)
    row = {**item_as_raw(old), **change.fields}
    code = old.code
    if change.continuity != "same":
        code = f"{YEAR.sub('', old.code)}_{first_year}"
        if code in asked.items:
            raise refuse("twice", f"{asked.code}, {old.code}", name=code)
        row |= {"code": code, "replaces": [_bridge(asked, old.code, change, first_year)]}
        row.pop("variable", None)
        row.pop("maps", None)
    raw = as_raw(asked)
    for section in raw["section"]:
        section["item"] = [row if one["code"] == old.code else one for one in section["item"]]
        for one in section["item"]:
            if one.get("part_of") == old.code:
                one["part_of"] = code
    return raw


def _retired(asked: Questionnaire, change: Change, _first_year: int) -> dict[str, Any]:
    old = _item(asked, change.item)
    if parts := asked.parts_of(old.code):
        raise refuse("has_parts", f"{asked.code}, {old.code}", parts=", ".join(part.code for part in parts))
    return _without(as_raw(asked), old.code)


def _without(raw: dict[str, Any], code: str) -> dict[str, Any]:
    for section in raw["section"]:
        section["item"] = [one for one in section["item"] if one["code"] != code]
    raw["section"] = [section for section in raw["section"] if section["item"]]
    return raw


def _item(asked: Questionnaire, code: str) -> Item:
    if code not in asked.items:
        raise refuse("no_item", asked.code, item=code)
    return asked.items[code]


def _bridge(asked: Questionnaire, code: str, change: Change, first_year: int) -> dict[str, Any]:
    """What is told of the earlier item; a formula names keys that the earlier version asks for."""
    old = _item(asked, code)
    formula = change.formula if change.continuity == "bridge" else ""
    if change.continuity == "bridge":
        try:
            unknown = sorted(set(inputs_of(formula)) - {item.key for item in asked.items.values() if item.is_number})
        except FormulaError as reason:
            raise refuse("bridge", f"{asked.code}, {code}", reason=str(reason)) from reason
        if unknown:
            raise refuse("bridge_unknown", f"{asked.code}, {code}", names=", ".join(unknown))
    row = {"code": old.key, "until": first_year - 1, "note_en": change.note_en, "note_ru": change.note_ru}
    return {**row, "formula": formula} if formula else row


_CHANGED = {"add": _added, "change": _asked_otherwise, "retire": _retired}
