"""What changes a fee: reductions, exemptions, and seats beyond the plan's."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.society.members import states
from sextant.society.members.actions.memberships import locked
from sextant.society.members.models import FOREVER, FeeReduction, Membership
from sextant.society.members.queries.seats import most_taken

OVER = states.ENDED - {states.LAPSED}
"""States in which no fee will ever be due again."""


def _refuse_over(membership: Membership) -> None:
    if membership.state in OVER:
        raise ValidationError(_("This membership has ended; no fee will be due."))


def _refuse_reduction(membership: Membership, percent: int, reason: str, since: date, until: date | None) -> None:
    _refuse_over(membership)
    if not 1 <= percent <= 100:
        raise ValidationError({"percent": _("Give a whole number from 1 to 100; 100 is an exemption.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the fee is reduced.")})
    if until is not None and until < since:
        raise ValidationError({"until": _("The last day lies before the first one.")})
    other = membership.reductions.meeting(since, until or FOREVER).first()
    if other is None:
        return
    known = {"percent": other.percent, "since": date_format(other.since), "until": date_format(other.until) if other.until else ""}
    sentence = _("A reduction of %(percent)s %% counts from %(since)s on. End it first, or choose other days.")
    if other.until:
        sentence = _("A reduction of %(percent)s %% counts from %(since)s until %(until)s. End it first, or choose other days.")
    raise ValidationError({"since": sentence % known})


@transaction.atomic
def grant_reduction(membership: Membership, *, percent: int, reason: str, since: date, until: date | None = None, by: User) -> FeeReduction:
    """Reduces the fee of every period that begins from `since` until `until` (open) by so much per cent; 100 is an exemption.

    Periods that are paid already stay as they are. The reason may tell of a person's life: it is kept, and erased, as
    personal data.
    """
    membership = locked(membership)
    _refuse_reduction(membership, percent, reason, since, until)
    reduction = FeeReduction.objects.create(
        membership=membership, percent=percent, reason=reason.strip(), since=since, until=until, decided_by=by, decided_on=timezone.localdate()
    )
    record(
        verb="members.grant_reduction",
        obj=membership,
        by=by,
        after={"reduction": reduction.pk, "percent": percent, "since": since, "until": until},
        personal_after={"reason": reduction.reason},
    )
    return reduction


@transaction.atomic
def end_reduction(reduction: FeeReduction, *, on: date | None = None, by: User | None) -> FeeReduction:
    """Ends a reduction: the day (today) is its last one; one that would have begun later is taken back altogether."""
    day = on or timezone.localdate()
    membership = locked(reduction.membership)
    reduction = FeeReduction.objects.select_for_update().get(pk=reduction.pk)
    if reduction.until is not None and reduction.until <= day:
        raise ValidationError(_("This reduction has ended already."))
    before = {"reduction": reduction.pk, "percent": reduction.percent, "since": reduction.since, "until": reduction.until}
    record(verb="members.end_reduction", obj=membership, by=by, before=before, after={"until": day})
    if reduction.since > day:
        reduction.delete()
        return reduction
    reduction.until = day
    reduction.save(update_fields=["until"])
    return reduction


@transaction.atomic
def set_extra_seats(membership: Membership, *, extra_seats: int, by: User | None) -> Membership:
    """Says how many seats an organisation has beyond its plan's: they may be given out at once, and are paid from the next period on."""
    membership = locked(membership)
    _refuse_over(membership)
    if membership.organisation is None or not membership.plan.is_institutional:
        raise ValidationError(_("Only the membership of an organisation has seats."))
    if not 0 <= extra_seats <= 10_000:
        raise ValidationError({"extra_seats": _("Give a whole number from 0 to 10,000.")})
    if most_taken(membership, timezone.localdate(), None) > membership.plan.seats + extra_seats:
        raise ValidationError({"extra_seats": _("More seats are taken than would be left. Free some of them first.")})
    before, membership.extra_seats = {"extra_seats": membership.extra_seats}, extra_seats
    membership.save(update_fields=["extra_seats"])
    record(verb="members.set_extra_seats", obj=membership, by=by, before=before, after={"extra_seats": extra_seats})
    return membership
