"""Who may look at the finances, and who may ask what would be and publish what was."""

from typing import Any

from sextant.base.permissions.queries import holds
from sextant.society.ledger.rules import may_see_books


def may_see_finances(user: Any, _thing: Any = None) -> bool:
    """Those who may see the books they are counted from: the treasurer, the director and the audit commission."""
    return may_see_books(user)


def may_keep_finances(user: Any, _thing: Any = None) -> bool:
    """Making scenarios, asking for a forecast, publishing a year: the treasurer."""
    return holds(user, "treasurer")
