"""Files cut anywhere or with bytes changed: a refusal or a statement, never a crash, and nothing that was not there."""

from __future__ import annotations

import random

import pytest

from sextant.lab.payments.refusals import PaymentError
from sextant.lab.payments.statements.reading import read_statement
from sextant.lab.payments.statements.records import Statement
from sextant.lab.payments.tests.factories import FILES

NAMES = ["camt053_v02.xml", "camt053_v08.xml", "exchange_utf8.txt", "statement.sta", "table_ru.csv", "table_en.csv"]


def read(data: bytes) -> Statement | None:
    try:
        return read_statement(data)
    except PaymentError:
        return None


@pytest.mark.parametrize("name", NAMES[:4])
def test_a_file_cut_anywhere_gives_lines_of_the_whole_file_and_says_so(name: str) -> None:
    data = (FILES / name).read_bytes()
    whole = read_statement(data)
    for length in range(0, len(data.rstrip()) - 12, 7):
        cut = read(data[:length])
        assert cut is None or (cut.lines == whole.lines[: len(cut.lines)] and (not cut.complete or cut.notices))


@pytest.mark.parametrize("name", NAMES[4:])
def test_a_table_cut_anywhere_gives_its_whole_rows(name: str) -> None:
    data = (FILES / name).read_bytes()
    whole = read_statement(data)
    for length in range(0, len(data), 7):
        cut = read(data[:length])
        assert cut is None or cut.lines[:-1] == whole.lines[: len(cut.lines[:-1])]


@pytest.mark.parametrize("name", NAMES)
def test_changed_bytes_never_crash_the_reading(name: str) -> None:
    dice, data = random.Random(7), (FILES / name).read_bytes()
    for _ in range(400):
        damaged = bytearray(data)
        for _ in range(dice.randint(1, 6)):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        found = read(bytes(damaged))
        assert found is None or len(found.lines) + len(found.refused) + found.elsewhere < 12
