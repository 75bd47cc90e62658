"""`{{ job|pay }}`: the pay of a job in words; `{{ search|said }}`: the filters of a saved search."""

from typing import Any

from django import template
from django.utils.html import strip_tags

from sextant.base.words.markdown import as_html
from sextant.work.careers.models import Job
from sextant.work.careers.sentences import pay_in_words, search_in_words

register = template.Library()


@register.filter
def pay(job: Job) -> str:
    """`60 000 to 75 000 ₽ a month, before tax`."""
    return pay_in_words(job)


@register.filter
def said(search: dict[str, Any]) -> str:
    """The filters of a saved search in words."""
    return search_in_words(search)


@register.filter
def plain(text: str) -> str:
    """Text written in Markdown without its marks, for a line or two of it."""
    return strip_tags(as_html(text))
