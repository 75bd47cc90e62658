"""Codes of titles as words."""

from typing import Any

from django import template

from sextant.work.acquisitions.languages import language_name
from sextant.work.acquisitions.queries.plans import tongue
from sextant.work.acquisitions.sorting import READERS, section_name

register = template.Library()


@register.filter
def language(code: str) -> str:
    """`tat` as `Tatar`."""
    return language_name(code)


@register.filter
def readers(code: str) -> str:
    """`7-10` as `7–10 years`."""
    return str(READERS.get(code, code))


@register.filter
def section(code: str) -> str:
    """`bbk 84` as `ББК 84 Fiction and poetry`."""
    return str(section_name(code))


@register.filter
def said(words: Any) -> str:
    """Something kept in both languages, in the reader's."""
    return str(words.get(tongue(), "")) if words else ""
