"""Sentences of events that are kept in both languages, and their days in words."""

from typing import Any

from django.utils import translation

from sextant.base.ui.templatetags.ui import day
from sextant.society.events.models import Event


def in_both(sentence: str, **words: Any) -> tuple[str, str]:
    """A marked sentence in Russian and in English; objects write their names in each."""
    made = []
    for language in ("ru", "en"):
        with translation.override(language):
            made.append(translation.gettext(sentence) % {name: str(value) for name, value in words.items()})
    return made[0], made[1]


def days_in_words(event: Event) -> str:
    """`3 March 2026`, `3–5 March 2026` or `30 March 2026 – 2 April 2026`, in the time zone of the event."""
    first, last = event.first_day, event.last_day
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    return f"{day(first)} – {day(last)}"
