"""Who may do what with the books, invoices and payments."""

from typing import Any

from sextant.base.permissions.queries import holds
from sextant.society.ledger.models import Entry, Invoice
from sextant.society.members.models import Membership
from sextant.society.members.rules import is_self, represents

READERS = ("treasurer", "director", "auditor")


def may_see_books(user: Any, entry: Entry | None = None) -> bool:
    """The treasurer, the director and the audit commission."""
    return holds(user, *READERS)


def may_keep_books(user: Any, entry: Entry | None = None) -> bool:
    return holds(user, "treasurer")


def may_close_books(user: Any) -> bool:
    return holds(user, "treasurer")


def may_keep_requisites(user: Any, account: Any = None) -> bool:
    return holds(user, "treasurer")


def may_see_invoices(user: Any) -> bool:
    return holds(user, *READERS, "secretary")


def may_see_invoice(user: Any, invoice: Invoice) -> bool:
    """Those who see all invoices, and the payer: the person, or whoever acts for the organisation."""
    if may_see_invoices(user):
        return True
    if invoice.person is not None:
        return is_self(user, invoice.person)
    return invoice.organisation is not None and represents(user, invoice.organisation)


def may_invoice(user: Any, membership: Membership | None = None) -> bool:
    """Who asks for money: the treasurer and the secretary."""
    return holds(user, "treasurer", "secretary")


def may_record(user: Any, invoice: Invoice | None = None) -> bool:
    """Who writes down what was paid, and credits what was asked too much."""
    return holds(user, "treasurer")


def may_see_receipt_rules(user: Any, rule: Any = None) -> bool:
    """Who sees invoices sees what the rules of fiscal receipts say of them."""
    return may_see_invoices(user)


def may_invoice_payer(user: Any, invoice: Invoice) -> bool:
    """Who sends an invoice to its payer, and decides about its reminders."""
    return holds(user, "treasurer", "secretary")


def may_run_dues(user: Any, thing: Any = None) -> bool:
    """Who charges all members at once."""
    return holds(user, "treasurer")
