"""Writing a line of the record, and erasing its personal part."""

import json
import secrets
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone

from sextant.base.accounts.models import User
from sextant.base.audit import origin
from sextant.base.audit.chain import line_digest, personal_digest
from sextant.base.audit.models import Entry, Head, PersonalValues


def _plain(values: dict[str, Any] | None) -> dict[str, Any]:
    return json.loads(json.dumps(values or {}, cls=DjangoJSONEncoder))


@transaction.atomic
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
    Head.objects.get_or_create(pk=1)
    head = Head.objects.select_for_update().get(pk=1)
    entry = Entry(number=head.number + 1, at=timezone.now(), verb=verb, previous=head.digest)
    entry.object_kind = obj._meta.label_lower if obj is not None else ""
    kept = PersonalValues(salt=secrets.token_hex(16))
    if not anonymous:
        entry.actor, entry.actor_key = by, str(by.pk) if by is not None else ""
        entry.object_id = str(obj.pk) if obj is not None else ""
        entry.before, entry.after = _plain(before), _plain(after)
        kept.address = origin.address.get() if by is not None else None
        kept.before, kept.after = _plain(personal_before), _plain(personal_after)
    personal = bool(kept.address or kept.before or kept.after)
    entry.personal_digest = personal_digest(kept.salt, kept.address, kept.before, kept.after) if personal else ""
    entry.digest = line_digest(entry.chained_fields())
    entry.save(force_insert=True)
    if personal:
        kept.entry = entry
        kept.save(force_insert=True)
    head.number, head.digest = entry.number, entry.digest
    head.save(update_fields=["number", "digest"])
    return entry


def erase_personal_values(*, kind: str, key: str) -> int:
    """Erases the personal part of every line about one object; the lines and the chain stay. Returns how many."""
    return PersonalValues.objects.filter(entry__object_kind=kind, entry__object_id=key).delete()[0]


def erase_actor(user: User) -> int:
    """Erases the addresses kept for what one user did; the lines keep the user's number only."""
    return PersonalValues.objects.filter(entry__actor_key=str(user.pk)).delete()[0]
