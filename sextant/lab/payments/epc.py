"""The payload of a European payment code: EPC069-12, "Quick Response Code: Guidelines to Enable the Data Capture for the
Initiation of a SEPA Credit Transfer", version 002 (clause not seen; its rules as open writers of it state them).

Twelve lines: BCD, version, character set, SCT, BIC, name, IBAN, amount, purpose code, structured reference, unstructured
remittance, information; empty lines at the end are left off.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .accounts import check_iban
from .amounts import format_amount, parse_plain
from .references import creditor_reference
from .refusals import refuse
from .wording import encoded, one_line

START = ("BCD", "002", "1", "SCT")
LINES = ("bic", "name", "account", "sum", "purpose_code", "reference", "purpose", "information")
CURRENCY = "EUR"
MOST_MINOR = 99_999_999_999
MOST_BYTES = 331
MOST_VERSION = 13


@dataclass(frozen=True, slots=True)
class EpcPayment:
    """A SEPA credit transfer. `sum_minor` is in cents, None where the payer fills it in; the currency is the euro.

    `account` is an IBAN; `reference` (an RF reference of ISO 11649) and `purpose` (free text) exclude each other.
    """

    name: str
    account: str
    sum_minor: int | None = None
    bic: str = ""
    purpose_code: str = ""
    reference: str = ""
    purpose: str = ""
    information: str = ""


def payload(payment: EpcPayment) -> bytes:
    """The bytes of the code in UTF-8; refuses, by `PaymentError`, what does not fit. Line breaks in texts become spaces."""
    if payment.reference.strip() and payment.purpose.strip():
        raise refuse("reference_or_purpose", field="reference")
    lines = [
        *START,
        _bic(payment.bic),
        one_line(payment.name, "name", 70, least=1),
        check_iban(payment.account),
        _sum(payment.sum_minor),
        _purpose_code(payment.purpose_code),
        creditor_reference(payment.reference) if payment.reference.strip() else "",
        one_line(payment.purpose, "purpose", 140),
        one_line(payment.information, "information", 70),
    ]
    data = encoded("\n".join(lines).rstrip("\n"), "utf-8", "purpose")
    if len(data) > MOST_BYTES:
        raise refuse("epc_too_long", field="purpose", length=len(data), most=MOST_BYTES)
    return data


def read_payload(data: bytes) -> dict[str, str]:
    """The lines of a code by the names of `EpcPayment` (`sum` as `EUR12.30`), those that are empty left out."""
    try:
        lines = data.decode("utf-8").replace("\r\n", "\n").split("\n")
    except UnicodeDecodeError:
        raise refuse("not_epc") from None
    if (lines[0], *lines[2:4]) != (START[0], *START[2:]) or lines[1] not in ("001", "002") or not 7 <= len(lines) <= 12:
        raise refuse("not_epc")
    return {name: value for name, value in zip(LINES, lines[4:], strict=False) if value}


def read_sum(text: str) -> int:
    """Cents of the fourth field, `EUR` and a number with a point."""
    if not text.startswith(CURRENCY):
        raise refuse("currency_not_euro", field="currency", value=text[:3])
    return parse_plain(text[3:], CURRENCY)


def _bic(text: str) -> str:
    bic = "".join(text.split()).upper()
    if bic and not re.fullmatch("[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?", bic):
        raise refuse("swift_shape", field="bic", value=text)
    return bic


def _purpose_code(text: str) -> str:
    code = text.strip().upper()
    if not re.fullmatch("[A-Z0-9]{0,4}", code):
        raise refuse("purpose_code", field="purpose_code", value=text)
    return code


def _sum(minor: int | None) -> str:
    if minor is None:
        return ""
    if minor <= 0:
        raise refuse("sum_not_positive", field="sum")
    if minor > MOST_MINOR:
        raise refuse("epc_sum", field="sum")
    return CURRENCY + format_amount(minor, CURRENCY)
