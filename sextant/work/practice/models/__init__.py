"""What is true about findings, their briefs, invitations, pilots, recommendations and adoptions."""

from sextant.work.practice.models.briefs import Brief
from sextant.work.practice.models.findings import Finding
from sextant.work.practice.models.invitations import Answer, Invitation
from sextant.work.practice.models.outcomes import Adoption, Recommendation
from sextant.work.practice.models.path_rules import PathRules
from sextant.work.practice.models.pilots import Pilot, PilotEvent, PilotFile

__all__ = ["Adoption", "Answer", "Brief", "Finding", "Invitation", "PathRules", "Pilot", "PilotEvent", "PilotFile", "Recommendation"]
