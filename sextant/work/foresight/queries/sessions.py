"""Lists of sessions, groups and people."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from sextant.base.ordering import in_order
from sextant.work.foresight import rules, states
from sextant.work.foresight.models import Duty, Group, Participant, Session

SESSIONS = Session.objects.select_related("base_agenda", "published_agenda")
GROUPS = Group.objects.select_related("session")


def sessions_for(user: Any) -> QuerySet[Session]:
    """Those the reader may know of, the latest first."""
    if rules.may_keep(user):
        return SESSIONS.all()
    own = {key for key, _group in rules.duties_of(user)}
    return SESSIONS.filter(Q(state__in=states.SHOWN) | Q(pk__in=own))


def groups_of(session: Session) -> list[Group]:
    """With the number of people who agreed to take part, of statements accepted and of those that wait: one query."""
    taking_part = Q(participants__consented_at__isnull=False, participants__withdrawn_at=None)
    counted = session.groups.annotate(
        people=Count("participants", filter=taking_part, distinct=True),
        listed=Count("participants", filter=Q(participants__withdrawn_at=None), distinct=True),
        accepted=Count("statements", filter=Q(statements__state=states.ACCEPTED), distinct=True),
        waiting=Count("statements", filter=Q(statements__state=states.WAITING), distinct=True),
    )
    return list(in_order(counted))


def duties_in(session: Session) -> list[Duty]:
    """The committee first, then facilitators by group."""
    rows = session.duties.select_related("person", "group")
    return sorted(rows, key=lambda one: (one.group is not None, one.group.position if one.group else 0, str(one.person)))


def participants_of(session: Session, asked: dict[str, Any]) -> QuerySet[Participant]:
    """The list of the office: by group, state, and a part of the name or address."""
    rows = session.participants.select_related("group", "person")
    if asked.get("group"):
        rows = rows.filter(group=asked["group"])
    conditions = {
        "withdrawn": Q(withdrawn_at__isnull=False),
        "taking_part": Q(withdrawn_at=None, consented_at__isnull=False),
        "invited": Q(withdrawn_at=None, consented_at=None),
    }
    if asked.get("state") in conditions:
        rows = rows.filter(conditions[asked["state"]])
    text = asked.get("q") or ""
    if text:
        in_name = Q(guest_name__icontains=text) | Q(guest_email__icontains=text)
        rows = rows.filter(in_name | Q(person__family_name__icontains=text) | Q(person__email__icontains=text))
    return rows.order_by("group__position", "pk")


def place_of(session: Session, user: Any) -> Participant | None:
    """The logged-in user's place in a session."""
    if not user.is_authenticated:
        return None
    return session.participants.filter(person__user=user, withdrawn_at=None).select_related("group__session", "person").first()
