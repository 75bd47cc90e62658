"""How grants stand in the books: the promise is an expense and a liability, a payment takes from the liability, what ends is booked back.

Every function runs inside the caller's transaction, under the lock of the grant, with a key of its own: asked twice, booked once.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.words.money import money
from sextant.society.grants.models import Grant, GrantInstalment
from sextant.society.ledger.actions.entries import Leg, book_reversal, write_entry
from sextant.society.ledger.models import Account, Entry, Fund, Programme
from sextant.society.ledger.queries.accounts import general_fund
from sextant.society.ledger.queries.holdings import left_in_fund

EXPENSE, LIABILITY = "grants_awarded", "grants_payable"


def fund_of(grant: Grant) -> Fund:
    """The fund the grant is given from; the general one where none was named."""
    return grant.fund or general_fund()


def refuse_what_cannot_bear(fund: Fund, programme: Programme | None, amount_minor: int, currency: str) -> None:
    """A closed fund or programme gives nothing; a restricted fund gives no more than it has. Refused with a sentence."""
    if fund.closed_on is not None:
        raise ValidationError({"fund": _("The fund “%(fund)s” is closed. Choose another one.") % {"fund": fund}})
    if programme is not None and not programme.is_open:
        raise ValidationError({"programme": _("The programme “%(programme)s” is closed. Choose another one.") % {"programme": programme}})
    if fund.restriction == Fund.Restriction.UNRESTRICTED:
        return
    left = left_in_fund(fund).get(currency, 0)
    if left < amount_minor:
        words = {"fund": fund, "left": money(max(left, 0), currency), "amount": money(amount_minor, currency)}
        raise ValidationError(
            {"fund": _("The fund “%(fund)s” has %(left)s left and cannot bear %(amount)s. Give less, or choose another fund.") % words}
        )


def _written(grant: Grant, *, day: date, memo: str, debit: Account | str, credit: Account | str, amount: int, key: str, by: User | None) -> Entry:
    fund, programme = fund_of(grant), grant.programme
    legs = [Leg(debit, amount, fund, programme), Leg(credit, -amount, fund, programme)]
    return write_entry(day=day, memo=memo, currency=grant.currency, legs=legs, key=key, about=grant, is_demo=grant.is_demo, by=by)


def book_promise(grant: Grant, amount_minor: int, *, day: date, key: str, by: User | None) -> Entry:
    """What is promised is spent, and owed."""
    refuse_what_cannot_bear(fund_of(grant), grant.programme, amount_minor, grant.currency)
    memo = _("Grant %(number)s promised") % {"number": grant.number}
    return _written(grant, day=day, memo=memo, debit=EXPENSE, credit=LIABILITY, amount=amount_minor, key=f"grants.promise:{grant.pk}:{key}", by=by)


def book_release(grant: Grant, amount_minor: int, *, day: date, key: str, by: User | None) -> Entry:
    """What will not be paid is neither spent nor owed any more."""
    memo = _("Grant %(number)s: not paid any more") % {"number": grant.number}
    return _written(grant, day=day, memo=memo, debit=LIABILITY, credit=EXPENSE, amount=amount_minor, key=f"grants.release:{grant.pk}:{key}", by=by)


def book_payment(instalment: GrantInstalment, *, day: date, account: Account, by: User | None) -> Entry:
    """An instalment leaves an account of money."""
    grant = instalment.grant
    memo = _("Grant %(number)s: instalment") % {"number": grant.number}
    key = f"grants.instalment:{instalment.pk}:{instalment.times}"
    return _written(grant, day=day, memo=memo, debit=LIABILITY, credit=account, amount=instalment.amount_minor, key=key, by=by)


def book_payment_back(instalment: GrantInstalment, *, day: date, reason: str, by: User | None) -> Entry:
    """A payment that was entered by mistake, or came back from the bank, is reversed."""
    assert instalment.entry is not None, "only a paid instalment has an entry"
    memo = _("Grant %(number)s: payment taken back: %(reason)s") % {"number": instalment.grant.number, "reason": reason}
    return book_reversal(instalment.entry, day=day, memo=memo, by=by)


def book_return(grant: Grant, amount_minor: int, *, day: date, account: Account, key: str, by: User | None) -> Entry:
    """Money that was not spent comes back."""
    memo = _("Grant %(number)s: money returned") % {"number": grant.number}
    return _written(grant, day=day, memo=memo, debit=account, credit=EXPENSE, amount=amount_minor, key=f"grants.return:{grant.pk}:{key}", by=by)
