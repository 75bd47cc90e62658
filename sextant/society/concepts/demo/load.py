"""The demo's suggestions: waiting, accepted and refused; and taking them away with what they did to the thesaurus."""

from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from sextant.base.demo import registry
from sextant.base.demo.registry import World
from sextant.base.jobs.actions import once_waiting
from sextant.society.concepts import states
from sextant.society.concepts.actions.suggestions import accept_synonym, keep, refuse_suggestion, undo_decision
from sextant.society.concepts.demo.words import REFUSED, SOURCE, SYNONYM, WAITING, DemoNear, DemoTerm
from sextant.society.concepts.models import Suggestion
from sextant.society.concepts.queries.finding import found


def _beside(term: DemoTerm) -> DemoTerm:
    return replace(term, frequency=term.works * 2, near=tuple(DemoNear(one.code) for one in found(term.beside)[:1]))


def load(world: World) -> None:
    """Suggestions in every state, where the site does not hold their terms already; and what practice asks for is looked for by a job."""
    keep([_beside(one) for one in (*WAITING, SYNONYM, *(one for one, _why in REFUSED))], source=SOURCE, is_demo=True)
    own = {one.term: one for one in Suggestion.objects.filter(is_demo=True, state=states.SUGGESTED)}
    home = found(SYNONYM.beside)
    if SYNONYM.term in own and home:
        accept_synonym(own[SYNONYM.term], concept=home[0], by=None)
    for term, why in REFUSED:
        if term.term in own:
            refuse_suggestion(own[term.term], why=why, by=None)
    Suggestion.objects.filter(is_demo=True).exclude(state=states.SUGGESTED).update(decided_at=timezone.now() - timedelta(days=2))
    once_waiting("concepts.land_demand")


def remove() -> int:
    """Takes the demo's suggestions away, and from the thesaurus what they brought."""
    for one in Suggestion.objects.filter(is_demo=True, state=states.SYNONYM):
        undo_decision(one, by=None)
    return Suggestion.objects.filter(is_demo=True).delete()[0]


def register() -> None:
    registry.register("concepts", 75, load, remove)
