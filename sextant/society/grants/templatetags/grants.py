"""Small words on pages of grants."""

from django import template

from sextant.society.grants.models import Grant

register = template.Library()


@register.filter
def recipient_of(grant: Grant) -> str:
    """`{{ grant|recipient_of }}`: the name of whoever receives; only on pages of those who see every grant."""
    return str(grant.organisation.name if grant.organisation else grant.person)
