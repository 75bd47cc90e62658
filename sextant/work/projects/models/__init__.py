"""What is true about projects, their money and reports, and grants given."""

from sextant.work.projects.models.giving import GrantGiven, Publication
from sextant.work.projects.models.money import Agreement, Hours, Instalment
from sextant.work.projects.models.projects import Evidence, Milestone, Project, Risk, TeamMember
from sextant.work.projects.models.reports import Report

__all__ = [
    "Agreement",
    "Evidence",
    "GrantGiven",
    "Hours",
    "Instalment",
    "Milestone",
    "Project",
    "Publication",
    "Report",
    "Risk",
    "TeamMember",
]
