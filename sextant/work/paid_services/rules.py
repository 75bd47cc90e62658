"""Who may do what with services, requests, contracts and acts."""

from typing import Any

from sextant.base.permissions.queries import holds, scopes_held
from sextant.society.members.rules import is_self, represents
from sextant.work.paid_services.models import Contract

KEEPERS = ("secretary", "director")
READERS = (*KEEPERS, "treasurer", "auditor")


def may_keep(user: Any, thing: Any = None) -> bool:
    """The office: the price list, requests, contracts and acts."""
    return holds(user, *KEEPERS)


def may_see(user: Any, thing: Any = None) -> bool:
    """The office, and those who look after the money."""
    return holds(user, *READERS)


def may_take_back(user: Any, act: Any = None) -> bool:
    """An accepted act is taken back by the treasurer: its invoice is credited."""
    return holds(user, "treasurer")


def is_customer(user: Any, contract: Contract) -> bool:
    """The person the contract is with, or somebody who acts for the organisation it is with."""
    if not user.is_authenticated:
        return False
    if contract.person is not None and is_self(user, contract.person):
        return True
    return contract.organisation is not None and represents(user, contract.organisation)


def represented(user: Any) -> set[str]:
    """Keys of the organisations the user acts for."""
    return scopes_held(user, "members.organisation", "representative")
