"""Accounts and funds by the words the product knows them by."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sextant.society.ledger.models import Account, BankAccount, Fund


def account_for(use: str) -> Account:
    """The account with that use (`receivable`, `advances`, `dues` …); a sentence where the chart has none."""
    found = Account.objects.filter(use=use).first()
    if found is None:
        raise ValidationError(_("No account of the chart is meant for “%(use)s”. Choose one in the chart of accounts.") % {"use": use})
    return found


def general_fund() -> Fund:
    """The fund for what nobody restricted."""
    found = Fund.objects.filter(is_default=True).first()
    if found is None:
        raise ValidationError(_("There is no general fund. Mark one of the unrestricted funds as the one for money nobody restricted."))
    return found


def default_bank_account(currency: str) -> BankAccount | None:
    """The account that invoices in this currency name; None where the association has not entered one."""
    return BankAccount.objects.filter(currency=currency, is_open=True).order_by("-is_default", "pk").select_related("account").first()
