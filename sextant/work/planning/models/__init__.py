"""What is true about plans, calls, searches and applications."""

from sextant.work.planning.models.applications import Application, Document, Step
from sextant.work.planning.models.calls import Call, CallImport, PastGrant, Refusal
from sextant.work.planning.models.indicators import Indicator, YearValue
from sextant.work.planning.models.plans import Cost, Goal, Plan, PlanInitiative, SecuredMoney, Version
from sextant.work.planning.models.searches import SavedSearch, SearchHit

__all__ = [
    "Application",
    "Call",
    "CallImport",
    "Cost",
    "Document",
    "Goal",
    "Indicator",
    "PastGrant",
    "Plan",
    "PlanInitiative",
    "Refusal",
    "SavedSearch",
    "SearchHit",
    "SecuredMoney",
    "Step",
    "Version",
    "YearValue",
]
