"""Small words on the pages of events."""

from datetime import datetime

from django import template
from django.utils.safestring import SafeString

from sextant.base.ui.templatetags.ui import day
from sextant.base.words.markdown import as_html
from sextant.society.events import zones
from sextant.society.events.models import Event
from sextant.society.events.sentences import days_in_words

register = template.Library()


@register.filter
def prose(text: str) -> SafeString:
    """What people wrote, as safe HTML."""
    return as_html(text)


@register.filter
def days(event: Event) -> str:
    """`3–5 March 2026`, in the time zone of the event."""
    return days_in_words(event)


@register.filter
def hours(event: Event) -> str:
    """`10:00–18:00`, in the time zone of the event."""
    return f"{event.local_start:%H:%M}–{event.local_end:%H:%M}"


@register.filter
def local_moment(moment: datetime | None, event: Event) -> str:
    """`3 March 2026, 10:00` by the clocks of the event."""
    if moment is None:
        return ""
    local = zones.local_of(moment, event.time_zone)
    return f"{day(local.date())}, {local:%H:%M}"


@register.filter
def hour(moment: datetime) -> str:
    return f"{moment:%H:%M}"
