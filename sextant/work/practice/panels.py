"""What this house shows on the pages of organisations, people and concepts; what the agenda may cite, and what practice asks for."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.society.agenda.evidence import Thing
from sextant.society.concepts.demand import Asked
from sextant.society.concepts.models import Concept
from sextant.society.members.models import Organisation, Person
from sextant.society.members.panels import Panel
from sextant.work.practice import states
from sextant.work.practice.models import Finding, Pilot, Recommendation
from sextant.work.practice.queries.lists import of_organisation, open_invitations

MOST = 10


def organisation_panel(user: Any, organisation: Organisation) -> Panel | None:
    """Its pilots in the open and its confirmed adoptions."""
    pilots, adoptions = of_organisation(organisation)
    if not (pilots or adoptions):
        return None
    return Panel(_("Science to practice"), "practice/_panel_organisation.html", {"pilots": pilots, "adoptions": adoptions}, 62)


def person_panel(user: Any, person: Person) -> Panel | None:
    """Findings on the board of which the person is an author."""
    found = list(Finding.objects.accepted().filter(people=person).order_by("-published_on", "-pk")[:MOST])
    return Panel(_("Findings on their way into practice"), "practice/_panel_findings.html", {"findings": found}, 62) if found else None


def concept_panel(user: Any, concept: Concept) -> Panel | None:
    """Findings of the concept, each with its published brief where there is one."""
    found = list(Finding.objects.accepted().filter(concepts=concept).order_by("-stage_since", "-pk")[:MOST])
    return Panel(_("Science to practice"), "practice/_panel_findings.html", {"findings": found, "concept": concept}, 62) if found else None


def pilots_as_evidence(user: Any, keys: set[str]) -> dict[str, Thing]:
    """Pilots that everybody may read."""
    rows = Pilot.objects.with_all().shown().filter(pk__in=keys)
    return {str(one.pk): Thing(str(one), one.get_absolute_url()) for one in rows}


def recommendations_as_evidence(user: Any, keys: set[str]) -> dict[str, Thing]:
    """Recommendations that were approved."""
    rows = Recommendation.objects.filter(pk__in=keys, state__in=states.READ_RECOMMENDATIONS).select_related("finding")
    return {str(one.pk): Thing(str(one), one.get_absolute_url()) for one in rows}


def invitations_as_demand() -> Iterator[Asked]:
    """What open invitations ask libraries to try."""
    for one in open_invitations(timezone.localdate()):
        assert one.opened_on is not None
        brief = one.brief
        text = " ".join(part for part in (brief.title_ru, brief.title_en, one.asks_ru, one.asks_en, brief.found_ru, brief.found_en) if part)
        yield Asked(str(one.pk), text, one.opened_on, reverse("practice:invitation", args=[one.pk]), title=str(one))
