"""What to put into the addresses of pages about money."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from sextant.society.ledger.actions.invoices import Charge, make_invoice, payer_of
from sextant.society.ledger.actions.online import begin_payment
from sextant.society.ledger.actions.payments import receive_payment
from sextant.society.ledger.models import BankAccount, Invoice
from sextant.society.ledger.payables import payable
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


def _token(world: World) -> dict[str, Any]:
    return {"token": payable("ledger.invoice", str(_booked(world).pk)).token}


def _receipt(world: World) -> dict[str, Any]:
    """The receipt of a payment of one kopeck on the invoice."""
    invoice = _booked(world)
    given = {"day": timezone.localdate(), "amount_minor": 1, "currency": "RUB", "account": account_for("bank"), "reference": "1", "by": None}
    return {**_token(world), "pk": receive_payment(key="roles", invoices=[invoice], **given).pk}


def _online(world: World) -> dict[str, Any]:
    return {"token": begin_payment(payable("ledger.invoice", str(_booked(world).pk)), "sandbox").token}


SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {
    "ledger:edit_bank_account": _bank_account,
    "ledger:entry": _entry,
    "ledger:reverse": _entry,
    "ledger:invoice": _invoice,
    "ledger:invoice_file": _invoice,
    "ledger:invoice_code": _invoice,
    "ledger:pay_invoice": _invoice,
    "ledger:credit": _invoice,
    "ledger:pay": _token,
    "ledger:pay_code": _token,
    "ledger:pay_file": _token,
    "ledger:pay_online": _token,
    "ledger:pay_receipt": _receipt,
    "ledger:sandbox": _online,
    "ledger:sandbox_answer": _online,
    "ledger_hooks:webhook": lambda world: {"code": "sandbox"},
}
