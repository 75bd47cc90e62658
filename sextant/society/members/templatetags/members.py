"""Small words on members' pages."""

from datetime import date
from typing import Any

from babel.dates import format_skeleton
from django import template
from django.utils.translation import get_language

from sextant.base.words.money import money as money_in_words
from sextant.society.members.models import FOREVER, Membership, Plan
from sextant.society.members.queries.fees import FeeDue

register = template.Library()


@register.filter
def fee(plan: Plan) -> str:
    """`{{ plan|fee }}`: the fee of one period."""
    return money_in_words(plan.fee_minor, plan.currency)


@register.inclusion_tag("members/_plan_terms.html")
def plan_terms(plan: Plan) -> dict[str, Any]:
    """How the year of a plan runs, how a begun one is counted, and what extra seats cost: `{% plan_terms plan %}`."""
    return {"plan": plan}


@register.inclusion_tag("members/_fee_due.html")
def fee_due(due: FeeDue) -> dict[str, Any]:
    """An amount to be paid with its parts: `{% fee_due due %}`."""
    return {"due": due}


@register.filter
def day_of_year(day: date) -> str:
    """A day without its year: 1 марта, March 1 (the month format of Django has no genitive in Russian)."""
    return format_skeleton("MMMMd", day, locale=(get_language() or "ru")[:2])


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
