"""A person or a guest is forgotten: names in electorates go, ballots and comments without a name stay counted."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from sextant.society.documents.models import Comment, Elector
from sextant.society.members.models import Person

NOBODY = "…"


@transaction.atomic
def forget_person(person: Person) -> int:
    """Comments that have no disposition yet lose their words; those that have one stay, as the reason would be none without them, and name
    nobody. The name in an electorate goes, its number stays. Returns how many rows were changed."""
    own = Comment.objects.filter(author=person)
    return _words_gone(own) + own.update(author=None) + Elector.objects.filter(person=person).update(name=NOBODY)


@transaction.atomic
def forget_guest(kind: str, key: str) -> int:
    """The same for a guest of the kind, by the key. Called by the house of the kind where it erases a guest; the link has ended then."""
    own = Comment.objects.filter(version__document__kind=kind, guest=key)
    gone = _words_gone(own) + own.update(guest_name="")
    return gone + Elector.objects.filter(vote__version__document__kind=kind, guest=key).update(name=NOBODY)


def _words_gone(own: QuerySet[Comment]) -> int:
    """Takes the words out of comments that nobody has settled; how many were withdrawn by it."""
    gone = own.filter(disposition=None, withdrawn_at=None).update(withdrawn_at=timezone.now())
    own.filter(withdrawn_at__isnull=False, wording="").update(text="")
    own.filter(withdrawn_at__isnull=False).exclude(wording="").update(text="", wording=NOBODY)
    return gone
