"""The association's requisites as they stand on an invoice."""

from typing import Any

from sextant.society.ledger.models import Payee
from sextant.society.ledger.queries.accounts import default_bank_account

PAYEE = (
    "name_ru",
    "name_en",
    "address_ru",
    "address_en",
    "tax_id",
    "tax_code",
    "registration",
    "phone",
    "email",
    "director_ru",
    "director_en",
    "accountant_ru",
    "accountant_en",
    "tax_note_ru",
    "tax_note_en",
)
BANK = ("number", "bank_name", "bic", "correspondent", "currency")


def requisites_for(currency: str) -> dict[str, Any]:
    """`{"payee": {…}, "bank": {…}}` of today; a part is empty where the association has not entered it."""
    payee, bank = Payee.objects.first(), default_bank_account(currency)
    return {
        "payee": {name: getattr(payee, name) for name in PAYEE} if payee else {},
        "bank": {name: getattr(bank, name) for name in BANK} if bank else {},
    }
