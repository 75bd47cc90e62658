"""The agreement: its terms are set, it is sent, taken back, signed by the recipient, and its link made anew."""

import secrets
from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.society.grants import letters, states
from sextant.society.grants.actions.promising import Part, check_parts, kept, locked, move, standing
from sextant.society.grants.models import Grant, GrantAgreement, GrantBudgetLine, GrantInstalment, GrantReport
from sextant.society.grants.queries.clauses import clauses_for
from sextant.society.grants.queries.payable import never_payable
from sextant.society.grants.queries.terms import terms_of
from sextant.society.ledger.queries.requisites import requisites_for


def _draft(grant: Grant) -> Grant:
    """The grant while its terms may still be set by the office alone."""
    grant = locked(grant)
    if grant.state != states.PROMISED or grant.agreement.waits:
        raise ValidationError(
            _("The terms are set while the agreement is a draft. Take it back first; after signing they change by an agreed change.")
        )
    return grant


@in_turn
def set_instalments(grant: Grant, parts: Sequence[Part], *, by: User | None) -> Grant:
    """Divides the amount anew, before the agreement is sent."""
    grant = _draft(grant)
    check_parts(grant.amount_minor, parts)
    grant.instalments.all().delete()
    GrantInstalment.objects.bulk_create(
        [GrantInstalment(grant=grant, amount_minor=amount, due_on=day, condition=condition) for amount, day, condition in parts]
    )
    record(verb="grants.set_instalments", obj=grant, by=by, after={"instalments": [f"{day}: {amount}" for amount, day, _condition in parts]})
    return grant


@in_turn
def set_budget(grant: Grant, lines: Sequence[tuple[str, int]], *, by: User | None) -> Grant:
    """What the money is meant for; the lines come to the amount, or there are none."""
    grant = _draft(grant)
    check_budget(grant.amount_minor, lines)
    grant.budget.all().delete()
    GrantBudgetLine.objects.bulk_create([GrantBudgetLine(grant=grant, title=title.strip(), amount_minor=amount) for title, amount in lines])
    record(verb="grants.set_budget", obj=grant, by=by, after={"budget": [f"{title}: {amount}" for title, amount in lines]})
    return grant


def check_budget(amount_minor: int, lines: Sequence[tuple[str, int]]) -> None:
    """Every line has a title of its own and an amount; together they come to the amount of the grant."""
    titles = [title.strip() for title, _amount in lines]
    if any(not title for title in titles) or len(set(titles)) != len(titles):
        raise ValidationError({"budget": _("Every line of the budget has a title of its own.")})
    if any(amount <= 0 for _title, amount in lines):
        raise ValidationError({"budget": _("Every line of the budget is above zero.")})
    if lines and sum(amount for _title, amount in lines) != amount_minor:
        raise ValidationError({"budget": _("The budget does not come to the amount of the grant.")})


@in_turn
def set_reports(grant: Grant, days: Sequence[date], *, by: User | None) -> Grant:
    """On which days reports are due; the last one is the final one. None are due where there are no days."""
    grant = _draft(grant)
    ordered = sorted(set(days))
    grant.reports.all().delete()
    GrantReport.objects.bulk_create([GrantReport(grant=grant, due_on=day, is_final=day == ordered[-1]) for day in ordered])
    record(verb="grants.set_reports", obj=grant, by=by, after={"reports": [day.isoformat() for day in ordered]})
    return grant


@in_turn
def set_conditions(grant: Grant, *, conditions: str, by: User | None) -> Grant:
    """What is agreed besides the clauses."""
    grant = _draft(grant)
    agreement = grant.agreement
    before, agreement.conditions = agreement.conditions, conditions.strip()[:4000]
    agreement.save(update_fields=["conditions"])
    record(verb="grants.set_conditions", obj=grant, by=by, before={"conditions": before}, after={"conditions": agreement.conditions})
    return grant


@in_turn
def send_agreement(grant: Grant, *, on: date, by: User | None) -> Grant:
    """Keeps clauses, terms and requisites as they are now, and sends the recipient the link to sign."""
    grant = _draft(grant)
    if why := never_payable(grant):
        raise ValidationError(why)
    check_budget(grant.amount_minor, [(line.title, line.amount_minor) for line in grant.budget.all()])
    agreement = grant.agreement
    agreement.clauses, agreement.requisites, agreement.terms = clauses_for(grant), requisites_for(grant.currency), terms_of(grant)
    agreement.sent_on, agreement.edition = on, agreement.edition + 1
    agreement.save()
    record(verb="grants.send_agreement", obj=grant, by=by, after={"edition": agreement.edition})
    letters.write_about_grant("agreement", grant, turn=str(agreement.edition))
    return grant


@in_turn
def recall_agreement(grant: Grant, *, by: User | None) -> Grant:
    """Takes an agreement that nobody has signed back, to change it."""
    grant = standing(grant, states.PROMISED)
    agreement = grant.agreement
    if not agreement.waits:
        raise ValidationError(_("The agreement was not sent yet."))
    agreement.sent_on = None
    agreement.save(update_fields=["sent_on"])
    record(verb="grants.recall_agreement", obj=grant, by=by)
    return grant


@in_turn
def sign_agreement(
    grant: Grant, *, name: str, on: date, by: User | None, who: str, details: str = "", edition: int | None = None, on_paper: bool = False
) -> Grant:
    """Both sides are bound from that day. `details` say where the money goes; they are forgotten when the grant ends.

    With an `edition`, refused where the agreement was changed and sent anew after it was read.
    """
    grant = locked(grant)
    agreement: GrantAgreement = grant.agreement
    if not name.strip():
        raise ValidationError({"name": _("Say who signs for the recipient.")})
    if agreement.sent_on is None and grant.state == states.PROMISED:
        raise ValidationError(_("The agreement is being changed. You will be sent it anew."))
    if agreement.sent_on is not None and on < agreement.sent_on:
        raise ValidationError({"day": _("It cannot be signed before it was sent.")})
    move(grant, states.AGREED, who)
    if edition is not None and edition != agreement.edition:
        raise ValidationError(_("The agreement was changed after you opened it. Read it again, then sign it."))
    agreement.signed_on, agreement.signed_by, agreement.on_paper = on, name.strip()[:200], on_paper
    agreement.save(update_fields=["signed_on", "signed_by", "on_paper"])
    grant.details = details.strip()[:500] or grant.details
    kept(grant, "details")
    after = {"signed_on": on, "by": who, "edition": agreement.edition}
    record(verb="grants.sign_agreement", obj=grant, by=by, after=after, personal_after={"name": agreement.signed_by})
    letters.write_about_grant("signed", grant)
    return grant


@in_turn
def begin_grant(grant: Grant, *, by: User | None) -> Grant:
    """Work has begun before money was paid."""
    grant = locked(grant)
    move(grant, states.RUNNING, states.OFFICE)
    kept(grant)
    record(verb="grants.begin_grant", obj=grant, by=by)
    return grant


@in_turn
def renew_link(grant: Grant, *, by: User | None) -> Grant:
    """Makes the recipient's link void and sends a new one."""
    grant = standing(grant, *states.STANDING)
    grant.key = secrets.token_hex(16)
    grant.save(update_fields=["key"])
    record(verb="grants.renew_link", obj=grant, by=by)
    letters.write_about_grant("link", grant, turn=grant.key[:8])
    return grant
