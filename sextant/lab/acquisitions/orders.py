"""The order of a plan as a file: CSV, XLSX, MARC 21 and JSON.

In CSV, text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection); in XLSX text is written as text. The MARC 21
records have 020 $a $c, 024 $a (the candidate's identifier, $2 local), 100, 245, 264 $b and 365 (trade price: $a list, $b amount, $c currency) of the
format; what a library's system takes for the order stands in a local field, by default 980 with the subfields of `LOCAL`. Another system's field is
given as a mapping of the same names, such as {"copies": "960$o", "price": "960$s"}.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from ..payments.amounts import format_amount, to_decimal
from .findings import refuse
from .planning import Plan
from .reasons import Chosen

COLUMNS = ("id", "isbn", "title", "author", "publisher", "copies", "price", "currency", "sum", "why")
HEADERS = {
    "en": ("Identifier", "ISBN", "Title", "Author", "Publisher", "Copies", "Price", "Currency", "Sum", "Why"),
    "ru": ("Идентификатор", "ISBN", "Название", "Автор", "Издательство", "Экземпляров", "Цена", "Валюта", "Сумма", "Почему"),
}
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
LOCAL: dict[str, str] = {"copies": "980$b", "price": "980$c", "currency": "980$d", "fund": "980$e", "id": "980$x", "why": "980$z"}
TAG = re.compile(r"(\d{3})\$([a-z0-9])")
FORMATS = ("csv", "xlsx", "marc", "json")


def write_order(plan: Plan, path: Path, *, language: str = "en", local: Mapping[str, str] | None = None, fund: str = "") -> None:
    """Writes the order in the format of the path's ending: `.csv`, `.xlsx`, `.mrc` or `.json`."""
    ending = path.suffix.lower()
    if ending == ".csv":
        path.write_text("".join(order_csv(plan, language)), encoding="utf-8", newline="")
    elif ending == ".xlsx":
        path.write_bytes(order_xlsx(plan, language))
    elif ending in (".mrc", ".marc"):
        path.write_bytes(b"".join(order_marc(plan, local, language=language, fund=fund)))
    elif ending == ".json":
        path.write_text(order_json(plan, language), encoding="utf-8")
    else:
        raise refuse("format_unknown", place=path.name, value=ending or path.name, known=".csv, .xlsx, .mrc, .json")


def lines(plan: Plan, language: str) -> Iterator[dict[str, Any]]:
    """One line of the order for every title; amounts as exact decimals."""
    for one in plan.chosen:
        yield {
            "id": one.title.id,
            "isbn": one.title.isbn,
            "title": one.title.title,
            "author": one.title.author,
            "publisher": one.title.publisher,
            "copies": one.copies,
            "price": to_decimal(one.price, plan.currency),
            "currency": plan.currency,
            "sum": to_decimal(one.price * one.copies, plan.currency),
            "why": one.sentence(language),
        }


