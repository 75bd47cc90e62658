"""What waits for whom when returns are collected: a return to send or a question to answer, and returns to accept."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sextant.base.measures.waiting import Task
from sextant.work.returns import rules, states
from sextant.work.returns.models import QuestionnaireProposal, Submission
from sextant.work.returns.queries.rounds import own_returns

MOST = 10
ANSWERED_WITHIN = timedelta(days=30)


def tasks_of(user: Any) -> Iterator[Task]:
    """For those who act for a library, and for those who check."""
    if rules.represented(user):
        yield from _own(user)
    if rules.may_check_round(user):
        yield from _to_accept(user)
    if rules.is_office(user):
        yield from _to_decide()


def _own(user: Any) -> Iterator[Task]:
    open_states = [*states.NOT_ANSWERED, states.QUERIED]
    rows = own_returns(user).filter(state__in=open_states).exclude(state__in=states.NOT_ANSWERED, round__state=states.RELEASED)
    for row in rows[:MOST]:
        words = {"library": row.library.name, "year": row.round.year}
        asked = row.state == states.QUERIED
        title = (
            _("Answer the question about the return of “%(library)s” for %(year)s") if asked else _("Send the return of “%(library)s” for %(year)s")
        )
        yield Task(title % words, reverse("returns:submission", args=[row.pk]), row.round.due_on, _("Library statistics"))


def _to_accept(user: Any) -> Iterator[Task]:
    rows = Submission.objects.filter(state=states.SENT, certified_at__isnull=False, round__state=states.COLLECTING).exclude(certified_by=user)
    if not rules.is_office(user):
        rows = rows.filter(region__in=rules.regions_kept(user))
    count = rows.count()
    if count:
        first = rows.order_by("round").values_list("round", flat=True)[0]
        title = ngettext("%(count)d certified return waits to be accepted", "%(count)d certified returns wait to be accepted", count)
        yield Task(title % {"count": count}, f"{reverse('returns:returns', args=[first])}?wish=certified", group=_("Library statistics"))


def _to_decide() -> Iterator[Task]:
    """Proposals to questionnaires; the oldest one should have its answer within a month."""
    rows = QuestionnaireProposal.objects.filter(state=states.PROPOSED).order_by("proposed_at").values_list("proposed_at", flat=True)
    count = len(rows)
    if count:
        title = ngettext(
            "%(count)d proposal to a questionnaire waits for a decision", "%(count)d proposals to questionnaires wait for a decision", count
        )
        due = timezone.localdate(rows[0]) + ANSWERED_WITHIN
        yield Task(title % {"count": count}, f"{reverse('returns:proposals')}?state={states.PROPOSED}", due, _("Library statistics"))
