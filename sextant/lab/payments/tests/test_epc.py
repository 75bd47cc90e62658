"""The European payment code, line by line."""

from __future__ import annotations

import pytest

from sextant.lab.payments.epc import EpcPayment, payload, read_payload, read_sum
from sextant.lab.payments.tests.factories import IBAN, code_of


def epc(**changes: object) -> EpcPayment:
    return EpcPayment(**({"name": "Beispiel e.V.", "account": IBAN, "sum_minor": 1230, "purpose": "Beitrag 2026"} | changes))  # type: ignore[arg-type]


def test_the_whole_payload_by_hand() -> None:
    made = payload(epc(bic="testdeff", purpose_code="char", information="Danke"))
    assert made == f"BCD\n002\n1\nSCT\nTESTDEFF\nBeispiel e.V.\n{IBAN}\nEUR12.30\nCHAR\n\nBeitrag 2026\nDanke".encode()


def test_empty_lines_at_the_end_are_left_off() -> None:
    assert payload(epc(sum_minor=None, purpose="")) == f"BCD\n002\n1\nSCT\n\nBeispiel e.V.\n{IBAN}".encode()


def test_a_code_read_gives_its_lines() -> None:
    made = payload(epc(purpose="", reference="RF18 5390 0754 7034"))
    assert read_payload(made) == {"name": "Beispiel e.V.", "account": IBAN, "sum": "EUR12.30", "reference": "RF18539007547034"}
    assert read_sum("EUR12.3") == 1230


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": "ä" * 71}, "field_too_long"),
        ({"name": ""}, "field_empty"),
        ({"purpose": "ä" * 141}, "field_too_long"),
        ({"information": "ä" * 71}, "field_too_long"),
        ({"reference": "RF18539007547034"}, "reference_or_purpose"),
        ({"reference": "17", "purpose": ""}, "reference_check"),
        ({"purpose_code": "CHARI"}, "purpose_code"),
        ({"bic": "TEST"}, "swift_shape"),
        ({"account": "DE13999999990000000101"}, "iban_check"),
        ({"sum_minor": 0}, "sum_not_positive"),
        ({"sum_minor": -1}, "sum_not_positive"),
        ({"sum_minor": 100_000_000_000}, "epc_sum"),
        ({"name": "я" * 70, "purpose": "я" * 140}, "epc_too_long"),
    ],
)
def test_what_does_not_fit_is_refused(changes: dict[str, object], code: str) -> None:
    assert code_of(payload, epc(**changes)) == code


def test_the_bounds_themselves_fit() -> None:
    made = payload(epc(sum_minor=99_999_999_999, name="a" * 70, purpose="b" * 140, information="c" * 40, bic="TESTDEFFXXX"))
    assert b"\nEUR999999999.99\n" in made
    assert len(made) <= 331


@pytest.mark.parametrize("data", [b"", b"BCD\n002\n2\nSCT\n\na\nb", b"BCD\n003\n1\nSCT\n\na\nb", b"BCD\n002\n1\nSCT", b"\xff"])
def test_what_is_no_such_code_is_not_read(data: bytes) -> None:
    assert code_of(read_payload, data) == "not_epc"


def test_only_the_euro_is_read() -> None:
    assert code_of(read_sum, "RUB5") == "currency_not_euro"
