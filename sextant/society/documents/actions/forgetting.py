"""A person is forgotten: names in electorates go, ballots and comments without a name stay counted."""

from django.db import transaction
from django.utils import timezone

from sextant.society.documents.models import Comment, Elector
from sextant.society.members.models import Person

NOBODY = "…"


@transaction.atomic
def forget_person(person: Person) -> int:
    """Comments that have no disposition yet lose their words; those that have one stay, as the reason would be none without them, and name
    nobody. The name in an electorate goes, its number stays. Returns how many rows were changed."""
    unsettled = Comment.objects.filter(author=person, disposition=None)
    gone = unsettled.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())
    Comment.objects.filter(author=person, withdrawn_at__isnull=False, wording="").update(text="")
    Comment.objects.filter(author=person, withdrawn_at__isnull=False).exclude(wording="").update(text="", wording=NOBODY)
    return gone + Comment.objects.filter(author=person).update(author=None) + Elector.objects.filter(person=person).update(name=NOBODY)
