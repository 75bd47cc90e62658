"""Small words on the pages of projects."""

from datetime import date
from typing import Any

from django import template
from django.utils.translation import gettext as _

from sextant.base.ui.numerals import written
from sextant.base.words.fields import in_language

register = template.Library()


@register.filter
def text_of(part: dict[str, Any], name: str) -> str:
    """A text of a report's content in the reader's language."""
    return in_language({"ru": part.get(f"{name}_ru", ""), "en": part.get(f"{name}_en", "")})


@register.filter
def as_day(text: str) -> date | None:
    """A day of a report's content."""
    return date.fromisoformat(text) if text else None


@register.filter
def less(first: int, second: int) -> int:
    return first - second


@register.filter
def as_hours(minutes: int) -> str:
    """Minutes as hours with one decimal."""
    return written(minutes / 60, 1)


@register.filter
def level(number: int) -> str:
    """1 to 3 in words."""
    return {1: _("low"), 2: _("middle"), 3: _("high")}[number]
