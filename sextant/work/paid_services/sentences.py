"""Parties, clauses and quantities in words, as pages and PDF say them."""

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sextant.base.words.fields import in_language
from sextant.society.ledger.queries.requisites import requisites_for, requisites_shown
from sextant.work.paid_services.models import Contract
from sextant.work.paid_services.queries.clauses import clauses_for


def language() -> str:
    return (get_language() or "ru")[:2]


def quantity_in_words(thousandths: int) -> str:
    """`12`, `1,5`: no more decimals than it has."""
    rest = thousandths % 1000
    decimals = 0 if not rest else 1 if not rest % 100 else 2 if not rest % 10 else 3
    return str(number_format(thousandths / 1000, decimal_pos=decimals, force_grouping=True))


def clauses_shown(contract: Contract) -> list[tuple[str, str]]:
    """Titles and texts in the active language: those the contract was sent with, for a draft those it would be sent with."""
    rows = contract.clauses if contract.clauses and contract.state != "draft" else clauses_for(contract)
    return [tuple(in_language({code: row[f"{name}_{code}"] for code in ("ru", "en")}) for name in ("title", "text")) for row in rows]  # type: ignore[misc]


def _payee(contract: Contract) -> dict[str, Any]:
    return contract.requisites or requisites_for(contract.currency)


def payee_named(contract: Contract, name: str) -> str:
    """A bilingual entry of the association's requisites in the active language."""
    values = _payee(contract).get("payee") or {}
    return in_language({"ru": values.get(f"{name}_ru", ""), "en": values.get(f"{name}_en", "")})


def contractor_rows(contract: Contract) -> list[tuple[str, str]]:
    """The association's requisites as they were when the contract was sent, labelled; the name comes first."""
    rows = requisites_shown(_payee(contract))
    values = _payee(contract).get("payee") or {}
    more = [(_("OGRN"), values.get("registration", "")), (_("Phone"), values.get("phone", "")), (_("E-mail"), values.get("email", ""))]
    return [*rows[1:], *[pair for pair in more if pair[1]]] if rows else []


def customer_rows(contract: Contract) -> list[tuple[str, str]]:
    """The customer's requisites as they were typed, labelled."""
    rows = [
        (_("Address"), contract.address),
        (_("INN"), contract.tax_id),
        (_("KPP"), contract.tax_code),
        (_("Bank details"), contract.details),
        (_("Contact"), contract.contact),
        (_("E-mail"), contract.email),
    ]
    return [pair for pair in rows if pair[1]]
