"""A guest turns out to be a person of the register: one voter keeps one ballot."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.society.documents.models import ApprovalVote, Comment, Elector
from sextant.society.members.models import Person


@in_turn
def guest_is_person(kind: str, key: str, *, person: Person, by: User | None) -> int:
    """In every open vote on documents of the kind the guest's line becomes the person's; comments, too. How many votes were touched.

    Where both stand in the electorate, the line that has voted stays and the other one counts no more; where both have voted, the
    person's. In a secret vote nobody can tell which ballots are theirs, so that last case is refused until the vote has ended.
    """
    rows = Elector.objects.select_for_update(of=("self",)).filter(vote__version__document__kind=kind, vote__closed_at=None, guest=key, same_as=None)
    found = list(rows.select_related("vote__version__document").order_by("pk"))
    for line in found:
        own = Elector.objects.select_for_update().filter(vote=line.vote_id, person=person).first()
        _joined(line, own, person)
        document = line.vote.version.document
        record(verb="documents.guest_is_person", obj=document, by=by, after={"number": line.vote.version.number, "struck": own is not None})
    Comment.objects.filter(version__document__kind=kind, guest=key).update(guest="", guest_name="", author=person)
    return len(found)


def _joined(line: Elector, own: Elector | None, person: Person) -> None:
    """Makes one line of two, or gives the guest's line to the person."""
    if own is None:
        line.person = person
        line.save(update_fields=["person"])
        return
    if line.has_voted and own.has_voted and line.vote.is_secret:
        raise ValidationError(
            _("Both have voted in a secret vote that is running, and nobody can tell which ballots are theirs. Do it after the vote has ended.")
        )
    if line.has_voted and not own.has_voted:
        own.person, own.same_as = None, line
        own.save(update_fields=["person", "same_as"])
        line.person = person
        line.save(update_fields=["person"])
    else:
        line.same_as = own
        line.save(update_fields=["same_as"])
    vote = ApprovalVote.objects.select_for_update().get(pk=line.vote_id)
    vote.size -= 1
    vote.save(update_fields=["size"])
