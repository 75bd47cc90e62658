"""The association's requisites and bank accounts."""

from typing import Any

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.society.ledger.models import BankAccount, Payee


@in_turn
def save_payee(*, by: User, **values: Any) -> Payee:
    """Writes what invoices say of the association from now on; those that are issued keep what they said."""
    payee = Payee.objects.first() or Payee()
    before = {name: getattr(payee, name) for name in values}
    for name, value in values.items():
        setattr(payee, name, value)
    payee.save()
    record(verb="ledger.save_payee", obj=payee, by=by, before=before, after=values)
    return payee


@in_turn
def save_bank_account(known: BankAccount | None, /, *, by: User, **values: Any) -> BankAccount:
    """Adds or changes a bank account; the one that invoices name is one in each currency."""
    kept = known or BankAccount()
    if values.get("is_default"):
        BankAccount.objects.filter(currency=values["currency"], is_default=True).exclude(pk=kept.pk).update(is_default=False)
    for name, value in values.items():
        setattr(kept, name, value)
    kept.save()
    record(verb="ledger.save_bank_account", obj=kept, by=by, after={name: str(value) for name, value in values.items()})
    return kept
