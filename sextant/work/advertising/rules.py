"""Who may do what with places, bookings and materials."""

from typing import Any

from sextant.base.permissions.queries import holds, scopes_held
from sextant.society.members.rules import represents
from sextant.work.advertising.models import Booking, Material

MANAGERS = ("advertising_manager", "secretary", "director")
READERS = (*MANAGERS, "treasurer", "auditor")


def may_manage(user: Any, thing: Any = None) -> bool:
    """The manager of advertising and the office: places, bookings, materials, labels."""
    return holds(user, *MANAGERS)


def may_see_bookings(user: Any, booking: Booking | None = None) -> bool:
    """Those who manage, and those who look after the money."""
    return holds(user, *READERS)


def is_advertiser(user: Any, booking: Booking) -> bool:
    """Asked for it with an account, or acts for the organisation that did."""
    if not user.is_authenticated:
        return False
    if booking.asked_by_id == user.pk:
        return True
    return booking.organisation is not None and represents(user, booking.organisation)


def may_see_material(user: Any, material: Material) -> bool:
    return may_see_bookings(user) or is_advertiser(user, material.booking)


def represented(user: Any) -> set[str]:
    """Keys of the organisations the user acts for."""
    return scopes_held(user, "members.organisation", "representative")
