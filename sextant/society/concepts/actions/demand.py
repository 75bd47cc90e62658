"""What practice asks for, landed on concepts: only what is new or changed, and what is gone forgotten."""

import hashlib
from collections.abc import Callable, Iterable, Mapping

from sextant.society.concepts.demand import Asked
from sextant.society.concepts.models import Concept, DemandLanding, DemandText

Land = Callable[[str], Mapping[str, int]]
"""The concepts that a text names, by code, each with its number of places."""
BATCH = 500


def digest_of(one: Asked, thesaurus: str) -> str:
    """Changes with the words of the text, its day, and the thesaurus (its fingerprint) that it is landed with."""
    return hashlib.sha256(f"{thesaurus}\n{one.day}\n{one.text}".encode()).hexdigest()


def wanting(source: str, given: Iterable[Asked], thesaurus: str) -> tuple[list[Asked], list[str], int]:
    """Texts of a source that must be landed, keys of those that are gone, and how many stay as they are. One query."""
    known = dict(DemandText.objects.filter(source=source).values_list("key", "digest"))
    texts = {one.key: one for one in given}
    new = [one for one in texts.values() if known.get(one.key) != digest_of(one, thesaurus)]
    return new, sorted(known.keys() - texts.keys()), len(texts) - len(new)


def keep_landed(source: str, texts: list[Asked], thesaurus: str, land: Land) -> int:
    """Lands some texts and keeps where they landed; gives the number of landings. The caller's transaction."""
    DemandText.objects.filter(source=source, key__in=[one.key for one in texts]).delete()
    rows = DemandText.objects.bulk_create(DemandText(source=source, key=one.key, day=one.day, digest=digest_of(one, thesaurus)) for one in texts)
    found = [(row, code, places) for row, one in zip(rows, texts, strict=True) for code, places in land(one.text).items()]
    keys = dict(Concept.objects.filter(code__in={code for _row, code, _places in found}).values_list("code", "pk"))
    landings = [DemandLanding(text=row, concept_id=keys[code], places=min(places, 32_767)) for row, code, places in found if code in keys]
    DemandLanding.objects.bulk_create(landings, batch_size=BATCH)
    return len(landings)


def forget_gone(source: str, keys: list[str]) -> int:
    """Forgets texts that their source no longer has. The caller's transaction."""
    for start in range(0, len(keys), BATCH):
        DemandText.objects.filter(source=source, key__in=keys[start : start + BATCH]).delete()
    return len(keys)


def forget_sources(known: Iterable[str]) -> None:
    """Forgets the texts of sources that no house registers any more. The caller's transaction."""
    DemandText.objects.exclude(source__in=list(known)).delete()
