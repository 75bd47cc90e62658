"""How an event is found: by its title, what is said about it, and where it takes place."""

from django.utils.translation import gettext_lazy as _

from sextant.base.search.registry import EntryDraft, Searchable
from sextant.society.events.models import Event


def _entry(event: Event) -> EntryDraft | None:
    if not event.is_shown:
        return None
    return EntryDraft(
        title_ru=event.title_ru or event.title_en,
        title_en=event.title_en or event.title_ru,
        url_name="events:event",
        url_args=(event.code,),
        summary_ru=(event.summary_ru or event.summary_en)[:300],
        summary_en=(event.summary_en or event.summary_ru)[:300],
        text=f"{event.place_ru} {event.place_en}",
        audience="public",
    )


EVENTS = Searchable("events.event", Event, _entry, _("Events"))
