"""Writing what has no figures: a register of libraries, and a survey's own list of variables."""

from typing import Any

from django.db import transaction

from sextant.base.jobs.actions import after_commit
from sextant.lab.returns.key import KeyEntry
from sextant.lab.returns.register import RegisterRow
from sextant.work.returns.actions.storing import BATCH, end_import
from sextant.work.returns.models import Collection, ImportRun, Library, SurveyTerm
from sextant.work.returns.states import REPLACED, STORED, UNCHANGED

TERM_FIELDS = ("name", "group", "variable", "position", "valid_from", "valid_until", "replaced_by", "rule", "note_en", "note_ru")


@transaction.atomic
def store_register(work: ImportRun, rows: list[RegisterRow]) -> ImportRun:
    """Adds the libraries of a register and renews those that changed; libraries that are not in it stay."""
    collection = Collection.objects.select_for_update().get(pk=work.collection_id)
    held = {library.key: library for library in collection.libraries.all()}
    new, changed, counts = [], [], {"returns_read": len(rows), "lines": len(rows), STORED: 0, REPLACED: 0, UNCHANGED: 0}
    for row in rows:
        said = {"name": row.unit_name[:300], "region": row.region[:60], "attributes": row.attributes | {"full_name": row.full_name}}
        library = held.get(row.unit_id)
        if library is None:
            new.append(Library(collection=collection, key=row.unit_id, **said))
            counts[STORED] += 1
        elif _differs(library, said):
            changed.append(library)
            counts[REPLACED] += 1
        else:
            counts[UNCHANGED] += 1
    Library.objects.bulk_create(new, batch_size=BATCH)
    Library.objects.bulk_update(changed, ["name", "region", "attributes"], batch_size=BATCH)
    after_commit("returns.index_libraries", by=work.by, collection_id=collection.pk, years=[])
    end_import(work, counts, [])
    return work


@transaction.atomic
def store_terms(work: ImportRun, entries: list[KeyEntry]) -> ImportRun:
    """Adds the variables of a survey as it names them, and renews those that changed."""
    collection = Collection.objects.select_for_update().get(pk=work.collection_id)
    held = {term.code: term for term in collection.terms.all()}
    new, changed, counts = [], [], {"returns_read": len(entries), "lines": len(entries), STORED: 0, REPLACED: 0, UNCHANGED: 0}
    for position, entry in enumerate({entry.code[:40]: entry for entry in reversed(entries)}.values()):
        said = _term(entry) | {"position": len(entries) - position}
        term = held.get(entry.code[:40])
        if term is None:
            new.append(SurveyTerm(collection=collection, code=entry.code[:40], **said))
            counts[STORED] += 1
        elif _differs(term, said):
            changed.append(term)
            counts[REPLACED] += 1
        else:
            counts[UNCHANGED] += 1
    counts["returns_read"] = counts[STORED] + counts[REPLACED] + counts[UNCHANGED]
    SurveyTerm.objects.bulk_create(new, batch_size=BATCH)
    SurveyTerm.objects.bulk_update(changed, TERM_FIELDS, batch_size=BATCH)
    end_import(work, counts, [])
    return work


def _term(entry: KeyEntry) -> dict[str, Any]:
    """What a line of the list says of a variable."""
    words = {"name": entry.name[:300], "group": entry.group[:120], "variable": entry.variable, "rule": entry.rule}
    words |= {"note_en": entry.note_en[:300], "note_ru": entry.note_ru[:300], "replaced_by": entry.replaced_by[:40]}
    return words | {"valid_from": entry.valid_from, "valid_until": entry.valid_until}


def _differs(held: Any, said: dict[str, Any]) -> bool:
    """Whether the row says something else than what is held; it then says it."""
    differs = any(getattr(held, name) != value for name, value in said.items())
    for name, value in said.items():
        setattr(held, name, value)
    return differs
