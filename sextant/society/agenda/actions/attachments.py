"""Keeping the files of an initiative."""

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.society.agenda.attached import inspect
from sextant.society.agenda.models import Attachment, Initiative


@transaction.atomic
def attach_file(initiative: Initiative, *, upload: UploadedFile, by: User) -> Attachment:
    """Keeps a file under its SHA-256; the same file again is refused by name."""
    found = inspect(upload)
    twin = initiative.attachments.filter(sha256=found.sha256).first()
    if twin is not None:
        raise ValidationError(_("This file is attached already, as “%(name)s”.") % {"name": twin.name})
    attachment = Attachment(initiative=initiative, name=found.name, kind=found.kind, size=found.size, sha256=found.sha256, added_by=by)
    attachment.file.save(found.sha256, ContentFile(found.content), save=False)
    attachment.save()
    record(verb="agenda.attach_file", obj=initiative, by=by, after={"name": found.name, "sha256": found.sha256, "size": found.size})
    return attachment


@transaction.atomic
def remove_attachment(attachment: Attachment, *, by: User) -> Initiative:
    """Takes a file away; it leaves the disk when the transaction has been committed."""
    initiative, storage, name = attachment.initiative, attachment.file.storage, attachment.file.name
    record(verb="agenda.remove_attachment", obj=initiative, by=by, before={"name": attachment.name, "sha256": attachment.sha256})
    attachment.delete()
    if name and not Attachment.objects.filter(file=name).exists():
        transaction.on_commit(lambda: storage.delete(name))
    return initiative
