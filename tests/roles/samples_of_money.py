"""What to put into the addresses of pages about money."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from sextant.society.ledger.actions.invoices import Charge, make_invoice, payer_of
from sextant.society.ledger.actions.online import begin_payment
from sextant.society.ledger.actions.payments import receive_payment
from sextant.society.ledger.actions.receipt_rules import ensure_receipt_rules
from sextant.society.ledger.models import (
    Account,
    BankAccount,
    DuesItem,
    DuesRun,
    Entry,
    Invoice,
    Programme,
    ReceiptRule,
    Statement,
    StatementLine,
)
from sextant.society.ledger.payables import payable
from sextant.society.ledger.queries.accounts import account_for
from sextant.society.ledger.tests.factories import draft, open_books, restricted
from sextant.society.members.models import Membership
from sextant.society.members.tests.factories import PlanFactory, active
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


def _statement(world: World) -> Statement:
    if "statement" not in world.left:
        account = BankAccount.objects.get(pk=_bank_account(world)["pk"])
        world.left["statement"] = Statement.objects.create(bank_account=account, name="march.txt", sha256="0" * 64, state="done", read=1)
    return world.left["statement"]


def _statement_line(world: World) -> dict[str, Any]:
    statement = _statement(world)
    told = {"bank_account": statement.bank_account, "place": 1, "day": timezone.localdate(), "amount_minor": 1, "currency": "RUB"}
    return {"pk": StatementLine.objects.get_or_create(statement=statement, fingerprint="f" * 64, defaults=told)[0].pk}


def _dues_run(world: World) -> DuesRun:
    today = timezone.localdate()
    return DuesRun.objects.get_or_create(title="Dues", defaults={"on": today, "due_on": today, "state": "preview"})[0]


def _dues_item(world: World) -> dict[str, Any]:
    membership = Membership.objects.order_by("pk").first() or active(PlanFactory(), person=world.person, on=timezone.localdate())
    told = {"since": timezone.localdate(), "until": timezone.localdate(), "amount_minor": 1, "currency": "RUB"}
    return {"pk": DuesItem.objects.get_or_create(run=_dues_run(world), membership=membership, defaults=told)[0].pk}


def _draft(world: World) -> dict[str, Any]:
    open_books()
    return {"pk": (Entry.objects.filter(state="draft").first() or draft()).pk}


def _account(world: World) -> dict[str, Any]:
    open_books()
    return {"pk": Account.objects.get(code="5800").pk}


def _programme(world: World) -> dict[str, Any]:
    return {"pk": Programme.objects.get_or_create(code="sample", defaults={"name_en": "Sample"})[0].pk}


def _receipt_rule(world: World) -> dict[str, Any]:
    ensure_receipt_rules()
    return {"pk": ReceiptRule.objects.order_by("pk").values_list("pk", flat=True)[0]}


SAMPLES: dict[str, Callable[[World], dict[str, Any]]] = {
    "ledger:edit_bank_account": _bank_account,
    "ledger:entry": _entry,
    "ledger:reverse": _entry,
    "ledger:invoice": _invoice,
    "ledger:invoice_file": _invoice,
    "ledger:invoice_code": _invoice,
    "ledger:pay_invoice": _invoice,
    "ledger:credit": _invoice,
    "ledger:dues_run": lambda world: {"pk": _dues_run(world).pk},
    "ledger:confirm_dues": lambda world: {"pk": _dues_run(world).pk},
    "ledger:drop_dues": lambda world: {"pk": _dues_run(world).pk},
    "ledger:dues_paper": lambda world: {"pk": _dues_run(world).pk},
    "ledger:leave_out": _dues_item,
    "ledger:send_invoice": _invoice,
    "ledger:reminders": _invoice,
    "ledger:statement": lambda world: {"pk": _statement(world).pk},
    "ledger:statement_line": _statement_line,
    "ledger:book_line": _statement_line,
    "ledger:book_account": _statement_line,
    "ledger:put_aside": _statement_line,
    "ledger:undo_line": _statement_line,
    "ledger:pay": _token,
    "ledger:pay_code": _token,
    "ledger:pay_file": _token,
    "ledger:pay_online": _token,
    "ledger:pay_receipt": _receipt,
    "ledger:sandbox": _online,
    "ledger:sandbox_answer": _online,
    "ledger_hooks:webhook": lambda world: {"code": "sandbox"},
    "ledger:edit_account": _account,
    "ledger:shut_account": _account,
    "ledger:edit_fund": lambda world: {"pk": restricted().pk},
    "ledger:shut_fund": lambda world: {"pk": restricted().pk},
    "ledger:edit_programme": _programme,
    "ledger:draft": _draft,
    "ledger:post_draft": _draft,
    "ledger:discard": _draft,
    "ledger:receipt_rule": _receipt_rule,
    "ledger:check_rule": _receipt_rule,
}
