"""Materials and recordings: files that were looked into, and links."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.society.agenda.attached import inspect
from sextant.society.events.models import Event, Material

MOST = 200


@transaction.atomic
def add_material(event: Event, *, upload: UploadedFile | None, url: str, by: User | None, **fields: Any) -> Material:
    """Keeps a file (told by its first bytes, never by its name) or a link; `fields` are kind, titles, is_public."""
    event = Event.objects.select_for_update(of=("self",)).get(pk=event.pk)
    if bool(upload) == bool(url):
        raise ValidationError({"url": _("Attach a file or give a link: one of the two.")})
    if event.materials.count() >= MOST:
        raise ValidationError(_("There are %(count)s materials already.") % {"count": MOST})
    material = Material(event=event, url=url, by=by, **fields)
    if not (material.title_ru.strip() or material.title_en.strip()):
        raise ValidationError({"title_en": _("Give the title in at least one language.")})
    if upload:
        try:
            found = inspect(upload)
        except ValidationError as refusal:
            raise ValidationError({"file": refusal.messages}) from refusal
        material.file_name, material.file_kind = found.name[:200], found.kind
        material.file.save(found.sha256, ContentFile(found.content), save=False)
    material.save()
    record(verb="events.add_material", obj=event, by=by, after={"material": str(material.title), "public": material.is_public})
    return material


@transaction.atomic
def remove_material(material: Material, *, by: User | None) -> Event:
    """Takes a material away; its file goes when this is committed."""
    event, file = material.event, material.file
    record(verb="events.remove_material", obj=event, by=by, before={"material": str(material.title)})
    material.delete()
    if file:
        transaction.on_commit(lambda: file.storage.delete(file.name or ""))
    return event
