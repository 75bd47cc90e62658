"""Collections: begun, changed, opened to readers, and the children they are for."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.search.actions import index, remove
from sextant.work.acquisitions import states
from sextant.work.acquisitions.models import Collection, Population

MOST_COLLECTIONS = 20
MOST_LINES = 5000


@transaction.atomic
def save_collection(collection: Collection, *, by: User | None, **values: Any) -> Collection:
    """Begins a collection or changes what is said of it, its norms, and who may see its profile."""
    before = {name: getattr(collection, name) for name, value in values.items() if getattr(collection, name) != value} if collection.pk else {}
    after = {name: values[name] for name in before} if collection.pk else values
    for name, value in values.items():
        setattr(collection, name, value)
    if not collection.pk:
        collection.made_by = by
        if Collection.objects.filter(organisation=collection.organisation).count() >= MOST_COLLECTIONS:
            raise ValidationError(_("A library may keep %(most)s collections; use one of those it has.") % {"most": MOST_COLLECTIONS})
    if Collection.objects.filter(organisation=collection.organisation, name=collection.name).exclude(pk=collection.pk).exists():
        raise ValidationError({"name": _("This library has a collection of that name already.")})
    collection.full_clean()
    collection.save()
    index(collection)
    record(verb="acquisitions.save_collection", obj=collection, by=by, before=before, after=after)
    return collection


@dataclass(frozen=True)
class Children:
    """A line of the table of population; ages in years, both included."""

    low: int
    high: int
    number: int
    language: str = ""
    area: str = ""


@transaction.atomic
def save_population(collection: Collection, lines: Iterable[Children], *, by: User | None) -> int:
    """Replaces the children around the library by these; ages that turn round, and a line that stands twice, are refused."""
    collection = Collection.objects.select_for_update(of=("self",)).get(pk=collection.pk)
    found: dict[tuple[int, int, str, str], Children] = {}
    for place, line in enumerate(lines, 1):
        key = (line.low, line.high, line.language, line.area)
        if line.low > line.high:
            raise ValidationError(_("Line %(line)s: the first age is above the last one.") % {"line": place})
        if key in found:
            raise ValidationError(_("Line %(line)s says again what another line says: ages, language and area are the same.") % {"line": place})
        if place > MOST_LINES:
            raise ValidationError(_("More than %(most)s lines; join small areas.") % {"most": MOST_LINES})
        found[key] = line
    collection.population.all().delete()
    Population.objects.bulk_create(
        [
            Population(collection=collection, low=one.low, high=one.high, language=one.language, area=one.area, number=one.number)
            for one in found.values()
        ]
    )
    record(
        verb="acquisitions.save_population", obj=collection, by=by, after={"rows": len(found), "children": sum(one.number for one in found.values())}
    )
    return len(found)


@transaction.atomic
def remove_collection(collection: Collection, *, by: User | None) -> None:
    """Takes a collection away with everything brought into it; one with an order stays, for the order is a promise to a supplier."""
    collection = Collection.objects.select_for_update(of=("self",)).get(pk=collection.pk)
    if collection.plans.filter(state=states.ORDERED).exists():
        raise ValidationError(_("A plan of this collection was ordered, so it stays. Remove its imports instead."))
    files = [getattr(run, name) for run in collection.imports.all() for name in run.FILES if getattr(run, name)]
    files += [offer.file for offer in collection.offers.all()]
    record(verb="acquisitions.remove_collection", obj=collection, by=by, before={"name": collection.name})
    Collection.objects.filter(pk=collection.pk).update(current=None, profile=None)
    remove(collection)
    collection.plans.all().delete()
    collection.delete()
    transaction.on_commit(lambda: [file.storage.delete(file.name) for file in files])
