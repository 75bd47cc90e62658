"""Votes: the lines of the chain, what an elector has chosen, and votes that wait for somebody."""

from typing import Any

from django.db.models import QuerySet

from sextant.society.documents.counting import Line
from sextant.society.documents.models import ApprovalVote, Elector
from sextant.society.members.queries.people import person_of

WITH_DOCUMENT = ApprovalVote.objects.select_related("version__document")


def lines_of(vote: ApprovalVote) -> list[Line]:
    """The chain in its order."""
    return list(vote.ballots.order_by("number").values_list("number", "mark", "choice", "previous", "digest"))


def electorate_counts(vote: ApprovalVote) -> dict[str, Any]:
    """How many have voted (`taken`), how many electors are guests (`guests`), and the lines of an open vote that count no more because
    the voter stands in another one (`struck`: pairs of numbers); one query. In a secret vote such a line has no ballot."""
    rows = list(vote.electorate.select_related("same_as"))
    counted = [one for one in rows if one.same_as is None]
    struck = [(one.number, one.same_as.number) for one in rows if one.same_as is not None]
    return {
        "taken": sum(one.has_voted for one in counted),
        "guests": sum(bool(one.guest) for one in counted),
        "struck": [] if vote.is_secret else struck,
    }


def elector_of(user: Any, vote: ApprovalVote) -> Elector | None:
    """The user's line in the electorate."""
    person = person_of(user)
    return None if person is None else vote.electorate.filter(person=person).first()


def votes_waiting(user: Any) -> QuerySet[Elector]:
    """Open votes in which the user has not voted yet, the nearest end first."""
    person = person_of(user)
    rows = Elector.objects.filter(vote__closed_at=None, has_voted=False).select_related("vote__version__document")
    return rows.none() if person is None else rows.filter(person=person).order_by("vote__closes_at", "id")
