"""Events, tickets, registrations, the programme, and what comes afterwards."""

from sextant.society.events.models.after import Certificate, Feedback, Material
from sextant.society.events.models.events import Event
from sextant.society.events.models.programme import Room, Session, Speaker, Track
from sextant.society.events.models.registrations import Registration, Scan
from sextant.society.events.models.tickets import Question, TicketKind

__all__ = ["Certificate", "Event", "Feedback", "Material", "Question", "Registration", "Room", "Scan", "Session", "Speaker", "TicketKind", "Track"]
