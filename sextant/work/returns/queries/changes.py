"""Where the change of a questionnaire is: its way, told from what happened to its document, and the text that a reader sees."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from sextant.society.documents import states as document_states
from sextant.society.documents.models import ApprovalVote, Comment, Consultation, Version
from sextant.work.returns.models import QuestionnaireChange

OUTCOMES: dict[str, str | Promise] = {
    document_states.ACCEPTED: pgettext_lazy("disposition", "accepted"),
    document_states.CHANGED: pgettext_lazy("disposition", "accepted with changes"),
    document_states.REFUSED: pgettext_lazy("disposition", "not accepted"),
    document_states.OPEN: gettext_lazy("not decided yet"),
}


@dataclass(frozen=True)
class Event:
    """One thing that happened, for the timeline."""

    at: datetime | date
    label: str
    text: str = ""
    url: str = ""
    done: bool = True


def texts_of(change: QuestionnaireChange) -> list[Version]:
    """The versions of the draft, the newest first, with their consultations and votes."""
    versions = list(change.document.versions.prefetch_related("consultations", "votes").order_by("-number"))
    for version in versions:
        version.document = change.document
    return versions


def way_of(change: QuestionnaireChange, versions: list[Version], may_see_vote: Callable[[ApprovalVote], bool]) -> list[Event]:
    """From the opening to the version in force, in the order of time. Results of votes once they are closed, for those who may see them."""
    found = [Event(change.opened_at, _("Draft opened"), url=change.document.get_absolute_url())]
    for version in reversed(versions):
        found += [_consulted(one) for one in sorted(version.consultations.all(), key=lambda one: one.pk)]
        for vote in sorted(version.votes.all(), key=lambda one: one.pk):
            vote.version = version
            seen = may_see_vote(vote)
            found.append(
                _voted(vote) if seen else Event(vote.opened_at, pgettext("change of a questionnaire", "Vote"), done=vote.closed_at is not None)
            )
    if change.result is not None and change.ended_at:
        found.append(
            Event(change.ended_at, _("Version %(version)s in force") % {"version": change.result.version}, url=change.result.get_absolute_url())
        )
    elif change.ended_at:
        found.append(Event(change.ended_at, _("Given up"), change.reason))
    return found


def _consulted(one: Consultation) -> Event:
    comments = Comment.objects.filter(version=one.version_id, reply_to=None, withdrawn_at=None).select_related("disposition")
    counts: dict[str, int] = {}
    for comment in comments:
        counts[comment.state] = counts.get(comment.state, 0) + 1
    told = ", ".join(f"{OUTCOMES[state]}: {counts[state]}" for state in OUTCOMES if state in counts)
    text = _("Comments: %(count)d") % {"count": sum(counts.values())}
    return Event(one.opened_at, _("Consultation"), f"{text} ({told})" if told else text, done=one.closed_at is not None)


def _voted(vote: ApprovalVote) -> Event:
    if vote.closed_at is None:
        return Event(vote.opened_at, pgettext("change of a questionnaire", "Vote"), _("Votes may be cast."), vote.get_absolute_url(), done=False)
    words: dict[str, Any] = {"yes": vote.yes, "no": vote.no, "abstained": vote.abstained, "size": vote.size}
    text = _("Yes %(yes)d, no %(no)d, abstained %(abstained)d, of %(size)d who may vote") % words
    return Event(vote.opened_at, _("Approved by a vote") if vote.approved else _("Not approved by a vote"), text, vote.get_absolute_url())
