"""Invitations to pilot: drawn up, opened, written to libraries once each, answered, closed."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.jobs.actions import after_commit
from sextant.base.permissions.moves import may_move
from sextant.society.members.models import Organisation, Region
from sextant.work.practice import letters, states
from sextant.work.practice.actions.stages import settle_stage
from sextant.work.practice.models import Answer, Finding, Invitation
from sextant.work.practice.queries.recipients import preview, with_address

WRITE = "practice.write_invitations"


def _locked(invitation: Invitation) -> Invitation:
    return Invitation.objects.select_for_update(of=("self",)).select_related("finding", "brief").get(pk=invitation.pk)


@in_turn
def save_invitation(finding: Finding, *, by: User | None, today: date, regions: Iterable[Region] = (), **values: Any) -> Invitation:
    """Draws up the invitation of a finding, or changes the one that is a draft or open; it stands on the published brief."""
    kept = finding.invitations.select_for_update().exclude(state=states.CLOSED).first()
    brief = finding.briefs.filter(state=states.PUBLISHED).first()
    if brief is None:
        raise ValidationError(_("Libraries are invited on a published brief. Publish the brief first."))
    if kept is None:
        kept = Invitation(finding=finding, brief=brief, made_by=by, is_demo=finding.is_demo)
    for name, value in values.items():
        setattr(kept, name, value)
    if kept.open_until < today:
        raise ValidationError({"open_until": _("Choose a day from today on.")})
    if not (kept.asks_ru or kept.asks_en):
        raise ValidationError({"asks_ru": _("Say what a library that takes part has to do.")})
    kept.full_clean(validate_constraints=False)
    kept.save()
    kept.regions.set(regions)
    record(verb="practice.save_invitation", obj=kept, by=by, after={"places": kept.places, "until": kept.open_until})
    return kept


def _chosen(invitation: Invitation) -> int:
    """Adds whom the letter is meant for and who has none yet, and queues the letters; gives how many are new."""
    found = [one for one in preview(invitation) if one.address]
    made = Answer.objects.bulk_create([Answer(invitation=invitation, organisation=one.organisation) for one in found], ignore_conflicts=True)
    if made:
        after_commit(WRITE, invitation=invitation.pk)
    return len(made)


@in_turn
def open_invitation(invitation: Invitation, *, by: User | None, on: date) -> Invitation:
    """Opens the call to everybody and writes to the members chosen, one letter an organisation."""
    invitation = _locked(invitation)
    if not may_move(states.INVITATION_MOVES, invitation.state, states.OPEN, {states.KEEPER}):
        raise ValidationError(_("This invitation is open already, or closed."))
    if invitation.open_until < on:
        raise ValidationError(_("The last day for answers is over. Choose a later one."))
    invitation.state, invitation.opened_on = states.OPEN, on
    invitation.save(update_fields=["state", "opened_on"])
    settle_stage(invitation.finding)
    count = _chosen(invitation)
    record(verb="practice.open_invitation", obj=invitation, by=by, after={"letters": count})
    return invitation


@in_turn
def invite_more(invitation: Invitation, *, by: User | None) -> int:
    """Writes to members who are meant now and had no letter yet, such as after more kinds or regions were chosen; gives how many."""
    invitation = _locked(invitation)
    if invitation.state != states.OPEN:
        raise ValidationError(_("Letters go out while the invitation is open."))
    count = _chosen(invitation)
    if not count:
        raise ValidationError(_("Everybody who is meant has a letter already. Choose more kinds of library or more regions first."))
    record(verb="practice.invite_more", obj=invitation, by=by, after={"letters": count})
    return count


@transaction.atomic
def write_waiting(invitation: Invitation, most: int) -> int:
    """Writes the letters of at most so many libraries that wait for one; gives how many were taken. Asking twice never writes twice."""
    waiting = list(Answer.objects.select_for_update(of=("self",)).filter(invitation=invitation, written_at=None, state=states.INVITED)[:most])
    found = {one.organisation.pk: one for one in with_address(Organisation.objects.filter(pk__in=[row.organisation_id for row in waiting]))}
    letters.write_invitations(invitation, [found[row.organisation_id] for row in waiting if found[row.organisation_id].address])
    Answer.objects.filter(pk__in=[row.pk for row in waiting]).update(written_at=timezone.now())
    return len(waiting)


@transaction.atomic
def close_invitation(invitation: Invitation, *, by: User | None, on: date) -> Invitation:
    """Takes no more answers; who said yes may still become a pilot."""
    invitation = _locked(invitation)
    if not may_move(states.INVITATION_MOVES, invitation.state, states.CLOSED, {states.KEEPER}):
        raise ValidationError(_("Only an open invitation is closed."))
    invitation.state, invitation.closed_on = states.CLOSED, on
    invitation.save(update_fields=["state", "closed_on"])
    record(verb="practice.close_invitation", obj=invitation, by=by)
    return invitation


@in_turn
def answer_invitation(
    invitation: Invitation, organisation: Organisation, *, state: str, words: str = "", may_be_named: bool = False, by: User | None, today: date
) -> Answer:
    """A library says yes, no, or asks; the last word counts, until it has become a pilot or the invitation is closed."""
    if not invitation.takes_answers(today):
        raise ValidationError(_("This invitation takes no more answers. Write to the association if you would still like to take part."))
    if not organisation.is_library:
        raise ValidationError({"organisation": _("Pilots take place in libraries; this organisation is none.")})
    if state not in (states.YES, states.NO, states.QUESTION):
        raise ValidationError({"state": _("Choose yes, no, or a question.")})
    if state == states.QUESTION and not words.strip():
        raise ValidationError({"words": _("Write what you would like to know.")})
    if state == states.YES and not may_be_named:
        raise ValidationError(
            {"may_be_named": _("A pilot is published with the name of its library, whatever comes out. Agree to that, or answer no.")}
        )
    answer = Answer.objects.select_for_update().filter(invitation=invitation, organisation=organisation).first()
    answer = answer or Answer(invitation=invitation, organisation=organisation)
    if answer.pk and hasattr(answer, "pilot"):
        raise ValidationError(_("The pilot is agreed already. It is called off on its own page."))
    answer.state, answer.words, answer.may_be_named = state, words.strip(), may_be_named and state == states.YES
    answer.answered_at, answer.answered_by, answer.reply = timezone.now(), by, ""
    answer.full_clean(validate_constraints=False)
    answer.save()
    record(verb="practice.answer_invitation", obj=answer, by=by, after={"state": state})
    return answer


@transaction.atomic
def reply_to_question(answer: Answer, *, reply: str, by: User | None) -> Answer:
    """Replies to what a library asked, by letter and on its page."""
    answer = Answer.objects.select_for_update(of=("self",)).select_related("invitation__brief", "organisation", "answered_by").get(pk=answer.pk)
    if not answer.words:
        raise ValidationError(_("This library has asked nothing."))
    if not reply.strip():
        raise ValidationError({"reply": _("Write the reply.")})
    answer.reply = reply.strip()
    answer.save(update_fields=["reply"])
    record(verb="practice.reply_to_question", obj=answer, by=by)
    letters.write_reply(answer)
    return answer
