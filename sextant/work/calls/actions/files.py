"""Files of an entry: looked into when they come, prepared for a blind jury later, shown to it by decision where names remain."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.society.agenda.attached import PDF, inspect
from sextant.work.calls import states
from sextant.work.calls.actions.dropping import drop_file
from sextant.work.calls.actions.entries import refuse_unless_open
from sextant.work.calls.models import Entry, EntryFile, Field

MOST_FILES = 10
"""Files for one question."""
ACTIVE_PDF = (b"/JavaScript", b"/Launch", b"/Encrypt")


@transaction.atomic
def add_file(entry: Entry, field: Field, *, upload: UploadedFile, at: datetime, by: User | None) -> EntryFile:
    """Keeps a file as the answer to a question; told by its content what it is. The same file twice is one."""
    entry = Entry.objects.select_for_update(of=("self",)).select_related("call", "person").get(pk=entry.pk)
    refuse_unless_open(entry.call, entry.person, at)
    if entry.state != states.DRAFT:
        raise ValidationError(_("Files are changed while the entry is a draft."))
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
    return file


@transaction.atomic
def remove_file(file: EntryFile, *, at: datetime, by: User | None) -> Entry:
    """Takes a file out of a draft; it leaves the disk when nobody else has the same one."""
    entry = Entry.objects.select_for_update(of=("self",)).select_related("call", "person").get(pk=file.entry_id)
    refuse_unless_open(entry.call, entry.person, at)
    if entry.state != states.DRAFT:
        raise ValidationError(_("Files are changed while the entry is a draft."))
    record(verb="calls.remove_file", obj=entry, by=by, before={"sha256": file.sha256})
    drop_file(file)
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
