"""A thesaurus read from TOML: one file, or a folder with one file a facet.

The table `thesaurus` says what the whole is called; every other table is a concept under its id.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from .concepts import Concept, Labels, Thesaurus, thesaurus
from .findings import listed, refuse

STARTER = Path(__file__).with_name("data")
LARGEST = 20_000_000
"""Bytes of one file; the starter has a third of a megabyte in all."""

TEXTS = ("en", "ru", "definition_en", "definition_ru", "notation", "replaced_by")
LISTS = ("alt_en", "alt_ru", "hidden_en", "hidden_ru", "broader", "related", "matches")
FLAGS = ("top", "deprecated")
HEADS = ("version", "licence", "title_en", "title_ru", "namespace")


def starter() -> Thesaurus:
    """The thesaurus that comes with the product."""
    return read(STARTER)


def read(path: Path) -> Thesaurus:
    """The thesaurus of a TOML file or a folder of them. Refuses what cannot be read; the laws are another matter (`laws.check`)."""
    if path.is_dir():
        files = sorted(path.glob("*.toml"))
        if not files:
            raise refuse("folder_empty", place=path.name)
    else:
        files = [path]
    head: dict[str, Any] = {}
    concepts: dict[str, Concept] = {}
    for file in files:
        tables = _tables(file)
        if "thesaurus" in tables:
            head = _head(tables.pop("thesaurus"), file.name)
        for name, table in tables.items():
            if name in concepts:
                raise refuse("id_in_two_files", place=file.name, id=name)
            concepts[name] = _concept(name, table, file.name)
    if not head:
        raise refuse("head_missing", place=path.name)
    return thesaurus(concepts.values(), **head)


def text_of(path: Path, largest: int = LARGEST) -> str:
    """The text of a file in UTF-8 with or without a mark; refuses one that is absent, too large or in another encoding."""
    try:
        size = path.stat().st_size
        if size > largest:
            raise refuse("file_too_large", place=path.name, size=size, largest=largest)
        return path.read_bytes().decode("utf-8-sig")
    except OSError:
        raise refuse("file_absent", place=path.name) from None
    except UnicodeDecodeError as mistake:
        raise refuse("not_utf8", place=path.name, byte=mistake.start) from None


def _tables(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text_of(file))
    except tomllib.TOMLDecodeError as mistake:
        raise refuse("toml_broken", place=file.name, reason=str(mistake)) from None
    except RecursionError:
        raise refuse("too_deep", place=file.name) from None


def _head(table: Any, file: str) -> dict[str, Any]:
    if not isinstance(table, dict):
        raise refuse("not_a_table", place=file, id="thesaurus")
    missing = [name for name in (*HEADS, "date") if not isinstance(table.get(name), date if name == "date" else str)]
    if missing:
        raise refuse("head_incomplete", place=file, names=listed(missing))
    return {
        "version": table["version"],
        "on": table["date"],
        "licence": table["licence"],
        "title": (table["title_en"], table["title_ru"]),
        "namespace": table["namespace"],
    }


def _concept(name: str, table: Any, file: str) -> Concept:
    if not isinstance(table, dict):
        raise refuse("not_a_table", place=file, id=name)
    for field, wrong in _misfits(table):
        raise refuse(wrong, place=file, id=name, field=field, known=listed([*TEXTS, *LISTS, *FLAGS], 20))
    side = {
        language: Labels(
            table.get(language, ""),
            tuple(table.get(f"alt_{language}", ())),
            tuple(table.get(f"hidden_{language}", ())),
            table.get(f"definition_{language}", ""),
        )
        for language in ("en", "ru")
    }
    lists: dict[str, Any] = {field: tuple(table.get(field, ())) for field in ("broader", "related", "matches")}
    texts: dict[str, Any] = {field: table.get(field, "") for field in ("notation", "replaced_by")}
    flags: dict[str, Any] = {field: table.get(field, False) for field in FLAGS}
    return Concept(id=name, en=side["en"], ru=side["ru"], **lists, **texts, **flags)


def _misfits(table: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Fields that are not known, or hold another kind of value than they should."""
    for field, value in table.items():
        if field in TEXTS:
            fits = isinstance(value, str)
        elif field in LISTS:
            fits = isinstance(value, list) and all(isinstance(one, str) for one in value)
        elif field in FLAGS:
            fits = isinstance(value, bool)
        else:
            yield field, "field_unknown"
            continue
        if not fits:
            yield field, "field_wrong"