def order_csv(plan: Plan, language: str = "en") -> Iterator[str]:
    """Lines of a table (RFC 4180) with machine names of columns and a byte order mark, so that spreadsheets read UTF-8."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)

    def line(cells: Iterable[Any]) -> str:
        buffer.seek(0)
        buffer.truncate()
        writer.writerow([defused(cell) for cell in cells])
        return buffer.getvalue()

    yield "\ufeff" + line(COLUMNS)
    for one in lines(plan, language):
        yield line(one.values())


def defused(cell: Any) -> Any:
    """Text that a spreadsheet would run gets an apostrophe before it; numbers stay numbers."""
    risky = isinstance(cell, str) and (cell.startswith(DANGEROUS) or cell.lstrip().startswith(DANGEROUS))
    return f"'{cell}" if risky else cell


def order_xlsx(plan: Plan, language: str = "en") -> bytes:
    """A workbook with the order and its sum. Text is never a formula or a link; the sum is one, with its value beside it."""
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    book.set_properties({"created": datetime(2019, 4, 25)})
    sheet = book.add_worksheet("Заказ" if language == "ru" else "Order")
    bold, amount, wrap = (
        book.add_format({"bold": True}),
        book.add_format({"num_format": "#,##0.00"}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, HEADERS[language if language in HEADERS else "en"], bold)
    for place, width in enumerate((14, 16, 44, 24, 20, 8, 11, 8, 12, 80)):
        sheet.set_column(place, place, width)
    number = 0
    for number, one in enumerate(lines(plan, language), 1):
        for place, (name, value) in enumerate(one.items()):
            if name in ("price", "sum"):
                sheet.write_number(number, place, float(value), amount)
            elif name == "copies":
                sheet.write_number(number, place, value)
            else:
                sheet.write_string(number, place, str(value)[:32_000], wrap if name == "why" else None)
    if number:
        total = float(to_decimal(plan.spent, plan.currency))
        sheet.write_formula(number + 1, COLUMNS.index("sum"), f"=SUM(I2:I{number + 1})", amount, total)
        sheet.autofilter(0, 0, number, len(COLUMNS) - 1)
    book.close()
    return file.getvalue()


def order_json(plan: Plan, language: str = "en") -> str:
    """The lines as JSON; amounts are texts, so that they stay exact."""
    found = [one | {"price": str(one["price"]), "sum": str(one["sum"])} for one in lines(plan, language)]
    return json.dumps({"currency": plan.currency, "sum": format_amount(plan.spent, plan.currency), "lines": found}, ensure_ascii=False, indent=1)


def order_marc(plan: Plan, local: Mapping[str, str] | None = None, *, language: str = "en", fund: str = "") -> Iterator[bytes]:
    """One MARC 21 record (UTF-8, ISO 2709) for every title. `local` maps names of `LOCAL` to a local field and subfield."""
    places = _places(LOCAL if local is None else local)
    for one in plan.chosen:
        yield _record(plan, one, places, language, fund)


def _places(local: Mapping[str, str]) -> list[tuple[str, str, str]]:
    found = []
    for name, place in local.items():
        match = TAG.fullmatch(place)
        if name not in LOCAL or not match or (match[1][0] not in "9" and "9" not in match[1]):
            raise refuse("local_field_wrong", value=f"{name} = {place}", known=", ".join(LOCAL))
        found.append((name, match[1], match[2]))
    return found


def _record(plan: Plan, one: Chosen, places: list[tuple[str, str, str]], language: str, fund: str) -> bytes:
    from pymarc import Field, Indicators, Record, Subfield

    price = format_amount(one.price, plan.currency)
    record = Record(force_utf8=True)
    record.leader = record.leader[:5] + "nam" + record.leader[8:]  # type: ignore[assignment]

    def add(tag: str, first: str, second: str, *parts: tuple[str, str]) -> None:
        given = [Subfield(code, _one_line(text)) for code, text in parts if text]
        if given:
            record.add_field(Field(tag, Indicators(first, second), given))

    record.add_field(Field("001", data=_one_line(one.title.id)))
    add("020", " ", " ", *((("a", one.title.isbn), ("c", f"{price} {plan.currency}")) if one.title.isbn else ()))
    add("024", "7", " ", ("a", one.title.id), ("2", "local"))
    author = one.title.author
    add("100", "1", " ", ("a", author))
    add("245", "1" if author else "0", "0", ("a", one.title.title))
    add("264", " ", "1", ("b", one.title.publisher))
    add("365", " ", " ", ("a", "02"), ("b", price), ("c", plan.currency))
    says = {"copies": str(one.copies), "price": price, "currency": plan.currency, "fund": fund, "id": one.title.id, "why": one.sentence(language)}
    fields: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, tag, code in places:
        fields[tag].append((code, says[name]))
    for tag, parts in fields.items():
        add(tag, " ", " ", *parts)
    return bytes(record.as_marc())


def _one_line(text: str) -> str:
    """Text without the separators of ISO 2709 and other control signs, short enough for a field of 9,999 bytes."""
    return re.sub(r"[\x00-\x1f\x7f]+", " ", text).encode()[:4000].decode(errors="ignore")
