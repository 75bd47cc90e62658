"""Milestones of a grant: entered, and marked as reached."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.society.grants import states
from sextant.society.grants.actions.promising import standing
from sextant.society.grants.models import Grant, GrantMilestone


@in_turn
def add_milestone(grant: Grant, *, title_ru: str, title_en: str, due_on: date, by: User | None) -> GrantMilestone:
    """Something the recipient is to reach until a day."""
    grant = standing(grant, states.PROMISED)
    if not (title_ru.strip() or title_en.strip()):
        raise ValidationError({"title_ru": _("Say what is reached, in one language at least.")})
    if grant.agreement.waits:
        raise ValidationError(_("The agreement is with the recipient. Take it back before you change it."))
    row = GrantMilestone.objects.create(grant=grant, title_ru=title_ru.strip(), title_en=title_en.strip(), due_on=due_on)
    record(verb="grants.add_milestone", obj=grant, by=by, after={"title": row.title, "due_on": due_on})
    return row


@in_turn
def remove_milestone(milestone: GrantMilestone, *, by: User | None) -> Grant:
    """Takes a milestone away while the agreement is a draft."""
    grant = standing(milestone.grant, states.PROMISED)
    if grant.agreement.waits:
        raise ValidationError(_("The agreement is with the recipient. Take it back before you change it."))
    record(verb="grants.remove_milestone", obj=grant, by=by, before={"title": milestone.title, "due_on": milestone.due_on})
    GrantMilestone.objects.filter(pk=milestone.pk).delete()
    return grant


@in_turn
def mark_milestone(milestone: GrantMilestone, *, done_on: date | None, by: User | None) -> GrantMilestone:
    """The office says on which day it was reached; None takes that back."""
    grant = standing(milestone.grant, *states.BINDING)
    row = GrantMilestone.objects.select_for_update().get(pk=milestone.pk)
    before, row.done_on = row.done_on, done_on
    row.save(update_fields=["done_on"])
    record(verb="grants.mark_milestone", obj=grant, by=by, before={"done_on": before}, after={"title": row.title, "done_on": done_on})
    return row
