"""Payments for what is paid without an invoice: the house that asked for it is told, and books what it is."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.society.ledger import subjects
from sextant.society.ledger.actions.income import take_back_income
from sextant.society.ledger.actions.payments import receive_payment
from sextant.society.ledger.models import Payment


@in_turn
def receive_for(kind: str, about_id: str, *, day: date, by: User | None, **fields: Any) -> Payment:
    """Records a payment for a subject asked for without an invoice; told again with the same `key`, it is the payment there is."""
    payment = receive_payment(day=day, by=by, **fields)
    return payment if payment.about_kind else assign_payment(payment, kind, about_id, on=day, by=by)


@in_turn
def assign_payment(payment: Payment, kind: str, about_id: str, *, on: date, by: User | None) -> Payment:
    """Says what a free payment was for. What the subject's house refuses leaves the payment free, with the reason beside it."""
    subject = subjects.subject(kind)
    if subject is None or subject.paid is None:
        raise ValidationError(_("Nothing of this kind is paid without an invoice."))
    payment = Payment.objects.select_for_update().get(pk=payment.pk)
    if payment.about_kind:
        raise ValidationError(_("It is already known what this payment was for."))
    if not payment.free_minor:
        raise ValidationError(_("Nothing of this payment is free."))
    payment.about_kind, payment.about_id = kind, about_id
    payment.save(update_fields=["about_kind", "about_id"])
    record(verb="ledger.assign_payment", obj=payment, by=by, after={"kind": kind, "id": about_id})
    try:
        with transaction.atomic():
            subject.paid(about_id, payment=payment, day=on, by=by)
    except ValidationError as refusal:
        payment.trouble = " ".join(refusal.messages)
        Payment.objects.filter(pk=payment.pk).update(trouble=payment.trouble)
    payment.refresh_from_db()
    return payment


@in_turn
def unassign_payment(payment: Payment, *, on: date, by: User | None, reason: str = "") -> Payment:
    """Takes a payment off what it was for: its income is taken back, the house is told, and the money is free again."""
    for recognition in list(payment.recognitions.filter(taken_back_on=None)):
        take_back_income(recognition, on=on, by=by, reason=reason)
    payment = Payment.objects.select_for_update().get(pk=payment.pk)
    kind, about_id = payment.about_kind, payment.about_id
    if not kind:
        return payment
    payment.about_kind, payment.about_id, payment.trouble = "", "", ""
    payment.save(update_fields=["about_kind", "about_id", "trouble"])
    record(verb="ledger.unassign_payment", obj=payment, by=by, before={"kind": kind, "id": about_id}, after={"reason": reason})
    subject = subjects.subject(kind)
    if subject is not None:
        subject.unpaid(about_id, payment=payment, day=on, by=by)
    return payment
