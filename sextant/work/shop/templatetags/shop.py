"""Small words on the pages of the shop."""

from django import template
from django.utils.safestring import SafeString

from sextant.base.words.markdown import as_html
from sextant.work.shop.models import Product, Variant

register = template.Library()


@register.filter
def prose(text: str) -> SafeString:
    """What people wrote about a product, as safe HTML."""
    return as_html(text)


@register.filter
def cheapest(product: Product) -> Variant | None:
    """The open variant with the lowest price, of a product whose variants are loaded; the list says “from” it."""
    shown: list[Variant] = getattr(product, "shown", [])
    return min(shown, key=lambda variant: variant.price_minor) if shown else None


@register.filter
def month_of(months: list[int], place: int) -> int:
    """The amount of a month (1 to 12) of a row of sales."""
    return months[place - 1]
