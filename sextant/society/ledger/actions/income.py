"""Income without an invoice: a part of a payment becomes income on a fund, and is taken back."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.words.money import money
from sextant.society.ledger.actions.entries import Leg, book_reversal, write_entry
from sextant.society.ledger.models import Account, Fund, Payment, Programme, Recognition
from sextant.society.ledger.queries.accounts import account_for


@in_turn
def recognise_income(
    payment: Payment,
    *,
    account: Account | str,
    fund: Fund,
    amount_minor: int,
    on: date,
    by: User | None,
    programme: Programme | None = None,
    about: models.Model | None = None,
    memo: str = "",
    income_kind: str = "",
) -> Recognition:
    """Moves a part of a payment from advances to income on a fund; the money itself follows where the fund is another one.

    `account` is an income account or the word of its use (`gifts`). Raises ValidationError where more is asked than is free.
    """
    payment = Payment.objects.select_for_update().get(pk=payment.pk)
    if not 0 < amount_minor <= payment.free_minor:
        free = money(payment.free_minor, payment.currency)
        raise ValidationError({"amount": _("At most %(amount)s of this payment is free.") % {"amount": free}})
    income = account_for(account) if isinstance(account, str) else account
    legs = [Leg("advances", amount_minor, payment.fund)]
    if fund != payment.fund:
        legs += [Leg(payment.account, -amount_minor, payment.fund), Leg(payment.account, amount_minor, fund)]
    legs.append(Leg(income, -amount_minor, fund, programme))
    said = memo or _("Income from payment %(reference)s") % {"reference": payment.reference}
    entry = write_entry(day=on, memo=said, currency=payment.currency, legs=legs, about=about, is_demo=payment.is_demo, by=by)
    about_kind, about_id = (about._meta.label_lower, str(about.pk)) if about is not None else ("", "")
    made = Recognition.objects.create(
        payment=payment,
        account=income,
        fund=fund,
        programme=programme,
        amount_minor=amount_minor,
        income_kind=income_kind,
        day=on,
        entry=entry,
        about_kind=about_kind,
        about_id=about_id,
    )
    Payment.objects.filter(pk=payment.pk).update(covered_minor=F("covered_minor") + amount_minor)
    record(verb="ledger.recognise_income", obj=payment, by=by, after={"amount_minor": amount_minor, "account": income.code, "fund": fund.code})
    return made


@in_turn
def take_back_income(recognition: Recognition, *, on: date, by: User | None, reason: str = "") -> Recognition:
    """Takes the income back: its entry is reversed, and the money is free on the payment again."""
    Payment.objects.select_for_update().get(pk=recognition.payment_id)
    recognition = Recognition.objects.select_for_update().get(pk=recognition.pk)
    if recognition.taken_back_on is not None:
        raise ValidationError(_("This income is taken back already."))
    memo = _("Income taken back: %(reason)s") % {"reason": reason} if reason else _("Income taken back")
    book_reversal(recognition.entry, day=on, memo=memo, by=by)
    recognition.taken_back_on = on
    recognition.save(update_fields=["taken_back_on"])
    Payment.objects.filter(pk=recognition.payment_id).update(covered_minor=F("covered_minor") - recognition.amount_minor)
    record(verb="ledger.take_back_income", obj=recognition.payment, by=by, before={"amount_minor": recognition.amount_minor})
    return recognition
