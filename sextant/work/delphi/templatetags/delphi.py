"""Numbers as the scale of their question writes them."""

from typing import Any

from django import template
from django.utils.formats import number_format

from sextant.base.ui.numerals import written
from sextant.work.delphi.models import Item

register = template.Library()


@register.filter
def on_scale(value: Any, item: Item) -> str:
    """A year without marks between its thousands; any other number as everywhere."""
    if value is None or not item.is_year:
        return written(value)
    return number_format(value, decimal_pos=None if float(value).is_integer() else 1, use_l10n=True, force_grouping=False).removesuffix(".0")
