"""Things that were given: described, assessed, and booked where the books are to show them."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.society.ledger.actions.entries import Leg, book_reversal, write_entry
from sextant.society.ledger.models import Account, Entry, Fund
from sextant.society.ledger.queries.accounts import account_for, general_fund
from sextant.work.fundraising import states
from sextant.work.fundraising.actions.gifts import Wish, refuse_amount
from sextant.work.fundraising.actions.thanks import thank
from sextant.work.fundraising.models import Appeal, Donor, Gift, Part


@transaction.atomic
def enter_in_kind(
    *,
    donor: Donor,
    description: str,
    value_minor: int,
    basis: str,
    on: date,
    by: User | None,
    appeal: Appeal | None = None,
    fund: Fund | None = None,
    booked_on: Account | None = None,
    books: bool = True,
    currency: str = "RUB",
    wish: Wish | None = None,
    is_demo: bool = False,
) -> Gift:
    """Writes down a gift in kind with its assessed value and how it was assessed.

    Booked, it is income in kind against `booked_on`: an expense where it is used at once, an asset where it is kept (by
    default the cost of the office's work). Not booked, it is told of and thanked for, and the books do not know it.
    """
    money_in = appeal.currency if appeal else currency
    refuse_amount(value_minor, money_in)
    _refuse_unsaid(description, basis, on)
    wish = wish or Wish(name=donor.name, email=donor.email, language=donor.language)
    gift = Gift.objects.create(
        donor=donor,
        appeal=appeal,
        fund=appeal.fund if appeal else fund or general_fund(),
        kind=Gift.Kind.IN_KIND,
        source=Gift.Source.OFFICE,
        state=states.RECEIVED,
        amount_minor=value_minor,
        booked_minor=value_minor,
        currency=money_in,
        promised_on=on,
        description=description.strip()[:300],
        basis=basis.strip()[:300],
        is_booked=books,
        made_by=by,
        is_demo=is_demo or donor.is_demo or bool(appeal and appeal.is_demo),
        **wish.as_fields(),
    )
    if books:
        gift.entry = _book(gift, booked_on or account_for("other_expense"), on, by)
        gift.save(update_fields=["entry"])
    part = Part.objects.create(gift=gift, amount_minor=value_minor, day=on, is_demo=gift.is_demo)
    record(verb="fundraising.enter_in_kind", obj=gift, by=by, after={"value_minor": value_minor, "basis": gift.basis, "booked": books})
    thank(part, by=by)
    return gift


def _refuse_unsaid(description: str, basis: str, on: date) -> None:
    if not description.strip():
        raise ValidationError({"description": _("Say what was given.")})
    if not basis.strip():
        raise ValidationError({"basis": _("Say how the value was assessed: a price list, an invoice, an expert.")})
    if on > timezone.localdate():
        raise ValidationError({"day": _("The day lies in the future.")})


def _book(gift: Gift, against: Account, on: date, by: User | None) -> Entry:
    legs = [Leg(against, gift.amount_minor, gift.fund), Leg("gifts_in_kind", -gift.amount_minor, gift.fund)]
    memo = _("Gift in kind %(reference)s: %(what)s") % {"reference": gift.reference, "what": gift.description}
    return write_entry(day=on, memo=memo, currency=gift.currency, legs=legs, key=f"gift-in-kind:{gift.pk}", about=gift, is_demo=gift.is_demo, by=by)


@transaction.atomic
def take_back_in_kind(gift: Gift, *, on: date, reason: str, by: User | None) -> Gift:
    """Undoes a gift in kind that was written down by mistake or went back to the donor."""
    gift = Gift.objects.select_for_update().get(pk=gift.pk)
    if gift.kind != Gift.Kind.IN_KIND or gift.state != states.RECEIVED:
        raise ValidationError(_("This gift in kind is taken back already."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why it is taken back.")})
    if gift.entry is not None:
        book_reversal(gift.entry, day=on, memo=_("Gift in kind taken back: %(reason)s") % {"reason": reason.strip()}, by=by)
    gift.parts.filter(taken_back_on=None).update(taken_back_on=on)
    gift.state, gift.booked_minor = states.RETURNED, 0
    gift.save(update_fields=["state", "booked_minor"])
    record(verb="fundraising.take_back_in_kind", obj=gift, by=by, after={"reason": reason.strip()})
    return gift
