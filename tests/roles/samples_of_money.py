"""What to put into the addresses of pages about money."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from sextant.society.ledger.actions.invoices import Charge, make_invoice, payer_of
from sextant.society.ledger.models import BankAccount, Invoice
from sextant.society.ledger.queries.accounts import account_for
from sextant.society.ledger.tests.factories import open_books
from tests.roles.world import World


def _booked(world: World) -> Invoice:
    """An invoice to the organisation of the page, issued and booked."""
    if "invoice" not in world.left:
        open_books()
        charges = [Charge("Взнос", "Dues", 1500_00, "dues")]
        fields = {"payer": payer_of(world.organisation), "charges": charges, "currency": "RUB"}
        world.left["invoice"] = make_invoice(on=timezone.localdate(), by=None, **fields)
    return world.left["invoice"]


def _invoice(world: World) -> dict[str, Any]:
    return {"pk": _booked(world).pk}


def _entry(world: World) -> dict[str, Any]:
    return {"pk": _booked(world).entry_id}


def _bank_account(world: World) -> dict[str, Any]:
    open_books()
    bank = {"account": account_for("bank"), "bank_name": "Bank", "bic": "044525225"}
    return {"pk": BankAccount.objects.get_or_create(number="40703810238000000014", defaults=bank)[0].pk}


SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {
    "ledger:edit_bank_account": _bank_account,
    "ledger:entry": _entry,
    "ledger:reverse": _entry,
    "ledger:invoice": _invoice,
    "ledger:invoice_file": _invoice,
    "ledger:invoice_code": _invoice,
    "ledger:pay_invoice": _invoice,
    "ledger:credit": _invoice,
}
