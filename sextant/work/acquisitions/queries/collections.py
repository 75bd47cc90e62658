"""Collections as they are listed, and what the page of one shows."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from sextant.work.acquisitions import rules, states
from sextant.work.acquisitions.models import Collection, ImportRun, Plan


def collections_kept(user: Any) -> QuerySet[Collection]:
    """Those that the user keeps, by library."""
    rows = Collection.objects.with_all().order_by("organisation__name_ru", "name", "pk")
    return rows if rules.is_keeper(user) else rows.filter(organisation__in=rules.represented(user))


def collections_open() -> QuerySet[Collection]:
    """Those whose profile everybody may read."""
    return Collection.objects.with_all().filter(is_public=True, profile__isnull=False).order_by("organisation__name_ru", "name", "pk")


def imports_of(collection: Collection) -> QuerySet[ImportRun]:
    """Imports, the newest first."""
    return collection.imports.select_related("job", "by").order_by("-pk")


def plans_of(collection: Collection) -> QuerySet[Plan]:
    """Plans with the number of titles on their lists, the newest first."""
    listed = Count("titles", filter=Q(titles__copies__gt=0))
    return collection.plans.select_related("offer", "job", "by").annotate(listed=listed).order_by("-pk")


def orders_of(collection: Collection) -> QuerySet[Plan]:
    """Plans that were ordered."""
    return collection.plans.filter(state=states.ORDERED)
