"""Paying the instalments of a grant, taking a payment back, and money that the recipient returns."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.words.money import money
from sextant.society.grants import letters, states
from sextant.society.grants.actions.booking import book_payment, book_payment_back, book_return
from sextant.society.grants.actions.promising import kept, locked, standing
from sextant.society.grants.models import Grant, GrantInstalment
from sextant.society.grants.queries.payable import why_not_yet
from sextant.society.ledger.models import Account, Entry
from sextant.society.ledger.queries.accounts import account_for


def _held(instalment: GrantInstalment) -> GrantInstalment:
    """The instalment as it is now, with its grant locked."""
    grant = locked(instalment.grant)
    found = GrantInstalment.objects.select_for_update(of=("self",)).get(pk=instalment.pk)
    found.grant = grant
    return found


@in_turn
def pay_instalment(instalment: GrantInstalment, *, day: date, by: User | None, account: Account | None = None) -> GrantInstalment:
    """Books the payment of an instalment and tells the recipient. Two treasurers at once pay it once.

    Refused with a sentence while its condition is not met, and when it is paid already.
    """
    instalment = _held(instalment)
    grant = instalment.grant
    why = why_not_yet(instalment)
    if why:
        raise ValidationError(why)
    account = account or account_for("bank")
    if not account.is_cash:
        raise ValidationError({"account": _("Choose an account with money on it.")})
    if day < grant.awarded_on:
        raise ValidationError({"day": _("It cannot be paid before it was awarded.")})
    instalment.times += 1
    instalment.entry = book_payment(instalment, day=day, account=account, by=by)
    instalment.state, instalment.paid_on = states.PAID, day
    instalment.save(update_fields=["state", "paid_on", "entry", "times"])
    grant.paid_minor += instalment.amount_minor
    if grant.state == states.AGREED:
        grant.state = states.RUNNING
    kept(grant, "paid_minor")
    after = {"amount_minor": instalment.amount_minor, "day": day, "entry": instalment.entry.shown_number}
    record(verb="grants.pay_instalment", obj=grant, by=by, after=after)
    letters.write_about_instalment("paid", instalment)
    return instalment


@in_turn
def take_back_payment(instalment: GrantInstalment, *, day: date, reason: str, by: User | None) -> GrantInstalment:
    """A payment that was entered by mistake, or came back from the bank, is reversed; the instalment waits again."""
    instalment = _held(instalment)
    grant = instalment.grant
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the payment is taken back.")})
    if instalment.state != states.PAID or grant.state != states.RUNNING:
        raise ValidationError(_("Only a paid instalment of a running grant is taken back."))
    if grant.paid_minor - instalment.amount_minor < grant.returned_minor:
        raise ValidationError(_("More than the rest was returned already. Write the return in another way."))
    book_payment_back(instalment, day=day, reason=reason.strip(), by=by)
    instalment.state, instalment.paid_on, instalment.entry = states.PLANNED, None, None
    instalment.save(update_fields=["state", "paid_on", "entry"])
    grant.paid_minor -= instalment.amount_minor
    kept(grant, "paid_minor")
    after = {"amount_minor": instalment.amount_minor, "day": day, "reason": reason.strip()}
    record(verb="grants.take_back_payment", obj=grant, by=by, after=after)
    return instalment


@in_turn
def return_money(grant: Grant, *, amount_minor: int, day: date, reason: str, by: User | None, key: str, account: Account | None = None) -> Grant:
    """Money that was not spent came back. When all that was paid is back and nothing else is owed, the grant is `returned`.

    `key` names the bank's payment: entered twice, booked once.
    """
    grant = standing(grant, states.RUNNING, states.CLOSED, states.CANCELLED)
    if not key.strip():
        raise ValidationError({"reference": _("Give the number of the payment.")})
    if Entry.objects.filter(key=f"grants.return:{grant.pk}:{key.strip()}").exists():
        return grant
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the money came back.")})
    left = grant.paid_minor - grant.returned_minor
    if not 0 < amount_minor <= left:
        raise ValidationError({"amount": _("At most %(amount)s can come back.") % {"amount": money(left, grant.currency)}})
    account = account or account_for("bank")
    if not account.is_cash:
        raise ValidationError({"account": _("Choose an account with money on it.")})
    book_return(grant, amount_minor, day=day, account=account, key=key.strip()[:60], by=by)
    grant.returned_minor += amount_minor
    if grant.returned_minor == grant.paid_minor and not grant.left_minor:
        grant.state, grant.reason, grant.ended_on, grant.details = states.RETURNED, reason.strip()[:300], day, ""
    kept(grant, "returned_minor", "reason", "ended_on", "details")
    record(verb="grants.return_money", obj=grant, by=by, after={"amount_minor": amount_minor, "day": day, "reason": reason.strip()})
    return grant
