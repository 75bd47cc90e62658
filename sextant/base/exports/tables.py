"""Any list as CSV, XLSX or JSON: columns with machine names and titles, rows that stream."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import FileResponse, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.functional import Promise

FORMATS = ("csv", "xlsx", "json")
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True)
class Column:
    """One column: machine name, title for people, and how a row gives its value."""

    name: str
    title: str | Promise
    value: Callable[[Any], Any]


@dataclass(frozen=True)
class Table:
    """Columns over rows that are read once, in order. `name` becomes the file's name."""

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Any]

    def records(self) -> Iterator[list[Any]]:
        """Each row as a list of plain values in the order of the columns."""
        for row in self.rows:
            yield [column.value(row) for column in self.columns]


class Counted:
    """Rows that are counted as they pass."""

    def __init__(self, rows: Iterable[Any]) -> None:
        self._rows, self.count = rows, 0

    def __iter__(self) -> Iterator[Any]:
        for row in self._rows:
            self.count += 1
            yield row


def defused(value: Any) -> Any:
    """Text that a spreadsheet would run as a formula gets a leading apostrophe (OWASP, CSV injection); numbers stay numbers."""
    if isinstance(value, Promise):
        value = str(value)
    if isinstance(value, str) and (value.startswith(_DANGEROUS) or value.lstrip().startswith(_DANGEROUS)):
        return f"'{value}"
    return value


def csv_lines(table: Table) -> Iterator[str]:
    """RFC 4180 lines, the first with a byte order mark so that spreadsheets read UTF-8."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)

    def line(values: Iterable[Any]) -> str:
        buffer.seek(0)
        buffer.truncate()
        writer.writerow([defused("" if value is None else value) for value in values])
        return buffer.getvalue()

    yield "\ufeff" + line(column.name for column in table.columns)
    for record in table.records():
        yield line(record)


def json_lines(table: Table) -> Iterator[str]:
    """A JSON array with one object a row, streamed."""
    names = [column.name for column in table.columns]
    yield "["
    comma = ""
    for record in table.records():
        yield comma + json.dumps(dict(zip(names, record, strict=True)), ensure_ascii=False, cls=DjangoJSONEncoder)
        comma = ",\n"
    yield "]\n"


def write_xlsx(table: Table, file: Any) -> None:
    """One worksheet, titles in bold, written row by row in constant memory."""
    import xlsxwriter

    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True})
    book.set_properties({"created": datetime(2019, 4, 25)})
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    day, moment = (book.add_format({"num_format": text}) for text in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss"))
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, [str(column.title) for column in table.columns], bold)
    for number, record in enumerate(table.records(), 1):
        for place, value in enumerate(record):
            if isinstance(value, datetime):
                sheet.write_datetime(number, place, timezone.localtime(value) if timezone.is_aware(value) else value, moment)
            elif isinstance(value, date):
                sheet.write_datetime(number, place, value, day)
            elif isinstance(value, bool | int | float | Decimal) or value is None:
                sheet.write(number, place, value)
            else:
                sheet.write_string(number, place, str(defused(value)))
    book.close()


def write_table(table: Table, file_format: str, path: Path) -> int:
    """Writes the table into a file, whole or not at all; returns the number of rows."""
    rows = Counted(table.rows)
    counted = replace(table, rows=rows)
    part = path.with_name(path.name + ".part")
    try:
        if file_format == "xlsx":
            with part.open("wb") as file:
                write_xlsx(counted, file)
        else:
            with part.open("w", encoding="utf-8", newline="") as lines:
                lines.writelines(csv_lines(counted) if file_format == "csv" else json_lines(counted))
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return rows.count


def download(table: Table, file_format: str) -> HttpResponseBase:
    """The table as a streamed download in one of FORMATS; another format is answered with 400 and a sentence."""
    if file_format not in FORMATS:
        return HttpResponse(f"Unknown format: choose one of {', '.join(FORMATS)}.", status=400, content_type="text/plain; charset=utf-8")
    disposition = {"Content-Disposition": f'attachment; filename="{table.name}.{file_format}"'}
    if file_format == "csv":
        return StreamingHttpResponse(csv_lines(table), content_type="text/csv; charset=utf-8", headers=disposition)
    if file_format == "json":
        return StreamingHttpResponse(json_lines(table), content_type="application/json", headers=disposition)
    spool = SpooledTemporaryFile(max_size=4 * 1024 * 1024)
    write_xlsx(table, spool)
    spool.seek(0)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return FileResponse(spool, content_type=kind, headers=disposition)
