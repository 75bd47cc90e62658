"""Reading the record and proving that it is whole."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404

from sextant.base.audit.chain import address_digest, line_digest, personal_digest
from sextant.base.audit.models import Entry, Head, PersonalValues
from sextant.base.audit.registry import kind_of


def history_of(obj: models.Model) -> models.QuerySet[Entry]:
    """The lines about one object, newest first, with actor and personal part in the same query."""
    kind, key = obj._meta.label_lower, str(obj.pk)
    return lines_about(kind, key)


def lines_about(kind: str, key: str) -> models.QuerySet[Entry]:
    """The lines about what a model label and a key name, even where the object is no more."""
    return Entry.objects.filter(object_kind=kind, object_id=key).select_related("actor", "personal")


def _follows(entry: Entry, number: int, previous: str) -> bool:
    if (entry.number, entry.previous, entry.digest) != (number, previous, line_digest(entry.chained_fields())):
        return False
    kept: PersonalValues | None = getattr(entry, "personal", None)
    if kept is None:
        return True
    if kept.address_salt and kept.address_digest != address_digest(kept.address_salt, kept.address):
        return False
    return entry.personal_digest == personal_digest(kept.salt, kept.address_digest, kept.before, kept.after)


def first_broken_line(progress: Callable[[int, int], object] = lambda _done, _all: None) -> int | None:
    """The number of the first line that is missing, was changed or does not follow from the one before it; None when whole."""
    head = Head.objects.first() or Head()
    previous, number = "0" * 64, 0
    for entry in Entry.objects.order_by("number").select_related("personal").iterator(chunk_size=2000):
        number += 1
        if not _follows(entry, number, previous):
            return number
        previous = entry.digest
        if number == head.number and previous != head.digest:
            return number
        if number % 2000 == 0:
            progress(number, head.number)
    return number + 1 if number < head.number else None


@dataclass(frozen=True)
class Subject:
    """What a history is about: the object itself, or only its key where it is no more."""

    kind: str
    key: str
    obj: models.Model | None

    @property
    def label(self) -> str:
        known = kind_of(self.kind)
        return known.label(self.obj) if known and self.obj is not None else f"{self.kind} {self.key}"

    @property
    def title(self) -> str:
        known = kind_of(self.kind)
        return str(known.title) if known else self.kind


def subject_of(kind: str, key: str) -> Subject:
    """What a history's address names; 404 where there is neither such an object nor a line about it."""
    known, obj = kind_of(kind), None
    if known is not None:
        try:
            obj = known.model._default_manager.filter(pk=key).first()
        except (ValueError, ValidationError, OverflowError):
            obj = None
    if obj is None and not Entry.objects.filter(object_kind=kind, object_id=key).exists():
        raise Http404
    return Subject(kind, key, obj)
