"""What comes in about initiatives, indicators and evidence."""

from sextant.society.agenda.forms.indicators import EvidenceForm, FiguresForm, IndicatorFilterForm, OwnerForm, TargetForm, ValueForm
from sextant.society.agenda.forms.initiatives import (
    AttachmentForm,
    FilterForm,
    InitiativeForm,
    MarkForm,
    MilestoneForm,
    MoveForm,
    NoteForm,
    ParticipantForm,
)

__all__ = [
    "AttachmentForm",
    "EvidenceForm",
    "FiguresForm",
    "FilterForm",
    "IndicatorFilterForm",
    "InitiativeForm",
    "MarkForm",
    "MilestoneForm",
    "MoveForm",
    "NoteForm",
    "OwnerForm",
    "ParticipantForm",
    "TargetForm",
    "ValueForm",
]
