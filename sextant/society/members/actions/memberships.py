"""The life of a membership from the application to its end."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.society.members import states
from sextant.society.members.actions.organisations import set_representative
from sextant.society.members.letters import tell_holder
from sextant.society.members.models import Membership, Organisation, Person, Plan
from sextant.society.members.queries.eligibility import why_not


def locked(membership: Membership) -> Membership:
    """The membership as it is now, held until the transaction ends, so that two moves never start from the same state."""
    return Membership.objects.select_for_update(of=("self",)).with_holder().get(pk=membership.pk)


def refuse_move(membership: Membership, target: str) -> None:
    """Says no, in words, to a move that the state table does not know."""
    if not states.may_follow(membership.state, target):
        names = dict(Membership.STATES)
        raise ValidationError(
            _("The membership is “%(state)s”; it cannot become “%(target)s”.") % {"state": names[membership.state], "target": names[target]}
        )


def moved(membership: Membership, target: str, *, verb: str, by: User | None, after: dict[str, Any] | None = None, **fields: Any) -> Membership:
    """Makes one move of the state table, with one line in the record."""
    refuse_move(membership, target)
    before = {"state": membership.state}
    membership.state = target
    for name, value in fields.items():
        setattr(membership, name, value)
    membership.save(update_fields=["state", *fields])
    record(verb=verb, obj=membership, by=by, before=before, after={"state": target, **(after or {})})
    return membership


@transaction.atomic
def apply_for_membership(
    *,
    plan: Plan,
    person: Person | None = None,
    organisation: Organisation | None = None,
    motivation: str = "",
    applied_on: date | None = None,
    by: User | None,
) -> Membership:
    """Applies for a plan, for a person or for an organisation; refuses who is not eligible or has an open membership."""
    holder = person or organisation
    if holder is None or (person and organisation):
        raise ValidationError(_("An application is for one person or for one organisation."))
    day = applied_on or timezone.localdate()
    if not plan.is_open:
        raise ValidationError(_("“%(plan)s” is closed for new members. Choose another plan.") % {"plan": plan.name})
    if reason := why_not(plan, holder, day):
        raise ValidationError(reason)
    others = Membership.objects.select_for_update().filter(person=person, organisation=organisation, state__in=states.OPEN)
    earlier = others.exclude(plan__audience=Plan.Audience.HONORARY).first()
    if earlier is not None:
        raise ValidationError(
            _("There is a membership already (%(state)s). Renew it, or ask the office to change its plan.") % {"state": earlier.get_state_display()}
        )
    membership = Membership.objects.create(
        plan=plan, person=person, organisation=organisation, motivation=motivation.strip(), applied_on=day, applied_by=by
    )
    record(verb="members.apply", obj=membership, by=by, after={"state": states.APPLIED, "plan": plan.code})
    tell_holder(membership, "members.applied", "once", by=by)
    return membership


def _confirm_applicant(membership: Membership, by: User | None) -> None:
    """Whoever applied for an organisation and works there acts for it from now on."""
    if membership.organisation is None or membership.applied_by is None:
        return
    here = membership.organisation.affiliations.filter(person__user=membership.applied_by, until=None, is_representative=False)
    for affiliation in here:
        set_representative(affiliation, acts=True, by=by)


@transaction.atomic
def approve_application(membership: Membership, *, note: str = "", by: User | None) -> Membership:
    """Approves an application; the letter says what to pay and how. Whoever applied for an organisation now acts for it."""
    fields: dict[str, Any] = {"approved_on": timezone.localdate(), "decision_note": note.strip()}
    membership = moved(locked(membership), states.APPROVED, verb="members.approve", by=by, **fields)
    _confirm_applicant(membership, by)
    tell_holder(membership, "members.approved", "once", by=by)
    return membership


@transaction.atomic
def decline_application(membership: Membership, *, note: str, by: User | None) -> Membership:
    """Declines an application with a reason for the applicant."""
    if not note.strip():
        raise ValidationError({"note": _("Say why, so that the applicant knows what to do.")})
    membership = moved(locked(membership), states.DECLINED, verb="members.decline", by=by, decision_note=note.strip())
    tell_holder(membership, "members.declined", "once", by=by)
    return membership


def _end_seats(membership: Membership, day: date) -> int:
    """Seats end with the membership: those that began later than the day never were."""
    membership.seats.filter(since__gt=day).delete()
    return membership.seats.in_force(day).update(until=day)


@transaction.atomic
def resign(membership: Membership, *, on: date | None = None, by: User | None) -> Membership:
    """The member leaves: from that day (today) it is no member, and its seats are free of people."""
    day = on or timezone.localdate()
    membership = locked(membership)
    moved(membership, states.RESIGNED, verb="members.resign", by=by, after={"resigned_on": day}, resigned_on=day)
    _end_seats(membership, day)
    tell_holder(membership, "members.resigned", "once", by=by)
    return membership


@transaction.atomic
def expel(membership: Membership, *, reason: str, on: date | None = None, by: User | None) -> Membership:
    """The executive director ends a membership, with the reason in the record."""
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason, and the decision it rests on.")})
    day = on or timezone.localdate()
    membership = locked(membership)
    moved(membership, states.EXPELLED, verb="members.expel", by=by, expelled_on=day, decision_note=reason.strip())
    _end_seats(membership, day)
    tell_holder(membership, "members.expelled", "once", by=by)
    return membership


@transaction.atomic
def drop_application(membership: Membership, *, by: User | None) -> Membership:
    """An approved application whose fee never came is put aside; the applicant may apply again."""
    return moved(locked(membership), states.LAPSED, verb="members.drop", by=by)


@transaction.atomic
def change_plan(membership: Membership, *, plan: Plan, by: User | None) -> Membership:
    """Moves a membership to another plan from its next period on."""
    membership = locked(membership)
    if membership.state not in states.OPEN | {states.LAPSED}:
        raise ValidationError(_("This membership has ended; its plan cannot be changed."))
    if plan.seats + membership.extra_seats < membership.seats.in_force(timezone.localdate()).count():
        raise ValidationError(_("More seats are taken than the new plan has. Free some of them first."))
    next_day = max(timezone.localdate(), membership.until or date.min)
    if reason := why_not(plan, membership.holder, next_day):
        raise ValidationError(reason)
    before = {"plan": membership.plan.code}
    membership.plan = plan
    membership.save(update_fields=["plan"])
    record(verb="members.change_plan", obj=membership, by=by, before=before, after={"plan": plan.code})
    return membership


@transaction.atomic
def set_reminders(membership: Membership, *, wanted: bool, by: User | None) -> Membership:
    """The member wants reminders of the end of a period, or does not."""
    membership = locked(membership)
    membership.wants_reminders = wanted
    membership.save(update_fields=["wants_reminders"])
    record(verb="members.set_reminders", obj=membership, by=by, after={"wants_reminders": wanted})
    return membership
