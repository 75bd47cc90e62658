"""A fee came in, or was waived: the membership is active for one more period."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.words.money import money
from sextant.society.members import states
from sextant.society.members.actions.memberships import locked, refuse_move
from sextant.society.members.letters import tell_holder
from sextant.society.members.models import FOREVER, Membership, MembershipPeriod, NumberSeries
from sextant.society.members.queries.eligibility import why_not
from sextant.society.members.queries.fees import FeeDue, fee_due
from sextant.society.members.queries.periods import Stretch, next_stretch


def next_number(year: int) -> str:
    """The next number of the year, `2026-00017`; given in the caller's transaction, so a rolled-back one leaves no gap."""
    NumberSeries.objects.get_or_create(year=year)
    series = NumberSeries.objects.select_for_update().get(year=year)
    while True:
        series.last += 1
        number = f"{year}-{series.last:05d}"
        if not Membership.objects.filter(number=number).exists():
            series.save(update_fields=["last"])
            return number


def _refuse_payment(membership: Membership, paid_on: date, reference: str) -> None:
    if not reference.strip():
        raise ValidationError({"reference": _("Give the reference: the number of the payment order or of the receipt.")})
    if paid_on > timezone.localdate():
        raise ValidationError({"paid_on": _("The day of payment lies in the future.")})
    if membership.periods.filter(reference=reference.strip()).exists():
        raise ValidationError({"reference": _("A payment with this reference is recorded for this membership already.")})


def _refuse_other_currency(due: FeeDue, currency: str) -> None:
    if currency != due.currency:
        raise ValidationError({"currency": _("The fee of this plan is in %(currency)s.") % {"currency": due.currency}})


def _refuse_amount(amount_minor: int, enough_minor: int, currency: str) -> None:
    if amount_minor < enough_minor:
        raise ValidationError(
            {
                "amount": _("The fee is %(fee)s, and %(paid)s was paid. Record the payment when the whole fee has come in, or waive it.")
                % {"fee": money(enough_minor, currency), "paid": money(amount_minor, currency)}
            }
        )


def _enough(membership: Membership, amount_minor: int, currency: str, paid_on: date) -> int:
    """The fee due on the day of payment; a currency that is not the plan's is refused, and nothing paid where nothing is due."""
    due = fee_due(membership, paid_on)
    _refuse_other_currency(due, currency)
    if due.is_exempt and amount_minor == 0:
        raise ValidationError(
            {"amount": _("The fee is waived by decision, so nothing is to be paid. Waive it here too: the period then has its reason.")}
        )
    return due.amount_minor


def _open_period(membership: Membership, stretch: Stretch, *, fee_minor: int, currency: str, reference: str, is_waived: bool) -> None:
    MembershipPeriod.objects.create(
        membership=membership,
        since=stretch.since,
        until=stretch.until,
        good_until=stretch.good_until,
        fee_minor=fee_minor,
        currency=currency,
        reference=reference,
        is_waived=is_waived,
    )


def _activate(membership: Membership, stretch: Stretch, by: User | None) -> None:
    membership.number = membership.number or next_number(stretch.since.year)
    membership.since = membership.since or stretch.since
    membership.until = stretch.until
    membership.state = states.ACTIVE
    membership.save()
    tell_holder(membership, "members.activated", stretch.since.isoformat(), by=by)


def _checked_stretch(membership: Membership, day: date) -> Stretch:
    refuse_move(membership, states.ACTIVE)
    stretch = next_stretch(membership, day)
    if reason := why_not(membership.plan, membership.holder, stretch.since):
        raise ValidationError(reason)
    if membership.is_for_life and membership.state == states.ACTIVE:
        raise ValidationError(_("This membership is for life; nothing is due."))
    return stretch


def _last_day(stretch: Stretch) -> dict[str, Any]:
    """The end of a period as the record tells it; a membership for life has none."""
    return {"for_life": True} if stretch.until == FOREVER else {"until": stretch.until}


@transaction.atomic
def record_payment(
    membership: Membership, *, amount_minor: int, currency: str, paid_on: date, reference: str, by: User | None, fee_minor: int | None = None
) -> Membership:
    """Records the fee of one period, in minor units of the currency, and makes the membership active (with a number, the first time).

    Whoever pays before the grace is over goes on from the day after the last period, later payers from the day of payment.
    The fee due on the day of payment is enough; or `fee_minor`, where an invoice named it: then neither a plan nor a
    currency that was changed since makes the paid invoice insufficient.
    """
    membership = locked(membership)
    _refuse_payment(membership, paid_on, reference)
    enough = _enough(membership, amount_minor, currency, paid_on) if fee_minor is None else max(fee_minor, 0)
    _refuse_amount(amount_minor, enough, currency)
    stretch, before = _checked_stretch(membership, paid_on), {"state": membership.state, "until": membership.until}
    _open_period(membership, stretch, fee_minor=amount_minor, currency=currency, reference=reference.strip(), is_waived=False)
    membership.paid_on, membership.payment_reference = paid_on, reference.strip()
    membership.waived_by, membership.waived_on, membership.waiver_reason = None, None, ""
    _activate(membership, stretch, by)
    after = {"state": states.ACTIVE, **_last_day(stretch), "amount_minor": amount_minor, "currency": currency, "reference": reference.strip()}
    record(verb="members.record_payment", obj=membership, by=by, before=before, after=after)
    return membership


def _reason_of_exemption(membership: Membership, day: date) -> str:
    due = fee_due(membership, day)
    return due.reduction_reason if due.is_exempt else ""


@transaction.atomic
def waive(membership: Membership, *, reason: str = "", by: User) -> Membership:
    """Lets one period pass without a fee, by a named user and for a reason; the way honorary members are made active.

    Without a reason, that of a reduction of 100 % on the first day of the period is the reason.
    """
    membership, today = locked(membership), timezone.localdate()
    reason = reason.strip() or _reason_of_exemption(membership, today)
    if not reason:
        raise ValidationError({"reason": _("Say why the fee is waived.")})
    stretch, before = _checked_stretch(membership, today), {"state": membership.state, "until": membership.until}
    _open_period(membership, stretch, fee_minor=0, currency=membership.plan.currency, reference="", is_waived=True)
    membership.waived_by, membership.waived_on, membership.waiver_reason = by, today, reason
    membership.paid_on, membership.payment_reference = None, ""
    _activate(membership, stretch, by)
    after = {"state": states.ACTIVE, **_last_day(stretch)}
    record(verb="members.waive", obj=membership, by=by, before=before, after=after, personal_after={"reason": reason})
    return membership
