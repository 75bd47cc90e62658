"""Small words on the pages of paid services."""

from django import template
from django.utils.safestring import SafeString

from sextant.base.words.markdown import as_html
from sextant.work.paid_services import sentences

register = template.Library()


@register.filter
def quantity(thousandths: int) -> str:
    """`12`, `1,5`: thousandths as people write them."""
    return sentences.quantity_in_words(thousandths)


@register.filter
def prose(text: str) -> SafeString:
    """What people wrote, as safe HTML."""
    return as_html(text)
