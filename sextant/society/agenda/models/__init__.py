"""What is true of agendas: directions, guidelines, initiatives, indicators, values and evidence."""

from sextant.society.agenda.models.agendas import Agenda, Direction, Guideline
from sextant.society.agenda.models.indicators import Evidence, Indicator, IndicatorValue, Target
from sextant.society.agenda.models.initiatives import Attachment, Contribution, Initiative, Milestone, Participant, ProgressNote

__all__ = [
    "Agenda",
    "Attachment",
    "Contribution",
    "Direction",
    "Evidence",
    "Guideline",
    "Indicator",
    "IndicatorValue",
    "Initiative",
    "Milestone",
    "Participant",
    "ProgressNote",
    "Target",
]
