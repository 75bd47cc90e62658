"""Making a collection and choosing the one that the agenda reads."""

from django.db import transaction

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.lab.returns.mapping import Mapping, load
from sextant.work.returns.models import Collection

DESCRIBED = "pls"
"""The survey whose list of variables the one known layout of such lists gives."""


@transaction.atomic
def collection_for(*, mapping: Mapping, code: str = "", by: User | None) -> Collection:
    """The collection of that code (by default the mapping's name), made from the mapping where there is none."""
    if mapping.format == "dictionary":
        mapping = load(DESCRIBED)
    code = (code or mapping.name)[:40]
    fields = {
        "name_en": mapping.title_en,
        "name_ru": mapping.title_ru,
        "mapping": mapping.name,
        "country": mapping.country,
        "currency": mapping.currency,
        "feeds_agenda": mapping.format != "register" and not Collection.objects.filter(feeds_agenda=True).exists(),
    }
    collection, made = Collection.objects.get_or_create(code=code, defaults=fields)
    if made:
        record(verb="returns.make_collection", obj=collection, by=by, after={"code": code, "mapping": mapping.name})
    return collection


@transaction.atomic
def feed_agenda_from(collection: Collection, *, by: User | None) -> Collection:
    """Lets the statistic indicators of the agenda read this collection, and no other."""
    before = list(Collection.objects.filter(feeds_agenda=True).values_list("code", flat=True))
    Collection.objects.filter(feeds_agenda=True).update(feeds_agenda=False)
    Collection.objects.filter(pk=collection.pk).update(feeds_agenda=True)
    record(verb="returns.feed_agenda_from", obj=collection, by=by, before={"collections": before}, after={"collections": [collection.code]})
    collection.refresh_from_db()
    return collection
