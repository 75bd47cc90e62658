"""How a grant ends: closed, withdrawn by the recipient, or cancelled; what was not paid is booked back."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.society.grants import letters, states
from sextant.society.grants.actions.booking import book_release
from sextant.society.grants.actions.promising import kept, locked, move
from sextant.society.grants.models import Grant


def _release_rest(grant: Grant, *, on: date, by: User | None) -> None:
    """What is not paid will not be paid, and is booked back."""
    rest = grant.left_minor
    grant.instalments.filter(state=states.PLANNED).update(state=states.RELEASED)
    if rest:
        book_release(grant, rest, day=on, key="rest", by=by)
        grant.released_minor += rest


def _end(grant: Grant, *, on: date, reason: str, by: User | None) -> None:
    _release_rest(grant, on=on, by=by)
    grant.reason, grant.ended_on, grant.details = reason.strip()[:300], on, ""
    grant.changes.filter(state=states.ASKED).update(state=states.DECLINED, answer=_("The grant has ended."), decided_on=on)
    grant.agreement.sent_on = grant.agreement.sent_on if grant.agreement.signed_on else None
    grant.agreement.save(update_fields=["sent_on"])
    kept(grant, "released_minor", "reason", "ended_on", "details")


@in_turn
def close_grant(grant: Grant, *, on: date, by: User | None, reason: str = "") -> Grant:
    """Everything is done. With instalments that were not paid, a reason is needed: they are booked back."""
    grant = locked(grant)
    waiting = grant.reports.exclude(state=states.ACCEPTED).order_by("due_on").first()
    if waiting is not None and grant.state == states.RUNNING:
        raise ValidationError(_("A report is not accepted yet. Accept it first, or cancel the grant."))
    if grant.left_minor and not reason.strip():
        raise ValidationError({"reason": _("Not everything was paid. Say why the rest will not be paid.")})
    move(grant, states.CLOSED, states.OFFICE)
    _end(grant, on=on, reason=reason, by=by)
    record(verb="grants.close_grant", obj=grant, by=by, after={"ended_on": on, "reason": grant.reason})
    letters.write_about_grant("closed", grant)
    return grant


@in_turn
def withdraw_grant(grant: Grant, *, reason: str, on: date, by: User | None, who: str) -> Grant:
    """The recipient does not take the grant; nothing was paid yet."""
    grant = locked(grant)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the grant is not taken.")})
    move(grant, states.WITHDRAWN, who)
    _end(grant, on=on, reason=reason, by=by)
    record(verb="grants.withdraw_grant", obj=grant, by=by, after={"ended_on": on, "by": who}, personal_after={"reason": grant.reason})
    letters.write_about_grant("withdrawn", grant)
    return grant


@in_turn
def cancel_grant(grant: Grant, *, reason: str, on: date, by: User | None) -> Grant:
    """The office ends a grant; what was not paid is booked back, what was paid may still be returned."""
    grant = locked(grant)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the grant is cancelled.")})
    move(grant, states.CANCELLED, states.OFFICE)
    _end(grant, on=on, reason=reason, by=by)
    record(verb="grants.cancel_grant", obj=grant, by=by, after={"ended_on": on, "reason": grant.reason})
    letters.write_about_grant("cancelled", grant)
    return grant
