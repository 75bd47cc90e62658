"""Small words on the pages of the finances."""

from fractions import Fraction

from django import template

register = template.Library()


@register.filter
def decimal(value: Fraction | int | str | None) -> float | None:
    """An exact fraction as a number that the filters `written` and `percent` take; what is not there stays None."""
    return float(value) if isinstance(value, Fraction | int) else None
