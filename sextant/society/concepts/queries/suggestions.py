"""Suggestions that wait or are decided."""

from dataclasses import dataclass

from django.db.models import Count, QuerySet

from sextant.lab.thesaurus.concepts import fold
from sextant.society.concepts import states
from sextant.society.concepts.models import Concept, Suggestion


def suggestions_wanted(state: str, language: str, words: str) -> QuerySet[Suggestion]:
    """Of a state (empty: any), a language (empty: both), with these words in the term; waiting ones by weight, decided ones the newest first."""
    rows = Suggestion.objects.select_related("concept", "decided_by")
    if state:
        rows = rows.filter(state=state)
    if language:
        rows = rows.filter(language=language)
    if fold(words):
        rows = rows.filter(folded__contains=fold(words))
    return rows.order_by("-weight", "pk") if state == states.SUGGESTED else rows.order_by("-decided_at", "-weight", "pk")


def next_after(suggestion: Suggestion | None) -> Suggestion | None:
    """The waiting suggestion that comes next in the order of weight; after the last one the first."""
    rows = Suggestion.objects.filter(state=states.SUGGESTED).order_by("-weight", "pk")
    if suggestion is None:
        return rows.first()
    others = rows.exclude(pk=suggestion.pk)
    lighter = others.filter(weight__lt=suggestion.weight) | others.filter(weight=suggestion.weight, pk__gt=suggestion.pk)
    return lighter.order_by("-weight", "pk").first() or others.first()


def last_decided_by(user: object) -> Suggestion | None:
    """What the user decided last, to be undone."""
    return Suggestion.objects.exclude(state=states.SUGGESTED).filter(decided_by=user).order_by("-decided_at").first()  # type: ignore[misc]


@dataclass(frozen=True)
class Tally:
    """How many suggestions there are in each state."""

    waiting: int
    synonyms: int
    concepts: int
    refused: int


def tally() -> Tally:
    counts = dict(Suggestion.objects.order_by().values_list("state").annotate(Count("pk")))
    return Tally(*(counts.get(state, 0) for state in (states.SUGGESTED, states.SYNONYM, states.NEW, states.REFUSED)))


def near_concepts(suggestion: Suggestion) -> list[Concept]:
    """The concepts in use that are nearest to the term, the nearest first."""
    rows = {row.code: row for row in Concept.objects.living().filter(code__in=suggestion.near)}
    return [rows[code] for code in suggestion.near if code in rows]
