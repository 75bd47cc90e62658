"""Words of places and offers on pages."""

from typing import Any

from django import template
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR

from sextant.work.advertising import sentences
from sextant.work.advertising.models import Place, Price
from sextant.work.advertising.queries.kit import Offer
from sextant.work.advertising.targets import shown_domain

register = template.Library()


@register.filter
def format_of(place: Place) -> str:
    """Size, kinds of file, weight."""
    return sentences.format_in_words(place)


@register.filter
def price_of(price: Price, place: Place) -> str:
    """An amount, by what, and from when."""
    return sentences.price_in_words(place, price)


@register.filter
def discounts_of(offer: Offer) -> str:
    return sentences.discounts_in_words(offer.discounts, offer.place)


@register.filter
def terms_of(offer: Offer) -> str:
    return sentences.terms_in_words(offer.terms)


@register.filter
def taken_of(offer: Offer) -> str:
    return sentences.taken_in_words(offer)


@register.filter
def domain(address: Any) -> str:
    """The name of the site an address leads to."""
    return shown_domain(str(address))


@register.simple_tag
def weekdays() -> list[tuple[str, str]]:
    """Monday to Sunday, each with its short form."""
    return [(str(WEEKDAYS[number]), str(WEEKDAYS_ABBR[number])) for number in range(7)]
