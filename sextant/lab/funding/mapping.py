"""How a table of calls is laid out: a TOML file that a user could write (`mappings/README.md`)."""

from __future__ import annotations

import codecs
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .findings import error

SCALARS = ("id", "title", "funder", "award_min", "award_max", "currency", "cofunding_share", "opens_on", "closes_on", "url", "text")
LISTS = ("countries", "regions", "legal_forms", "applicant_kinds", "themes")
TEXTS = ("title_en", "title_ru", "source", "encoding", "delimiter", "list", "decimal", "share")
SERIES = ("dates", "rolling")
TABLES = ("columns", "fixed", "words")
SECTIONS = {*TEXTS, *SERIES, *TABLES}


@dataclass(frozen=True, slots=True)
class CallMapping:
    """A layout. `columns`: field of a call = column of the table; `fixed`: field = value for every row.

    `words`: field = (word in the table = word of ours). `separator` parts the members of a list in a cell.
    `share` tells whether a bare number for the co-funding is a `percent` or a `share`.
    """

    name: str
    source: str
    columns: Mapping[str, str]
    fixed: Mapping[str, Any] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    encoding: str = ""
    delimiter: str = ""
    separator: str = ";"
    decimal: str = "."
    share: str = "percent"
    dates: tuple[str, ...] = ("%Y-%m-%d",)
    rolling: tuple[str, ...] = ()


def read_mapping(path: Path) -> CallMapping:
    """The mapping in that file; raises `FundingError` for what is no TOML, an unknown word, or a mapping without id or title."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as reason:
        raise error("file_absent", path.name) from reason
    except tomllib.TOMLDecodeError as reason:
        raise error("broken_mapping", path.name, reason=str(reason)) from reason
    _check(path.name, data)
    return CallMapping(
        name=path.stem,
        source=str(data.get("source", path.stem)),
        columns=data["columns"],
        fixed=data.get("fixed", {}),
        words={name: {word.casefold(): ours for word, ours in known.items()} for name, known in data.get("words", {}).items()},
        encoding=data.get("encoding", ""),
        delimiter=data.get("delimiter", ""),
        separator=data.get("list", ";"),
        decimal=data.get("decimal", "."),
        share=data.get("share", "percent"),
        dates=tuple(data.get("dates", ["%Y-%m-%d"])),
        rolling=tuple(word.casefold() for word in data.get("rolling", [])),
    )


def _check(file: str, data: dict[str, Any]) -> None:
    for name in data.keys() - SECTIONS:
        raise error("mapping_word", file, word=name, known=", ".join(sorted(SECTIONS)))
    _check_forms(file, data)
    fields = SCALARS + LISTS
    for section in TABLES:
        for name in data.get(section, {}):
            if name not in fields:
                raise error("mapping_word", file, word=f"{section}.{name}", known=", ".join(fields))
    for name in ("id", "title"):
        if name not in data.get("columns", {}):
            raise error("mapping_lacks", file, word=name)
    try:
        codecs.lookup(data.get("encoding") or "utf-8")
    except LookupError as reason:
        raise error("encoding_unknown", file, encoding=data["encoding"]) from reason


def _check_forms(file: str, data: dict[str, Any]) -> None:
    """Texts are texts, lists are lists of texts, tables are tables; marks are one sign, `share` is one of two words."""
    wrong = [name for name in TEXTS if not isinstance(data.get(name, ""), str)]
    wrong += [name for name in SERIES if not _is_texts(data.get(name, []))]
    wrong += [name for name in TABLES if not isinstance(data.get(name, {}), dict)]
    if not wrong:
        wrong += [f"columns.{name}" for name, column in data.get("columns", {}).items() if not isinstance(column, str)]
        wrong += [f"words.{name}" for name, known in data.get("words", {}).items() if not _is_words(known)]
        wrong += [f"fixed.{name}" for name, value in data.get("fixed", {}).items() if not _fits(name, value)]
        wrong += [name for name in ("delimiter", "list", "decimal") if len(data.get(name, ";")) != 1]
        wrong += ["share"] if data.get("share", "share") not in ("percent", "share") else []
    if wrong:
        raise error("mapping_value", file, word=wrong[0])


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(member, str) for member in value)


def _is_words(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(member, str) for member in value.values())


def _fits(name: str, value: object) -> bool:
    return _is_texts(value) if name in LISTS else isinstance(value, str)
