"""The concepts that a short text names, told while somebody types: by stems of Snowball, without a dictionary.

For titles and lines of a form. Long texts land by `lab.thesaurus.landing`, in jobs: it knows forms of words and qualifiers.
"""

from collections.abc import Iterable

from sextant.base.search.stems import stem_of, words_of
from sextant.society.concepts.models import Concept, Label

LONGEST = 6
"""Words of a label at most."""
SHORTEST = 4


def _stems(text: str) -> tuple[str, ...]:
    """Stems in order; a word of fewer than four letters stays as it is: its stem would be anything."""
    return tuple(stem_of(word) if len(word) >= SHORTEST else word for word in words_of(text))


def mentioned(texts: Iterable[str]) -> list[Concept]:
    """The living concepts with a label in one of these texts, in the order of their places, the longest label first; each once.

    Labels with a qualifier in brackets are left out, and abbreviations: without the words around them, or in small letters, they may mean something
    else.
    """
    wanted = [_stems(text) for text in texts if text.strip()]
    if not any(wanted):
        return []
    found: dict[int, None] = {}
    known = _known()
    for stems in wanted:
        place = 0
        while place < len(stems):
            length = next((size for size in range(min(LONGEST, len(stems) - place), 0, -1) if stems[place : place + size] in known), 0)
            if length:
                found[known[stems[place : place + length]]] = None
            place += length or 1
    rows = Concept.objects.in_bulk(list(found))
    return [rows[key] for key in found]


def _known() -> dict[tuple[str, ...], int]:
    """The concept of every label by its stems; where two concepts share them, the one whose preferred label it is, else the first."""
    rows = Label.objects.filter(concept__is_withdrawn=False).exclude(text__contains="(").order_by("pk").values_list("concept_id", "kind", "text")
    known: dict[tuple[str, ...], int] = {}
    for concept, _kind, text in sorted(rows, key=lambda row: row[1] != Label.Kind.PREF):
        if not text.isupper():
            known.setdefault(_stems(text), concept)
    return known
