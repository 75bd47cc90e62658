"""Whom a survey asks: how many there are, who has answered, and which surveys wait for somebody."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from sextant.society.members.models import Membership, Person, SectionMember
from sextant.society.members.queries.people import person_of
from sextant.society.surveys import rules, states
from sextant.society.surveys.links import used_digest
from sextant.society.surveys.models import Invitation, Response, Survey, UsedKey


def number_asked(survey: Survey) -> int | None:
    """How many people the survey asks today; None where nobody knows (a link for everybody)."""
    today = timezone.localdate()
    if survey.audience == states.LINK:
        return None
    if survey.audience == states.INVITED:
        return survey.invitations.count()
    if survey.audience == states.SECTION:
        return SectionMember.objects.in_force(today).filter(section=survey.section).values("person").distinct().count()
    good = Membership.objects.good_on(today).filter(person__isnull=False)
    return (good.filter(plan=survey.plan) if survey.audience == states.PLAN else good).values("person").distinct().count()


def has_answered(survey: Survey, *, person: Person | None = None, invitation: Invitation | None = None) -> bool:
    """Whether answers of this person, or to this invitation, are in."""
    who = whose(person, invitation)
    if who is None:
        return False
    if survey.is_anonymous:
        return UsedKey.objects.filter(survey=survey, digest=used_digest(survey, who)).exists()
    own = {"invitation": invitation} if invitation is not None else {"person": person}
    return Response.objects.filter(survey=survey, state=Response.COMPLETE, **own).exists()


def whose(person: Person | None, invitation: Invitation | None) -> str | None:
    """By what one is told apart from others; nothing where a link is for everybody."""
    if invitation is not None:
        return f"invitation:{invitation.pk}"
    return f"person:{person.pk}" if person is not None else None


def waiting_for(user: Any) -> list[Survey]:
    """Open surveys that ask this user by name of the audience and have no answer yet."""
    person = person_of(user)
    if person is None:
        return []
    rows = Survey.objects.filter(state=states.OPEN, audience__in=(states.MEMBERS, states.SECTION, states.PLAN)).select_related("section", "plan")
    return [one for one in rows[:20] if rules.may_begin(user, one) and not has_answered(one, person=person)]


def unanswered(survey: Survey) -> list[Invitation]:
    """Invitations that were sent and are not answered yet."""
    sent: QuerySet[Invitation] = survey.invitations.exclude(sent_at=None)
    if survey.is_anonymous:
        used = set(survey.used_keys.values_list("digest", flat=True))
        return [one for one in sent if used_digest(survey, f"invitation:{one.pk}") not in used]
    answered = survey.responses.filter(state=Response.COMPLETE).values("invitation")
    return list(sent.exclude(pk__in=answered))
