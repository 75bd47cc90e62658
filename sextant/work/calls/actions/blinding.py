"""What a blind jury may have of an entry, stored whole once it was prepared."""

import hashlib
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import transaction

from sextant.base.audit.actions import record
from sextant.work.calls import states
from sextant.work.calls.models import Answer, Entry, EntryFile, NameFound


@dataclass(frozen=True)
class Found:
    """A name that was found, with what stands around it and where."""

    found: str
    excerpt: str
    place: str
    is_certain: bool


@dataclass(frozen=True)
class PreparedAnswer:
    """An answer with names covered."""

    key: int
    text: str
    rows: list[list[object]]
    names: list[Found]


@dataclass(frozen=True)
class PreparedFile:
    """A file without metadata (`None`: it could not be cleaned), what was taken out of it, and names that stand in it."""

    key: int
    content: bytes | None
    removed: list[list[str]]
    names: list[Found]


@dataclass(frozen=True)
class Prepared:
    """An entry as a blind jury may have it."""

    title: str
    title_names: list[Found]
    answers: list[PreparedAnswer]
    files: list[PreparedFile]


@transaction.atomic
def store_prepared(entry: Entry, prepared: Prepared, *, receipt: str) -> bool:
    """Stores it, unless the entry was changed meanwhile (then its own job does); a file with a name in it waits for a decision."""
    entry = Entry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if entry.receipt != receipt or entry.state == states.DRAFT:
        return False
    entry.names_found.all().delete()
    entry.blind_title, entry.names_checked = prepared.title[:300], True
    entry.save(update_fields=["blind_title", "names_checked"])
    names = [NameFound(entry=entry, **vars(one)) for one in prepared.title_names]
    for answer in prepared.answers:
        Answer.objects.filter(pk=answer.key, entry=entry).update(blind_text=answer.text, blind_rows=answer.rows)
        names += [NameFound(entry=entry, answer_id=answer.key, **vars(one)) for one in answer.names]
    for one in prepared.files:
        _store_file(entry, one)
        names += [NameFound(entry=entry, file_id=one.key, **vars(found)) for found in one.names]
    NameFound.objects.bulk_create(names)
    record(verb="calls.blind_entry", obj=entry, by=None, after={"names": len(names), "files": len(prepared.files)})
    return True


def _store_file(entry: Entry, one: PreparedFile) -> None:
    file = EntryFile.objects.filter(pk=one.key, entry=entry).first()
    if file is None:
        return
    file.removed = one.removed
    if one.content is None:
        file.blinding = EntryFile.Blinding.FAILED
    else:
        file.blind_sha256 = hashlib.sha256(one.content).hexdigest()
        file.blind_file.save(file.blind_sha256, ContentFile(one.content), save=False)
        file.blinding = EntryFile.Blinding.NAMED if one.names else EntryFile.Blinding.CLEAN
    file.save()
