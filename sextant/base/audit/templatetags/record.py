"""History on any page: `{% load record %}{% history_of person %}`."""

from typing import Any

from django import template
from django.db import models
from django.template.context import Context

from sextant.base.audit.models import Entry
from sextant.base.audit.names import choices_of, name_in_words, value_in_words
from sextant.base.audit.queries import history_of as lines_of
from sextant.base.audit.registry import kind_of, verb_in_words
from sextant.base.audit.rules import may_see_history_of, may_see_personal_values

register = template.Library()
LAST = 5


@register.filter
def in_words(entry: Entry) -> Any:
    """What was done, in the reader's language."""
    return verb_in_words(entry.verb)


@register.simple_tag
def changes(entry: Entry, personal: bool) -> list[tuple[str, Any, Any]]:
    """(name, before, after) of every value of a line that changed; personal ones only where the reader may see them."""
    before, after = dict(entry.before), dict(entry.after)
    kept = getattr(entry, "personal", None)
    if personal and kept is not None:
        before.update(kept.before)
        after.update(kept.after)
    names = dict.fromkeys([*before, *after])
    currency = after.get("currency") or before.get("currency") or ""
    changed = [(name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)]
    return [(name_in_words(name), *_said(entry.object_kind, name, values, currency)) for name, *values in changed]


def _said(kind: str, name: str, values: list[Any], currency: str) -> list[Any]:
    """A value before and after as a reader writes it; what the model chooses from a list in the words of that list."""
    words = choices_of(kind, name)
    return [words[value] if isinstance(value, str) and words.get(value) else value_in_words(name, value, currency) for value in values]


@register.inclusion_tag("audit/_history.html", takes_context=True)
def history_of(context: Context, obj: models.Model) -> dict[str, Any]:
    """The last lines about an object with a link to all of them; nothing for those who may not read them."""
    user = context["request"].user
    if not may_see_history_of(user, obj):
        return {"entries": None}
    entries = list(lines_of(obj)[: LAST + 1])
    kind, key = obj._meta.label_lower, str(obj.pk)
    return {"entries": entries[:LAST], "more": len(entries) > LAST, "personal": may_see_personal_values(user), "kind": kind, "key": key}


@register.filter
def kind_in_words(entry: Entry) -> Any:
    """What kind of thing a line is about."""
    known = kind_of(entry.object_kind)
    return known.title if known else entry.object_kind
