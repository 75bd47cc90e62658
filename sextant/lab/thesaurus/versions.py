"""What changed between two versions of a thesaurus, and which id stands today for an id of the older one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .concepts import LANGUAGES, Concept, Thesaurus


@dataclass(frozen=True, slots=True)
class Renamed:
    """A preferred label that changed."""

    concept: str
    language: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Moved:
    """Broader concepts that changed."""

    concept: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """Between two versions: ids that are new; ids that are gone without a trace, which a kept thesaurus never has; preferred
    labels changed; ids merged into another; ids deprecated without a successor; ids back in force; places changed; ids whose other labels,
    definition, relations, notation or matches changed. Each list is in the order of ids, and an id may stand in several."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    renamed: tuple[Renamed, ...]
    merged: Mapping[str, str]
    deprecated: tuple[str, ...]
    restored: tuple[str, ...]
    moved: tuple[Moved, ...]
    edited: tuple[str, ...]

    def __bool__(self) -> bool:
        return any((self.added, self.removed, self.renamed, self.merged, self.deprecated, self.restored, self.moved, self.edited))


def difference(before: Thesaurus, after: Thesaurus) -> Difference:
    """What has to be told of the newer version."""
    pairs = [(old, after.by_id[old.id]) for old in before.concepts if old.id in after.by_id]
    ended = [(old, new) for old, new in pairs if new.deprecated and (not old.deprecated or old.replaced_by != new.replaced_by)]
    return Difference(
        added=tuple(one.id for one in after.concepts if one.id not in before.by_id),
        removed=tuple(one.id for one in before.concepts if one.id not in after.by_id),
        renamed=tuple(
            Renamed(old.id, language, old.labels(language).pref, new.labels(language).pref)
            for old, new in pairs
            for language in LANGUAGES
            if old.labels(language).pref != new.labels(language).pref
        ),
        merged={old.id: new.replaced_by for old, new in ended if new.replaced_by},
        deprecated=tuple(old.id for old, new in ended if not new.replaced_by),
        restored=tuple(old.id for old, new in pairs if old.deprecated and not new.deprecated),
        moved=tuple(Moved(old.id, old.broader, new.broader) for old, new in pairs if old.broader != new.broader and not new.deprecated),
        edited=tuple(old.id for old, new in pairs if _rest(old) != _rest(new)),
    )


def mapping(before: Thesaurus, after: Thesaurus) -> dict[str, str]:
    """For each id of the older version the id in force in the newer one: itself, the last of its replacements, or empty where it
    ended without one."""
    return {one.id: after.living(one.id) for one in before.concepts}


def _rest(one: Concept) -> tuple[object, ...]:
    sides = [(one.labels(language).alt, one.labels(language).hidden, one.labels(language).definition) for language in LANGUAGES]
    return (*sides, one.related, one.notation, one.top, one.matches)
