"""Where a text names its author, and the text with those places covered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .contacts import contact_hits
from .findings import Said, say
from .names import Hit, Reader
from .organisations import organisation_hits
from .people import Finding, Identity, Part, TextParts
from .profiles import Known
from .tokens import WORD, readings

BLOCK, WORDS = "█████", {"en": "[name removed]", "ru": "[имя удалено]"}
AROUND = 40


def find_names(text_parts: TextParts, people: Sequence[Identity]) -> tuple[Finding, ...]:
    """Every place in the parts where one of the people is named, in the order of the text; of overlapping ones the longest.

    `certain`: a family name with given name or initials of the person, an address or number, or a family name alone that is
    no ordinary word. `likely`: a family name that may be another word or person (Белый; a form of the other sex; other
    initials beside it; after «имени»; without a capital), a handle, one half of a double name. Found are Russian cases, both
    orders, every usual Latin spelling, words broken at a line's end or s p a c e d, letters of the other alphabet that look
    alike. Not found: diminutives, nicknames, misspellings, and what is drawn in a picture.
    """
    texts = [one.text if isinstance(one, Part) else one for one in text_parts]
    places = [one.name if isinstance(one, Part) else None for one in text_parts]
    known = Known(people)
    small = _small_words(texts, known)
    found: list[Finding] = []
    for number, text in enumerate(texts):
        hits = [*Reader(text, known, small).hits(), *contact_hits(text, people), *organisation_hits(text, people)]
        found += [_finding(number, text, hit, places[number]) for hit in _longest(hits)]
    return tuple(found)


def redact_text(text: str, findings: Iterable[Finding], mark: str = BLOCK, part: int = 0) -> str:
    """The text with what was found in part number `part` covered by `mark`: `BLOCK`, `WORDS["en"]`, `WORDS["ru"]` or another."""
    for one in sorted((one for one in findings if one.part == part), key=lambda one: -one.start):
        text = text[: one.start] + mark + text[one.stop :]
    return text


def _small_words(texts: Sequence[str], known: Known) -> frozenset[str]:
    """Forms of the names that stand somewhere without a capital while the text has capitals: ordinary words."""
    found = set()
    for text in texts:
        for raw in {one.group() for one in WORD.finditer(text) if one.group()[0].islower()}:
            found |= {reading for reading in readings(raw) if known.tags(reading)}
    return frozenset(found)


def _longest(hits: Iterable[Hit]) -> list[Hit]:
    """Hits that do not overlap: the longest first, of equals the certain one and the first person."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (one.start - one.stop, one.confidence, one.start, one.person)):
        if all(hit.stop <= one.start or one.stop <= hit.start for one in kept):
            kept.append(hit)
    return sorted(kept, key=lambda one: one.start)


def _finding(part: int, text: str, hit: Hit, place: Said | None) -> Finding:
    return Finding(part, hit.start, hit.stop, hit.person, say(hit.what), hit.confidence, _excerpt(text, hit.start, hit.stop), place)


def _excerpt(text: str, start: int, stop: int) -> str:
    left, right = max(0, start - AROUND), min(len(text), stop + AROUND)
    words = re.sub(r"\s+", " ", text[left:right]).strip()
    return ("…" if left else "") + words + ("…" if right < len(text) else "")
