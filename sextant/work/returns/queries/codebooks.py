"""A questionnaire for readers: sections with items in words, the codebook as a table, what other forms take from it, and changes in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sextant.base.exports.tables import Column, Table
from sextant.base.words.fields import in_language
from sextant.lab.redlines.words import Segment
from sextant.lab.returns.crosswalks import declared
from sextant.lab.returns.questionnaires import Item, Questionnaire
from sextant.lab.returns.questionnaires.comparing import ItemCompared
from sextant.lab.returns.questionnaires.describing import told
from sextant.work.returns.answering import said
from sextant.work.returns.queries.questionnaires import Held, items_changed
from sextant.work.returns.queries.words import answer_name, kind_name, unit_name

FACT_NAMES: dict[str, str | Promise] = {
    "kind": _("Answer"),
    "unit": _("Unit"),
    "decimals": _("Digits after the point"),
    "choices": _("Choices"),
    "may_be": _("Also taken as an answer"),
    "required": _("Must be answered"),
    "part_of": _("Part of"),
    "iso2789": "ISO 2789",
    "maps": _("In other forms"),
    "replaces": _("Takes the place of"),
}
TEXT_NAMES: dict[str, str | Promise] = {"label": pgettext_lazy("of an item", "Label"), "definition": _("Definition")}
FORMS = {"pls": "PLS", "library_map": "Library Map of the World", "nk6": "6-НК"}
"""Short names of other forms, as their makers call them."""


@dataclass(frozen=True)
class ItemShown:
    """An item in words; `whole` is the label of what it is a part of, `replaced` what it took the place of, with the bridge."""

    item: Item
    label: str
    definition: str
    kind: str
    unit: str
    choices: str
    may_be: str
    whole: str
    forms: str
    replaced: list[str]


@dataclass(frozen=True)
class SectionInWords:
    code: str
    title: str
    about: str
    items: list[ItemShown]


def sections_of(asked: Questionnaire) -> list[SectionInWords]:
    """The questionnaire as it is read."""
    return [
        SectionInWords(section.code, said(section.title), said(section.about), [item_shown(item, asked) for item in section.items])
        for section in asked.sections
    ]


def item_shown(item: Item, asked: Questionnaire) -> ItemShown:
    whole = asked.items.get(item.part_of)
    return ItemShown(
        item,
        said(item.label),
        said(item.definition),
        kind_name(item.kind),
        unit_name(item.unit),
        " / ".join(said(one.label) for one in item.choices),
        ", ".join(answer_name(code) for code in item.may_be),
        said(whole.label) if whole else "",
        ", ".join(f"{FORMS.get(form, form)}: {cell}" for form, cell in sorted(item.maps.items())),
        [_replaced(one) for one in item.replaces],
    )


def _replaced(one: Any) -> str:
    words = {"code": one.code, "year": one.until, "note": said(one.note), "formula": one.formula}
    if one.formula:
        return str(_("“%(code)s” until %(year)s, reckoned as %(formula)s: %(note)s")) % words
    return str(_("“%(code)s” until %(year)s; the series breaks: %(note)s")) % words


@dataclass(frozen=True)
class FormTaken:
    """Another form: how many of its cells this questionnaire fills, of how many."""

    title: str
    filled: int
    cells: int


def forms_that_take(asked: Questionnaire) -> list[FormTaken]:
    """Declared crosswalks, and how many of their cells can be reckoned from the items of this version."""
    keys, found = set(asked.by_key), []
    for name in declared.names():
        form = declared.load(name)
        filled = sum(any(set(way.inputs) <= keys for way in cell.ways) for cell in form.cells)
        found.append(FormTaken(in_language({"en": form.title_en, "ru": form.title_ru}), filled, len(form.cells)))
    return found


def codebook(held: Held) -> Table:
    """Every item with all that is known of it, in both languages."""
    columns = tuple(
        Column(name, title, lambda row, name=name: row[name])  # type: ignore[misc]
        for name, title in (
            ("section", pgettext_lazy("of a questionnaire", "Section")),
            ("code", _("Code")),
            ("variable", _("Variable")),
            ("label_en", _("Label in English")),
            ("label_ru", _("Label in Russian")),
            ("definition_en", _("Definition in English")),
            ("definition_ru", _("Definition in Russian")),
            *((fact, name) for fact, name in FACT_NAMES.items()),
        )
    )
    return Table(f"{held.asked.code}-{held.version}", columns, _records(held.asked))


def _records(asked: Questionnaire) -> Iterator[dict[str, Any]]:
    for section in asked.sections:
        for item in section.items:
            words = {f"{name}_{code}": getattr(item, name).sentence(code) for name in ("label", "definition") for code in ("en", "ru")}
            facts = {fact: in_language({code: told(item, fact, code) for code in ("en", "ru")}) for fact in FACT_NAMES}
            yield {"section": said(section.title), "code": item.code, "variable": item.variable, **words, **facts}


@dataclass(frozen=True)
class ChangeShown:
    """An item to which something happened: texts word by word as (name, language, segments), facts as (name, before, after)."""

    state: str
    moved: bool
    label: str
    code: str
    item: ItemShown
    texts: list[tuple[str, str, list[Segment]]]
    facts: list[tuple[str, str, str]]
    replaces: list[str]


def shown_changes(before: Questionnaire, after: Questionnaire) -> list[ChangeShown]:
    """What changed between two versions, in the reader's words."""
    return [_change(row, before if row.after is None else after) for row in items_changed(before, after)]


def _change(row: ItemCompared, asked: Questionnaire) -> ChangeShown:
    texts = [(str(TEXT_NAMES[one.name]), one.language, one.segments) for one in row.reworded]
    facts = [(str(FACT_NAMES[one.fact]), _of(one.before), _of(one.after)) for one in row.otherwise]
    replaces = [said(item.label) for item in row.replaces]
    return ChangeShown(row.state, row.moved, said(row.item.label), row.item.code, item_shown(row.item, asked), texts, facts, replaces)


def _of(pair: tuple[str, str]) -> str:
    return in_language({"en": pair[0], "ru": pair[1]}) or "–"
