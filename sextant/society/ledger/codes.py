"""The payment code of an invoice: GOST R 56042-2014 for rubles, EPC069-12 for euros and an IBAN; none where it cannot be made."""

from sextant.lab.payments import epc, gost
from sextant.lab.payments.refusals import PaymentError
from sextant.society.ledger.models import Invoice


def purpose_of(invoice: Invoice) -> str:
    """What the payer writes, so that the payment is known by it: in the language of the invoice, with its number."""
    return f"Оплата счёта № {invoice.shown_number}" if invoice.language == "ru" else f"Invoice {invoice.shown_number}"


def payload_of(invoice: Invoice, language: str) -> tuple[bytes, PaymentError | None]:
    """The bytes of the code and no refusal, or no bytes and the reason why there is no code."""
    payee, bank = invoice.requisites.get("payee") or {}, invoice.requisites.get("bank") or {}
    if not payee or not bank or not invoice.open_minor:
        return b"", None
    name = payee[f"name_{language}"] or payee["name_ru"] or payee["name_en"]
    try:
        if invoice.currency == "EUR":
            sepa = epc.EpcPayment(name=name, account=bank["number"], sum_minor=invoice.open_minor, bic=bank["bic"], purpose=purpose_of(invoice))
            return epc.payload(sepa), None
        payment = gost.GostPayment(
            name=payee["name_ru"] or name,
            account=bank["number"],
            bank=bank["bank_name"],
            bic=bank["bic"],
            corr=bank["correspondent"] or "0",
            sum_minor=invoice.open_minor,
            purpose=purpose_of(invoice),
            inn=payee["tax_id"],
            kpp=payee["tax_code"],
        )
        return gost.payload(payment), None
    except PaymentError as refusal:
        return b"", refusal
