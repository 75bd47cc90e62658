"""What is true of foresight sessions."""

from sextant.work.foresight.models.opinions import Comparison, Reading, Vote
from sextant.work.foresight.models.people import Duty, Participant
from sextant.work.foresight.models.proposals import EarlierDecision, Proposal
from sextant.work.foresight.models.sessions import Group, Session
from sextant.work.foresight.models.statements import Statement

__all__ = ["Comparison", "Duty", "EarlierDecision", "Group", "Participant", "Proposal", "Reading", "Session", "Statement", "Vote"]
