"""What came in of a gift is booked to its fund, thanked for at once, and taken back where the money is given back."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.words.money import money
from sextant.society.ledger.actions.income import recognise_income, take_back_income
from sextant.society.ledger.actions.payments import receive_payment, refund_payment
from sextant.society.ledger.models import Account, Payment
from sextant.work.fundraising import states
from sextant.work.fundraising.actions.donors import set_consent
from sextant.work.fundraising.actions.thanks import thank
from sextant.work.fundraising.models import Consent, Gift, Part, StandingGift


@transaction.atomic
def book_part(gift: Gift, *, payment: Payment, amount_minor: int, day: date, by: User | None) -> Part:
    """Books a part of a payment as income of the gift's fund. More than was promised makes the gift larger; less leaves the rest awaited."""
    gift = Gift.objects.select_for_update(of=("self",)).select_related("fund", "donor", "appeal", "standing").get(pk=gift.pk)
    if payment.currency != gift.currency:
        words = {"one": payment.currency, "other": gift.currency}
        raise ValidationError(_("The payment is in %(one)s, the gift in %(other)s. Write it down as a gift of its own.") % words)
    memo = _("Gift %(reference)s") % {"reference": gift.reference}
    recognition = recognise_income(
        payment, account="gifts", fund=gift.fund, amount_minor=amount_minor, on=day, by=by, about=gift, memo=memo, income_kind="gift"
    )
    part = Part.objects.create(
        gift=gift, payment=payment, recognition=recognition, amount_minor=amount_minor, day=day, is_demo=gift.is_demo or payment.is_demo
    )
    _count(gift)
    if gift.agrees_to_letters and gift.source == Gift.Source.PAGE:
        set_consent(
            gift.donor, purpose=Consent.Purpose.LETTERS, given=True, way=Consent.Way.FORM, by=None, text_version=gift.consent_text or "unknown"
        )
    if gift.standing_id is not None:
        StandingGift.objects.filter(pk=gift.standing_id).update(misses=0)
    record(verb="fundraising.book_part", obj=gift, by=by, after={"amount_minor": amount_minor, "payment": payment.pk, "day": day})
    thank(part, by=by)
    return part


def _count(gift: Gift) -> None:
    """Sets what is booked to what its parts add up to, and the state that follows."""
    gift.booked_minor = sum(gift.parts.filter(taken_back_on=None).values_list("amount_minor", flat=True))
    gift.state = states.RECEIVED if gift.booked_minor >= gift.amount_minor else states.PROMISED
    gift.save(update_fields=["booked_minor", "state", "amount_minor"])


@transaction.atomic
def receive_gift(
    gift: Gift, *, amount_minor: int, day: date, account: Account, reference: str, by: User | None, method: str = Payment.Method.BANK
) -> Part:
    """Writes down by hand the payment that came for a gift, and books it. The same reference for the same gift is the same payment."""
    key = f"gift:{gift.pk}:{reference.strip()}"
    if (known := Part.objects.filter(payment__key=key, gift=gift, taken_back_on=None).first()) is not None:
        return known
    payment = receive_payment(
        day=day,
        amount_minor=amount_minor,
        currency=gift.currency,
        account=account,
        reference=reference,
        key=key,
        by=by,
        method=method,
        payer_name=gift.name or gift.donor.name,
        person=gift.donor.person,
        organisation=gift.donor.organisation if gift.donor.person is None else None,
        purpose=gift.reference,
        is_demo=gift.is_demo,
    )
    return book_part(gift, payment=payment, amount_minor=payment.free_minor, day=day, by=by)


@transaction.atomic
def return_part(part: Part, *, amount_minor: int | None, day: date, reference: str, by: User | None) -> Part:
    """Gives a part back to the donor, all of it or some: its booking is reversed and the money goes back from the payment.

    What is kept stays booked as a smaller gift.
    """
    part = Part.objects.select_for_update(of=("self",)).select_related("gift", "payment", "recognition").get(pk=part.pk)
    amount = part.amount_minor if amount_minor is None else amount_minor
    if part.taken_back_on is not None or part.payment is None or part.recognition is None:
        raise ValidationError(_("This part is not booked any more, or came without a payment; nothing can be given back."))
    if not 0 < amount <= part.amount_minor:
        words = {"amount": money(part.amount_minor, part.gift.currency)}
        raise ValidationError({"amount": _("At most %(amount)s came in; give back that much or less.") % words})
    rest = part.amount_minor - amount
    take_part_back(part, on=day, by=by)
    refund_payment(part.payment, amount_minor=amount, day=day, reference=reference, by=by)
    gift = Gift.objects.select_for_update(of=("self",)).select_related("donor", "fund").get(pk=part.gift_id)
    if rest:
        _keep_rest(gift, part, rest, day, by)
    _after_return(gift)
    record(verb="fundraising.return_part", obj=gift, by=by, after={"amount_minor": amount, "reference": reference.strip()})
    return part


def _keep_rest(gift: Gift, part: Part, rest: int, day: date, by: User | None) -> None:
    payment = Payment.objects.get(pk=part.payment_id)
    again = recognise_income(
        payment, account="gifts", fund=gift.fund, amount_minor=rest, on=day, by=by, about=gift, memo=gift.reference, income_kind="gift"
    )
    kept = {"day": part.day, "booked_at": part.booked_at, "thanked_at": part.thanked_at, "thanked_how": part.thanked_how, "is_demo": part.is_demo}
    Part.objects.create(gift=gift, payment=payment, recognition=again, amount_minor=rest, **kept)


def _after_return(gift: Gift) -> None:
    """Nothing more is awaited of a gift that was given back: what is left is the gift."""
    gift.booked_minor = sum(gift.parts.filter(taken_back_on=None).values_list("amount_minor", flat=True))
    gift.amount_minor = gift.booked_minor or gift.amount_minor
    gift.state = states.RECEIVED if gift.booked_minor else states.RETURNED
    gift.save(update_fields=["booked_minor", "amount_minor", "state"])


@transaction.atomic
def take_part_back(part: Part, *, on: date, by: User | None) -> Part:
    """Reverses what was booked of a part; the payment is free again."""
    part = Part.objects.select_for_update(of=("self",)).select_related("gift", "recognition").get(pk=part.pk)
    if part.taken_back_on is not None:
        raise ValidationError(_("This part is taken back already."))
    if part.recognition is not None:
        take_back_income(part.recognition, on=on, by=by)
    part.taken_back_on = on
    part.save(update_fields=["taken_back_on"])
    _count(Gift.objects.select_for_update().get(pk=part.gift_id))
    record(verb="fundraising.take_part_back", obj=part.gift, by=by, after={"amount_minor": part.amount_minor})
    return part
