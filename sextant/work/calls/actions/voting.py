"""The vote of the public: one voice a log-in, which may be changed until the stage ends."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.work.calls import states
from sextant.work.calls.models import Entry, Stage, Vote


@in_turn
def cast_vote(stage: Stage, entry: Entry, *, today: date, by: User) -> Vote:
    """Gives the user's voice to an entry of the stage. The record names neither the voter nor the choice."""
    stage = Stage.objects.select_for_update(of=("self",)).select_related("call").get(pk=stage.pk)
    begun = stage.starts_on is None or stage.starts_on <= today
    over = stage.ends_on is not None and stage.ends_on < today
    if stage.kind != Stage.Kind.VOTE or stage.is_frozen or stage.call.state != states.PUBLISHED or not begun or over:
        raise ValidationError(_("There is no vote today."))
    if entry.stage_id != stage.pk or entry.state != states.SUBMITTED:
        raise ValidationError(_("This entry does not stand for election."))
    if entry.person.user_id == by.pk:
        raise ValidationError(_("Nobody votes for their own entry."))
    vote = Vote.objects.update_or_create(stage=stage, user=by, defaults={"entry": entry})[0]
    record(verb="calls.cast_vote", obj=stage, by=by, anonymous=True)
    return vote
