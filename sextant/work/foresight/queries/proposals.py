"""Proposals of a group and of a session, and the earlier guidelines with what was decided of each."""

from dataclasses import dataclass

from django.db.models import Count, Q

from sextant.base.ordering import in_order
from sextant.society.agenda import states as agenda_states
from sextant.society.agenda.models import Guideline
from sextant.work.foresight.models import EarlierDecision, Group, Proposal, Session

PROPOSALS = Proposal.objects.select_related("group__session")


def proposals_in(group: Group) -> list[Proposal]:
    """With the statements each was made of, at hand."""
    return list(PROPOSALS.filter(group=group).prefetch_related("statements").order_by("position", "pk"))


def proposals_of(session: Session) -> list[Proposal]:
    """All of them in the order of the groups, with the number of statements they were made of."""
    rows = PROPOSALS.filter(group__session=session).annotate(made_of=Count("statements"))
    return list(rows.order_by("group__position", "position", "pk"))


@dataclass(frozen=True)
class Earlier:
    """One guideline of the earlier agenda, how many of its initiatives are open, and what was decided."""

    guideline: Guideline
    open_initiatives: int
    decision: EarlierDecision | None


def earlier_of(session: Session) -> list[Earlier]:
    """One row a guideline, in the order of the agenda; two queries."""
    if session.base_agenda_id is None:
        return []
    at_home = Q(contributions__is_home=True, contributions__initiative__state__in=agenda_states.OPEN)
    rows = Guideline.objects.filter(direction__agenda=session.base_agenda_id).select_related("direction")
    counted = rows.annotate(open_initiatives=Count("contributions", filter=at_home))
    decided = {one.guideline_id: one for one in session.earlier.select_related("proposal")}
    return [Earlier(one, one.open_initiatives, decided.get(one.pk)) for one in in_order(counted)]


def undecided_earlier(session: Session) -> list[Earlier]:
    return [one for one in earlier_of(session) if one.decision is None]
