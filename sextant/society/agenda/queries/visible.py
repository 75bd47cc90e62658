"""Which initiatives a reader may know of; lists, counts, search and the rows of figures all ask here."""

from typing import Any

from django.db.models import Q, QuerySet

from sextant.base.permissions.queries import scopes_held
from sextant.base.permissions.rules import is_office
from sextant.society.agenda.models import Initiative, Participant
from sextant.society.agenda.rules import OFFICERS


def visible_initiatives(user: Any) -> QuerySet[Initiative]:
    """Public initiatives, and those that the reader's roles or own part in them open."""
    if is_office(user):
        return Initiative.objects.all()
    shown = Q(is_public=True)
    if user is not None and user.is_authenticated:
        shown |= Q(section__in=[int(key) for key in scopes_held(user, "members.section", *OFFICERS)])
        shown |= Q(owner__user=user) | Q(pk__in=Participant.objects.filter(person__user=user).values("initiative"))
    return Initiative.objects.filter(shown)
