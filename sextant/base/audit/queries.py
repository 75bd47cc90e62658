"""Reading the record and proving that it is whole."""

from django.db import models

from sextant.base.audit.chain import line_digest, personal_digest
from sextant.base.audit.models import Entry


def history_of(obj: models.Model) -> models.QuerySet[Entry]:
    """The lines about one object, newest first, with actor and personal part in the same query."""
    kind, key = obj._meta.label_lower, str(obj.pk)
    return Entry.objects.filter(object_kind=kind, object_id=key).select_related("actor", "personal")


def first_broken_line() -> int | None:
    """The number of the first line that does not follow from the one before it, or whose values were changed; None when whole."""
    previous, number = "0" * 64, 0
    for entry in Entry.objects.order_by("number").select_related("personal").iterator(chunk_size=2000):
        number += 1
        whole = entry.number == number and entry.previous == previous and entry.digest == line_digest(entry.chained_fields())
        kept = getattr(entry, "personal", None)
        if kept is not None:
            whole = whole and entry.personal_digest == personal_digest(kept.salt, kept.address, kept.before, kept.after)
        if not whole:
            return entry.number
        previous = entry.digest
    return None
