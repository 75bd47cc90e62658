"""All that the page of one concept shows of it."""

from dataclasses import dataclass

from sextant.society.concepts.models import Concept, Label, VersionChange
from sextant.society.concepts.queries.tree import ways_to


@dataclass(frozen=True)
class Side:
    """What a concept is called in one language."""

    language: str
    name: str
    pref: str
    alt: list[str]
    hidden: list[str]
    definition: str


def sides_of(concept: Concept) -> list[Side]:
    """Both languages, Russian first; one query."""
    texts: dict[tuple[str, str], list[str]] = {}
    for label in concept.labels.order_by("folded"):
        texts.setdefault((label.language, label.kind), []).append(label.text)
    pairs = (("ru", concept.label_ru, concept.definition_ru), ("en", concept.label_en, concept.definition_en))
    return [
        Side(language, str(Label.Language(language).label), pref, texts.get((language, "alt"), []), texts.get((language, "hidden"), []), definition)
        for language, pref, definition in pairs
    ]


def neighbours_of(concept: Concept) -> dict[str, object]:
    """Ways down to it, narrower and related concepts in use, and those it took the place of."""
    return {
        "ways": ways_to(concept),
        "narrower": sorted(concept.narrower.filter(is_withdrawn=False), key=str),
        "related": sorted(concept.related.filter(is_withdrawn=False), key=str),
        "replaces": list(concept.replaces.all()),
    }


def changes_of(concept: Concept) -> list[VersionChange]:
    """What published versions changed in it, the newest first."""
    return list(concept.changes.select_related("version").order_by("-version_id", "id")[:30])
