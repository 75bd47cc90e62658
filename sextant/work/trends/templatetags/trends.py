"""Numbers of signals as their kind writes them."""

from django import template

from sextant.work.trends.document import fact_in_words
from sextant.work.trends.models import Evidence

register = template.Library()


@register.filter
def fact(one: Evidence) -> str:
    """A year without marks, a share as a percentage, any other number as everywhere."""
    return fact_in_words(one.value, one.form, one.decimals)
