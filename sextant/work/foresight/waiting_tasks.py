"""What waits for participants, facilitators, and the steering committee."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from sextant.base.measures.waiting import Task
from sextant.base.ordering import in_order
from sextant.work.foresight import rules, states
from sextant.work.foresight.models import Group, Participant, Session
from sextant.work.foresight.queries.links import token_of

GROUP = _("Foresight sessions")
SHOWN = 5


def tasks_of(user: Any) -> Iterator[Task]:
    """First one's own answers, then the statements of the groups one leads, then proposals to decide."""
    yield from _as_participant(user)
    if rules.duties_of(user):
        yield from _as_moderator(user)
        yield from _as_committee(user)


def _as_participant(user: Any) -> Iterator[Task]:
    places = Participant.objects.filter(person__user=user, withdrawn_at=None).select_related("session", "group")
    for one in places.filter(Q(session__state=states.OPEN) | Q(session__state=states.INVITED, consented_at=None))[:SHOWN]:
        words = gettext("Take part: “%(session)s”") if one.consented_at is None else gettext("Answer statements: “%(session)s”")
        yield Task(words % {"session": one.session}, reverse("foresight:place", args=[token_of(one)]), one.session.ends_on, GROUP)


def _as_moderator(user: Any) -> Iterator[Task]:
    held = rules.duties_of(user)
    led = Q(pk__in=[group for _session, group in held if group]) & Q(session__moderated_by=states.BY_FACILITATORS)
    steered = Q(session__in=[session for session, group in held if group is None])
    open_ones = Group.objects.filter(led | steered, session__state__in=states.PROPOSING).select_related("session")
    waiting = open_ones.annotate(waiting=Count("statements", filter=Q(statements__state=states.WAITING))).filter(waiting__gt=0)
    for one in in_order(waiting)[:SHOWN]:
        words = ngettext("%(count)s statement waits in “%(group)s”", "%(count)s statements wait in “%(group)s”", one.waiting)
        yield Task(words % {"count": one.waiting, "group": one}, reverse("foresight:queue", args=[one.pk]), None, GROUP)


def _as_committee(user: Any) -> Iterator[Task]:
    steered = [session for session, group in rules.duties_of(user) if group is None]
    undecided = Count("groups__proposals", filter=Q(groups__proposals__is_taken=None))
    rows = Session.objects.filter(pk__in=steered, state=states.DECIDING, document=None).annotate(undecided=undecided).filter(undecided__gt=0)
    for one in in_order(rows)[:SHOWN]:
        words = ngettext("Decide on %(count)s proposal: “%(session)s”", "Decide on %(count)s proposals: “%(session)s”", one.undecided)
        yield Task(words % {"count": one.undecided, "session": one}, reverse("foresight:proposals", args=[one.pk]), None, GROUP)
