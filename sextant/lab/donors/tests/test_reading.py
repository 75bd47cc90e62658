"""Gifts read from tables and rows, each row accounted for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sextant.lab.donors.findings import DonorsError
from sextant.lab.donors.gifts import Gift, months_before, periods_between
from sextant.lab.donors.histories import History, histories
from sextant.lab.donors.reading import Reading, read_gifts, take_gifts
from sextant.lab.donors.tests.factories import ON

DAY = date(2025, 3, 1)


def row(donor: str = "7", day: object = DAY, amount: str = "100", currency: str = "RUB", number: str = "") -> dict[str, object]:
    return {"donor": donor, "day": day, "amount": amount, "currency": currency, "number": number}


def take(*rows: dict[str, object]) -> Reading:
    return take_gifts(rows, on=ON)


def test_a_table_is_read_by_its_russian_header(tmp_path: Path) -> None:
    file = tmp_path / "gifts.csv"
    file.write_text("Даритель;Дата;Сумма\n7;01.03.2025;1 500,50\n8;2025-03-02;20\n", encoding="windows-1251")
    read = read_gifts(file, on=ON, currency="RUB")
    assert read.gifts == (Gift("7", DAY, 150050), Gift("8", date(2025, 3, 2), 2000))
    assert (read.rows, read.merged, read.refused, read.currencies) == (2, (), (), ("RUB",))


@pytest.mark.parametrize(("text", "code"), [("donor;day\n7;2025-03-01\n", "column_missing"), ("", "empty_file")])
def test_a_file_that_is_no_table_of_gifts_is_refused(tmp_path: Path, text: str, code: str) -> None:
    file = tmp_path / "gifts.csv"
    file.write_text(text)
    with pytest.raises(DonorsError) as refused:
        read_gifts(file, on=ON)
    assert refused.value.code == code
    assert refused.value.sentence("ru").startswith("gifts.csv: ")


@pytest.mark.parametrize(
    ("wrong", "field", "code"),
    [
        (row(donor=" "), "donor", "donor_empty"),
        (row(day="31.02.2025"), "day", "not_a_day"),
        (row(day="yesterday"), "day", "not_a_day"),
        (row(day=date(2026, 7, 1)), "day", "day_ahead"),
        (row(amount="0"), "amount", "amount_nought"),
        (row(amount="many"), "amount", "not_an_amount"),
        (row(amount="-5"), "amount", "refund_alone"),
        (row(currency=""), "currency", "currency_empty"),
        (row(currency="ABC"), "currency", "currency_unknown"),
    ],
)
def test_a_row_that_is_no_gift_is_refused_with_its_line_and_reason(wrong: dict[str, object], field: str, code: str) -> None:
    read = take(row(donor="good"), wrong)
    assert [(one.line, one.field, one.said.code) for one in read.refused] == [(2, field, code)]
    assert [gift.donor for gift in read.gifts] == ["good"]
    assert read.refused[0].sentence("ru").startswith(f"строка 2, {field}: ")


def test_a_row_that_stands_twice_is_counted_once() -> None:
    read = take(row(), row(), row(number="1"), row(number="2"), row(number="2"))
    assert (len(read.gifts), [(one.line, one.into) for one in read.merged]) == (3, [(2, 1), (5, 4)])


def test_a_number_that_stands_for_two_gifts_is_refused() -> None:
    assert [one.said.code for one in take(row(number="1"), row(number="1", amount="200")).refused] == ["number_twice"]


def test_a_refund_is_taken_off_the_gift_of_the_same_amount() -> None:
    read = take(row(amount="-100", day=date(2025, 5, 1)), row(), row(day=date(2025, 4, 1), amount="300"))
    assert read.gifts == (Gift("7", date(2025, 4, 1), 30000),)
    assert [(one.line, one.into, one.said.code) for one in read.merged] == [(1, 2, "refund_whole"), (2, 1, "refunded")]


def test_a_refund_of_a_part_leaves_the_rest() -> None:
    assert take(row(), row(amount="-30", day=ON)).gifts == (Gift("7", DAY, 7000),)


def test_a_refund_never_takes_from_another_donor_currency_or_later_gift() -> None:
    read = take(row(donor="8"), row(currency="EUR"), row(day=ON), row(amount="-100", day=date(2025, 4, 1)))
    assert (len(read.gifts), [one.said.code for one in read.refused]) == (3, ["refund_alone"])


CELLS = st.fixed_dictionaries(
    {
        "donor": st.sampled_from(["1", "2", ""]),
        "day": st.sampled_from(["2025-01-05", "06.02.2025", "2027-01-01", "?"]),
        "amount": st.sampled_from(["5", "10", "-5", "-10", "-7", "0", "x", "1,5"]),
        "currency": st.sampled_from(["RUB", "EUR", "QQQ", ""]),
        "number": st.sampled_from(["", "", "1", "2"]),
    }
)


@given(st.lists(CELLS, max_size=25))
def test_rows_read_are_taken_merged_or_refused(rows: list[dict[str, object]]) -> None:
    read = take(*rows)
    assert read.rows == len(read.gifts) + len(read.merged) + len(read.refused)
    assert all(gift.amount_minor > 0 and gift.day <= ON for gift in read.gifts)
    assert len({one.line for one in (*read.merged, *read.refused)}) == len(read.merged) + len(read.refused)


DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))


@given(DAYS, DAYS)
def test_every_day_lies_in_the_period_that_it_is_counted_to(first: date, second: date) -> None:
    day, on = min(first, second), max(first, second)
    for period, months in (("year", 12), ("half", 6), ("quarter", 3), ("month", 1)):
        back = periods_between(day, on, period)
        assert months_before(on, (back + 1) * months) < day <= months_before(on, back * months)


def test_a_history_counts_periods_and_not_gifts() -> None:
    days = [date(2023, 1, 1), date(2023, 2, 1), date(2024, 8, 1), date(2025, 7, 1), date(2026, 7, 1)]
    found = histories([Gift("7", day, 100) for day in days], on=ON)
    assert found == (History("7", frequency=2, recency=3, periods=3, amounts_minor=(200, 100, 100)),)
