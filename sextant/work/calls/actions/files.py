"""Files of an entry: looked into when they come, prepared for a blind jury later, shown to it by decision where names remain."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.society.agenda.attached import PDF, inspect
from sextant.work.calls import states
from sextant.work.calls.actions.calls import locked
from sextant.work.calls.actions.dropping import drop_file
from sextant.work.calls.actions.entries import refuse_unless_open, refuse_when_read, take_in
from sextant.work.calls.models import Entry, EntryFile, Field

MOST_FILES = 10
"""Files for one question."""
ACTIVE_PDF = (b"/JavaScript", b"/Launch", b"/Encrypt")


def _changeable(entry: Entry, at: datetime) -> Entry:
    """The entry, held, where its files may be changed at that moment: a draft, or submitted and not yet with jurors."""
    call = locked(entry.call)
    entry = Entry.objects.select_for_update(of=("self",)).select_related("call__section", "person").get(pk=entry.pk)
    refuse_unless_open(call, entry.person, at)
    if entry.state not in (states.DRAFT, states.SUBMITTED):
        raise ValidationError(_("This entry was withdrawn or not admitted; its files stay as they are."))
    if entry.state == states.SUBMITTED:
        refuse_when_read(entry)
    return entry


def _changed(entry: Entry, at: datetime, by: User | None) -> None:
    """Another file makes a submitted entry another entry: with a receipt of its own."""
    if entry.state == states.SUBMITTED:
        entry.names_checked = False
        take_in(entry, entry.call, at=at, by=by)


@in_turn
def add_file(entry: Entry, field: Field, *, upload: UploadedFile, at: datetime, by: User | None) -> EntryFile:
    """Keeps a file as the answer to a question; told by its content what it is. The same file twice is one.

    With a submitted entry the file is submitted at once, and the author gets a new receipt.
    """
    entry = _changeable(entry, at)
    if field.call_id != entry.call_id or field.kind != Field.Kind.FILE:
        raise ValidationError(_("This question takes no file."))
    if entry.files.filter(field=field).count() >= MOST_FILES:
        raise ValidationError({"file": _("There are %(count)s files already.") % {"count": MOST_FILES}})
    if field.limit and (upload.size or 0) > field.limit * 1024 * 1024:
        raise ValidationError({"file": _("The file is larger than %(limit)s MB.") % {"limit": field.limit}})
    try:
        found = inspect(upload)
    except ValidationError as refusal:
        raise ValidationError({"file": refusal.messages}) from refusal
    if found.kind == PDF and any(mark in found.content for mark in ACTIVE_PDF):
        raise ValidationError({"file": _("This PDF holds a script or a password. Print it to PDF anew and send that.")})
    known = entry.files.filter(field=field, sha256=found.sha256).first()
    if known is not None:
        return known
    file = EntryFile(entry=entry, field=field, name=found.name, kind=found.kind, size=found.size, sha256=found.sha256)
    file.file.save(found.sha256, ContentFile(found.content), save=False)
    file.save()
    record(verb="calls.add_file", obj=entry, by=by, after={"sha256": found.sha256}, personal_after={"name": found.name})
    _changed(entry, at, by)
    return file


@in_turn
def remove_file(file: EntryFile, *, at: datetime, by: User | None) -> Entry:
    """Takes a file out of an entry; it leaves the disk when nobody else has the same one. A submitted entry keeps what its call requires."""
    entry = _changeable(file.entry, at)
    last = not entry.files.filter(field=file.field).exclude(pk=file.pk).exists()
    if entry.state == states.SUBMITTED and file.field.required and last:
        raise ValidationError(_("The entry is submitted and needs this file. Add the new one first, then remove this one."))
    record(verb="calls.remove_file", obj=entry, by=by, before={"sha256": file.sha256})
    drop_file(file)
    _changed(entry, at, by)
    return entry


@transaction.atomic
def allow_file(file: EntryFile, *, by: User | None) -> EntryFile:
    """Lets a blind jury have a file in which a name was found: somebody looked at it and says it betrays nobody."""
    file = EntryFile.objects.select_for_update(of=("self",)).select_related("entry").get(pk=file.pk)
    if file.blinding != EntryFile.Blinding.NAMED or not file.blind_file:
        raise ValidationError(_("Only a file that was prepared and in which a name was found can be shown by decision."))
    file.blinding = EntryFile.Blinding.ALLOWED
    file.save(update_fields=["blinding"])
    record(verb="calls.allow_file", obj=file.entry, by=by, after={"sha256": file.sha256})
    return file
