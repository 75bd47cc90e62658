"""Mappings of tables: shipped ones, a user's own, and broken ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from sextant.lab.payments.statements.reading import read_statement
from sextant.lab.payments.statements.table import load, shipped
from sextant.lab.payments.tests.factories import OURS, code_of

GOOD = 'currency = "RUB"\n[columns]\ndate = "Day"\namount = "Sum"\n'


def own(folder: Path, text: str) -> str:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_two_mappings_are_shipped_and_can_be_used() -> None:
    assert [load(name).name for name in shipped()] == ["credit_debit_ru", "signed_amount_en"]


def test_a_mapping_of_ones_own_reads_a_table_of_ones_own(tmp_path: Path) -> None:
    mapping = own(tmp_path, 'encodings = ["cp866"]\ndelimiter = "\\t"\nskip = 1\nmissing_is = 1\n'.replace("missing_is = 1\n", "") + GOOD)
    table = "Выписка\nDay\tSum\n02.03.2026\t1,234\n".encode("cp866")
    assert code_of(read_statement, table, mapping=mapping) == "account_not_told"
    statement = read_statement(table.replace(b"1,234", b"1,23"), mapping=mapping, account=OURS)
    assert [(line.line, line.amount_minor, statement.account) for line in statement.lines] == [(3, 123, OURS)]


def test_a_known_decimal_sign_makes_thousands_plain(tmp_path: Path) -> None:
    statement = read_statement(b"Day;Sum\n02.03.2026;1,234\n", mapping=own(tmp_path, 'decimal = "."\n' + GOOD), account=OURS)
    assert statement.lines[0].amount_minor == 123_400


@pytest.mark.parametrize(
    "text",
    [
        "not toml",
        'currency = "RUB"',
        'currency = "RUB"\n[columns]\ndate = "Day"',
        GOOD + 'credit = "In"\ndebit = "Out"',
        GOOD + 'colour = "red"',
        "colour = 1\n" + GOOD,
        'skip = "x"\n' + GOOD,
        'encodings = ["klingon"]\n' + GOOD,
        'delimiter = ";;"\n' + GOOD,
        'decimal = "x"\n' + GOOD,
    ],
)
def test_a_broken_mapping_is_refused(tmp_path: Path, text: str) -> None:
    assert code_of(load, own(tmp_path, text)) == "mapping_broken"


def test_a_mapping_in_an_unknown_currency_or_of_no_file_is_refused(tmp_path: Path) -> None:
    assert code_of(load, own(tmp_path, GOOD.replace("RUB", "XQZ"))) == "currency_unknown"
    assert code_of(load, "atlantis") == "mapping_unknown"


def test_a_column_that_the_table_lacks_is_named(tmp_path: Path) -> None:
    assert code_of(read_statement, b"Day;Total\n02.03.2026;1\n", mapping=own(tmp_path, GOOD), account=OURS) == "column_missing"
