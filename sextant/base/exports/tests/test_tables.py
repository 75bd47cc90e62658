"""Lists leave as CSV, XLSX and JSON: readable by people's programs, harmless in spreadsheets, streamed row by row."""

import csv
import io
import json
import tracemalloc
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.translation import gettext_lazy
from python_calamine import CalamineWorkbook

from sextant.base.exports.tables import Column, Table, csv_lines, defused, download, json_lines, write_table, write_xlsx

COLUMNS = (
    Column("name", "Название", lambda row: row["name"]),
    Column("loans", "Выдача", lambda row: row["loans"]),
    Column("opened", "Открыта", lambda row: row["opened"]),
)
ROW = {"name": "Библиотека № 1, «Светлана»", "loans": 1204, "opened": date(1987, 5, 27)}


def _table(*rows) -> Table:
    return Table("libraries", COLUMNS, rows or (ROW,))


def _sheet(table: Table) -> list[list]:
    file = io.BytesIO()
    write_xlsx(table, file)
    return CalamineWorkbook.from_filelike(io.BytesIO(file.getvalue())).get_sheet_by_index(0).to_python()


@pytest.mark.once
def test_csv_is_utf8_with_a_mark_and_quotes_what_needs_it():
    text = "".join(csv_lines(_table()))
    assert text == '\ufeffname,loans,opened\r\n"Библиотека № 1, «Светлана»",1204,1987-05-27\r\n'


@pytest.mark.once
def test_json_is_an_array_of_objects_with_plain_names():
    assert json.loads("".join(json_lines(_table()))) == [{"name": "Библиотека № 1, «Светлана»", "loans": 1204, "opened": "1987-05-27"}]


@pytest.mark.once
def test_a_list_without_rows_is_still_a_list():
    empty = Table("libraries", COLUMNS, [])
    assert (json.loads("".join(json_lines(empty))), "".join(csv_lines(empty)), len(_sheet(empty))) == ([], "\ufeffname,loans,opened\r\n", 1)


@pytest.mark.once
def test_xlsx_keeps_numbers_dates_and_cyrillic():
    assert _sheet(_table()) == [["Название", "Выдача", "Открыта"], ["Библиотека № 1, «Светлана»", 1204, date(1987, 5, 27)]]


@pytest.mark.once
def test_xlsx_shows_the_time_of_a_moment_and_the_fraction_of_a_number():
    row = {"name": None, "loans": Decimal("2.5"), "opened": datetime(2026, 11, 23, 20, 7, tzinfo=UTC)}
    assert _sheet(_table(row))[1] == ["", 2.5, datetime(2026, 11, 23, 23, 7)]


@pytest.mark.once
@pytest.mark.parametrize("text", ["=1+1", "+7 495", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", " =1+1"])
def test_text_that_a_spreadsheet_would_run_is_defused(text):
    row = {**ROW, "name": text}
    ((shown, *_rest),) = list(csv.reader(io.StringIO("".join(csv_lines(_table(row))).lstrip("\ufeff"), newline="")))[1:]
    assert (shown[0], _sheet(_table(row))[1][0][0]) == ("'", "'")


@pytest.mark.once
@pytest.mark.parametrize("value", [-5, Decimal("-1.5"), 0, None, True])
def test_numbers_are_not_text_and_stay(value):
    assert defused(value) is value


@pytest.mark.once
def test_a_translated_title_is_defused_as_well():
    assert defused(gettext_lazy("=1")) == "'=1"


@pytest.mark.once
def test_json_is_data_and_stays_as_it_is():
    assert json.loads("".join(json_lines(_table({**ROW, "name": "=1+1"}))))[0]["name"] == "=1+1"


@pytest.mark.once
@pytest.mark.parametrize("lines", [csv_lines, json_lines])
def test_fifty_thousand_rows_stream_in_constant_memory(lines):
    table = Table("libraries", COLUMNS, ({**ROW, "loans": number} for number in range(50_000)))
    tracemalloc.start()
    count = sum(1 for _line in lines(table))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (count >= 50_000, peak < 1_000_000) == (True, True)


@pytest.mark.once
def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    def broken():
        yield ROW
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        write_table(Table("libraries", COLUMNS, broken()), "csv", tmp_path / "x.csv")
    assert (list(tmp_path.iterdir()), write_table(_table(), "json", tmp_path / "y.json")) == ([], 1)


@pytest.mark.once
def test_an_unknown_format_is_answered_with_a_sentence():
    answer = download(_table(), "pdf")
    assert (answer.status_code, b"csv, xlsx, json" in answer.content) == (400, True)


@pytest.mark.once
def test_the_download_carries_the_tables_name():
    assert download(_table(), "xlsx")["Content-Disposition"] == 'attachment; filename="libraries.xlsx"'
