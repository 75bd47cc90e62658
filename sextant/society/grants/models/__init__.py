"""What is true about grants: the promise, its agreement, money, milestones, reports, changes, and how they are published."""

from sextant.society.grants.models.agreements import Clause, GrantAgreement
from sextant.society.grants.models.changes import GrantChange
from sextant.society.grants.models.grants import Grant, Publication
from sextant.society.grants.models.money import GrantBudgetLine, GrantInstalment, GrantMilestone
from sextant.society.grants.models.reports import GrantFile, GrantReport, GrantSpent

__all__ = [
    "Clause",
    "Grant",
    "GrantAgreement",
    "GrantBudgetLine",
    "GrantChange",
    "GrantFile",
    "GrantInstalment",
    "GrantMilestone",
    "GrantReport",
    "GrantSpent",
    "Publication",
]
