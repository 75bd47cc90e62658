"""Invented accounts with right control keys, and small files of statements."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sextant.lab.payments.claims import Claim
from sextant.lab.payments.gost import GostPayment
from sextant.lab.payments.refusals import PaymentError
from sextant.lab.payments.statements.records import StatementLine

FILES = Path(__file__).with_name("files")
BIC, CORR, OURS = "049900017", "30101810000000000017", "40703810700000000101"
THEIRS, THEIR_INN = "40702810600000000606", "9901000027"
IBAN = "DE12999999990000000101"


def gost(**changes: object) -> GostPayment:
    whole = {"name": "АНО «Пример»", "account": OURS, "bank": "АО «Банк»", "bic": BIC, "corr": CORR, "sum_minor": 123450, "purpose": "Взнос"}
    return GostPayment(**(whole | changes))  # type: ignore[arg-type]


def line(**changes: object) -> StatementLine:
    whole = {
        "line": 1,
        "bank_id": "",
        "booked_on": date(2026, 3, 2),
        "valued_on": None,
        "amount_minor": 150_000,
        "currency": "RUB",
        "payer_name": "",
        "payer_account": "",
        "payer_tax_id": "",
        "purpose": "",
        "reference": "",
        "fingerprint": "f",
    }
    return StatementLine(**(whole | changes))  # type: ignore[arg-type]


def claim(key: str = "c1", **changes: object) -> Claim:
    whole = {
        "key": key,
        "number": "СЧ-2026-000123",
        "payer_names": ("МБУК «Городская библиотека»",),
        "payer_account": THEIRS,
        "payer_tax_id": THEIR_INN,
        "amount_open_minor": 150_000,
        "currency": "RUB",
    }
    return Claim(**(whole | changes))  # type: ignore[arg-type]


def code_of(act: object, *values: object, **words: object) -> str:
    """The code of the refusal that a call ends with; its sentences stand in both languages on one line."""
    with pytest.raises(PaymentError) as caught:
        act(*values, **words)  # type: ignore[operator]
    english, russian = caught.value.sentence("en"), caught.value.sentence("ru")
    assert "\n" not in english + russian
    assert english != russian
    return caught.value.code
