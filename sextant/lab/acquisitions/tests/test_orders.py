"""Order files: CSV, workbook, MARC 21 and JSON, with nothing in them that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from pymarc import MARCReader
from python_calamine import CalamineWorkbook

from sextant.lab.acquisitions.findings import AcquisitionsError
from sextant.lab.acquisitions.orders import defused, order_csv, order_json, order_marc, order_xlsx, write_order
from sextant.lab.acquisitions.planning import Plan, plan
from sextant.lab.acquisitions.tests.factories import title


@pytest.fixture(scope="module")
def found() -> Plan:
    evil = replace(title('=HYPERLINK("x")', 45050, 5, isbn="9785171183660", demand=5), author="Сутеев, В.", publisher="@Дом")
    return plan([evil, title("plain\x1e\x1ftitle", 20000, 3)], None, 200_000)


def test_csv_has_every_title_and_runs_nothing(found: Plan) -> None:
    text = "".join(order_csv(found, "ru"))
    assert text.startswith("\ufeffid,isbn,title,author,publisher,copies,price,currency,sum,why\r\n")
    first, second = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    assert (first["title"], first["publisher"], first["copies"], first["price"], first["sum"]) == (
        '\'=HYPERLINK("x")',
        "'@Дом",
        "2",
        "450.50",
        "901.00",
    )
    assert second["why"].startswith("Ценность 3,00 при цене 200,00 RUB")


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", " =1", "＝1", "\n@x"])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert defused(text) == f"'{text}"
    assert (defused("1-2"), defused(-5)) == ("1-2", -5)


def test_the_workbook_has_numbers_as_numbers_and_text_as_text(found: Plan, tmp_path: Path) -> None:
    path = tmp_path / "order.xlsx"
    path.write_bytes(order_xlsx(found, "ru"))
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert rows[0][:3] == ["Идентификатор", "ISBN", "Название"]
    assert rows[1][1:9] == ["9785171183660", '=HYPERLINK("x")', "Сутеев, В.", "@Дом", 2.0, 450.5, "RUB", 901.0]
    assert rows[-1][8] == 1101.0


def test_marc_records_carry_the_order_in_fields_that_a_library_names(found: Plan) -> None:
    first, second = MARCReader(b"".join(order_marc(found, fund="children")))
    assert [first["020"]["a"], first["020"]["c"], first["245"]["a"], first["100"]["a"]] == [
        "9785171183660",
        "450.50 RUB",
        '=HYPERLINK("x")',
        "Сутеев, В.",
    ]
    assert [first["365"][code] for code in "abc"] == ["02", "450.50", "RUB"]
    assert [first["980"][code] for code in "bcdex"] == ["2", "450.50", "RUB", "children", '=HYPERLINK("x")']
    assert second["245"]["a"] == "plain title"
    [other, _] = MARCReader(b"".join(order_marc(found, {"copies": "960$o", "price": "960$s"})))
    assert [(one.code, one.value) for one in other["960"].subfields] == [("o", "2"), ("s", "450.50")]


@pytest.mark.parametrize("local", [{"copies": "100$a"}, {"colour": "980$a"}, {"copies": "980"}])
def test_a_mapping_that_would_harm_a_record_is_refused(found: Plan, local: dict[str, str]) -> None:
    with pytest.raises(AcquisitionsError, match="no local field"):
        list(order_marc(found, local))


def test_json_keeps_amounts_exact(found: Plan) -> None:
    told = json.loads(order_json(found))
    assert (told["sum"], told["currency"], [one["sum"] for one in told["lines"]]) == ("1101.00", "RUB", ["901.00", "200.00"])


def test_a_file_is_written_by_its_ending(found: Plan, tmp_path: Path) -> None:
    for name in ("o.csv", "o.xlsx", "o.mrc", "o.json"):
        write_order(found, tmp_path / name)
    assert (tmp_path / "o.mrc").read_bytes() == b"".join(order_marc(found))
    assert (tmp_path / "o.csv").read_bytes().decode() == "".join(order_csv(found))
    with pytest.raises(AcquisitionsError, match=r"\.pdf"):
        write_order(found, tmp_path / "o.pdf")
