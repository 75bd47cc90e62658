"""Payments undone: taken back when they were recorded by mistake, given back when the payer gets the money again."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.words.money import money
from sextant.society.ledger.actions.entries import Leg, book_reversal, write_entry
from sextant.society.ledger.actions.expected import unassign_payment
from sextant.society.ledger.actions.payments import refuse_payment, uncover
from sextant.society.ledger.models import Account, Payment


@in_turn
def take_back_payment(payment: Payment, *, on: date, reason: str, by: User) -> Payment:
    """Undoes a payment that was recorded by mistake: off its invoices and what it was for, and its entry reversed. The receipt's number stays used."""
    for cover in list(payment.covers.filter(taken_back_on=None)):
        uncover(cover, on=on, by=by)
    unassign_payment(payment, on=on, by=by, reason=reason)
    payment = Payment.objects.select_for_update().get(pk=payment.pk)
    if payment.taken_back_on is not None:
        raise ValidationError(_("This payment is taken back already."))
    if payment.returned_minor or payment.refunds_id:
        raise ValidationError(_("Money was given back from this payment; it cannot be undone as a whole."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the payment is taken back.")})
    book_reversal(
        payment.entry, day=on, memo=_("Payment %(reference)s taken back: %(reason)s") % {"reference": payment.reference, "reason": reason}, by=by
    )
    payment.taken_back_on = on
    payment.save(update_fields=["taken_back_on"])
    record(verb="ledger.take_back_payment", obj=payment, by=by, after={"reason": reason.strip()})
    return payment


@in_turn
def refund_payment(
    payment: Payment, *, amount_minor: int, day: date, reference: str, by: User | None, key: str | None = None, account: Account | None = None
) -> Payment:
    """Gives back what is free on a payment, all of it or a part: advances against the bank."""
    payment = Payment.objects.select_for_update().get(pk=payment.pk)
    name = key or f"refund:{payment.pk}:{reference.strip()}"
    if (known := Payment.objects.filter(key=name).first()) is not None:
        return known
    refuse_payment(amount_minor, day, reference)
    if amount_minor > payment.free_minor:
        words = {"amount": money(payment.free_minor, payment.currency)}
        raise ValidationError({"amount": _("%(amount)s of this payment is free. Credit its invoice first to give back more.") % words})
    where = account or payment.account
    legs = [Leg("advances", amount_minor, payment.fund), Leg(where, -amount_minor, payment.fund)]
    memo = _("Given back: %(reference)s, %(payer)s") % {"reference": reference.strip(), "payer": payment.payer_name}
    entry = write_entry(day=day, memo=memo, currency=payment.currency, legs=legs, key=f"payment:{name}", is_demo=payment.is_demo, by=by)
    copied = {name: getattr(payment, name) for name in ("currency", "method", "fund", "person", "organisation", "payer_name", "is_demo")}
    refund = Payment.objects.create(
        day=day,
        amount_minor=amount_minor,
        account=where,
        reference=reference.strip()[:140],
        refunds=payment,
        key=name,
        entry=entry,
        recorded_by=by,
        **copied,
    )
    Payment.objects.filter(pk=payment.pk).update(returned_minor=F("returned_minor") + amount_minor)
    record(verb="ledger.refund_payment", obj=payment, by=by, after={"amount_minor": amount_minor, "reference": reference.strip()})
    return refund
