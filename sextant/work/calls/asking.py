"""What calls ask for, and what is entered for them: texts for landing on concepts. Titles of entries are counted and never shown."""

from collections.abc import Collection, Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sextant.society.concepts import demand
from sextant.society.concepts.demand import Asked
from sextant.work.calls import states
from sextant.work.calls.models import Call, Entry


def asked_by_calls(rows: QuerySet[Call]) -> Iterator[Asked]:
    """Each call that was published and not cancelled, on the day it was published."""
    for one in rows.filter(state__in=states.PUBLIC).exclude(state=states.CANCELLED).order_by("pk"):
        text = "\n".join((one.title_ru, one.title_en, one.summary_ru, one.summary_en, one.text_ru, one.text_en))
        day = timezone.localdate(one.published_at or one.opens_at)
        yield Asked(str(one.pk), text, day, reverse("calls:call", args=[one.slug]), one.title)


def calls_named(keys: Collection[str]) -> Iterator[Asked]:
    return asked_by_calls(Call.objects.filter(pk__in=keys))


def entered() -> Iterator[Asked]:
    """Titles of the entries that are in, on the day they came; nobody reads them here."""
    rows = Entry.objects.filter(state=states.SUBMITTED).order_by("pk").values_list("pk", "title", "submitted_at", "saved_at")
    for pk, title, submitted_at, saved_at in rows:
        yield Asked(str(pk), title, timezone.localdate(submitted_at or saved_at))


def register() -> None:
    demand.register("calls", _("Contests and grants"), lambda: asked_by_calls(Call.objects.all()), calls_named)
    demand.register("entries", _("Entries for contests and grants"), entered, lambda keys: [])
