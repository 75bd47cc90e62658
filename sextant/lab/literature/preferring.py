"""Which source wins a field of a work that several describe: a setting.

    order = ["wos", "scopus", "openalex"]     # for every field
    [fields]
    abstract = ["medline", "scopus"]          # for one; the order above follows
    cited_by = ["scopus"]

A source that says nothing of a field never wins it. Sources that are not named come last, in the order of import.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .findings import refuse

FIELDS = ("title", "year", "date", "kind", "venue", "publisher", "volume", "issue", "pages", "people", "abstract", "cited_by")
ORDER = ("wos", "scopus", "medline", "crossref", "elibrary", "openalex", "dimensions", "lens", "ieee", "springer", "proquest", "arxiv")
"""Indexes that are made by hand before those that are gathered, and preprints last: their dates and places are not those of the published work."""


@dataclass(frozen=True, slots=True)
class Preference:
    """The order of sources, and orders of their own for some fields."""

    order: tuple[str, ...] = ORDER
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def ranked(self, name: str, databases: list[str]) -> list[int]:
        """Places of the sources in the order in which they are asked for a field."""
        order = [*self.fields.get(name, ()), *self.order]
        return sorted(range(len(databases)), key=lambda at: (order.index(databases[at]) if databases[at] in order else len(order), at))


def read_preference(path: Path) -> Preference:
    """The setting in that file; raises `LiteratureError` for what is no TOML or an unknown word."""
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as reason:
        raise refuse("file_absent", file=path.name) from reason
    except tomllib.TOMLDecodeError as reason:
        raise refuse("toml_broken", file=path.name, reason=str(reason)) from reason
    fields = data.get("fields", {})
    for word in [*(set(data) - {"order", "fields"}), *(set(fields) - set(FIELDS))]:
        raise refuse("preference_word_unknown", file=path.name, value=word, known=", ".join(("order", "fields", *FIELDS)))
    for name, order in (("order", data.get("order", [])), *fields.items()):
        if not isinstance(order, list) or not all(isinstance(one, str) for one in order):
            raise refuse("preference_no_list", file=path.name, value=name)
    return Preference(tuple(data.get("order", ORDER)), {name: tuple(order) for name, order in fields.items()})
