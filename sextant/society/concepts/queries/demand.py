"""What practice asks for, by concept."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from sextant.society.concepts.demand import Asked, Source, sources
from sextant.society.concepts.models import Concept, DemandLanding

SHOWN = 8


@dataclass(frozen=True)
class AskedOfOne:
    """One source's texts on a concept: how many in all, and the newest that everybody may read."""

    source: Source
    count: int
    texts: list[Asked]


def asked_by_concept(since: date, until: date) -> dict[str, dict[str, int]]:
    """For each concept's code, the number of texts of each source that name it and were written from `since` to `until`, both included."""
    rows = DemandLanding.objects.filter(text__day__gte=since, text__day__lte=until, text__source__in=[one.name for one in sources()])
    found: dict[str, dict[str, int]] = {}
    for code, source, count in (
        rows.values_list("concept__code", "text__source").annotate(count=Count("pk")).order_by("concept__code", "text__source")
    ):
        found.setdefault(code, {})[source] = count
    return found


def asked_of(concept: Concept) -> list[AskedOfOne]:
    """What each source says of a concept; the words come from the source as it stands now, so that a text that was closed is not shown."""
    keys: dict[str, list[str]] = {}
    for name, key in concept.demand.order_by("-text__day", "text__key").values_list("text__source", "text__key"):
        keys.setdefault(name, []).append(key)
    found = []
    for source in sources():
        if wanted := keys.get(source.name, []):
            texts = sorted((one for one in source.of(wanted) if one.url), key=lambda one: (one.day, one.key), reverse=True)
            found.append(AskedOfOne(source, len(wanted), texts[:SHOWN]))
    return found
