"""What is forgotten of contests with a person: drafts, answers, files and co-authors of entries; numbers, scores and awards stay without a name."""

from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.audit.actions import erase_personal_values
from sextant.society.members.models import Person
from sextant.work.calls import states
from sextant.work.calls.models import Answer, CoAuthor, Conflict, Entry, EntryFile, LatePass, NameFound


def forget_person(person: Person) -> int:
    """Empties the person's entries; refuses with a sentence while one of them is being judged. Returns how many rows."""
    judged = (
        Entry.objects.filter(person=person, state=states.SUBMITTED, call__state__in=[states.PUBLISHED, states.DECIDED]).select_related("call").first()
    )
    if judged is not None:
        raise ValidationError(_("An entry of this person to “%(call)s” is being judged. It has to be withdrawn first.") % {"call": judged.call})
    gone = Entry.objects.filter(person=person, state=states.DRAFT).delete()[0]
    entries = list(Entry.objects.filter(person=person))
    for model in (Answer, CoAuthor, NameFound):
        gone += model._default_manager.filter(entry__in=entries).delete()[0]
    for file in EntryFile.objects.filter(entry__in=entries):
        _drop(file)
        gone += 1
    for entry in entries:
        entry.title, entry.blind_title = "—", "—"
        entry.save(update_fields=["title", "blind_title"])
        gone += erase_personal_values(kind="calls.entry", key=str(entry.pk))
    gone += LatePass.objects.filter(person=person).delete()[0]
    Conflict.objects.filter(juror__person=person).exclude(note="").update(note="")
    return gone


def _drop(file: EntryFile) -> None:
    """Takes the row away, and the files from the disk when nobody else has the same ones."""
    kept = [(field, getattr(file, field).name) for field in ("file", "blind_file")]
    storage = file.file.storage
    file.delete()
    for field, name in kept:
        if name and not EntryFile.objects.filter(**{field: name}).exists():
            transaction.on_commit(partial(storage.delete, name))
