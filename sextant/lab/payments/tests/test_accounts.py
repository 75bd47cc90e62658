"""Bank details: shapes, control keys, check digits."""

from __future__ import annotations

import pytest

from sextant.lab.payments.accounts import check_account, check_bic, check_correspondent, check_iban, check_inn, check_kpp, control_key
from sextant.lab.payments.references import creditor_reference, fold, found_in, make_creditor_reference
from sextant.lab.payments.tests.factories import BIC, CORR, OURS, code_of


def test_the_worked_examples_of_the_bank_of_russia_come_out() -> None:
    assert control_key("30101810000000000746", "005") == 8
    assert control_key("40602810000000000025", "746") == 7
    assert check_correspondent("30101810800000000746", "049805000") == "30101810800000000746"
    assert check_account("40602810700000000025", "049805746") == "40602810700000000025"


def test_spaces_in_an_account_do_not_matter() -> None:
    assert check_account("40703 810 7 0000 0000101", " 049900017 ") == OURS


@pytest.mark.parametrize("place", range(20))
def test_a_wrong_digit_anywhere_in_an_account_is_found(place: int) -> None:
    wrong = OURS[:place] + str((int(OURS[place]) + 1) % 10) + OURS[place + 1 :]
    assert code_of(check_account, wrong, BIC) == "account_key"


def test_an_account_of_another_bank_is_found() -> None:
    assert code_of(check_account, OURS, "049900028") == "account_key"
    assert code_of(check_correspondent, OURS, BIC) == "correspondent_key"


def test_an_account_kept_by_the_bank_of_russia_goes_by_its_number() -> None:
    assert check_account("30101810800000000746", "049805000") == "30101810800000000746"


def test_a_treasury_account_is_held_to_its_length_and_the_single_account_to_its_key() -> None:
    assert check_account("03100643000000017300", "004525988") == "03100643000000017300"
    assert check_correspondent("40102810545370000003", "004525988") == "40102810545370000003"
    assert code_of(check_account, "0310064300000001730", "004525988") == "account_shape"


def test_a_bank_without_a_correspondent_account_has_nought() -> None:
    assert [check_correspondent(text, BIC) for text in ("", "0", CORR)] == ["0", "0", CORR]


@pytest.mark.parametrize(
    ("check", "text", "code"), [(check_bic, "04452522", "bic_shape"), (check_inn, "123", "inn_shape"), (check_inn, "99010000I0", "inn_shape")]
)
def test_a_wrong_shape_is_refused(check: object, text: str, code: str) -> None:
    assert code_of(check, text) == code


def test_inn_check_digits_hold_for_organisations_and_persons() -> None:
    assert [check_inn(text) for text in ("9901000010", "990100000101")] == ["9901000010", "990100000101"]
    assert [code_of(check_inn, text) for text in ("9901000011", "990100000102", "990100000111")] == ["inn_check"] * 3


def test_a_kpp_may_have_capital_letters_in_the_middle() -> None:
    assert [check_kpp(text) for text in ("770101001", "7701AZ001")] == ["770101001", "7701AZ001"]
    assert code_of(check_kpp, "7701az001") == "kpp_shape"


def test_an_iban_is_checked_and_bared() -> None:
    assert check_iban("de02 1203 0000 0000 2020 51") == "DE02120300000000202051"
    assert [code_of(check_iban, text) for text in ("DE03120300000000202051", "DE02", "40703810700000000101")] == [
        "iban_check",
        "iban_shape",
        "iban_shape",
    ]


def test_an_rf_reference_is_made_and_checked() -> None:
    assert make_creditor_reference("2026-00017") == "RF85202600017"
    assert creditor_reference("rf18 5390 0754 7034") == "RF18539007547034"
    assert [code_of(creditor_reference, text) for text in ("RF19539007547034", "2026-00017")] == ["reference_check"] * 2
    assert code_of(make_creditor_reference, "СЧ") == "reference_body"


def test_look_alike_letters_and_spaces_fold_away() -> None:
    assert {fold(text) for text in ("СЧ-2026-000123", "CЧ 2026/000123", "сч2026000123")} == {"CЧ2026000123"}


def test_a_number_is_found_however_it_is_spaced() -> None:
    assert "202600017" in found_in("Оплата по счет2026 - 000 17 от 02.03", 20)
    assert "CЧ2026000123" in found_in("по счёту СЧ-2026-000123.", 20)
    assert "202600017" not in found_in("счёт 40703202600017", 20)
