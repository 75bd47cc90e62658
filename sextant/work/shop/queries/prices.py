"""Which price somebody pays, decided from the standing on the day; nothing a browser sends can change it."""

from datetime import date
from typing import Any

from sextant.base.permissions.queries import scopes_held
from sextant.society.members.models import Organisation
from sextant.society.members.queries.standing import organisations_in_good_standing
from sextant.society.members.rules import is_member


def organisations_of(user: Any) -> list[Organisation]:
    """Organisations for which the user acts today."""
    keys = scopes_held(user, "members.organisation", "representative")
    return list(Organisation.objects.filter(pk__in=keys, merged_into=None).order_by("name_ru", "pk")) if keys else []


def pays_member_price(user: Any, on: date | None = None) -> bool:
    """A member in good standing, or somebody who acts for an organisation in good standing."""
    if is_member(user):
        return True
    keys = scopes_held(user, "members.organisation", "representative")
    return bool(keys) and organisations_in_good_standing(on).filter(pk__in=keys).exists()
