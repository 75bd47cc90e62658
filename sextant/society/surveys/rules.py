"""Who may keep surveys, be asked, answer, and read what came of it."""

from typing import Any

from django.utils import timezone

from sextant.base.permissions.moves import may_move
from sextant.base.permissions.queries import holds, scopes_held
from sextant.society.members.models import Membership, SectionMember
from sextant.society.members.rules import SECTION, SECTION_ROLES, is_member, is_self
from sextant.society.surveys import states
from sextant.society.surveys.models import Response, Survey, Weighting

OFFICE = ("secretary", "director")


def may_make(user: Any, _thing: Any = None) -> bool:
    """The office, and whoever leads a section."""
    return holds(user, *OFFICE) or bool(scopes_held(user, SECTION, *SECTION_ROLES))


def may_keep(user: Any, survey: Survey) -> bool:
    """The office; of a section's survey also its leaders."""
    if holds(user, *OFFICE):
        return True
    return survey.section is not None and holds(user, *SECTION_ROLES, scope=survey.section)


def may_change(user: Any, survey: Survey) -> bool:
    """Questions and settings, before the opening."""
    return survey.state == states.DRAFT and may_keep(user, survey)


def may_open(user: Any, survey: Survey) -> bool:
    return may_move(states.MOVES, survey.state, states.OPEN, {states.KEEPER}) and may_keep(user, survey)


def may_close(user: Any, survey: Survey) -> bool:
    return may_move(states.MOVES, survey.state, states.CLOSED, {states.KEEPER}) and may_keep(user, survey)


def may_publish(user: Any, survey: Survey) -> bool:
    """Once closed; results published may be published again, as the next release."""
    return survey.state in (states.CLOSED, states.PUBLISHED) and may_keep(user, survey)


def may_work_on(user: Any, survey: Survey) -> bool:
    """Weights and readings, from the close on."""
    return may_publish(user, survey)


def may_invite(user: Any, survey: Survey) -> bool:
    """Before and while it is open, where invited addresses are asked."""
    return survey.audience == states.INVITED and survey.state in (states.DRAFT, states.OPEN) and may_keep(user, survey)


def may_read(user: Any, survey: Survey) -> bool:
    """Drafts are read by those who keep them; that a survey is or was open is no secret."""
    return survey.state != states.DRAFT or may_keep(user, survey)


def may_see_results(user: Any, survey: Survey) -> bool:
    """Answers as they stand now, row by row: those who keep the survey."""
    return may_keep(user, survey)


def may_see_weighting(user: Any, weighting: Weighting) -> bool:
    return may_keep(user, weighting.survey)


def may_read_release(user: Any, survey: Survey) -> bool:
    """Published results are for everybody."""
    return survey.state == states.PUBLISHED


def is_asked(user: Any, survey: Survey) -> bool:
    """Whether the survey is put to this user; invited addresses prove themselves by their link, not here."""
    if survey.audience == states.LINK:
        return True
    if not user.is_authenticated or survey.audience == states.INVITED:
        return False
    if survey.audience == states.MEMBERS:
        return is_member(user)
    today = timezone.localdate()
    if survey.audience == states.SECTION:
        return SectionMember.objects.in_force(today).filter(section=survey.section, person__user=user).exists()
    return Membership.objects.good_on(today).filter(plan=survey.plan, person__user=user).exists()


def may_begin(user: Any, survey: Survey) -> bool:
    return survey.takes_answers(timezone.now()) and is_asked(user, survey)


def may_answer(user: Any, response: Response) -> bool:
    """Whoever has the secret link; named answers only the person, unless the link came by invitation."""
    if response.person is None or response.invitation is not None:
        return True
    return is_self(user, response.person)
