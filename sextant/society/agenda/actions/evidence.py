"""Linking evidence, and taking the link back."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.society.agenda import evidence as kinds
from sextant.society.agenda.models import Evidence, Guideline, Indicator, Initiative

ABOUT: dict[type, str] = {Guideline: "guideline", Initiative: "initiative", Indicator: "indicator"}


@transaction.atomic
def add_evidence(
    *, about: Guideline | Initiative | Indicator, title: str = "", note: str = "", url: str = "", object_kind: str = "", object_id: str = "", by: User
) -> Evidence:
    """Links an object of the site (which `by` must be able to see), or an address elsewhere, to what it supports."""
    if bool(url) == bool(object_kind):
        raise ValidationError(_("Give either an address or an object of this site."))
    if url and urlsplit(url).scheme not in ("http", "https"):
        raise ValidationError({"url": _("The address must begin with http:// or https://.")})
    if object_kind:
        found = kinds.found(by, object_kind, {object_id}).get(object_id)
        if found is None:
            raise ValidationError(_("There is no such object, or it is not open to you."))
        title = title or found.title
    if not title.strip():
        raise ValidationError({"title": _("Say in a few words what this is evidence of.")})
    keys: dict[str, Any] = {"about_kind": ABOUT[type(about)], "about_id": about.pk, "url": url, "object_kind": object_kind, "object_id": object_id}
    known = Evidence.objects.filter(**keys).first()
    if known is not None:
        return known
    made = Evidence.objects.create(**keys, title=title.strip()[:300], note=note.strip(), added_by=by)
    record(
        verb="agenda.add_evidence",
        obj=about,
        by=by,
        after={"evidence": made.pk, "title": made.title, "url": url, "object": f"{object_kind}:{object_id}"},
    )
    return made


@transaction.atomic
def remove_evidence(evidence: Evidence, *, by: User) -> None:
    """Takes the link away; the record keeps what it said."""
    said = {"title": evidence.title, "url": evidence.url, "object": f"{evidence.object_kind}:{evidence.object_id}", "note": evidence.note}
    record(verb="agenda.remove_evidence", obj=evidence, by=by, before={"about": f"{evidence.about_kind}:{evidence.about_id}", **said})
    evidence.delete()
