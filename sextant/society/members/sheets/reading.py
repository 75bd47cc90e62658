"""A spreadsheet file becomes a header and rows. What it is is told by its content, never by its name."""

import codecs
import csv
import io
import zipfile
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_UNPACKED = 150 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL, MOST_MEMBERS = 100_000, 120, 2_000, 2_000
DELIMITERS = ";,\t|"


@dataclass(frozen=True)
class Sheet:
    """The first sheet with content: headings, and rows as (line in the file, cells). Cells are text, numbers or dates."""

    header: list[str]
    rows: list[tuple[int, list[Any]]]


def read_sheet(content: bytes) -> Sheet:
    """Reads XLSX, or CSV in UTF-8, UTF-16 or windows-1251 with any usual delimiter; refuses everything else with a sentence."""
    if not content.strip(b"\xef\xbb\xbf \t\r\n\x00"):
        raise ValidationError(_("The file is empty. Save the spreadsheet again and upload it."))
    if len(content) > LARGEST_FILE:
        raise ValidationError(_("The file is larger than 10 MB. Take away pictures and other sheets, or split it."))
    if content.startswith(b"PK\x03\x04"):
        lines = _workbook_lines(content)
    elif content.startswith(b"\xd0\xcf\x11\xe0"):
        raise ValidationError(_("This is an old Excel file or one with a password. Save it as .xlsx without a password, or as CSV."))
    else:
        lines = _text_lines(content)
    return _sheet(lines)


def _sheet(lines: list[list[Any]]) -> Sheet:
    numbered = [(number, cells) for number, cells in enumerate(lines, 1) if any(cell not in ("", None) for cell in cells)]
    if len(numbered) < 2:
        raise ValidationError(_("The file has no rows below the headings. The first row must hold the names of the columns."))
    if len(numbered) > MOST_ROWS:
        raise ValidationError(_("The file has more than 100,000 rows. Split it."))
    header = [" ".join(str(cell if cell is not None else "").split())[:200] for cell in numbered[0][1]]
    while header and not header[-1]:
        header.pop()
    if len(header) > MOST_COLUMNS:
        raise ValidationError(_("The file has more than 120 columns. Take away those that are not needed."))
    width = len(header)
    rows = []
    for number, cells in numbered[1:]:
        kept = [_cell(cell) for cell in cells[:width]]
        if any(cell != "" for cell in kept):
            rows.append((number, kept + [""] * (width - len(kept))))
    return Sheet(header, rows)


def _cell(cell: Any) -> Any:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.replace("\x00", "").strip()[:LONGEST_CELL]
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return cell


def _workbook_lines(content: bytes) -> list[list[Any]]:
    _refuse_bomb(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in book.sheet_names:
            lines = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            if any(cell != "" for line in lines for cell in line):
                return lines
    except (CalamineError, ValueError, OSError, zipfile.BadZipFile) as trouble:
        raise ValidationError(_("The spreadsheet cannot be read; it may be damaged. Open it, save it again as .xlsx and upload that.")) from trouble
    raise ValidationError(_("The file is empty. Save the spreadsheet again and upload it."))


def _refuse_bomb(content: bytes) -> None:
    """Unpacks everything once, in small pieces, and stops at a limit: what the archive says of its own sizes is not believed."""
    damaged = _("The spreadsheet cannot be read; it may be damaged. Open it, save it again as .xlsx and upload that.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if "xl/workbook.xml" not in archive.namelist():
                raise ValidationError(_("This is not an Excel spreadsheet. Save the table as .xlsx or as CSV."))
            if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > LARGEST_UNPACKED:
                raise ValidationError(_("The spreadsheet is too large when unpacked. Take away pictures and other sheets, or split it."))
            left = LARGEST_UNPACKED
            for member in members:
                with archive.open(member) as stream:
                    while piece := stream.read(1024 * 1024):
                        left -= len(piece)
                        if left < 0:
                            raise ValidationError(_("The spreadsheet is too large when unpacked. Take away pictures and other sheets, or split it."))
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError) as trouble:
        raise ValidationError(damaged) from trouble


def _decoded(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="strict")
    if b"\x00" in content[:4096] or content.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8", b"{\\rtf", b"<")):
        raise ValidationError(_("This is not a spreadsheet. Save the table as .xlsx or as CSV."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1251")


def _text_lines(content: bytes) -> list[list[Any]]:
    try:
        text = _decoded(content)
    except UnicodeDecodeError as trouble:
        raise ValidationError(_("The letters of the file cannot be read. Save it as CSV in UTF-8.")) from trouble
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as trouble:
        raise ValidationError(_("The CSV file cannot be read (%(reason)s). Save it again as CSV in UTF-8.") % {"reason": trouble}) from trouble


def _delimiter(text: str) -> str:
    """The delimiter that parts the first lines into the most columns, equally many in each line before others."""
    lines = [line for line in text.splitlines()[:20] if line.strip()]

    def fitness(delimiter: str) -> tuple[int, int]:
        widths = [len(cells) for cells in csv.reader(lines, delimiter=delimiter)]
        even = sum(width == widths[0] for width in widths) if widths and widths[0] > 1 else 0
        return even, widths[0] if widths else 0

    return max(DELIMITERS, key=fitness)
