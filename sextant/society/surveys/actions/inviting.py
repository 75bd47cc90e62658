"""People invited by letter, letters sent, and reminders to those who have not answered."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.jobs.actions import after_commit
from sextant.base.letters.actions import queue_letters
from sextant.society.members.models import Person
from sextant.society.surveys import states
from sextant.society.surveys.letters import ready_for
from sextant.society.surveys.models import Invitation, Survey
from sextant.society.surveys.queries.audiences import unanswered


@transaction.atomic
def invite(survey: Survey, *, addresses: list[tuple[str, str]], language: str, by: User | None) -> int:
    """Adds addresses that are not invited yet; gives their number. While the survey is open their letters go out at once."""
    survey = Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    if survey.audience != states.INVITED or survey.state not in (states.DRAFT, states.OPEN):
        raise ValidationError(_("This survey invites nobody: it asks others, or is closed."))
    known = set(survey.invitations.values_list("email", flat=True))
    new = [(email, name) for email, name in addresses if email not in known]
    persons = {
        (one.email or "").lower(): one for one in Person.objects.filter(email__in=[email for email, _name in new], merged_into=None, erased_at=None)
    }
    rows = [Invitation(survey=survey, email=email, name=name, language=language, person=persons.get(email)) for email, name in new]
    Invitation.objects.bulk_create(rows, batch_size=500)
    record(verb="surveys.invite", obj=survey, by=by, after={"invited": len(rows)})
    if survey.state == states.OPEN and rows:
        after_commit("surveys.send_invitations", by=by, survey_id=survey.pk)
    return len(rows)


@transaction.atomic
def send_invitations(survey: Survey, *, now: datetime) -> int:
    """Writes the letters that were not written yet; gives their number."""
    rows = list(survey.invitations.select_related("survey").filter(sent_at=None))
    queue_letters([ready_for(one, "surveys.invitation") for one in rows])
    survey.invitations.filter(pk__in=[one.pk for one in rows]).update(sent_at=now)
    record(verb="surveys.send_invitations", obj=survey, by=None, after={"invited": len(rows)})
    return len(rows)


@transaction.atomic
def remind(survey: Survey, *, by: User | None, now: datetime) -> int:
    """One reminder to everybody who was invited and has not answered; gives their number. Nobody is reminded twice."""
    if survey.state != states.OPEN:
        raise ValidationError(_("Only while a survey is open can people be reminded."))
    rows = [one for one in unanswered(survey) if one.reminded_at is None]
    if not rows:
        raise ValidationError(_("There is nobody left to remind: all have answered, or were reminded before."))
    queue_letters([ready_for(one, "surveys.reminder") for one in rows], by=by)
    survey.invitations.filter(pk__in=[one.pk for one in rows]).update(reminded_at=now)
    record(verb="surveys.remind", obj=survey, by=by, after={"invited": len(rows)})
    return len(rows)
