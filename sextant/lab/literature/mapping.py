"""How a list of dissertations or other works is laid out: a TOML file that a user could write, or the names of columns themselves.

database = "rsl"            # how the source is called in the store
kind = "dissertation"       # of every row
separator = ";"             # between names and keywords in one cell
delimiter = ""              # of the table; empty: the header decides
sheet = ""                  # of a workbook; empty: the first
[columns]                   # field = column of the table
title = "Тема диссертации"
authors = "Соискатель"
[fixed]                     # field = value of every row
venue = "МГИК"
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .findings import refuse
from .records import KINDS

FIELDS = (
    "title", "title_en", "title_ru", "authors", "advisors", "year", "date", "venue", "publisher", "volume", "issue", "pages", "abstract",
    "abstract_en", "abstract_ru", "keywords", "categories", "language", "kind", "doi", "isbn", "url", "cited_by", "references", "country",
)  # fmt: skip
TEXTS = ("database", "kind", "separator", "delimiter", "sheet")

KNOWN_COLUMNS = {
    "title": ("title", "название", "заглавие", "тема", "тема диссертации", "тема работы", "название диссертации", "наименование"),
    "authors": ("author", "authors", "автор", "авторы", "соискатель", "фио", "ф.и.о.", "фио автора", "фио соискателя"),
    "advisors": ("advisor", "supervisor", "advisors", "научный руководитель", "руководитель", "научный консультант"),
    "year": ("year", "publication year", "год", "год защиты", "год издания", "год публикации"),
    "date": ("date", "дата", "дата защиты", "дата публикации"),
    "venue": ("university", "institution", "journal", "source", "организация", "место защиты", "вуз", "журнал", "источник", "университет"),
    "abstract": ("abstract", "аннотация", "реферат"),
    "keywords": ("keywords", "ключевые слова"),
    "categories": ("speciality", "subject", "шифр", "шифр специальности", "специальность", "код специальности"),
    "language": ("language", "язык"),
    "kind": ("type", "kind", "вид", "тип", "степень", "ученая степень", "учёная степень"),
    "doi": ("doi",),
    "isbn": ("isbn",),
    "url": ("url", "link", "ссылка"),
    "pages": ("pages", "страницы", "количество страниц"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListMapping:
    """A layout; see the module."""

    columns: Mapping[str, str]
    fixed: Mapping[str, str] = field(default_factory=dict)
    database: str = "list"
    kind: str = ""
    separator: str = ";"
    delimiter: str = ""
    sheet: str = ""


def mapping_of(names: tuple[str, ...]) -> ListMapping:
    """The layout that well-known names of columns tell; without a title it has none."""
    found = {field: next((name for name in known if name in names), "") for field, known in KNOWN_COLUMNS.items()}
    return ListMapping({field: name for field, name in found.items() if name})


def read_mapping(path: Path) -> ListMapping:
    """The mapping in that file; raises `LiteratureError` for what is no TOML, an unknown word, or a mapping without a title."""
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as reason:
        raise refuse("file_absent", file=path.name) from reason
    except tomllib.TOMLDecodeError as reason:
        raise refuse("toml_broken", file=path.name, reason=str(reason)) from reason
    columns, fixed = data.pop("columns", {}), data.pop("fixed", {})
    wrong = [*(set(data) - set(TEXTS)), *(set(columns) - set(FIELDS)), *(set(fixed) - set(FIELDS))]
    if wrong:
        raise refuse("mapping_word_unknown", file=path.name, value=sorted(wrong)[0], known=", ".join((*TEXTS, "columns", "fixed", *FIELDS)))
    if not any(name.startswith("title") for name in columns):
        raise refuse("mapping_without_title", file=path.name)
    if data.get("kind") and data["kind"] not in KINDS:
        raise refuse("mapping_word_unknown", file=path.name, value=data["kind"], known=", ".join(KINDS))
    texts = {name: str(value) for name, value in data.items()}
    return ListMapping({name: str(column).casefold() for name, column in columns.items()}, {name: str(one) for name, one in fixed.items()}, **texts)
