"""Statements in the forms banks give, read into one shape; nothing is lost without a word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sextant.lab.payments.statements.reading import read_statement
from sextant.lab.payments.statements.records import Statement
from sextant.lab.payments.tests.factories import FILES, IBAN, OURS, THEIR_INN, THEIRS, code_of

DAY = date(2026, 3, 2)


def brief(statement: Statement) -> list[tuple[int, int, str, str, str]]:
    return [(line.line, line.amount_minor, line.payer_name, line.reference, line.purpose) for line in statement.lines]


def refusals(statement: Statement) -> list[tuple[int, str]]:
    return [(line.line, line.code) for line in statement.refused]


def content(name: str) -> bytes:
    return (FILES / name).read_bytes()


def changed(name: str, *changes: tuple[str, str]) -> bytes:
    text = content(name).decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text.encode()


def test_a_camt_statement_is_read_with_its_batch_in_parts() -> None:
    statement = read_statement(FILES / "camt053_v02.xml")
    assert (statement.account, statement.bank_bic, statement.currency) == (IBAN, "TESTDEFFXXX", "EUR")
    assert (statement.opening_minor, statement.closing_minor, statement.since, statement.until) == (100_000, 122_050, DAY, DAY)
    assert (statement.refused, statement.notices, statement.complete, statement.elsewhere) == ((), (), True, 0)
    assert brief(statement) == [
        (1, 15_000, "Stadtbücherei Beispiel", "2026-00017", "Membership 2026 & journal"),
        (2, 6_000, "A. Reader", "RF85202600017", ""),
        (3, 4_000, "B. Reader", "E-2", ""),
        (4, -2_950, "Paper Ltd", "", "Paper for the office"),
    ]


def test_a_later_camt_with_prefixed_names_gives_payer_and_inn() -> None:
    statement = read_statement(FILES / "camt053_v08.xml")
    (line,) = statement.lines
    assert (line.payer_name, line.payer_account, line.payer_tax_id) == ("МБУК «Городская библиотека»", THEIRS, THEIR_INN)
    assert (line.purpose, line.reference, line.bank_id) == ("Членский взнос за 2026 год, счёт СЧ-2026-000123", "77", "B-9")
    assert refusals(statement) == [(2, "not_booked"), (3, "not_an_amount")]


def test_a_batch_that_does_not_add_up_stays_one_line_and_says_so() -> None:
    statement = read_statement(changed("camt053_v02.xml", ('<Amt Ccy="EUR">40.00</Amt>', '<Amt Ccy="EUR">41.00</Amt>')))
    assert brief(statement)[1] == (2, 10_000, "", "RF85202600017", "RF85202600017 E-2")
    assert [said.code for said in statement.notices] == ["batch_whole"]


@pytest.mark.parametrize("share", [0.55, 0.7, 0.99])
def test_a_camt_file_cut_short_gives_what_stood_before(share: float) -> None:
    data = content("camt053_v02.xml")
    statement = read_statement(data[: int(len(data) * share)])
    whole = read_statement(data)
    assert statement.complete is False
    assert statement.lines == whole.lines[: len(statement.lines)]
    assert statement.notices[-1].sentence().startswith("the file breaks off after line ")


def test_an_entry_that_is_cut_is_among_the_refused() -> None:
    data = content("camt053_v02.xml")
    statement = read_statement(data[: data.index(b"Stadtb")])
    assert (statement.lines, refusals(statement)) == ((), [(1, "cut_short")])


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE Document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE Document [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE Document SYSTEM "http://example.org/x.dtd">',
    ],
)
def test_a_file_that_declares_entities_is_refused(declaration: str) -> None:
    data = changed("camt053_v02.xml", ('encoding="UTF-8"?>', f'encoding="UTF-8"?>{declaration}'))
    assert code_of(read_statement, data) == "doctype"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1251", "cp866"])
def test_a_1c_file_is_read_in_each_of_its_encodings(encoding: str) -> None:
    statement = read_statement(content("exchange_utf8.txt").decode().encode(encoding))
    assert (statement.account, statement.bank_bic, statement.currency) == (OURS, "049900017", "RUB")
    assert (statement.opening_minor, statement.closing_minor, statement.since, statement.until) == (1_000_000, 1_250_050, DAY, DAY)
    assert (statement.refused, statement.notices, statement.complete) == ((), (), True)
    assert brief(statement) == [
        (18, 150_000, 'МБУК "Городская библиотека"', "17", "Членский взнос за 2026 год по счёту СЧ-2026-000123. НДС=0, без налога"),
        (35, 150_050, "Иванова Анна Петровна", "18", "Взнос за 2026 год"),
        (46, -50_000, 'ООО "Бумага"', "5", "Оплата бумаги"),
    ]


def test_a_1c_name_gives_up_the_inn_before_it() -> None:
    line = read_statement(FILES / "exchange_utf8.txt").lines[1]
    assert (line.payer_tax_id, line.payer_account, line.booked_on, line.valued_on) == ("990100000285", "40817810300000000707", DAY, DAY)


def test_a_1c_file_cut_in_a_document_keeps_the_ones_before() -> None:
    data = content("exchange_utf8.txt")
    statement = read_statement(data[: data.index("Взнос\n".encode())])
    assert (len(statement.lines), refusals(statement), statement.complete) == (1, [(35, "cut_short")], False)
    assert statement.notices[0].sentence() == (
        "the file breaks off after line 43; what stands before is read; fetch the statement from the bank again."
    )


def test_a_1c_document_that_is_not_ours_or_not_a_number_is_refused() -> None:
    data = changed("exchange_utf8.txt", ("Сумма=1500.50", "Сумма=много"), ("ПлательщикСчет=40703810700000000101", "ПлательщикСчет=1"))
    statement = read_statement(data)
    assert refusals(statement) == [(35, "not_an_amount"), (46, "not_ours")]
    assert statement.refused[0].reason("ru").startswith("строка 35: «много» — не сумма; запишите её цифрами")


def test_a_broken_letter_refuses_its_document_only() -> None:
    data = content("exchange_utf8.txt").replace("Бумага".encode(), b"\xff\xfe")
    assert refusals(read_statement(data)) == [(46, "unreadable_letters")]


def test_documents_of_another_account_of_ours_count_as_elsewhere() -> None:
    other = "40703840800000000505"
    data = changed("exchange_utf8.txt", ("Сумма=500.00\nПлательщикСчет=" + OURS, f"Сумма=500.00\nПлательщикСчет={other}"))
    data = data.replace(b"\xd0\xa1\xd0\xb5\xd0\xba", f"РасчСчет={other}\nСек".encode(), 1)
    statement = read_statement(data, account=OURS)
    assert (len(statement.lines), statement.elsewhere, refusals(statement)) == (2, 1, [])
    assert code_of(read_statement, data) == "several_accounts"


def test_an_account_whose_currency_is_unknown_is_refused() -> None:
    data = changed("exchange_utf8.txt", (OURS, "40703999700000000101"))
    assert code_of(read_statement, data) == "currency_not_told"


def test_an_mt940_statement_is_read_whoever_wrote_its_details() -> None:
    statement = read_statement(FILES / "statement.sta")
    assert (statement.account, statement.bank_bic, statement.currency) == ("0000000101", "99999999", "EUR")
    assert (statement.opening_minor, statement.closing_minor, statement.refused, statement.complete) == (100_000, 122_050, (), True)
    assert brief(statement) == [
        (6, 15_000, "Stadtbuecherei Beispiel", "2026-00017", "Membership 2026 and journal"),
        (10, -2_950, "Paper Ltd", "P-7", "Paper for the office"),
        (12, 10_000, "", "", "plain words"),
    ]
    first = statement.lines[0]
    assert (first.booked_on, first.valued_on, first.bank_id, first.payer_account) == (date(2026, 3, 3), DAY, "B-1", "DE98999999990000000202")


def test_a_booking_across_new_year_has_the_nearest_year() -> None:
    statement = read_statement(changed("statement.sta", (":61:2603020303CR", ":61:2512310102CR")))
    assert (statement.lines[0].valued_on, statement.lines[0].booked_on) == (date(2025, 12, 31), date(2026, 1, 2))


def test_reversals_turn_the_sign() -> None:
    statement = read_statement(changed("statement.sta", (":61:260302D29,5", ":61:260302RC29,5"), (":61:260302C100,", ":61:260302RD100,")))
    assert [line.amount_minor for line in statement.lines] == [15_000, -2_950, 10_000]


def test_an_unreadable_mt940_line_is_refused_and_the_others_stay() -> None:
    statement = read_statement(changed("statement.sta", (":61:260302D29,5", ":61:260302D29;5")))
    assert (len(statement.lines), refusals(statement)) == (2, [(10, "not_understood")])


def test_an_mt940_file_cut_short_refuses_the_movement_it_was_in() -> None:
    data = content("statement.sta")
    statement = read_statement(data[: data.index(b"?31DE")])
    assert (statement.lines, refusals(statement), statement.complete) == ((), [(6, "cut_short")], False)


def test_a_russian_table_names_every_row_it_refuses() -> None:
    statement = read_statement(FILES / "table_ru.csv")
    assert [(line.line, line.amount_minor) for line in statement.lines] == [(2, 150_000), (3, -50_000)]
    assert refusals(statement) == [(4, "not_an_amount"), (5, "date_wrong"), (6, "both_sides"), (7, "cells_missing")]


def test_an_english_table_in_its_own_currency_is_recognised() -> None:
    statement = read_statement(FILES / "table_en.csv")
    assert (statement.account, statement.currency) == (IBAN, "EUR")
    assert [(line.amount_minor, line.valued_on) for line in statement.lines] == [(115_000, date(2026, 3, 3)), (-2_950, None)]
    assert refusals(statement) == [(4, "currency_unknown")]


def test_the_same_movement_has_one_fingerprint_in_a_table_and_in_a_1c_file() -> None:
    assert read_statement(FILES / "table_ru.csv").lines[1].fingerprint == read_statement(FILES / "exchange_utf8.txt").lines[2].fingerprint


@pytest.mark.parametrize("name", ["camt053_v02.xml", "exchange_utf8.txt", "statement.sta", "table_ru.csv"])
def test_reading_twice_gives_the_same_and_no_two_lines_share_a_fingerprint(name: str) -> None:
    first = read_statement(FILES / name)
    assert read_statement(content(name)) == first
    assert len({line.fingerprint for line in first.lines}) == len(first.lines)


def test_two_truly_identical_lines_are_parted_by_their_order() -> None:
    text = content("exchange_utf8.txt").decode()
    document = text[text.index("СекцияДокумент=Банковский") : text.index("КонецФайла")]
    one, two = read_statement(text.encode()), read_statement(text.replace("КонецФайла", document + "КонецФайла").encode())
    assert [line.fingerprint for line in two.lines[:3]] == [line.fingerprint for line in one.lines]
    assert replace(two.lines[3], line=46, fingerprint="") == replace(one.lines[2], fingerprint="")
    assert two.lines[3].fingerprint != one.lines[2].fingerprint
    assert [said.code for said in two.notices] == ["balance_differs"]


def test_another_account_than_asked_is_refused_with_both_named() -> None:
    for name in ("camt053_v02.xml", "exchange_utf8.txt", "statement.sta", "table_ru.csv"):
        assert code_of(read_statement, FILES / name, account=THEIRS) == "other_account"
    assert read_statement(FILES / "camt053_v02.xml", account="DE12 9999 9999 0000 0001 01").account == IBAN


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b"\xef\xbb\xbf \n", "empty_file"),
        (b"PK\x03\x04rest", "wrong_file_type"),
        (b"%PDF-1.7", "wrong_file_type"),
        (b"abc\x00def", "wrong_file_type"),
        (b"<!DOCTYPE html><html></html>", "wrong_file_type"),
        (b'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"/>', "wrong_message"),
        (b"<Document/>", "no_statement"),
        (b"<Document><Stmt", "damaged_xml"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "damaged_xml"),
        (b"1CClientBankExchange\n", "encoding_unknown"),
        ("1CClientBankExchange\nВерсияФормата=1.03\nКонецФайла".encode(), "account_not_told"),
        (b"one;two\n1;2\n", "format_unknown"),
        (b":20:A\n:25:\n", "account_not_told"),
        (b":20:A\n:25:12345\n", "no_statement"),
    ],
)
def test_what_is_no_statement_is_refused_with_a_reason(data: bytes, code: str) -> None:
    assert code_of(read_statement, data) == code


def test_a_file_that_is_not_there_is_refused() -> None:
    assert code_of(read_statement, FILES / "nothing.xml") == "file_absent"
