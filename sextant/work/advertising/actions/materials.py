"""Materials: sent in as versions, approved or returned with a reason."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.work.advertising import letters, states
from sextant.work.advertising.actions.running import begin_if_ready
from sextant.work.advertising.models import Booking, Material, Place
from sextant.work.advertising.targets import checked_target
from sextant.work.advertising.uploads import Inspected, inspect

MOST_VERSIONS = 30
TAKES_MATERIAL = (states.ASKED, states.HELD, states.CONFIRMED, states.RUNNING)


def _refuse_words(place: Place, alt_ru: str, alt_en: str, text: str) -> None:
    """On the site a picture is told in both languages of its pages; elsewhere in one of them. A text keeps to its length."""
    both = place.channel == Place.Channel.SITE
    if place.takes_files and (not (alt_ru and alt_en) if both else not (alt_ru or alt_en)):
        field = "alt_ru" if not alt_ru else "alt_en"
        raise ValidationError({field: _("Say in words what the picture shows, for those who do not see it.")})
    if not place.takes_files and not text:
        raise ValidationError({"text": _("Write the text of the advertisement.")})
    if len(text) > place.text_limit:
        words = {"length": len(text), "limit": place.text_limit}
        raise ValidationError({"text": _("The text has %(length)s characters; this place takes %(limit)s.") % words})


@transaction.atomic
def send_material(
    booking: Booking,
    *,
    file: UploadedFile | None = None,
    alt_ru: str = "",
    alt_en: str = "",
    text: str = "",
    target: str = "",
    by: User | None = None,
) -> Material:
    """Keeps a new version after looking into it; a version that waited is replaced, the approved one is shown until the new one is."""
    booking = Booking.objects.select_for_update(of=("self",)).with_all().get(pk=booking.pk)
    place, alt_ru, alt_en, text = booking.place, alt_ru.strip(), alt_en.strip(), text.strip()
    if booking.state not in TAKES_MATERIAL:
        raise ValidationError(_("This booking takes no material any more."))
    number = booking.materials.count()
    if number >= MOST_VERSIONS:
        raise ValidationError(_("There are %(count)s versions already. Write to the manager of advertising.") % {"count": number})
    if place.takes_files and file is None:
        raise ValidationError({"file": _("Choose a file.")})
    _refuse_words(place, alt_ru, alt_en, text)
    if place.channel == Place.Channel.SITE and not target:
        raise ValidationError({"target": _("Give the address the banner leads to.")})
    link = checked_target(target) if target else ""
    found = inspect(file, place) if file is not None and place.takes_files else None
    booking.materials.filter(state=states.SENT).update(state=states.REPLACED)
    material = Material(booking=booking, version=number + 1, alt_ru=alt_ru, alt_en=alt_en, text=text, target=link, sent_by=by)
    if found is not None:
        _keep(material, found)
    material.save()
    after = {"version": material.version, "kind": material.kind or "text", "sha256": material.sha256, "target": link}
    record(verb="advertising.send_material", obj=booking, by=by, after=after)
    return material


def _keep(material: Material, found: Inspected) -> None:
    for name in ("kind", "name", "size", "width", "height", "seconds", "sha256"):
        setattr(material, name, getattr(found, name))
    material.file.save(found.sha256, ContentFile(found.content), save=False)


def _decided(material: Material, state: str, now: datetime, by: User | None, **values: Any) -> Material:
    material = Material.objects.select_for_update(of=("self",)).select_related("booking__place").get(pk=material.pk)
    if material.state not in (states.SENT, states.APPROVED) or material.state == state:
        raise ValidationError(_("This version is decided already. Look at the page again."))
    material.state, material.decided_at, material.decided_by = state, now, by
    for name, value in values.items():
        setattr(material, name, value)
    return material


@transaction.atomic
def approve_material(material: Material, *, now: datetime, by: User | None) -> Material:
    """Approves a version; from now on it is the one that is shown."""
    Booking.objects.select_for_update().get(pk=material.booking_id)
    material = _decided(material, states.APPROVED, now, by)
    material.booking.materials.filter(state=states.APPROVED).update(state=states.REPLACED)
    material.save()
    record(verb="advertising.approve_material", obj=material.booking, by=by, after={"version": material.version, "sha256": material.sha256})
    begin_if_ready(material.booking)
    return material


@transaction.atomic
def return_material(material: Material, *, reason: str, now: datetime, by: User | None) -> Material:
    """Sends a version back with a reason; an approved one is not shown any more."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say what must be changed; the advertiser reads it.")})
    Booking.objects.select_for_update().get(pk=material.booking_id)
    material = _decided(material, states.RETURNED, now, by, reason=reason.strip()[:300])
    material.save()
    record(verb="advertising.return_material", obj=material.booking, by=by, after={"version": material.version, "reason": material.reason})
    letters.write("returned", material.booking, str(material.version))
    return material
