"""The tables of a data package: name, title, columns with type and meaning, and lines written as CSV (RFC 4180, UTF-8, LF)."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sextant.lab.returns import dictionary, indicators
from sextant.work.returns.packages.rows import Row, Sums
from sextant.work.returns.queries.tables import said_of


@dataclass(frozen=True)
class Field:
    """A column: machine name, type of the Table Schema, title and meaning in English and Russian."""

    name: str
    kind: str
    title: str
    title_ru: str


@dataclass(frozen=True)
class Sheet:
    """A table of the package: file name, title, fields, and the columns that name a row."""

    name: str
    title: str
    title_ru: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]


KEY = Field("unit_id", "string", "Key of the library", "Ключ библиотеки")
OBSERVATIONS = Sheet(
    "observations",
    "Every figure of every library",
    "Все значения по библиотекам",
    (
        KEY,
        Field("variable", "string", "Code of the variable", "Код переменной"),
        Field("value", "number", "Value; empty where there is none", "Значение; пусто, если его нет"),
        Field(
            "status",
            "string",
            "ok, missing, not_applicable, refused or suppressed",
            "ok — есть, missing — неизвестно, not_applicable — неприменимо, refused — отказ, suppressed — скрыто",
        ),
        Field(
            "origin",
            "string",
            "How the value came about: reported, edited, imputed, derived, or a word of the survey",
            "Откуда значение: reported — сообщено, edited — исправлено, imputed — досчитано, derived — вычислено, или слово обследования",
        ),
    ),
    ("unit_id", "variable"),
)
LIBRARIES = Sheet(
    "libraries",
    "Libraries",
    "Библиотеки",
    (
        KEY,
        Field("name", "string", "Name", "Название"),
        Field("region", "string", "Region", "Регион"),
        Field("size_class", "string", "Size class by population served", "Класс по населению"),
    ),
    ("unit_id",),
)
VARIABLES = Sheet(
    "variables",
    "Data dictionary",
    "Словарь данных",
    (
        Field("code", "string", "Code", "Код"),
        Field("name_en", "string", "Name in English", "Название на английском"),
        Field("name_ru", "string", "Name in Russian", "Название на русском"),
        Field("definition_en", "string", "Definition in English", "Определение на английском"),
        Field("definition_ru", "string", "Definition in Russian", "Определение на русском"),
        Field("unit", "string", "Unit", "Единица"),
        Field("kind", "string", "Stock or flow", "Запас или поток"),
        Field("iso2789", "string", "Notion of ISO 2789 (clause not seen)", "Понятие ISO 2789 (пункт не сверен)"),
        Field("libraries", "integer", "Libraries that gave a value", "Сколько библиотек дали значение"),
    ),
    ("code",),
)
INDICATORS = Sheet(
    "indicators",
    "Definitions of indicators",
    "Определения показателей",
    (
        Field("code", "string", "Code", "Код"),
        Field("name_en", "string", "Name in English", "Название на английском"),
        Field("name_ru", "string", "Name in Russian", "Название на русском"),
        Field("formula", "string", "Formula over variables", "Формула по переменным"),
        Field("unit_en", "string", "Unit in English", "Единица на английском"),
        Field("unit_ru", "string", "Unit in Russian", "Единица на русском"),
    ),
    ("code",),
)
GROUPS = Sheet(
    "groups",
    "Totals and indicators of all libraries and of regions",
    "Итоги и показатели по всем библиотекам и по регионам",
    (
        Field("group_kind", "string", "all or region", "all — все, region — регион"),
        Field("group", "string", "Code of the region", "Код региона"),
        Field("what", "string", "variable (a total) or indicator (the formula over sums)", "variable — итог, indicator — формула по суммам"),
        Field("code", "string", "Code of the variable or indicator", "Код переменной или показателя"),
        Field("libraries", "integer", "Libraries it rests on", "На скольких библиотеках основано"),
        Field("value", "number", "Value", "Значение"),
    ),
    ("group_kind", "group", "what", "code"),
)
CHANGES = Sheet(
    "changes",
    "Figures that differ from the edition before",
    "Значения, отличающиеся от предыдущего издания",
    (
        KEY,
        Field("variable", "string", "Code of the variable", "Код переменной"),
        Field("before", "string", "Value or status before", "Прежнее значение или состояние"),
        Field("now", "string", "Value or status now", "Нынешнее значение или состояние"),
    ),
    ("unit_id", "variable"),
)
SHEETS = (OBSERVATIONS, LIBRARIES, VARIABLES, INDICATORS, GROUPS, CHANGES)


def lines_of(sheet: Sheet, rows: Iterable[Iterable[Any]]) -> Iterator[bytes]:
    """The lines of a table, the names of its columns first."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    for row in _with_head(sheet, rows):
        buffer.seek(0)
        buffer.truncate()
        writer.writerow(row)
        yield buffer.getvalue().encode()


def _with_head(sheet: Sheet, rows: Iterable[Iterable[Any]]) -> Iterator[list[Any]]:
    yield [field.name for field in sheet.fields]
    for row in rows:
        yield ["" if value is None else value for value in row]


def observations(row: Row) -> Iterator[tuple[Any, ...]]:
    for code in row.codes:
        yield row.key, code, *said_of(code, row.values, row.statuses, row.origins)


def variables(sums: Sums) -> Iterator[tuple[Any, ...]]:
    given = sums.variables.get(("all", ""), {})
    for one in dictionary.variables().values():
        if one.code in given:
            names = one.name_en, one.name_ru, one.definition_en, one.definition_ru
            yield one.code, *names, one.unit, one.kind, one.iso2789, len(given[one.code])


def indicator_definitions() -> Iterator[tuple[Any, ...]]:
    for one in indicators.definitions().values():
        yield one.code, one.name_en, one.name_ru, one.formula_text, one.unit_en, one.unit_ru


def said(row: Row, code: str) -> str:
    """The value of a cell in words of the package: the number, the status, or nothing."""
    return str(row.values[code]) if code in row.values else row.statuses.get(code, "")
