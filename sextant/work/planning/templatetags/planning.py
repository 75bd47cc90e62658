"""Small words on the pages of plans."""

from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from sextant.base.words.fields import in_language

register = template.Library()


@register.filter
def gap_kind(kind: str) -> str:
    """Which side of the gap a row is on."""
    return {"needed": _("needed"), "secured": _("secured"), "expected": _("expected")}[kind]


@register.filter
def country_list(codes: list[str]) -> str:
    """Countries of a call; a star is all of them."""
    return _("all countries") if "*" in codes else ", ".join(codes)


@register.filter
def groups_in_words(words: list[str]) -> str:
    """Legal forms and kinds of applicants that the site knows, in the reader's language; others as the source writes them."""
    known = {
        "*": _("everybody"),
        "nonprofit": _("non-profit organisation"),
        "public institution": _("public institution"),
        "company": _("company"),
        "library": _("libraries"),
        "museum": _("museums"),
        "school": _("schools"),
    }
    return ", ".join(known.get(word, word) for word in words)


@register.simple_tag
def plan_change(change: dict[str, Any]) -> str:
    """One change of a version in a sentence of the reader's language."""
    title = in_language({"ru": change["title_ru"], "en": change["title_en"]})
    kinds = {"plan": pgettext("strategic", "Plan"), "goal": _("Goal"), "initiative": _("Initiative"), "indicator": _("Indicator")}
    patterns = {
        "added": _("%(kind)s added: “%(title)s”"),
        "removed": _("%(kind)s removed: “%(title)s”"),
        "changed": _("%(kind)s changed: “%(title)s” (%(fields)s)"),
    }
    fields = ", ".join(dict.fromkeys(_field(name) for name in change["fields"]))
    return patterns[change["what"]] % {"kind": kinds[change["kind"]], "title": title, "fields": fields}


def _field(name: str) -> str:
    """What a field is called."""
    names = {
        "title": _("title"),
        "about": _("text"),
        "unit": _("unit"),
        "costs": _("costs"),
        "targets": _("targets"),
        "themes": _("themes"),
        "guideline": _("guideline"),
        "measure": _("way of counting"),
        "is_good_up": _("direction of good"),
    }
    return names.get(name.removesuffix("_ru").removesuffix("_en"), _("years and money"))
