"""What is true about projects, their money and reports."""

from sextant.work.projects.models.money import Agreement, Hours, Instalment
from sextant.work.projects.models.projects import Evidence, Milestone, Project, Risk, TeamMember
from sextant.work.projects.models.reports import Report

__all__ = [
    "Agreement",
    "Evidence",
    "Hours",
    "Instalment",
    "Milestone",
    "Project",
    "Report",
    "Risk",
    "TeamMember",
]
