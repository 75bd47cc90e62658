"""Everything that is held about a person, gathered over all relations of all apps, and as a file to take away."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.fields.files import FieldFile
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.models import Entry
from sextant.base.letters.queries import letters_to
from sextant.base.words.fields import LANGUAGES
from sextant.society.members.models import Membership, Person
from sextant.society.members.queries.relations import Relation, relations_of

SECRET = {"password", "digest", "session_key", "data", "content", "salt", "address_salt"}
"""Columns that prove an identity or seal a line; they are held, but never handed out."""


@dataclass(frozen=True)
class HeldSection:
    """One heading of the export with its rows, each a dictionary of plain values by name."""

    title: str | Promise
    rows: list[dict[str, Any]] = field(default_factory=list)


_sources: list[Callable[[Person], HeldSection | None]] = []


def register(source: Callable[[Person], HeldSection | None]) -> None:
    """Adds what an app holds about a person beyond rows that point to the person (a name inside a text, a file)."""
    if source not in _sources:
        _sources.append(source)


def _plain(row: models.Model) -> dict[str, Any]:
    found = {}
    for column in row._meta.concrete_fields:
        if column.name not in SECRET and not isinstance(column, models.BinaryField):
            value = column.value_from_object(row)
            found[column.attname] = value.name if isinstance(value, FieldFile) else value
    return json.loads(json.dumps(found, cls=DjangoJSONEncoder))


def _section_of(relation: Relation, obj: models.Model) -> HeldSection | None:
    rows = relation.rows(obj)
    if not rows:
        return None
    title = f"{relation.model._meta.verbose_name} ({relation.model._meta.label}.{relation.field.name})"
    return HeldSection(title, [_plain(row) for row in rows])


def _letters(person: Person) -> HeldSection:
    addresses = filter(None, {person.email, person.user.email if person.user else None})
    rows = [letter for address in sorted(addresses) for letter in letters_to(address)]
    plain = [
        {"to": letter.to_address, "subject": letter.subject, "text": letter.body if letter.is_readable else "", "at": letter.created_at}
        for letter in rows
    ]
    return HeldSection(_("Letters"), json.loads(json.dumps(plain, cls=DjangoJSONEncoder)))


def _record(person: Person) -> HeldSection:
    about = models.Q(object_kind="members.person", object_id=str(person.pk))
    mine = models.Q(actor_key=str(person.user_id)) if person.user_id else models.Q(pk__in=[])
    lines = Entry.objects.filter(about | mine).select_related("personal")
    rows = []
    for line in lines.iterator(chunk_size=2000):
        kept = getattr(line, "personal", None)
        own = (line.object_kind, line.object_id) == ("members.person", str(person.pk))
        values = {"before": kept.before, "after": kept.after} if kept and own else {}
        rows.append(
            {"at": line.at, "verb": line.verb, "object": f"{line.object_kind} {line.object_id}", "address": kept.address if kept else None, **values}
        )
    return HeldSection(_("Record of changes"), json.loads(json.dumps(rows, cls=DjangoJSONEncoder)))


def held_about(person: Person) -> list[HeldSection]:
    """All of it: the person's own row, the log-in, every row of every app that points to either, letters, the record, and what apps add."""
    sections: list[HeldSection | None] = [HeldSection(_("Person"), [_plain(person)])]
    sections += [_section_of(relation, person) for relation in relations_of(Person)]
    for membership in Membership.objects.filter(person=person):
        sections += [_section_of(relation, membership) for relation in relations_of(Membership)]
    if person.user is not None:
        sections.append(HeldSection(_("Log-in"), [_plain(person.user)]))
        owned = (relation for relation in relations_of(User) if relation.model is not Person and relation.model is not Entry)
        sections += [_section_of(relation, person.user) for relation in owned]
    sections += [_letters(person), _record(person), *(source(person) for source in _sources)]
    return [section for section in sections if section is not None and section.rows]


def held_as_zip(person: Person) -> bytes:
    """`data.json`, and a page to read in Russian and one in English."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for language in LANGUAGES:
            with translation.override(language):
                sections = held_about(person)
                shown = {"person": person, "sections": sections, "language": language, "at": timezone.now()}
                archive.writestr(f"data.{language}.html", render_to_string("members/held.html", shown))
        plain = [{"title": str(section.title), "rows": section.rows} for section in sections]
        archive.writestr("data.json", json.dumps(plain, ensure_ascii=False, indent=1))
    return buffer.getvalue()
