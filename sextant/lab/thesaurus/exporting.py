"""A thesaurus as JSON, as a table, and as the TOML that `reading` takes."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from .concepts import Concept, Thesaurus

COLUMNS = ("id", "en", "ru", "alt_en", "alt_ru", "hidden_en", "hidden_ru", "definition_en", "definition_ru")
LINKS = ("broader", "related", "notation", "top", "deprecated", "replaced_by", "matches")


def fields(one: Concept) -> dict[str, Any]:
    """A concept as plain values under the names that the TOML uses."""
    return {
        "id": one.id,
        "en": one.en.pref,
        "ru": one.ru.pref,
        "alt_en": list(one.en.alt),
        "alt_ru": list(one.ru.alt),
        "hidden_en": list(one.en.hidden),
        "hidden_ru": list(one.ru.hidden),
        "definition_en": one.en.definition,
        "definition_ru": one.ru.definition,
        "broader": list(one.broader),
        "related": list(one.related),
        "notation": one.notation,
        "top": one.top,
        "deprecated": one.deprecated,
        "replaced_by": one.replaced_by,
        "matches": list(one.matches),
    }


def head(whole: Thesaurus) -> dict[str, str]:
    """What the whole is called."""
    return {
        "version": whole.version,
        "date": whole.date.isoformat(),
        "licence": whole.licence,
        "title_en": whole.title_en,
        "title_ru": whole.title_ru,
        "namespace": whole.namespace,
    }


def as_json(whole: Thesaurus) -> str:
    """Everything, with every field."""
    return json.dumps({**head(whole), "concepts": [fields(one) for one in whole.concepts]}, ensure_ascii=False, indent=1) + "\n"


def as_csv(whole: Thesaurus) -> str:
    """A row a concept; lists are parted by ` | `. A cell that a spreadsheet would take for a formula gets an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*COLUMNS, *LINKS])
    for one in whole.concepts:
        values = fields(one)
        writer.writerow([_cell(values[name]) for name in (*COLUMNS, *LINKS)])
    return out.getvalue()


def as_toml(whole: Thesaurus) -> str:
    """One file that `reading.read` takes; empty fields are left out."""
    names = head(whole)
    lines = ["[thesaurus]", *(f"{name} = {value if name == 'date' else _quoted(value)}" for name, value in names.items())]
    for one in whole.concepts:
        values = fields(one)
        lines += ["", f"[{values.pop('id')}]"]
        lines += [f"{name} = {_value(value)}" for name, value in values.items() if value]
    return "\n".join(lines) + "\n"


def _cell(value: Any) -> str:
    text = " | ".join(value) if isinstance(value, list) else "yes" if value is True else "" if value is False else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true"
    return "[" + ", ".join(map(_quoted, value)) + "]" if isinstance(value, list) else _quoted(value)


def _quoted(text: str) -> str:
    """A basic string of TOML: JSON writes the same escapes, but for the character DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
