"""The template: codes in the first row, what they mean in the second, then the libraries; beside it last year's figures and explanations."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sextant.base.exports.tables import defused
from sextant.lab.returns.questionnaires import Item, Questionnaire
from sextant.work.returns import states
from sextant.work.returns.answering import said
from sextant.work.returns.models import Submission
from sextant.work.returns.queries.questions import Before
from sextant.work.returns.queries.words import unit_name
from sextant.work.returns.spreadsheets.columns import AFTER_ITEMS, BEFORE_ITEMS

RULES: tuple[str | Promise, ...] = (
    gettext_lazy("Each row of the first sheet is one library, each column one item. Do not change the first row and the column of keys."),
    gettext_lazy("Write numbers with digits only; 0 means that there was none."),
    gettext_lazy("Where there is no number, write one of the words: unknown, not applicable, refused. They are three different answers."),
    gettext_lazy("An empty cell says nothing: an answer given before stays as it is."),
    gettext_lazy("Libraries may be left out and rows may stand in any order. Formulas are read by the value that they show."),
    gettext_lazy("What cannot be read is named with the address of its cell; everything else is taken."),
)


def write_template(file: Any, asked: Questionnaire, rows: Iterable[Submission], before: Before) -> None:
    """Writes the workbook in constant memory. What was answered already stands in its cells."""
    import xlsxwriter

    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime(2019, 4, 25)})
    bold = book.add_format({"bold": True})
    wrapped = book.add_format({"text_wrap": True, "italic": True, "valign": "top"})
    held = list(rows)
    main, earlier = book.add_worksheet(_("Returns")), book.add_worksheet(_("Last year"))
    texts, items = book.add_worksheet(_("How to fill in")), book.add_worksheet(_("Items"))
    _returns(main, asked, held, bold, wrapped)
    _last_year(earlier, asked, held, before, bold)
    texts.set_column(0, 0, 110)
    for line, sentence in enumerate(RULES):
        texts.write_string(line, 0, str(sentence), book.add_format({"text_wrap": True}))
    _items(items, asked, bold, wrapped)
    book.close()


def _returns(sheet: Any, asked: Questionnaire, rows: list[Submission], bold: Any, wrapped: Any) -> None:
    sheet.freeze_panes(2, 2)
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 36)
    sheet.set_column(2, len(asked.items) + 5, 18)
    headings = {**BEFORE_ITEMS, **{key: _heading(item) for key, item in asked.by_key.items()}, **AFTER_ITEMS}
    sheet.write_row(0, 0, list(headings), bold)
    sheet.set_row(1, 75)
    sheet.write_row(1, 0, [str(title) for title in headings.values()], wrapped)
    for line, row in enumerate(rows, 2):
        place = [row.library.key, row.library.name, row.library.region]
        cells = [*place, *(_cell(row.answers.get(key), item) for key, item in asked.by_key.items()), row.certified_name, row.certified_position]
        _write(sheet, line, cells)


def _last_year(sheet: Any, asked: Questionnaire, rows: list[Submission], before: Before, bold: Any) -> None:
    sheet.freeze_panes(1, 2)
    sheet.write_row(0, 0, [*BEFORE_ITEMS, *asked.by_key], bold)
    for line, row in enumerate(rows, 1):
        values = before.of(row)
        _write(sheet, line, [row.library.key, row.library.name, row.library.region, *(values.get(key) for key in asked.by_key)])


def _items(sheet: Any, asked: Questionnaire, bold: Any, wrapped: Any) -> None:
    sheet.set_column(0, 1, 30)
    sheet.set_column(2, 2, 70)
    heads = _("Code"), _("Item"), _("What is counted"), _("Unit"), _("Part of"), _("Must be answered"), _("May be"), "ISO 2789"
    sheet.write_row(0, 0, heads, bold)
    line = 1
    for section in asked.sections:
        for item in section.items:
            may_be = ", ".join(str(states.NO_NUMBER[word]) for word in item.may_be if word in states.NO_NUMBER)
            part_of = asked.items[item.part_of].key if item.part_of else ""
            required = _("yes") if item.required else ""
            cells = [item.key, said(item.label), said(item.definition), unit_name(item.unit), part_of, required, may_be, item.iso2789]
            _write(sheet, line, cells)
            line += 1


def _heading(item: Item) -> str:
    unit = unit_name(item.unit)
    return f"{said(item.label)} ({unit})" if unit else said(item.label)


def _cell(answer: dict[str, Any] | None, item: Item) -> Any:
    if answer is None:
        return None
    if answer["status"]:
        return str(states.NO_NUMBER[answer["status"]])
    return answer["value"]


def _write(sheet: Any, line: int, cells: list[Any]) -> None:
    for place, value in enumerate(cells):
        if isinstance(value, int | float):
            sheet.write_number(line, place, value)
        elif value not in (None, ""):
            sheet.write_string(line, place, str(defused(value)))
