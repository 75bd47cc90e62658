"""A filled spreadsheet as answers: each row a library, each refusal with the address of its cell and a sentence in both languages."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from sextant.lab.returns.questionnaires import Item, Questionnaire
from sextant.society.members.sheets.reading import read_sheet
from sextant.work.returns.answering import Given, read_answer
from sextant.work.returns.spreadsheets.columns import AFTER_ITEMS, BEFORE_ITEMS, CHIEF, IGNORED, KEY, POSITION, REMARKS, is_second_row

Watch = Callable[[int, int], None]


@dataclass(frozen=True)
class Refusal:
    """What was not taken: the cell's address, the library's key, the column, what was found, why and what to do."""

    cell: str
    library: str
    column: str
    value: str
    text_en: str
    text_ru: str


@dataclass
class RowRead:
    """One row with its answers by key of the item; `cells` counts all with something in them, `refused` those that could not be read."""

    line: int
    key: str
    given: dict[str, Given] = field(default_factory=dict)
    cells: int = 0
    refused: int = 0
    chief: str = ""
    position: str = ""
    remarks: str = ""


@dataclass
class SheetRead:
    """All rows in their order, and all refusals."""

    rows: list[RowRead] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)


def refusal(cell: str, library: str, column: str, value: Any, say: Callable[[], str]) -> Refusal:
    """A refusal whose sentence is said in both languages."""
    with translation.override("en"):
        english = say()
    with translation.override("ru"):
        russian = say()
    return Refusal(cell, library[:60], column[:120], str(value)[:120], english[:500], russian[:500])


def read_returns(content: bytes, asked: Questionnaire, watch: Watch = lambda done, total: None) -> SheetRead:
    """Reads the first sheet. A file that is no table of returns is refused whole, by ValidationError."""
    table = read_sheet(content)
    columns = _columns(table.header, asked)
    read = SheetRead()
    for place, name in enumerate(table.header):
        if name not in columns and name:
            filled = sum(cells[place] != "" for line, cells in table.rows if not is_second_row(line, cells))
            read.refusals.append(
                refusal(_cell(1, place), "", name, filled, lambda: _("The questionnaire has no such item; the column was not read."))
            )
    for number, (line, cells) in enumerate(table.rows):
        if not is_second_row(line, cells):
            read.rows.append(_row(line, cells, table.header, columns, read.refusals))
        watch(number, len(table.rows))
    return read


def _columns(header: list[str], asked: Questionnaire) -> dict[str, Item | None]:
    """The columns that are known: an item, or None for those beside the items."""
    if KEY not in header:
        raise ValidationError(_("The first row has no column “key”. Use the template that is downloaded here, and leave its first row as it is."))
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if twice:
        raise ValidationError(_("The column “%(name)s” stands twice in the first row; take one of them away.") % {"name": twice[0]})
    known: dict[str, Item | None] = {**dict.fromkeys([*BEFORE_ITEMS, *AFTER_ITEMS]), **asked.by_key}
    if not any(name in asked.by_key for name in header):
        raise ValidationError(_("No column of this file is an item of the questionnaire. Use the template that is downloaded here."))
    return {name: known[name] for name in header if name in known}


def _row(line: int, cells: list[Any], header: list[str], columns: dict[str, Item | None], refusals: list[Refusal]) -> RowRead:
    beside = {name: str(cells[place]).strip() for place, name in enumerate(header) if name in columns and columns[name] is None}
    row = RowRead(line, _key(beside[KEY]), chief=beside.get(CHIEF, ""), position=beside.get(POSITION, ""), remarks=beside.get(REMARKS, ""))
    for place, name in enumerate(header):
        if cells[place] == "" or name in IGNORED or (name in columns and columns[name] is None):
            continue
        row.cells += 1
        item = columns.get(name)
        if item is None:
            row.refused += 1
            continue
        try:
            row.given[name] = read_answer(item, cells[place])
        except ValidationError:
            row.refused += 1
            refusals.append(refusal(_cell(line, place), row.key, name, cells[place], partial(_why, item, cells[place])))
    return row


def _cell(line: int, place: int) -> str:
    """The address of a cell, as “C7”."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    return str(xl_rowcol_to_cell(line - 1, place))


def _key(text: str) -> str:
    return text.removeprefix("'")


def _why(item: Item, cell: Any) -> str:
    try:
        read_answer(item, cell)
    except ValidationError as reason:
        return " ".join(reason.messages)
    return ""
