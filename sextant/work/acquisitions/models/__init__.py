"""Collections, what was brought into them, profiles made of them, offers, plans and their titles."""

from sextant.work.acquisitions.models.collections import Collection, Population
from sextant.work.acquisitions.models.imports import Holding, ImportRun, Title
from sextant.work.acquisitions.models.plans import Offer, Plan, PlanTitle
from sextant.work.acquisitions.models.profiles import Profile

__all__ = ["Collection", "Holding", "ImportRun", "Offer", "Plan", "PlanTitle", "Population", "Profile", "Title"]
