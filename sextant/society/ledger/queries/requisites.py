"""The association's requisites as they stand on an invoice."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sextant.base.words.fields import in_language
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


def requisites_shown(requisites: dict[str, Any]) -> list[tuple[str, str]]:
    """The same as (label, value) in the active language, for a page or an invoice; what is not entered is left out."""
    payee, bank, language = requisites.get("payee") or {}, requisites.get("bank") or {}, (get_language() or "ru")[:2]

    def named(name: str) -> str:
        return in_language({"ru": payee.get(f"{name}_ru", ""), "en": payee.get(f"{name}_en", "")}, language)

    rows = [
        (_("Payee"), named("name")),
        (_("Address"), named("address")),
        (_("INN"), payee.get("tax_id", "")),
        (_("KPP"), payee.get("tax_code", "")),
        (_("Bank"), bank.get("bank_name", "")),
        (_("BIC"), bank.get("bic", "")),
        (_("Account number"), bank.get("number", "")),
        (_("Correspondent account"), bank.get("correspondent", "")),
    ]
    return [(label, value) for label, value in rows if value]
