"""Versions of the thesaurus: asked for by a curator, written by a job."""

import re
from dataclasses import dataclass, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import hold_record
from sextant.base.jobs.actions import after_commit
from sextant.base.jobs.models import Job
from sextant.lab.thesaurus.concepts import Thesaurus
from sextant.lab.thesaurus.exporting import as_json
from sextant.society.concepts.actions.writing import refuse_breaches
from sextant.society.concepts.models import Scheme, Version, VersionChange
from sextant.society.concepts.queries.versions import changes_between, latest
from sextant.society.concepts.queries.whole import fingerprint, scheme, stored_thesaurus

NUMBER = re.compile(r"\w[\w.-]{0,19}", re.ASCII)


class Overtaken(Exception):
    """Somebody changed the thesaurus while its files were being written; they are written again."""


@dataclass(frozen=True)
class Files:
    """A version as it is published: the thesaurus under its number and day, its Turtle and RDF/XML in UTF-8, and the SHA-256 of the Turtle."""

    whole: Thesaurus
    turtle: bytes
    rdf: bytes
    fingerprint: str


@transaction.atomic
def ask_version(*, number: str, note_ru: str = "", note_en: str = "", on: date, by: User | None) -> Job:
    """Queues the writing of a version. Refused for a number that was given, and where nothing has changed since the last version."""
    refuse_number(number)
    before, now = latest(), stored_thesaurus()
    if not now.concepts:
        raise ValidationError(_("The thesaurus is empty. Add a concept, or import a file, and publish then."))
    if before is not None and not changes_between(before, now):
        raise ValidationError(_("Nothing has changed since the last version. There is nothing to publish."))
    refuse_breaches(replace(now, concepts=()), now)
    return after_commit(
        "concepts.publish_version", by=by, number=number, note_ru=note_ru, note_en=note_en, on=on.isoformat(), user=by.pk if by else None
    )


def refuse_number(number: str) -> None:
    """A number has letters, digits, full stops and hyphens, 20 at most, and is given once."""
    if not NUMBER.fullmatch(number):
        raise ValidationError({"number": _("Use Latin letters, digits, full stops and hyphens, at most 20: 1.1 or 2026-11.")})
    if Version.objects.filter(number=number).exists():
        raise ValidationError({"number": _("There is a version %(number)s already. Choose another number.") % {"number": number}})


def under(whole: Thesaurus, *, number: str, on: date) -> Thesaurus:
    """The thesaurus under the number and the day of a version."""
    return replace(whole, version=number, date=on)


def keep_version(files: Files, *, note_ru: str = "", note_en: str = "", by: User | None, is_shipped: bool = False) -> Version:
    """Keeps a version whose files are written, with what it changed; the caller's transaction. Raises Overtaken where the thesaurus is another
    by now; `is_shipped` is the one that came with the product, whatever was changed since."""
    hold_record()
    whole = files.whole
    if not is_shipped and fingerprint(stored_thesaurus()) != fingerprint(whole):
        raise Overtaken
    refuse_number(whole.version)
    changes = changes_between(latest(), whole)
    living = sum(not one.deprecated for one in whole.concepts)
    labels = sum(1 for one in whole.concepts for side in (one.en, one.ru) for _label in side)
    counts = {"concepts": living, "withdrawn": len(whole.concepts) - living, "labels": labels}
    notes = {"note_ru": note_ru, "note_en": note_en}
    version = Version(number=whole.version, issued_on=whole.date, by=by, fingerprint=files.fingerprint, **notes, **counts)
    version.turtle.save("thesaurus.ttl", ContentFile(files.turtle), save=False)
    version.rdf.save("thesaurus.rdf", ContentFile(files.rdf), save=False)
    version.json.save("thesaurus.json", ContentFile(as_json(whole).encode()), save=False)
    version.save()
    for one in changes:
        one.version = version
    VersionChange.objects.bulk_create(changes, batch_size=500)
    Scheme.objects.update_or_create(pk=1, defaults={"version": whole.version, "issued_on": whole.date, "last_number": scheme().last_number})
    record(
        verb="concepts.publish_version",
        obj=version,
        by=by,
        after={"number": whole.version, "fingerprint": files.fingerprint, "changes": len(changes)},
    )
    return version
