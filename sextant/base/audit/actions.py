"""Writing a line of the record, and erasing its personal part."""

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone

from sextant.base.accounts.models import User
from sextant.base.audit import origin
from sextant.base.audit.chain import address_digest, line_digest, personal_digest
from sextant.base.audit.models import Entry, Head, PersonalValues

BATCH = 500
"""Lines in one INSERT."""


def _same_everywhere(value: Any) -> Any:
    """JSON that every database gives back unchanged: PostgreSQL refuses NUL and writes large or negative-zero floats anew."""
    if isinstance(value, str):
        return value.replace("\x00", "\ufffd")
    if isinstance(value, float):
        return value + 0.0 if abs(value) < 1e16 else repr(value)
    if isinstance(value, list):
        return [_same_everywhere(each) for each in value]
    if isinstance(value, dict):
        return {_same_everywhere(name): _same_everywhere(each) for name, each in value.items()}
    return value


def _plain(values: dict[str, Any] | None) -> dict[str, Any]:
    return _same_everywhere(json.loads(json.dumps(values or {}, cls=DjangoJSONEncoder)))


@dataclass(frozen=True)
class Told:
    """What one line of the record says; see `record`."""

    verb: str
    obj: models.Model | None = None
    by: User | None = None
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    personal_before: dict[str, Any] | None = None
    personal_after: dict[str, Any] | None = None
    anonymous: bool = False


def _written(told: Told, number: int, previous: str) -> tuple[Entry, PersonalValues | None]:
    """The line with its digest, which closes the chain, and the personal part where there is one."""
    entry = Entry(number=number, at=timezone.now(), verb=told.verb, previous=previous)
    entry.object_kind = told.obj._meta.label_lower if told.obj is not None else ""
    kept = PersonalValues(salt=secrets.token_hex(16))
    if not told.anonymous:
        entry.actor, entry.actor_key = told.by, str(told.by.pk) if told.by is not None else ""
        entry.object_id = str(told.obj.pk) if told.obj is not None else ""
        entry.before, entry.after = _plain(told.before), _plain(told.after)
        kept.address = origin.address.get() if told.by is not None else None
        kept.before, kept.after = _plain(told.personal_before), _plain(told.personal_after)
    personal = bool(kept.address or kept.before or kept.after)
    if kept.address:
        kept.address_salt = secrets.token_hex(16)
        kept.address_digest = address_digest(kept.address_salt, kept.address)
    entry.personal_digest = personal_digest(kept.salt, kept.address_digest, kept.before, kept.after) if personal else ""
    entry.digest = line_digest(entry.chained_fields())
    return entry, kept if personal else None


def _head() -> Head:
    """The end of the record, locked; every write of the site passes here, so it asks once where there is one already."""
    try:
        return Head.objects.select_for_update().get(pk=1)
    except Head.DoesNotExist:
        Head.objects.get_or_create(pk=1)
        return Head.objects.select_for_update().get(pk=1)


@transaction.atomic
def record_many(lines: Iterable[Told]) -> list[Entry]:
    """Adds lines to the record in the caller's transaction, in their order, in a number of queries that does not grow with them."""
    head = _head()
    entries: list[Entry] = []
    personal: list[PersonalValues] = []
    for told in lines:
        entry, kept = _written(told, head.number + 1, head.digest)
        head.number, head.digest = entry.number, entry.digest
        entries.append(entry)
        if kept is not None:
            kept.entry = entry
            personal.append(kept)
    Entry.objects.bulk_create(entries, batch_size=BATCH)
    if personal:
        PersonalValues.objects.bulk_create(personal, batch_size=BATCH)
    Head.objects.filter(pk=1).update(number=head.number, digest=head.digest)
    return entries


def record(
    *,
    verb: str,
    obj: models.Model | None = None,
    by: User | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    personal_before: dict[str, Any] | None = None,
    personal_after: dict[str, Any] | None = None,
    anonymous: bool = False,
) -> Entry:
    """Adds one line to the record in the caller's transaction.

    Values about a person go into `personal_before` and `personal_after`. With `anonymous` (a secret vote, an
    anonymous answer) the line names neither person, address, object key nor content.
    """
    return record_many([Told(verb, obj, by, before, after, personal_before, personal_after, anonymous)])[0]


def erase_personal_values(*, kind: str, key: str) -> int:
    """Erases the personal part of every line about one object; the lines and the chain stay. Returns how many."""
    return PersonalValues.objects.filter(entry__object_kind=kind, entry__object_id=key).delete()[0]


@transaction.atomic
def erase_actor(user: User) -> int:
    """Erases the addresses from which one user acted; the lines keep the user's number, and what he wrote of others stays."""
    kept = PersonalValues.objects.filter(entry__actor_key=str(user.pk)).exclude(address=None)
    return kept.update(address=None, address_salt="")
