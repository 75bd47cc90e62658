"""What the observatory shows on the page of a concept."""

from typing import Any

from sextant.society.concepts.models import Concept
from sextant.work.observatory.models import Brief, Landing
from sextant.work.observatory.queries.editions import editions_public


def on_concept(concept: Concept) -> dict[str, Any]:
    """The newest editions with works on the concept and their numbers, and briefs; empty where there is nothing."""
    editions = list(editions_public()[:10])
    lines = [(one, Landing.objects.filter(edition=one, code=concept.code).count()) for one in editions]
    found = [(edition, number) for edition, number in lines if number]
    briefs = list(Brief.objects.published().filter(concept=concept)[:10])
    return {"concept": concept, "editions": found, "briefs": briefs} if found or briefs else {}
