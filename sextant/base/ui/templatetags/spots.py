"""`{% load spots %}{% spot "home-lower" %}`: whatever a house puts into that spot of the page."""

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from sextant.base.ui.spots import filling_of

register = template.Library()


@register.simple_tag(takes_context=True)
def spot(context: Context, code: str) -> SafeString | str:
    """The filling of a spot, or nothing."""
    request = context.get("request")
    filling = filling_of(request, code) if request is not None else None
    return render_to_string(filling.template, filling.context, request=request) if filling else ""
