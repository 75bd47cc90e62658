"""Seats of an organisation's membership: rows with dates, never copies of the membership."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.society.members import states
from sextant.society.members.actions.memberships import locked
from sextant.society.members.letters import tell_seat_holder
from sextant.society.members.models import FOREVER, Membership, Person, Seat
from sextant.society.members.queries.seats import most_taken


@transaction.atomic
def assign_seat(membership: Membership, *, person: Person, since: date | None = None, until: date | None = None, by: User | None) -> Seat:
    """Gives the person a seat from a day (today) to a day (open); never more seats on any day than the membership has."""
    since = since or timezone.localdate()
    membership = locked(membership)
    if membership.organisation is None or membership.state not in states.GOOD_STANDING:
        raise ValidationError(_("Seats are given from an organisation's membership that is active or in its grace period."))
    if until is not None and until < since:
        raise ValidationError({"until": _("The last day lies before the first one.")})
    if membership.seats.filter(person=person, since__lte=until or FOREVER).in_force(since).exists() or (
        membership.seats.filter(person=person, since__gt=since, since__lte=until or FOREVER).exists()
    ):
        raise ValidationError({"person": _("%(person)s has a seat on these days already.") % {"person": person}})
    seats = membership.all_seats
    if most_taken(membership, since, until) >= seats:
        sentence = ngettext(
            "The membership has %(count)s seat, and it is taken. Free it first, or ask the office for another one.",
            "The membership has %(count)s seats, and all are taken. Free one first, or ask the office for more.",
            seats,
        )
        raise ValidationError(sentence % {"count": seats})
    seat = Seat.objects.create(membership=membership, person=person, since=since, until=until)
    record(
        verb="members.assign_seat",
        obj=membership,
        by=by,
        after={"seat": seat.pk, "since": since, "until": until},
        personal_after={"person": person.pk},
    )
    tell_seat_holder(seat, by=by)
    return seat


@transaction.atomic
def release_seat(seat: Seat, *, on: date | None = None, by: User | None) -> Seat:
    """Ends a seat: the day (today) is its last one; a seat that began on that day or later is taken back altogether."""
    day = on or timezone.localdate()
    membership = locked(seat.membership)
    seat = Seat.objects.select_for_update().get(pk=seat.pk)
    if seat.until is not None and seat.until <= day:
        raise ValidationError(_("This seat is free already."))
    record(verb="members.release_seat", obj=membership, by=by, before={"seat": seat.pk, "until": seat.until}, after={"until": day})
    if seat.since >= day:
        seat.delete()
        return seat
    seat.until = day
    seat.save(update_fields=["until"])
    return seat
