"""Small words on the pages of the books."""

from django import template

from sextant.base.words.money import money as money_in_words

register = template.Library()


@register.filter
def money(minor_units: int, currency: str) -> str:
    """`{{ line.amount_minor|money:line.currency }}`: 1 500 ₽; nothing for an amount that is not there."""
    return money_in_words(minor_units, currency) if minor_units is not None else ""


@register.filter
def opposite(minor_units: int) -> int:
    """A credit as a positive amount."""
    return -minor_units
