"""Sentences of events that are kept in both languages."""

from typing import Any

from django.utils import translation


def in_both(sentence: str, **words: Any) -> tuple[str, str]:
    """A marked sentence in Russian and in English; objects write their names in each."""
    made = []
    for language in ("ru", "en"):
        with translation.override(language):
            made.append(translation.gettext(sentence) % {name: str(value) for name, value in words.items()})
    return made[0], made[1]
