"""What initiatives ask for: their texts, for landing on concepts. Those that are not public are counted and not shown."""

from collections.abc import Collection, Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.society.agenda import states
from sextant.society.agenda.models import Initiative
from sextant.society.concepts import demand
from sextant.society.concepts.demand import Asked


def asked_by(rows: QuerySet[Initiative]) -> Iterator[Asked]:
    """Each initiative that was not dropped, in both of its languages, on the day it was entered."""
    for one in rows.exclude(state=states.DROPPED).order_by("pk"):
        text = "\n".join((one.title_ru, one.title_en, one.about_ru, one.about_en, one.outcome_ru, one.outcome_en))
        url = reverse("agenda:initiative", args=[one.pk]) if one.is_public else ""
        yield Asked(str(one.pk), text, timezone.localdate(one.created_at), url, one.title)


def initiatives_named(keys: Collection[str]) -> Iterator[Asked]:
    return asked_by(Initiative.objects.filter(pk__in=keys))


def register() -> None:
    demand.register("initiatives", _("Initiatives of the agenda"), lambda: asked_by(Initiative.objects.all()), initiatives_named)
