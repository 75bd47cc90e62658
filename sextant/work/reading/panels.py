"""What this house shows on the pages of organisations, and what the agenda may cite."""

from typing import Any

from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from sextant.society.agenda.evidence import Thing
from sextant.society.members.models import Organisation
from sextant.society.members.panels import Panel
from sextant.work.reading import states
from sextant.work.reading.models import Ballot, Book, RecommendedList

MOST = 10


def organisation_panel(user: Any, organisation: Organisation) -> Panel | None:
    """Books it published or nominated that are in a season, and the votes its young readers gave, by year."""
    named = Book.objects.filter(state=states.ACCEPTED).select_related("season")
    books = list(named.filter(Q(nominated_for=organisation) | Q(publisher=organisation)).order_by("-id")[:MOST])
    rows = Ballot.objects.filter(library=organisation).order_by().values("book__season__year").annotate(voters=Sum("voters"))
    votes = sorted(rows, key=lambda row: -row["book__season__year"])
    if not (books or votes):
        return None
    return Panel(_("Children's reading"), "reading/_panel_organisation.html", {"books": books, "votes": votes}, 63)


def lists_as_evidence(user: Any, keys: set[str]) -> dict[str, Thing]:
    """Recommended lists that everybody may read."""
    rows = RecommendedList.objects.filter(pk__in=keys, state__in=states.READ_LISTS).select_related("season")
    return {str(one.pk): Thing(str(one), one.get_absolute_url()) for one in rows}
