"""Published versions, and what one changed against another."""

import json
from collections.abc import Iterable, Sequence

from sextant.base.words.fields import in_language
from sextant.lab.thesaurus.concepts import Thesaurus
from sextant.lab.thesaurus.versions import difference
from sextant.society.concepts.models import Concept, Version, VersionChange
from sextant.society.concepts.queries.whole import thesaurus_of

Kind = VersionChange.Kind
LONGEST = 300


def read_version(version: Version) -> Thesaurus:
    """The thesaurus as it was published, from its file."""
    with version.json.open("rb") as handle:
        return thesaurus_of(json.load(handle))


def latest() -> Thesaurus | None:
    """The thesaurus as it was published last; None where nothing was."""
    newest = Version.objects.first()
    return read_version(newest) if newest else None


def changes_between(before: Thesaurus | None, after: Thesaurus) -> list[VersionChange]:
    """What `after` changed, as rows that are not saved, in the order of codes; against nothing everything is added. One query.

    Concepts that the site no longer has at all are left out: only such that were never published are removed."""
    told = _told(before, after)
    rows = Concept.objects.in_bulk({code for code, *_rest in told}, field_name="code")
    made = [
        VersionChange(concept=rows[code], kind=kind, language=language, before=old[:LONGEST], after=new[:LONGEST])
        for code, kind, language, old, new in told
        if code in rows
    ]
    return sorted(made, key=lambda one: (len(one.concept.code), one.concept.code))


def _told(before: Thesaurus | None, after: Thesaurus) -> list[tuple[str, str, str, str, str]]:
    if before is None:
        return [(one.id, Kind.ADDED, "", "", "") for one in after.concepts]
    found = difference(before, after)
    return [
        *((code, Kind.ADDED, "", "", "") for code in found.added),
        *((one.concept, Kind.RENAMED, one.language, one.before, one.after) for one in found.renamed),
        *((code, Kind.MERGED, "", "", successor) for code, successor in found.merged.items()),
        *((code, Kind.WITHDRAWN, "", "", "") for code in found.deprecated),
        *((code, Kind.RESTORED, "", "", "") for code in found.restored),
        *((one.concept, Kind.MOVED, "", " ".join(one.before), " ".join(one.after)) for one in found.moved),
        *((code, Kind.EDITED, "", "", "") for code in found.edited),
    ]


def in_words(changes: Sequence[VersionChange]) -> Sequence[VersionChange]:
    """The same changes with `was` and `now` for a reader: codes become names. One query."""
    coded = [one for one in changes if one.kind in (Kind.MOVED, Kind.MERGED)]
    codes = {code for one in coded for code in f"{one.before} {one.after}".split()}
    rows = Concept.objects.filter(code__in=codes).values_list("code", "label_ru", "label_en") if codes else []
    names = {code: in_language({"ru": ru, "en": en}) for code, ru, en in rows}
    for one in changes:
        one.was, one.now = (_named(text, names) if one.kind in (Kind.MOVED, Kind.MERGED) else text for text in (one.before, one.after))  # type: ignore[attr-defined]
    return changes


def counts_of(changes: Iterable[VersionChange]) -> list[tuple[str, int]]:
    """How many changes of each kind there are, kinds that do not occur left out."""
    kinds = [one.kind for one in changes]
    return [(str(kind.label), kinds.count(kind)) for kind in Kind if kind in kinds]


def number_after(number: str) -> str:
    """The number that a next version is offered: 1.0 gives 1.1, 2026 gives 2027; what has no digit at its end gets “.1”."""
    head, _dot, tail = number.rpartition(".")
    if tail.isdigit():
        return f"{head}.{int(tail) + 1}" if head else str(int(tail) + 1)
    return f"{number}.1"


def _named(codes: str, names: dict[str, str]) -> str:
    return ", ".join(names.get(code, code) for code in codes.split())
