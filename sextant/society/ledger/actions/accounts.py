"""Closing and opening again what amounts are booked on: accounts, funds, programmes. `chart` adds and changes them."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.words.money import money
from sextant.society.ledger import states
from sextant.society.ledger.models import Account, BankAccount, Fund, Line, Programme
from sextant.society.ledger.queries.holdings import left_in_fund, left_on_account


def _refuse_drafts(**what: Any) -> None:
    if Line.objects.filter(entry__state=states.DRAFT, **what).exists():
        raise ValidationError(_("A draft entry stands on it. Post or discard the draft first."))


@in_turn
def close_account(account: Account, *, by: User) -> Account:
    """Takes an account out of the choice; what is booked on it stays. Refused while it holds an amount or the product books on it."""
    account = Account.objects.select_for_update().get(pk=account.pk)
    if account.use:
        raise ValidationError(_("The site itself books on this account (“%(use)s”), so it stays open.") % {"use": account.use})
    if BankAccount.objects.filter(account=account, is_open=True).exists():
        raise ValidationError(_("An open bank account stands on it. Close the bank account first."))
    _refuse_drafts(account=account)
    left = left_on_account(account) if account.kind in (Account.Kind.ASSET, Account.Kind.LIABILITY) else {}
    if left:
        amounts = ", ".join(money(amount, currency) for currency, amount in left.items())
        raise ValidationError(_("%(amounts)s still stand on this account. Book them elsewhere first.") % {"amounts": amounts})
    return _open(account, False, by)


@in_turn
def reopen_account(account: Account, *, by: User) -> Account:
    """Puts a closed account back into the choice."""
    return _open(Account.objects.select_for_update().get(pk=account.pk), True, by)


def _open(account: Account, is_open: bool, by: User) -> Account:
    before = account.is_open
    account.is_open = is_open
    account.save(update_fields=["is_open"])
    record(verb="ledger.save_account", obj=account, by=by, before={"is_open": before}, after={"is_open": is_open})
    return account


@in_turn
def close_fund(fund: Fund, *, on: date, by: User) -> Fund:
    """Closes a fund that holds nothing any more. The general fund is never closed."""
    fund = Fund.objects.select_for_update().get(pk=fund.pk)
    if fund.is_default:
        raise ValidationError(_("This is where money goes that nobody restricted. Mark another fund for that first."))
    _refuse_drafts(fund=fund)
    left = left_in_fund(fund)
    if left:
        amounts = ", ".join(money(amount, currency) for currency, amount in left.items())
        raise ValidationError(_("The fund still holds %(amounts)s. Spend it or move it to another fund first.") % {"amounts": amounts})
    if fund.opened_on and on < fund.opened_on:
        raise ValidationError({"on": _("The fund was opened later than that.")})
    return _dated(fund, on, by)


@in_turn
def reopen_fund(fund: Fund, *, by: User) -> Fund:
    """Takes the closing of a fund back."""
    return _dated(Fund.objects.select_for_update().get(pk=fund.pk), None, by)


def _dated(fund: Fund, day: date | None, by: User) -> Fund:
    before, fund.closed_on = fund.closed_on, day
    fund.save(update_fields=["closed_on"])
    record(verb="ledger.save_fund", obj=fund, by=by, before={"closed_on": before}, after={"closed_on": day})
    return fund


@in_turn
def save_programme(programme: Programme | None, *, by: User, **values: Any) -> Programme:
    """Adds or changes a programme that is kept by hand; those of projects and events are opened by their own pages."""
    kept = programme or Programme()
    before = {name: getattr(kept, name) for name in values} if programme else {}
    for name, value in values.items():
        setattr(kept, name, value)
    kept.full_clean()
    kept.save()
    record(verb="ledger.save_programme", obj=kept, by=by, before=before, after=values)
    return kept
