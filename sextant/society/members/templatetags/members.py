"""Small words on members' pages."""

from typing import Any

from django import template

from sextant.base.words.money import money as money_in_words
from sextant.society.members.models import FOREVER, Membership, Plan

register = template.Library()


@register.filter
def money(minor_units: int, currency: str) -> str:
    """`{{ period.fee_minor|money:period.currency }}`: 1 500 ₽."""
    return money_in_words(minor_units, currency)


@register.filter
def fee(plan: Plan) -> str:
    """`{{ plan|fee }}`: the fee of one period."""
    return money_in_words(plan.fee_minor, plan.currency)


@register.filter
def is_forever(day: Any) -> bool:
    """True for the last day of a membership for life."""
    return bool(day == FOREVER)


@register.inclusion_tag("members/_state.html")
def state(membership: Membership) -> dict[str, Any]:
    """The state of a membership as a chip: `{% state membership %}`."""
    return {"label": membership.get_state_display(), "tone": membership.tone}


@register.inclusion_tag("members/_panels.html", takes_context=True)
def panels(context: Any, found: list[Any]) -> dict[str, Any]:
    """What other houses show on this page: `{% panels panels %}`."""
    return {"panels": found, "request": context["request"], "user": context.get("user"), "language": context.get("language")}
