"""Letters to libraries about the return they are asked for, each with the link that opens it."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from sextant.base.accounts.models import User
from sextant.base.letters.actions import Ready, rendered
from sextant.base.letters.registry import register
from sextant.base.ui.links import full_url
from sextant.society.members.models import Affiliation
from sextant.work.returns.models import Query, QuestionnaireProposal, Submission


def people_of(submission: Submission) -> list[User]:
    """Users who act for the library's organisation today."""
    if submission.organisation_id is None:
        return []
    acting = Affiliation.objects.in_force(timezone.localdate()).filter(organisation=submission.organisation_id, is_representative=True)
    users = User.objects.filter(Q(pk__in=acting.exclude(person__user=None).values("person__user")), is_active=True)
    return list(users.order_by("pk"))


def _addressed(submission: Submission) -> list[str | User]:
    """Those who act for the library; where nobody does yet, the organisation's own address."""
    people: list[str | User] = list(people_of(submission))
    if not people and submission.organisation is not None and submission.organisation.email:
        people.append(submission.organisation.email)
    return people


def letters_about(submission: Submission, step: int) -> Iterator[Ready]:
    """The invitation (step 0), or a reminder."""
    name = "returns.reminder" if step else "returns.invitation"
    for to in _addressed(submission):
        yield rendered(
            key=f"{name}:{submission.pk}:{step}:{_who(to)}", template=name, to=to, context=_context(submission, to, step=step), about=submission
        )


def letters_of_query(query: Query) -> Iterator[Ready]:
    """An officer's question to the library."""
    for to in _addressed(query.submission):
        context = _context(query.submission, to, words=query.words)
        yield rendered(key=f"returns.query:{query.pk}:{_who(to)}", template="returns.query", to=to, context=context, about=query.submission)


def _who(to: str | User) -> str:
    return str(to.pk) if isinstance(to, User) else to


def _context(submission: Submission, to: str | User, **more: Any) -> dict[str, Any]:
    work = submission.round
    language = to.language if isinstance(to, User) else settings.LANGUAGE_CODE
    with translation.override(language):
        return {
            "library": submission.library.name,
            "collection": work.collection.name,
            "year": work.year,
            "due": work.due_on,
            "has_login": isinstance(to, User),
            "page": full_url(reverse("returns:submission", args=[submission.pk])),
            **more,
        }


def letter_of_proposal(proposal: QuestionnaireProposal, to: User) -> Ready:
    """What became of a proposal to a questionnaire, to whoever made it."""
    with translation.override(to.language):
        context = {
            "proposal": str(proposal),
            "state": proposal.state,
            "reason": proposal.decision,
            "page": full_url(reverse("returns:proposal", args=[proposal.pk])),
        }
    key = f"returns.proposal:{proposal.pk}:{proposal.state}:{proposal.change_id or 0}"
    return rendered(key=key, template="returns.proposal", to=to, context=context, about=proposal)


def sample_of_proposal() -> dict[str, Any]:
    """An invented proposal for the preview of the office."""
    return {"proposal": "add an item: Loans of games", "state": "taken_up", "reason": "Many libraries count it.", "page": "https://example.org/"}


def sample() -> dict[str, Any]:
    """An invented return for the preview of the office."""
    day = timezone.localdate()
    return {
        "library": "Central Library",
        "collection": "Public libraries",
        "year": day.year - 1,
        "due": day,
        "has_login": True,
        "page": "https://example.org/",
        "step": 1,
        "words": "Are the visits counted at the door?",
    }


def register_letters() -> None:
    register("returns.invitation", _("Returns: invitation to send the return"), sample=sample)
    register("returns.reminder", _("Returns: reminder of a return"), sample=sample)
    register("returns.query", _("Returns: question about a return"), sample=sample)
    register("returns.proposal", _("Returns: what became of a proposal to a questionnaire"), sample=sample_of_proposal)
