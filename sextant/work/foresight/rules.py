"""Who keeps sessions, leads groups, moderates, and takes part.

The office keeps everything. A facilitator sees a group and makes proposals of it; the steering committee sees all groups of
its session. Nobody, the office included, sees how one person answered.
"""

from typing import Any

from sextant.base.permissions.queries import holds
from sextant.work.foresight import states
from sextant.work.foresight.models import Duty, Group, Participant, Proposal, Session, Statement


def duties_of(user: Any) -> set[tuple[int, int | None]]:
    """(session, group) of each duty; the group is None for the steering committee. Read once a request."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return set()
    if not hasattr(user, "_foresight_duties"):
        user._foresight_duties = set(Duty.objects.filter(person__user=user).values_list("session", "group"))
    held: set[tuple[int, int | None]] = user._foresight_duties
    return held


def may_keep(user: Any, session: Session | None = None) -> bool:
    """Opens sessions, invites, gives duties."""
    return holds(user, *states.OFFICE)


def may_steer(user: Any, session: Session) -> bool:
    """Decides over proposals, the document and the earlier agenda: the committee and the office."""
    return (session.pk, None) in duties_of(user) or may_keep(user)


def may_see(user: Any, session: Session) -> bool:
    """Everybody, once people were invited; before that those who prepare it."""
    return session.state in states.SHOWN or may_keep(user) or any(key == session.pk for key, _group in duties_of(user))


def may_facilitate(user: Any, group: Group) -> bool:
    """Leads the group, or stands above it."""
    return (group.session_id, group.pk) in duties_of(user) or may_steer(user, group.session)


def may_moderate(user: Any, group: Group) -> bool:
    """Decides over statements, as the session's policy says."""
    if group.session.moderated_by == states.BY_COMMITTEE:
        return may_steer(user, group.session)
    return may_facilitate(user, group)


def may_show(user: Any, session: Session) -> bool:
    """Puts the screen of the room up: whoever has a duty in the session."""
    return any(key == session.pk for key, _group in duties_of(user)) or may_keep(user)


def may_keep_group(user: Any, group: Group) -> bool:
    return may_keep(user)


def may_keep_participant(user: Any, participant: Participant) -> bool:
    return may_keep(user)


def may_keep_duty(user: Any, duty: Duty) -> bool:
    return may_keep(user)


def may_decide_statement(user: Any, statement: Statement) -> bool:
    return may_moderate(user, statement.group)


def may_edit_proposal(user: Any, proposal: Proposal) -> bool:
    return may_facilitate(user, proposal.group)


def may_steer_proposal(user: Any, proposal: Proposal) -> bool:
    return may_steer(user, proposal.group.session)


def may_take_votes(user: Any, session: Session) -> bool:
    """The anonymous table of answers, after the close."""
    return session.state == states.CLOSED and may_steer(user, session)


def may_take_votes_of(user: Any, group: Group) -> bool:
    return may_take_votes(user, group.session)


def may_take_place(user: Any, participant: Participant) -> bool:
    """A guest by the link alone; somebody of the register only when logged in, so that a letter passed on opens nothing."""
    if participant.withdrawn_at is not None:
        return False
    if participant.person is None:
        return True
    return bool(user.is_authenticated and user.is_active and participant.person.user_id == user.pk)


def is_participant(user: Any, thing: Any = None) -> bool:
    """Has a place in a session that has not ended."""
    if not getattr(user, "is_authenticated", False):
        return False
    places = Participant.objects.filter(person__user=user, withdrawn_at=None, session__state__in=states.SHOWN)
    return places.exists()


def may_author_be_shown(user: Any, statement: Statement) -> bool:
    """By policy of the session; a moderator always knows whom to write to."""
    return statement.group.session.authors_shown or may_moderate(user, statement.group)
