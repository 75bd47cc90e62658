"""Profiles: asked for, kept as their job made them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.jobs.actions import after_commit
from sextant.base.search.actions import index
from sextant.work.acquisitions.models import Collection, Profile, Title

BATCH = 500
MARKS = ("topics", "awards", "loans", "is_fresh", "is_idle")


@dataclass(slots=True)
class Made:
    """What a job found: numbers of the whole, tables by name, the norms they were made with, and what is written beside each title (by its key)."""

    totals: dict[str, Any]
    tables: dict[str, Any]
    parameters: dict[str, Any]
    version: str
    marks: dict[int, dict[str, Any]] = field(default_factory=dict)


@transaction.atomic
def start_profile(collection: Collection, *, by: User | None) -> Profile:
    """Asks for a profile of the titles that stand now; one at a time."""
    collection = Collection.objects.select_for_update(of=("self",)).get(pk=collection.pk)
    if collection.current_id is None:
        raise ValidationError(_("There are no titles yet: bring a catalogue in first."))
    for one in collection.profiles.filter(made_at=None, run=collection.current_id).select_related("job"):
        if one.is_waiting:
            raise ValidationError(_("A profile of this collection is being made; wait for it."))
    profile = Profile.objects.create(collection=collection, run_id=collection.current_id, by=by)
    profile.job = after_commit("acquisitions.make_profile", by=by, profile_id=profile.pk)
    profile.save(update_fields=["job"])
    record(verb="acquisitions.start_profile", obj=profile, by=by, after={"file": str(collection.current)})
    return profile


def keep_profile(profile: Profile, made: Made) -> None:
    """Writes what was made, and makes it the profile of the collection; inside the last step of its job."""
    profile.totals, profile.tables, profile.parameters, profile.version = made.totals, made.tables, made.parameters, made.version
    profile.made_at = timezone.now()
    profile.save()
    for part in _batches(list(made.marks.items())):
        rows = Title.objects.filter(run=profile.run_id).in_bulk([key for key, _marks in part])
        for key, marks in part:
            if key in rows:
                for name, value in marks.items():
                    setattr(rows[key], name, value)
        Title.objects.bulk_update(rows.values(), MARKS, batch_size=BATCH)
    Collection.objects.filter(pk=profile.collection_id).update(profile=profile)
    index(Collection.objects.select_related("organisation").get(pk=profile.collection_id))
    record(verb="acquisitions.keep_profile", obj=profile, by=profile.by, after={"titles": made.totals.get("titles", 0)})


def _batches(rows: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


def refuse_profile(profile: Profile, sentence: dict[str, str]) -> None:
    """No profile can be made of these titles; the reason stays beside it."""
    profile.sentence_en, profile.sentence_ru = sentence["en"][:600], sentence["ru"][:600]
    profile.save(update_fields=["sentence_en", "sentence_ru"])
    record(verb="acquisitions.refuse_profile", obj=profile, by=profile.by, after={"reason": profile.sentence_en})
