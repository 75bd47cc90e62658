"""Who may do what with grants."""

from typing import Any

from sextant.base.permissions.queries import holds, scopes_held
from sextant.base.permissions.rules import is_office
from sextant.society.grants.models import Grant, GrantChange, GrantFile, GrantInstalment, GrantMilestone, GrantReport
from sextant.society.members.rules import is_self, represents

READERS = ("secretary", "director", "treasurer", "auditor")


def may_read(user: Any, thing: Any = None) -> bool:
    """The register is open data."""
    return True


def may_see(user: Any, thing: Any = None) -> bool:
    """The office, the treasurer and the audit commission see every grant with its papers."""
    return holds(user, *READERS)


def may_keep(user: Any, thing: Any = None) -> bool:
    """The office promises, sends agreements, reads reports, decides about changes, and ends grants."""
    return is_office(user)


def may_pay(user: Any, thing: Any = None) -> bool:
    """Money is paid, and taken back, by the treasurer."""
    return holds(user, "treasurer")


def may_give(user: Any, grant: Grant | None = None) -> bool:
    """What was given before or elsewhere is described by the office or the treasurer."""
    return is_office(user) or holds(user, "treasurer")


def is_recipient(user: Any, grant: Grant) -> bool:
    """The person who receives, or somebody who acts for the organisation that does."""
    if not user.is_authenticated:
        return False
    if grant.person is not None:
        return is_self(user, grant.person)
    return grant.organisation is not None and represents(user, grant.organisation)


def may_see_history(user: Any, grant: Grant) -> bool:
    return may_see(user) or is_recipient(user, grant)


def represented(user: Any) -> set[str]:
    """Keys of the organisations the user acts for."""
    return scopes_held(user, "members.organisation", "representative")


def may_see_rows(user: Any) -> bool:
    """Rows behind a measure that stand for persons."""
    return may_see(user)


def of_instalment(user: Any, instalment: GrantInstalment) -> bool:
    return may_pay(user)


def of_milestone(user: Any, milestone: GrantMilestone) -> bool:
    return may_keep(user)


def of_report(user: Any, report: GrantReport) -> bool:
    return may_see(user)


def may_decide_report(user: Any, report: GrantReport) -> bool:
    return may_keep(user)


def may_decide_change(user: Any, change: GrantChange) -> bool:
    return may_keep(user)


def may_see_file(user: Any, file: GrantFile) -> bool:
    """Papers of a report: the recipient, and from the day it was first sent those who see every grant."""
    return (may_see(user) and file.report.times > 0) or is_recipient(user, file.report.grant)
