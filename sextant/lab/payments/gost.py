"""The payload of a Russian payment code: GOST R 56042-2014, «Двумерные символы штрихового кода для осуществления платежей
физических лиц».

The standard itself was not at hand (clause not seen). What is known of it comes from open readers and writers that name
it: eight bytes of service data (`ST`, version `0001`, one digit for the encoding, one byte that parts the fields), then
`Field=value` pairs, the first five mandatory and in this order. The parting character may vary; which ones are allowed
was not seen, so `|` is used unless a value has it, then the first of `SEPARATORS` that no value has. The five mandatory
fields at their longest are 300 bytes in a one-byte encoding; whether that is a limit for UTF-8 too was not seen, and
none is set here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .accounts import check_account, check_bic, check_correspondent, check_inn, check_kpp
from .amounts import LIMIT
from .refusals import refuse
from .wording import encoded, one_line

START = b"ST0001"
ENCODINGS = {"1": "windows-1251", "2": "utf-8", "3": "koi8-r"}
SEPARATORS = "|~^#$;"
FIELDS = {"name": ("Name", 160), "bank": ("BankName", 45), "purpose": ("Purpose", 210)}
# Lengths up to DocNo as the standard's readers hold them; the rest have none of their own there, and get a bound of ours.
FURTHER = {
    "PayerINN": 12,
    "DrawerStatus": 2,
    "CBC": 20,
    "OKTMO": 11,
    "PaytReason": 2,
    "TaxPeriod": 10,
    "DocNo": 15,
    "DocDate": 10,
    "TaxPaytKind": 2,
} | dict.fromkeys(
    [
        "LastName",
        "FirstName",
        "MiddleName",
        "PayerAddress",
        "PersonalAccount",
        "DocIdx",
        "PensAcc",
        "Contract",
        "PersAcc",
        "Flat",
        "Phone",
        "PayerIdType",
        "PayerIdNum",
        "ChildFio",
        "BirthDate",
        "PaymTerm",
        "PaymPeriod",
        "Category",
        "ServiceName",
        "CounterId",
        "CounterVal",
        "QuittId",
        "QuittDate",
        "InstNum",
        "ClassNum",
        "SpecFio",
        "AddAmount",
        "RuleId",
        "ExecId",
        "RegType",
        "UIN",
        "TechCode",
    ],
    160,
)


@dataclass(frozen=True, slots=True)
class GostPayment:
    """What is to be paid and to whom. `sum_minor` is in kopecks, None where the payer fills it in.

    `further` holds optional fields by their names in the standard (`LastName`, `PersAcc`, `DocNo` … see `FURTHER`).
    """

    name: str
    account: str
    bank: str
    bic: str
    corr: str = "0"
    sum_minor: int | None = None
    purpose: str = ""
    inn: str = ""
    kpp: str = ""
    further: Mapping[str, str] = field(default_factory=dict)


def payload(payment: GostPayment, encoding: str = "2") -> bytes:
    """The bytes of the code; `encoding` is `1` windows-1251, `2` UTF-8, `3` KOI8-R.

    Refuses, by `PaymentError`, a value that does not fit its field, an account whose key does not agree with the BIC,
    a sum of nought or less, and a letter that the encoding lacks. Line breaks in texts become spaces.
    """
    if encoding not in ENCODINGS:
        raise refuse("encoding_digit", field="encoding", value=encoding)
    values = _values(payment)
    separator = next((mark for mark in SEPARATORS if not any(mark in value for value in values.values())), None)
    if separator is None:
        raise refuse("no_separator", field="purpose", marks=" ".join(SEPARATORS))
    parts = [encoded(f"{name}={value}", ENCODINGS[encoding], name) for name, value in values.items()]
    return START + encoding.encode() + b"".join(separator.encode() + part for part in parts)


def read_payload(data: bytes) -> dict[str, str]:
    """The fields of a code by their names in the standard, in the order they stand; refuses what is no such code."""
    encoding = ENCODINGS.get(data[6:7].decode("latin-1"))
    if not data.startswith(START) or encoding is None or len(data) < 9:
        raise refuse("not_gost")
    try:
        separator, body = data[7:8].decode("ascii"), data[8:].decode(encoding)
    except UnicodeDecodeError:
        raise refuse("not_gost") from None
    fields: dict[str, str] = {}
    for part in body.split(separator):
        name, mark, value = part.partition("=")
        if part and (not mark or name in fields):
            raise refuse("gost_field", value=part)
        if part:
            fields[name] = value
    return fields


def _values(payment: GostPayment) -> dict[str, str]:
    bic = check_bic(payment.bic)
    values = {
        "Name": _text(payment.name, "name", least=1),
        "PersonalAcc": check_account(payment.account, bic),
        "BankName": _text(payment.bank, "bank", least=1),
        "BIC": bic,
        "CorrespAcc": check_correspondent(payment.corr, bic),
        "Sum": _sum(payment.sum_minor),
        "Purpose": _text(payment.purpose, "purpose"),
        "PayeeINN": check_inn(payment.inn) if payment.inn.strip() else "",
        "KPP": check_kpp(payment.kpp) if payment.kpp.strip() else "",
        **_further(payment.further),
    }
    return {name: value for name, value in values.items() if value}


def _text(text: str, name: str, least: int = 0) -> str:
    return one_line(text, name, FIELDS[name][1], least=least)


def _sum(minor: int | None) -> str:
    if minor is None:
        return ""
    if minor <= 0:
        raise refuse("sum_not_positive", field="sum")
    if minor >= LIMIT:
        raise refuse("amount_too_large", field="sum", value=str(minor))
    return str(minor)


def _further(further: Mapping[str, str]) -> dict[str, str]:
    for name in further:
        if name not in FURTHER:
            raise refuse("gost_unknown_field", field=name, value=name)
    return {name: one_line(value, name, FURTHER[name]) for name, value in further.items()}
