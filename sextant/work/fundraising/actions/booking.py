"""What came in of a gift is booked to its fund, thanked for at once, and taken back where the money is given back."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.words.money import money
from sextant.society.ledger.actions.expected import assign_payment, receive_for, unassign_payment
from sextant.society.ledger.actions.income import recognise_income
from sextant.society.ledger.actions.returned import refund_payment
from sextant.society.ledger.models import Account, Payment
from sextant.work.fundraising import states
from sextant.work.fundraising.actions.donors import set_consent
from sextant.work.fundraising.actions.thanks import thank
from sextant.work.fundraising.models import Consent, Gift, Part, StandingGift

KIND = "fundraising.gift"


def locked(gift_id: int | str) -> Gift:
    """The gift as it is now, held until the transaction ends."""
    return Gift.objects.select_for_update(of=("self",)).select_related("fund", "donor", "appeal", "standing").get(pk=gift_id)


@transaction.atomic
def book_payment(gift_id: str, *, payment: Payment, day: date, by: User | None) -> Part:
    """Books what is free of a payment as income of the gift's fund, in the payment's own transaction.

    More than was promised makes the gift larger; less leaves the rest awaited. A gift called off is a gift again.
    """
    gift = locked(gift_id)
    if payment.currency != gift.currency:
        words = {"one": payment.currency, "other": gift.currency}
        raise ValidationError(_("The payment is in %(one)s, the gift in %(other)s. Write it down as a gift of its own.") % words)
    amount, memo = payment.free_minor, _("Gift %(reference)s") % {"reference": gift.reference}
    recognition = recognise_income(
        payment, account="gifts", fund=gift.fund, amount_minor=amount, on=day, by=by, about=gift, memo=memo, income_kind="gift"
    )
    earlier = Part.objects.filter(payment=payment, gift=gift).exclude(thanked_at=None).first()
    thanked = {"thanked_at": earlier.thanked_at, "thanked_how": earlier.thanked_how, "booked_at": earlier.booked_at} if earlier else {}
    part = Part.objects.create(gift=gift, payment=payment, recognition=recognition, amount_minor=amount, day=day, is_demo=gift.is_demo, **thanked)
    count_parts(gift)
    if gift.agrees_to_letters and gift.source == Gift.Source.PAGE:
        text = gift.consent_text or "unknown"
        set_consent(gift.donor, purpose=Consent.Purpose.LETTERS, given=True, way=Consent.Way.FORM, by=None, text_version=text)
    if gift.standing_id is not None:
        StandingGift.objects.filter(pk=gift.standing_id).update(misses=0)
    record(verb="fundraising.book_part", obj=gift, by=by, after={"amount_minor": amount, "payment": payment.pk, "day": day})
    thank(part, by=by)
    return part


def count_parts(gift: Gift) -> None:
    """Sets what is booked to what its parts add up to, and the state that follows."""
    gift.booked_minor = sum(gift.parts.filter(taken_back_on=None).values_list("amount_minor", flat=True))
    gift.state = states.RECEIVED if gift.booked_minor >= gift.amount_minor else states.PROMISED
    gift.save(update_fields=["booked_minor", "state"])


@transaction.atomic
def unbook_payment(gift_id: str, *, payment: Payment, day: date, by: User | None) -> None:
    """The ledger has taken the income of a payment back: its parts count no more, and the gift is awaited again."""
    gift = locked(gift_id)
    parts = gift.parts.filter(payment=payment, taken_back_on=None)
    amount = sum(parts.values_list("amount_minor", flat=True))
    if not parts.update(taken_back_on=day):
        return
    count_parts(gift)
    record(verb="fundraising.take_part_back", obj=gift, by=by, after={"amount_minor": amount, "payment": payment.pk})


@transaction.atomic
def receive_gift(
    gift: Gift, *, amount_minor: int, day: date, account: Account, reference: str, by: User | None, method: str = Payment.Method.BANK
) -> Payment:
    """Writes down by hand the payment that came for a gift, and books it. The same reference for the same gift is the same payment."""
    donor = gift.donor
    return receive_for(
        KIND,
        str(gift.pk),
        day=day,
        by=by,
        amount_minor=amount_minor,
        currency=gift.currency,
        account=account,
        reference=reference,
        key=f"gift:{gift.pk}:{reference.strip()}"[:160],
        method=method,
        fund=gift.fund,
        payer_name=gift.name or donor.name,
        person=donor.person,
        organisation=donor.organisation if donor.person is None else None,
        purpose=gift.reference,
        is_demo=gift.is_demo,
    )


@transaction.atomic
def return_part(part: Part, *, amount_minor: int | None, day: date, reference: str, by: User | None) -> Gift:
    """Gives a part back to the donor, all of it or some: its booking is reversed and the money goes back from the payment.

    What is kept stays booked as a smaller gift; nothing more is awaited of it.
    """
    part = Part.objects.select_for_update(of=("self",)).select_related("gift", "payment").get(pk=part.pk)
    amount = part.amount_minor if amount_minor is None else amount_minor
    if part.taken_back_on is not None or part.payment is None:
        raise ValidationError(_("This part is not booked any more, or came without a payment; nothing can be given back."))
    if not 0 < amount <= part.amount_minor:
        words = {"amount": money(part.amount_minor, part.gift.currency)}
        raise ValidationError({"amount": _("At most %(amount)s came in; give back that much or less.") % words})
    unassign_payment(part.payment, on=day, by=by, reason=reference)
    refund_payment(part.payment, amount_minor=amount, day=day, reference=reference, by=by)
    if amount < part.amount_minor:
        assign_payment(Payment.objects.get(pk=part.payment.pk), KIND, str(part.gift_id), on=day, by=by)
    gift = locked(part.gift_id)
    gift.amount_minor = gift.booked_minor or gift.amount_minor
    gift.state = states.RECEIVED if gift.booked_minor else states.RETURNED
    gift.save(update_fields=["amount_minor", "state"])
    record(verb="fundraising.return_part", obj=gift, by=by, after={"amount_minor": amount, "reference": reference.strip()})
    return gift
