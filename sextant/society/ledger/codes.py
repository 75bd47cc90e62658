"""Payment codes: GOST R 56042-2014 for rubles, EPC069-12 for euros and an IBAN; none where it cannot be made."""

from typing import Any

from sextant.lab.payments import epc, gost
from sextant.lab.payments.refusals import PaymentError
from sextant.society.ledger.models import Invoice


def purpose_of(invoice: Invoice) -> str:
    """What the payer writes, so that the payment is known by it: in the language of the invoice, with its number."""
    return f"Оплата счёта № {invoice.shown_number}" if invoice.language == "ru" else f"Invoice {invoice.shown_number}"


def payload_of(invoice: Invoice, language: str) -> tuple[bytes, PaymentError | None]:
    """The bytes of the code of an invoice and no refusal, or no bytes and the reason why there is no code."""
    return payload_for(invoice.requisites, invoice.currency, invoice.open_minor, purpose_of(invoice), language)


def payload_for(requisites: dict[str, Any], currency: str, amount_minor: int, purpose: str, language: str) -> tuple[bytes, PaymentError | None]:
    """The same for any amount: `requisites` as `queries.requisites.requisites_for` gives them."""
    payee, bank = requisites.get("payee") or {}, requisites.get("bank") or {}
    if not payee or not bank or amount_minor <= 0:
        return b"", None
    name = payee[f"name_{language}"] or payee["name_ru"] or payee["name_en"]
    try:
        if currency == "EUR":
            sepa = epc.EpcPayment(name=name, account=bank["number"], sum_minor=amount_minor, bic=bank["bic"], purpose=purpose)
            return epc.payload(sepa), None
        payment = gost.GostPayment(
            name=payee["name_ru"] or name,
            account=bank["number"],
            bank=bank["bank_name"],
            bic=bank["bic"],
            corr=bank["correspondent"] or "0",
            sum_minor=amount_minor,
            purpose=purpose,
            inn=payee["tax_id"],
            kpp=payee["tax_code"],
        )
        return gost.payload(payment), None
    except PaymentError as refusal:
        return b"", refusal
