"""How pages tell deadlines: in the zone of the call, with the zone named."""

from datetime import datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

from sextant.work.calls.letters import told_in_zone
from sextant.work.calls.models import Call, Field

register = template.Library()


@register.filter
def in_zone_of(moment: datetime | None, call: Call) -> str:
    """`31 March 2027, 23:59 (Europe/Moscow, UTC+3)`."""
    return told_in_zone(call, moment) if moment is not None else ""


@register.simple_tag
def time_left(moment: datetime) -> str:
    """How long it is until a deadline: in days, in hours on the last day, in minutes in the last hour."""
    left = moment - timezone.now()
    minutes = int(left.total_seconds() // 60)
    if minutes < 0:
        return gettext("The deadline is over")
    if minutes < 60:
        return ngettext("%(count)s minute left", "%(count)s minutes left", minutes) % {"count": minutes}
    if minutes < 48 * 60:
        return ngettext("%(count)s hour left", "%(count)s hours left", minutes // 60) % {"count": minutes // 60}
    return ngettext("%(count)s day left", "%(count)s days left", minutes // 1440) % {"count": minutes // 1440}


@register.filter
def in_words_of(text: str, field: Field) -> str:
    """The answer to a choice in the reader's language (it is kept in both, parted by |); any other answer as it is."""
    if field.kind != Field.Kind.CHOICE or "|" not in text:
        return text
    russian, _sign, english = text.partition("|")
    return (english if (get_language() or "ru").startswith("en") else russian).strip() or text


@register.filter
def at_key(values: dict[Any, Any], key: Any) -> Any:
    """The value of a dictionary at a key that a template knows by another name."""
    return values.get(key, 0)
